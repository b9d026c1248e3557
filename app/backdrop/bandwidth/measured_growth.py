"""How much more a larger picture takes, measured: a clip and its smaller self, encoded to the same quality.

The clip itself stands for what the model makes, and the same clip made smaller, each pixel the mean of those that it
covers, for what the camera gives. Both are encoded at four quantisers, and compared, each with its own source, at equal
PSNR of luma, see `curves`. A real model's output may be smoother or sharper than a camera's picture of that size, and a
clip that was compressed before has lost fine detail, which the larger size would have had to encode.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from backdrop.bandwidth.curves import Comparison, Point, compare
from backdrop.bandwidth.encoders import Encoder, encoder_of
from backdrop.bandwidth.encoding import clip_pictures, encoded, even_size
from backdrop.bandwidth.growth import CODEC_NAMES, Codec
from backdrop.errors import MediaError
from backdrop.host.media.video import HD_LINES, VideoReader
from backdrop.text import _

STEPS = 8
"""Times that the clip is encoded for one codec: two sizes at four quantisers."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A video of which `pictures` are encoded; `large` is its own (width, height), `small` the other one's."""

    path: Path
    seconds: float
    fps: Fraction
    small: tuple[int, int]
    large: tuple[int, int]

    @property
    def is_small(self) -> bool:
        """Whether even the larger size is under 720 lines: bits per pixel then say little of HD calls."""
        return self.large[1] < HD_LINES


def open_clip(path: Path, scale: float, seconds: float) -> Clip:
    """MediaError where it is no video."""
    reader = VideoReader(path)
    info = reader.info
    reader.close()
    large = info.width + info.width % 2, info.height + info.height % 2
    return Clip(path, seconds, Fraction(info.fps).limit_denominator(1001), even_size(large, 1 / scale), large)


@dataclass(frozen=True, slots=True)
class CodecGrowth:
    """What was found for one codec. `note` says why there is no `comparison`."""

    codec: Codec
    encoder: Encoder | None
    small: tuple[Point, ...] = ()
    large: tuple[Point, ...] = ()
    comparison: Comparison | None = None
    note: str | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.comparison is None else self.comparison.ratio


def measure_growth(clip: Clip, codec: Codec, tell: Callable[[int], None] = lambda _step: None) -> CodecGrowth:
    """`tell` is called at each picture, with how many of the STEPS are done."""
    encoder = encoder_of(codec)
    if encoder is None:
        missing = _("this FFmpeg has no encoder for {codec}").format(codec=CODEC_NAMES[codec])
        return CodecGrowth(codec, None, note=missing)
    points: list[Point] = []
    try:
        for size in (clip.small, clip.large):
            for quantiser in encoder.quantisers:
                pictures = clip_pictures(clip.path, size, clip.seconds, lambda: tell(len(points)))
                result = encoded(encoder, quantiser, pictures, clip.fps)
                points.append(Point(result.kbps, result.psnr_db))
    except MediaError as error:
        return CodecGrowth(codec, encoder, note=str(error))
    small, large = tuple(points[:4]), tuple(points[4:])
    comparison = compare(small, large)
    note = None if comparison is not None else _("the two sizes reach no quality in common")
    return CodecGrowth(codec, encoder, small, large, comparison, note)


def chosen(found: list[CodecGrowth]) -> CodecGrowth | None:
    """The one whose ratio is used: the first that has one."""
    return next((growth for growth in found if growth.comparison is not None), None)
