"""Video bitrates of each participant, of the server, and of all together, for each place where a model may run.

With N participants, M kbps each, and a picture that the model makes r times as heavy:

             a participant sends   and gets      the server gets   and sends
    SFU      s                     (N-1) g       N s               N (N-1) g
    MCU      s                     g             N s               N g
    mesh     (N-1) s               (N-1) g       -                 -

where s is what one picture costs on its way from the sender, and g on its way to the receiver: s = g = M without a
model and with one at the receiver, s = M and g = r M at the server, s = g = r M at the sender. Those are the four
cases of the paper's figure 4 (section III), in kbps of video; sound, packet headers and retransmissions come on top.

Of an MCU the mixed picture is assumed to have the bitrate of one participant's: servers mix into a picture of that
size. In a mesh there is no server, so that what is sent is what is got.
"""

from __future__ import annotations

from dataclasses import dataclass

from backdrop.bandwidth.scenario import Placement, Scenario
from backdrop.errors import UsageError
from backdrop.text import N_

NO_SERVER = N_("a mesh has no server that a model could run on; choose the sender, the receiver, or another topology")


@dataclass(frozen=True, slots=True)
class Traffic:
    """kbps. `up` and `down` are one participant's; `server_in` and `server_out` are None in a mesh."""

    participants: int
    up_kbps: float
    down_kbps: float
    server_in_kbps: float | None
    server_out_kbps: float | None

    @property
    def each_kbps(self) -> float:
        return self.up_kbps + self.down_kbps

    @property
    def server_kbps(self) -> float | None:
        if self.server_in_kbps is None or self.server_out_kbps is None:
            return None
        return self.server_in_kbps + self.server_out_kbps

    @property
    def all_up_kbps(self) -> float:
        return self.participants * self.up_kbps

    @property
    def all_down_kbps(self) -> float:
        return self.participants * self.down_kbps

    @property
    def all_kbps(self) -> float:
        """What goes through the participants' lines together."""
        return self.all_up_kbps + self.all_down_kbps


def traffic(scenario: Scenario, placement: Placement) -> Traffic:
    """See the module. UsageError for a server in a mesh."""
    n, sent, got = scenario.participants, *_picture_kbps(scenario, placement)
    match scenario.topology:
        case "sfu":
            return Traffic(n, sent, (n - 1) * got, n * sent, n * (n - 1) * got)
        case "mcu":
            return Traffic(n, sent, got, n * sent, n * got)
        case "mesh":
            if placement == "server":
                raise UsageError(NO_SERVER)
            return Traffic(n, (n - 1) * sent, (n - 1) * got, None, None)


def _picture_kbps(scenario: Scenario, placement: Placement) -> tuple[float, float]:
    """Of one picture: on its way from the sender, and on its way to the receiver."""
    small, large = scenario.bitrate_kbps, scenario.ratio * scenario.bitrate_kbps
    return {"none": (small, small), "server": (small, large), "sender": (large, large), "receiver": (small, small)}[
        placement
    ]
