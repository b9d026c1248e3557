"""What command line and window call the same things, so that both show the same words and figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backdrop.bandwidth.cases import Case
from backdrop.bandwidth.growth import GrowthModel
from backdrop.bandwidth.scenario import Placement, Scenario, Task, Topology
from backdrop.text import N_, _, translated

PLACEMENT_NAMES: dict[Placement, str] = {
    "none": N_("no model"), "server": N_("on the server"), "sender": N_("on the sender"),
    "receiver": N_("on the receiver"),
}  # fmt: skip
TASK_NAMES: dict[Task, str] = {
    "segmentation": N_("Segmentation"), "super-resolution": N_("Super-resolution"),
}  # fmt: skip
TOPOLOGY_NAMES: dict[Topology, str] = {
    "sfu": N_("SFU: a server relays"), "mcu": N_("MCU: a server mixes"), "mesh": N_("Mesh: no server"),
}  # fmt: skip
GROWTH_NAMES: dict[GrowthModel, str] = {
    "constant": N_("Constant bits per pixel"), "power": N_("Power law"), "measured": N_("Measured"),
}  # fmt: skip

Value = float | int | bool | None


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that a case costs: `key` names it in files, with its unit, `label` for people. `digits`: decimals.

    `of_server`: there is none of it where there is no server.
    """

    key: str
    label: str
    digits: int
    of: Callable[[Case], Value]
    of_server: bool = False

    def text(self, case: Case) -> str:
        """As people read it."""
        value = self.of(case)
        if value is None:
            return _("not measured")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return f"{value:,.{self.digits}f}"


BITRATES = (
    Figure("up_kbps", N_("Each sends, kbps"), 0, lambda case: case.traffic.up_kbps),
    Figure("down_kbps", N_("Each gets, kbps"), 0, lambda case: case.traffic.down_kbps),
    Figure("each_kbps", N_("Each together, kbps"), 0, lambda case: case.traffic.each_kbps),
    Figure("server_in_kbps", N_("The server gets, kbps"), 0, lambda case: case.traffic.server_in_kbps, True),
    Figure("server_out_kbps", N_("The server sends, kbps"), 0, lambda case: case.traffic.server_out_kbps, True),
    Figure("server_kbps", N_("The server together, kbps"), 0, lambda case: case.traffic.server_kbps, True),
    Figure("all_up_kbps", N_("All send, kbps"), 0, lambda case: case.traffic.all_up_kbps),
    Figure("all_down_kbps", N_("All get, kbps"), 0, lambda case: case.traffic.all_down_kbps),
    Figure("all_kbps", N_("All together, kbps"), 0, lambda case: case.traffic.all_kbps),
)
OTHERS = (
    Figure("server_cores", N_("Server cores for the model"), 2, lambda case: case.load.server_cores, True),
    Figure("server_gpus", N_("Server GPUs for the model"), 0, lambda case: case.load.server_gpus, True),
    Figure("coding_cores", N_("Server cores for coding"), 2, lambda case: case.load.coding_cores, True),
    Figure("sender_cores", N_("Each sender's cores"), 2, lambda case: case.load.sender_cores),
    Figure("receiver_cores", N_("Each receiver's cores"), 2, lambda case: case.load.receiver_cores),
    Figure("added_ms", N_("Delay of the model, ms"), 1, lambda case: case.load.added_ms),
    Figure("delay_ms", N_("Delay in all, ms"), 1, lambda case: case.load.delay_ms),
    Figure("raw_video_leaves", N_("Raw video leaves the device"), 0, lambda case: case.privacy.raw_leaves),
    Figure("server_sees_pictures", N_("The server sees pictures"), 0, lambda case: case.privacy.server_sees, True),
)


def shown(figures: Sequence[Figure], scenario: Scenario, cases: Sequence[Case]) -> list[Figure]:
    """Without those of a server that is not there, and those of which nothing is known."""
    return [
        figure
        for figure in figures
        if not (figure.of_server and scenario.topology == "mesh") and any(figure.of(case) is not None for case in cases)
    ]


NOTES = (
    N_("kbps are those of video. Sound, packet headers and retransmissions come on top, alike in all cases."),
    N_("A scale of 2 doubles width and height. The paper does not say which growth of bitrates its figure 4 assumes."),
    N_("Growth is measured at equal PSNR of luma, each size against its own source. A clip that was compressed before"
       " has less fine detail, and grows less."),
    N_("The picture that an MCU mixes is assumed to have the bitrate of one participant's. A mixer decodes everybody's"
       " pictures and encodes one for each, also without a model."),
    N_("Cores are pictures a second times seconds a picture, one thread each. GPUs are only told where the time on one"
       " is given."),
    N_("The delay in all is encoding, half a round trip to the server and half of one from it (in a mesh half of one"
       " between two participants), decoding, the model, and decoding and encoding on a server that does so."),
    N_("Raw video is the camera's picture, with the room in it; a larger picture shows it as well as a small one."),
)  # fmt: skip
"""What the figures rest on."""


def shown_notes() -> list[str]:
    return [translated(note) for note in NOTES]
