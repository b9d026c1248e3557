"""What the page of placements measures, on a job's thread; touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from backdrop.bandwidth.growth import CODEC_NAMES, CODECS, exponent_of
from backdrop.bandwidth.load import Coding
from backdrop.errors import MediaError, UsageError
from backdrop.gui.job import Link
from backdrop.text import N_


@dataclass(frozen=True, slots=True)
class Times:
    """Of one picture, on one core. `model` is "" where none was measured; `after` is what the coding of a picture takes
    that is `scale` times as wide and high."""

    model: str = ""
    inference_ms: float | None = None
    before: Coding | None = None
    after: Coding | None = None
    scale: float = 1.0

    def with_model_of(self, other: Times) -> Times:
        """What was measured of a model before, where this time none was."""
        return self if self.model else replace(self, model=other.model, inference_ms=other.inference_ms)


NOTHING_KNOWN = Times()


@dataclass(frozen=True, slots=True)
class Grown:
    """By which power of the number of pixels bitrates grow, as measured; `told`: the codec, the clip, and its size."""

    exponent: float
    codec: str
    clip: str
    width: int
    height: int
    is_small: bool


def measure_times(model: str, size: tuple[int, int], scale: float) -> Times:
    """`model` "" measures the coding alone. Raises ModelError and MediaError where something cannot be measured."""
    from backdrop.bandwidth.encoders import first_encoder
    from backdrop.bandwidth.encoding import time_coding
    from backdrop.bench.inference import time_inference

    ms = time_inference(model, size).ms if model else None
    encoder = first_encoder(CODECS)
    if encoder is None:
        return Times(model, ms)
    before = time_coding(encoder, size, 1)
    return Times(model, ms, before, before if scale == 1 else time_coding(encoder, size, scale), scale)


def measure_growth_of(path: Path, scale: float, seconds: float, link: Link) -> Grown:
    """With the first codec that has a ratio; reports the share that is done, 0..1. Raises MediaError without one."""
    from backdrop.bandwidth.measured_growth import STEPS, measure_growth, open_clip

    clip, reasons = open_clip(path, scale, seconds), []
    for codec in CODECS:
        found = measure_growth(clip, codec, _teller(link, STEPS))
        if found.ratio is not None:
            return Grown(exponent_of(found.ratio, scale), CODEC_NAMES[codec], path.name, *clip.large, clip.is_small)
        reasons.append(f"{CODEC_NAMES[codec]}: {found.note}")
    raise MediaError(N_("growth cannot be measured with {path}: {reasons}"), path=path.name, reasons="; ".join(reasons))


def _teller(link: Link, steps: int) -> Callable[[int], None]:
    def tell(step: int) -> None:
        if link.cancelled():
            raise UsageError(N_("measuring was stopped"))
        link.report(step / steps)

    return tell
