"""What `backdrop plan` measures before it can answer: the model, the coding of pictures, and how bitrates grow."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from backdrop.bandwidth.encoders import first_encoder
from backdrop.bandwidth.encoding import time_coding
from backdrop.bandwidth.growth import CODEC_NAMES, Codec, constant_ratio, power_ratio
from backdrop.bandwidth.load import Coding, Costs
from backdrop.bandwidth.measured_growth import STEPS, Clip, CodecGrowth, chosen, measure_growth, open_clip
from backdrop.bandwidth.scenario import Scenario
from backdrop.bench.inference import Inference, time_inference
from backdrop.cli.bench.output import progress, stoppable
from backdrop.cli.plan_asked import Asked
from backdrop.errors import MediaError, ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.text import N_, _

Tell = Callable[[str | None, int], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """`timed` is the model that was measured. `coded_with` names the encoder that was timed.

    `notes` say what could not be measured, and why.
    """

    scenario: Scenario
    costs: Costs
    timed: Inference | None
    clip: Clip | None = None
    growth: list[CodecGrowth] = field(default_factory=list)
    coded_with: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def used(self) -> CodecGrowth | None:
        """Whose ratio is used."""
        return chosen(self.growth)


def answered(asked: Asked) -> Answered:
    """Measures. Raises UsageError for a model that is not known, and MediaError where growth cannot be measured."""
    model = _model(asked)
    clip = None if asked.clip is None else open_clip(asked.clip, asked.scale, asked.seconds)
    notes: list[str] = []
    steps = (model is not None) + (1 if asked.scale == 1 else 2) + (0 if clip is None else STEPS * len(asked.codecs))
    with stoppable() as stopped, progress(steps) as tell:
        growth = [_growth(clip, codec, tell) for codec in asked.codecs] if clip is not None else []
        timed = None if model is None else _timed(model, asked, tell, notes)
        coded_with, before, after = _coding(asked, tell, notes)
    if stopped:
        raise click.Abort
    scenario = Scenario(
        asked.participants, asked.bitrate_kbps, asked.task, asked.topology, asked.scale, _ratio(asked, growth)
    )
    ms = asked.inference_ms if timed is None else timed.ms
    costs = Costs(asked.fps, ms, asked.gpu_ms, before, after, asked.rtt_ms, os.cpu_count() or 1)
    return Answered(scenario, costs, timed, clip, growth, coded_with, notes)


def _model(asked: Asked) -> str | None:
    """The one to be timed; none of ours makes pictures larger."""
    if asked.task == "super-resolution" or asked.inference_ms is not None:
        return None
    catalogue = Catalogue.load()
    return catalogue.get(asked.model or catalogue.default).id


def _ratio(asked: Asked, growth: list[CodecGrowth]) -> float:
    if asked.growth == "constant":
        return constant_ratio(asked.scale)
    if asked.growth == "power":
        return power_ratio(asked.scale, asked.exponent)
    used = chosen(growth)
    if used is None or used.ratio is None:
        raise MediaError(
            N_("growth cannot be measured with {path}: {reasons}"), path=asked.clip,
            reasons="; ".join(f"{CODEC_NAMES[found.codec]}: {found.note}" for found in growth),
        )  # fmt: skip
    return used.ratio


def _growth(clip: Clip, codec: Codec, tell: Tell) -> CodecGrowth:
    done = [0]

    def at(step: int) -> None:
        tell(CODEC_NAMES[codec], step - done[0])
        done[0] = step

    found = measure_growth(clip, codec, at)
    tell(None, STEPS - done[0])
    return found


def _timed(model: str, asked: Asked, tell: Tell, notes: list[str]) -> Inference | None:
    tell(model, 0)
    try:
        return time_inference(model, asked.size)
    except ModelError as error:
        notes.append(str(error))
        return None
    finally:
        tell(None, 1)


def _coding(asked: Asked, tell: Tell, notes: list[str]) -> tuple[str | None, Coding | None, Coding | None]:
    """The encoder that was timed, and its times for the camera's picture, and for the one that the model makes."""
    encoder = first_encoder(asked.codecs)
    if encoder is None:
        notes.append(_("The coding of pictures was not measured: FFmpeg has none of the encoders here."))
        return None, None, None
    times: list[Coding | None] = []
    for scale in dict.fromkeys((1.0, asked.scale)):
        tell(encoder.name, 0)
        try:
            times.append(time_coding(encoder, asked.size, scale))
        except MediaError as error:
            notes.append(str(error))
            times.append(None)
        tell(None, 1)
    return encoder.name, times[0], times[-1]
