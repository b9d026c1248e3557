"""Where the model should run, in words, with the reasons.

The rules follow the paper's section III and its conclusion, to choose by task, bandwidth and device:

Segmentation belongs on the sender: it costs no bandwidth anywhere, but anywhere else the room leaves the device. Only
where that cannot keep up, and a server can be reckoned with, it moves there.

Super-resolution belongs on the receiver, where it costs no bandwidth, as long as the device can enlarge all pictures;
else on the server, since then at least uploads stay as they are; else, without one, on the sender.
"""

from __future__ import annotations

from dataclasses import dataclass

from backdrop.bandwidth.load import Costs, load, pictures_watched
from backdrop.bandwidth.scenario import Placement, Scenario
from backdrop.bandwidth.traffic import traffic
from backdrop.text import _

SHARE = 0.5
"""Of a participant's cores, what a model may take: the call itself, the browser and the system need the rest."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`text` and `reasons` are sentences."""

    placement: Placement
    text: str
    reasons: tuple[str, ...]


def recommend(scenario: Scenario, costs: Costs, model: str | None) -> Recommendation:
    """`model`: what was measured on this machine; None where its time was given, or is not known."""
    if scenario.task == "segmentation":
        return _segmentation(scenario, costs, model)
    return _enlarging(scenario, costs, model)


def _taken(ms: float, model: str | None) -> str:
    """The beginning of a sentence."""
    if model is None:
        return _("A picture takes the model {ms:.1f} ms").format(ms=ms)
    return _("On this machine {model} takes {ms:.1f} ms").format(model=model, ms=ms)


def _as_long_as(placement: Placement, limit: float) -> str:
    told = {
        "sender": _("Run it on the sender, as long as it takes less than {limit:.1f} ms a picture there."),
        "receiver": _("Run it on the receiver, as long as it takes less than {limit:.1f} ms a picture there."),
    }  # fmt: skip
    return told[placement].format(limit=limit)


def _interval_ms(costs: Costs) -> float:
    return 1000 / costs.fps


def _segmentation(scenario: Scenario, costs: Costs, model: str | None) -> Recommendation:
    ms, limit = costs.inference_ms, _interval_ms(costs)
    why = (*_sender_reasons(scenario, costs), _elsewhere(scenario, costs))
    if ms is None:
        return Recommendation("sender", _as_long_as("sender", limit), why)
    taken = _taken(ms, model)
    if ms <= limit:
        return Recommendation("sender", _("{taken}: run it on the sender.").format(taken=taken), why)
    if scenario.topology != "mesh" and costs.gpu_ms is not None and costs.gpu_ms <= limit:
        text = _("{taken}, longer than from one picture to the next: run it on the server.").format(taken=taken)
        return Recommendation("server", text, (_server_capacity(scenario, costs), _server_sees()))
    told = _("{taken}, longer than from one picture to the next: run a lighter one, or at a lower rate, on the sender.")
    return Recommendation("sender", told.format(taken=taken), why)


def _sender_reasons(scenario: Scenario, costs: Costs) -> tuple[str, ...]:
    share = load(scenario, "sender", costs).sender_cores
    busy = _("At {fps:g} pictures a second that is {share:.0%} of one core.")
    return (
        *([busy.format(fps=costs.fps, share=share)] if share is not None else []),
        _("The room never leaves the device."),
        _("It costs no bandwidth: segmentation does not change the size of the picture."),
    )


def _elsewhere(scenario: Scenario, costs: Costs) -> str:
    """What segmentation would cost in the other place that comes to mind."""
    if scenario.topology == "mesh":
        told = _("On the receivers, each would have {count} pictures to look at, and would get the room with them.")
        return told.format(count=scenario.participants - 1)
    return f"{_server_capacity(scenario, costs)} {_server_sees()}"


def _server_sees() -> str:
    return _("The server would get the raw video, with the room in it, and decode it.")


def _server_capacity(scenario: Scenario, costs: Costs) -> str:
    needed = load(scenario, "server", costs)
    if needed.server_gpus is not None:
        told = _("On a server the model would need GPUs for {count} participants: {gpus}.")
        capacity = told.format(count=scenario.participants, gpus=needed.server_gpus)
    elif needed.server_cores is not None:
        told = _("On a server the model would keep cores busy for {count} participants: {cores:.1f}.")
        capacity = told.format(count=scenario.participants, cores=needed.server_cores)
    else:
        told = _("On a server the model would have {rate:,.0f} pictures a second to work on.")
        capacity = told.format(rate=scenario.participants * costs.fps)
    if not needed.coding_cores:
        return capacity
    return (
        capacity
        + " "
        + _("To decode and encode them takes cores as well: {cores:.1f}.").format(cores=needed.coding_cores)
    )


def _enlarging(scenario: Scenario, costs: Costs, model: str | None) -> Recommendation:
    ms, limit, watched = costs.inference_ms, _interval_ms(costs), pictures_watched(scenario)
    if ms is None:
        limit = min(limit, 1000 * _spare(costs) / (watched * costs.fps))
        return Recommendation(
            "receiver", _as_long_as("receiver", limit), (_watching(watched, costs), _nothing_grows(scenario))
        )
    taken, needed = _taken(ms, model), watched * costs.fps * ms / 1000
    if ms <= limit and needed <= _spare(costs):
        text = _("{taken}: run it on the receiver.").format(taken=taken)
        return Recommendation("receiver", text, (_busy(needed, costs), _nothing_grows(scenario)))
    too_slow = _too_slow(watched, needed, costs)
    if scenario.topology != "mesh":
        text = _("{taken}, too long for a receiver: run it on the server.").format(taken=taken)
        return Recommendation("server", text, (too_slow, _uploads_stay(scenario), _server_capacity(scenario, costs)))
    if ms <= limit:
        text = _("{taken}, too long for a receiver: run it on the sender.").format(taken=taken)
        return Recommendation("sender", text, (too_slow, _all_grows(scenario)))
    told = _("{taken}, too long for any participant, and a mesh has no server: leave the pictures as they are.")
    return Recommendation("none", told.format(taken=taken), (too_slow,))


def _spare(costs: Costs) -> float:
    return max(1.0, SHARE * costs.cores)


def _watching(count: int, costs: Costs) -> str:
    told = _("A receiver has {count} pictures to enlarge at a time, and half of its {cores} cores to spare for that.")
    return told.format(count=count, cores=costs.cores)


def _busy(needed: float, costs: Costs) -> str:
    told = _("That keeps {needed:.2f} of a receiver's {cores} cores busy.")
    return told.format(needed=needed, cores=costs.cores)


def _too_slow(count: int, needed: float, costs: Costs) -> str:
    told = _(
        "A receiver would need {needed:.1f} cores for {count} pictures at a time, of {cores} that it has, half of which"
        " the call needs; and each picture has to be done within {limit:.1f} ms."
    )
    return told.format(needed=needed, cores=costs.cores, count=count, limit=_interval_ms(costs))


def _nothing_grows(scenario: Scenario) -> str:
    kept, grown = (traffic(scenario, placement).all_kbps for placement in ("receiver", "sender"))
    told = _(
        "No bitrate grows: {kept:,.0f} kbps all together; with the model on the sender they would be {grown:,.0f}."
    )
    return told.format(kept=kept, grown=grown)


def _uploads_stay(scenario: Scenario) -> str:
    found = traffic(scenario, "server")
    told = _("Each goes on sending {up:,.0f} kbps, and gets {down:,.0f}, as much as with the model on the sender.")
    return told.format(up=found.up_kbps, down=found.down_kbps)


def _all_grows(scenario: Scenario) -> str:
    found = traffic(scenario, "sender")
    told = _("It costs bandwidth: each then sends {up:,.0f} kbps and gets {down:,.0f}.")
    return told.format(up=found.up_kbps, down=found.down_kbps)
