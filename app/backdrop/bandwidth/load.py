"""What a placement takes of processors, and how much later pictures arrive.

Every figure follows from times that were measured, or given: what is not known stays None, and so does what needs it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from backdrop.bandwidth.scenario import Placement, Scenario


@dataclass(frozen=True, slots=True)
class Coding:
    """Milliseconds for one picture on one core: to decode it, and to encode it."""

    decode_ms: float
    encode_ms: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Times on one core; None for what is not known.

    `inference_ms` is the model's on one picture, `gpu_ms` the same on one of the server's GPUs. `before` is the coding
    of a picture as the camera gives it, `after` of one as the model makes it; they are the same at a scale of 1.
    `rtt_ms` is the round trip between a participant and the server, or between two participants of a mesh. `cores` are
    those of the participants' machines, which this one stands for.
    """

    fps: float = 30.0
    inference_ms: float | None = None
    gpu_ms: float | None = None
    before: Coding | None = None
    after: Coding | None = None
    rtt_ms: float | None = None
    cores: int = 1


@dataclass(frozen=True, slots=True)
class Load:
    """Cores that are busy all the time, on the server for all participants, and on the machine of each.

    `server_cores` run the model, or `server_gpus` do (None where a GPU's time is not known); `coding_cores` decode what
    comes to the server and encode what leaves it. `delay_ms` is from the sender's camera to the receiver's screen,
    `added_ms` what of it the model causes.
    """

    server_cores: float | None
    server_gpus: int | None
    coding_cores: float | None
    sender_cores: float | None
    receiver_cores: float | None
    added_ms: float | None
    delay_ms: float | None


def load(scenario: Scenario, placement: Placement, costs: Costs) -> Load:
    """The model looks at N · fps pictures a second on a server, at fps on each sender, and on each receiver at those
    of the N-1 others, or at the one that an MCU has mixed. Cores are pictures a second · milliseconds / 1000 (the
    utilisation law: throughput times service time).

    A server decodes and encodes if it mixes, or if the model runs there: N pictures each; an SFU else only relays. What
    a mixer takes to lay pictures side by side is not counted.
    """
    at_server = placement == "server"
    on_gpus = at_server and costs.gpu_ms is not None
    n, fps = scenario.participants, costs.fps
    return Load(
        server_cores=_cores(n * fps, costs.inference_ms) if at_server and not on_gpus else 0.0,
        server_gpus=None if costs.gpu_ms is None else math.ceil(n * fps * costs.gpu_ms / 1000) if at_server else 0,
        coding_cores=_sum(_server_coding(scenario, placement), costs, n * fps / 1000),
        sender_cores=_cores(fps, costs.inference_ms) if placement == "sender" else 0.0,
        receiver_cores=_cores(pictures_watched(scenario) * fps, costs.inference_ms) if placement == "receiver" else 0.0,
        added_ms=_sum(_less(steps(scenario, placement), steps(scenario, "none")), costs),
        delay_ms=_sum(steps(scenario, placement), costs),
    )


def pictures_watched(scenario: Scenario) -> int:
    """How many a receiver gets at a time."""
    return 1 if scenario.topology == "mcu" else scenario.participants - 1


Steps = dict[str, int]
"""What a picture goes through one after the other, by name, and how often: `_times` has the milliseconds of each."""


def steps(scenario: Scenario, placement: Placement) -> Steps:
    """From the camera to the screen: the sender encodes, the network carries, the server may decode and encode, the
    receiver decodes, and the model runs once.

    The network's part, one way, is half a round trip between participant and server on each side of the server, and
    half of one between participants in a mesh. Waiting, capturing, packets and jitter buffers are the same wherever
    the model runs, and are not counted.
    """
    sent, got = _sizes(scenario, placement)
    taken = Counter({f"encode {sent}": 1, f"decode {got}": 1, "half rtt": 1 if scenario.topology == "mesh" else 2})
    taken.update(_server_coding(scenario, placement))
    if placement != "none":
        taken["server inference" if placement == "server" else "inference"] = 1
    return dict(taken)


def _server_coding(scenario: Scenario, placement: Placement) -> Steps:
    transcodes = scenario.topology == "mcu" or (scenario.topology == "sfu" and placement == "server")
    sent, got = _sizes(scenario, placement)
    return dict(Counter([f"decode {sent}", f"encode {got}"])) if transcodes else {}


def _sizes(scenario: Scenario, placement: Placement) -> tuple[str, str]:
    """Of a picture on its way from the sender, and to the receiver. At a scale of 1 all are as they were."""
    after = "after" if scenario.scale != 1 else "before"
    return (after if placement == "sender" else "before"), (after if placement in ("sender", "server") else "before")


def _less(one: Steps, other: Steps) -> Steps:
    return {name: one.get(name, 0) - other.get(name, 0) for name in {*one, *other}}


def _sum(taken: Steps, costs: Costs, factor: float = 1.0) -> float | None:
    """None where one of the steps is taken, and its time is not known."""
    known, total = _times(costs), 0.0
    for name, count in taken.items():
        if count == 0:
            continue
        ms = known[name]
        if ms is None:
            return None
        total += count * ms
    return total * factor


def _times(costs: Costs) -> dict[str, float | None]:
    return {
        "inference": costs.inference_ms,
        "server inference": costs.inference_ms if costs.gpu_ms is None else costs.gpu_ms,
        "half rtt": None if costs.rtt_ms is None else costs.rtt_ms / 2,
        "decode before": None if costs.before is None else costs.before.decode_ms,
        "encode before": None if costs.before is None else costs.before.encode_ms,
        "decode after": None if costs.after is None else costs.after.decode_ms,
        "encode after": None if costs.after is None else costs.after.encode_ms,
    }


def _cores(pictures_a_second: float, ms: float | None) -> float | None:
    return None if ms is None else pictures_a_second * ms / 1000
