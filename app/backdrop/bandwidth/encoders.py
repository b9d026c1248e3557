"""The encoders that bitrates are measured with, set as a call sets them.

All of them: one pass, no picture from the future and none held back, the fast presets that keep up with a camera, one
thread, and a key frame at the beginning only. The quantiser is fixed instead of a bitrate: what a rate control does
within a few seconds of a clip says more about it than about the codec.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import av
from av.video.codeccontext import VideoCodecContext

from backdrop.bandwidth.growth import Codec
from backdrop.host.quiet import native_stderr_to_log


@dataclass(frozen=True, slots=True)
class Encoder:
    """One of FFmpeg's, and the decoder for what it makes. `quantisers`: four, from fine to coarse, on its own scale.

    `quantiser_option` takes one of them; None where the encoder is held to it by its least and greatest quantiser.
    """

    name: str
    decoder: str
    options: Mapping[str, str]
    quantisers: tuple[int, int, int, int]
    quantiser_option: str | None

    @property
    def settings(self) -> str:
        """All of it in words that FFmpeg knows."""
        held = f"{self.quantiser_option or 'qmin=qmax'}={','.join(map(str, self.quantisers))}"
        return " ".join([*(f"{key}={value}" for key, value in self.options.items()), held])


_VPX = {"deadline": "realtime", "lag-in-frames": "0", "auto-alt-ref": "0"}
_VP8, _VP9 = {**_VPX, "cpu-used": "-6"}, {**_VPX, "cpu-used": "7"}
"""Below 0, VP8's speed stays as it is set; above, it follows how fast the machine happens to be."""
_HIGH_KBPS = 100_000
"""What libvpx may use at most: so much that the quantiser alone decides."""

_ENCODERS: dict[Codec, tuple[Encoder, ...]] = {
    "vp8": (Encoder("libvpx", "vp8", _VP8, (16, 28, 40, 52), None),),
    "vp9": (Encoder("libvpx-vp9", "vp9", _VP9, (16, 28, 40, 52), None),),
    "h264": (Encoder("libx264", "h264", {"preset": "veryfast", "tune": "zerolatency"}, (22, 27, 32, 37), "qp"),),
    "av1": (
        Encoder(
            "libsvtav1", "libdav1d", {"preset": "10", "svtav1-params": "pred-struct=1:rtc=1:lp=1"},
            (20, 32, 44, 56), "qp",
        ),
        Encoder(
            "libaom-av1", "libdav1d", {"usage": "realtime", "cpu-used": "8", "lag-in-frames": "0", "b": "0"},
            (20, 32, 44, 56), "crf",
        ),
    ),
}  # fmt: skip
"""Of each codec, the first that is here. H.264 at the quantisers of the video groups' common test conditions
(JVET-T2010), the others at steps that span about the same qualities."""


def encoder_of(codec: Codec) -> Encoder | None:
    """None where FFmpeg was built without one."""
    return next((encoder for encoder in _ENCODERS[codec] if _here(encoder)), None)


def first_encoder(codecs: Iterable[Codec]) -> Encoder | None:
    """That of the first codec that has one here."""
    return next((found for codec in codecs if (found := encoder_of(codec)) is not None), None)


def _here(encoder: Encoder) -> bool:
    return encoder.name in av.codecs_available and encoder.decoder in av.codecs_available


def opened(encoder: Encoder, quantiser: int, size: tuple[int, int], fps: Fraction) -> VideoCodecContext:
    """Ready to be given I420 pictures of that (width, height). Raises what PyAV raises where it cannot be."""
    context = cast(VideoCodecContext, av.CodecContext.create(encoder.name, "w"))
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    context.framerate, context.time_base = fps, 1 / fps
    context.thread_count = 1
    context.gop_size = 1_000_000
    options = dict(encoder.options)
    if encoder.quantiser_option is None:
        context.qmin = context.qmax = quantiser
        context.bit_rate = _HIGH_KBPS * 1000
    else:
        options[encoder.quantiser_option] = str(quantiser)
    context.options = options
    os.environ.setdefault("SVT_LOG", "1")  # SVT-AV1 tells of its settings on stderr: errors only
    with native_stderr_to_log():
        context.open()
    return context


def opened_decoder(encoder: Encoder) -> VideoCodecContext:
    """For what the encoder makes."""
    context = cast(VideoCodecContext, av.CodecContext.create(encoder.decoder, "r"))
    context.thread_count = 1
    return context
