"""By how much the bitrate of a picture grows when it gets more pixels: assumed, or measured with real encoders.

The paper draws its figure 4 without saying which growth it assumes.
"""

from __future__ import annotations

import math
from typing import Literal, get_args

GrowthModel = Literal["constant", "power", "measured"]
Codec = Literal["vp8", "vp9", "h264", "av1"]
CODECS: tuple[Codec, ...] = get_args(Codec)
"""With which growth is measured. VP8 first: what Jitsi, and Vmeeting with it, used when the paper was written."""
CODEC_NAMES: dict[Codec, str] = {"vp8": "VP8", "vp9": "VP9", "h264": "H.264", "av1": "AV1"}

WAGGONER = 0.75
"""Exponent of the power law: the "rule of .75" by which makers of video choose the bitrates of larger pictures (Ben
Waggoner, Compression for Great Video and Audio, 2nd edition, 2010). A rule of thumb, for equal perceived quality."""


def constant_ratio(scale: float) -> float:
    """At constant bits per pixel: as many times more as there are pixels, scale². 4 for the paper's scale of 2."""
    return scale**2


def power_ratio(scale: float, exponent: float) -> float:
    """(scale²) ** exponent: an exponent of 1 is constant bits per pixel, 0 none more."""
    return float(constant_ratio(scale) ** exponent)


def exponent_of(ratio: float, scale: float) -> float:
    """The exponent of the power law that gives this `ratio` at this `scale`, which is not 1."""
    return math.log(ratio) / math.log(constant_ratio(scale))
