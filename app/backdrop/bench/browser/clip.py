"""The clip as the page takes it: VP8, at the size of the finished picture, which every Chromium decodes.

The page is given the packets themselves, without a container: it asks the browser's decoder for one picture after the
other, as fast as it needs them.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from fractions import Fraction

import av
import numpy as np

from backdrop.bench.paper.clip import FPS, PRESENTER, PRESENTER_S
from backdrop.capture.presenter import Presenter
from backdrop.capture.video import Video
from backdrop.frame import Plane, empty_pixels
from backdrop.host.media.cover import Cover

LONGEST_S = 30.0
"""Of a longer clip only the beginning is played, over and over: the page holds all of it in memory."""

QUALITY = {"deadline": "realtime", "cpu-used": "6", "crf": "6", "qmin": "2", "qmax": "20"}
"""Nobody sees what this loses, and the networks do not either; encoding it takes about as long as it lasts."""
_BT601 = {"matrix": "smpte170m", "primaries": "smpte170m", "transfer": "smpte170m", "fullRange": False}
"""Of all frames here, in the words of browsers, which take what is not told as BT.709."""
_BITS_PER_PIXEL = 0.7
"""More than that quality needs."""


def page_clip(clip: str, size: tuple[int, int]) -> tuple[bytes, bytes]:
    """The clip's description as JSON, and its packets in a row: what `clip.js` reads.

    `clip` is a file, or PRESENTER. Pictures are scaled and cropped to `size` (width, height). Raises as Video and
    Presenter.
    """
    width, height = size
    packets = list(_encoded(itertools.islice(_pictures(clip, size), round(LONGEST_S * FPS)), size))
    about = {
        "codec": "vp8", "width": width, "height": height, "colour_space": _BT601,
        "packets": [{"bytes": len(content), "key": key} for content, key in packets],
    }  # fmt: skip
    return json.dumps(about).encode(), b"".join(content for content, _key in packets)


def _pictures(clip: str, size: tuple[int, int]) -> Iterator[Plane]:
    """I420, of that size; one is valid until the next is asked for."""
    if clip == PRESENTER:
        with Presenter(*size, FPS, paced=False) as presenter:
            for _ in range(round(PRESENTER_S * FPS)):
                yield presenter.read().pixels
        return
    with closing(Video(clip, paced=False)) as video:
        cover = Cover((video.info.width, video.info.height), size)
        fitted = empty_pixels(*size)
        while (frame := video.read()) is not None:
            cover(frame.pixels, fitted)
            yield fitted


def _encoded(pictures: Iterable[Plane], size: tuple[int, int]) -> Iterator[tuple[bytes, bool]]:
    """Each picture's packet, and whether it can be decoded without those before."""
    encoder = av.CodecContext.create("libvpx", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height = size
    encoder.pix_fmt, encoder.framerate = "yuv420p", Fraction(FPS)
    encoder.time_base = 1 / Fraction(FPS)
    encoder.bit_rate = round(_BITS_PER_PIXEL * size[0] * size[1] * FPS)
    encoder.options = dict(QUALITY)
    for number, pixels in enumerate(pictures):
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), "yuv420p")
        picture.pts = number
        yield from _packets(encoder, picture)
    yield from _packets(encoder, None)


def _packets(encoder: av.VideoCodecContext, picture: av.VideoFrame | None) -> Iterator[tuple[bytes, bool]]:
    return ((bytes(packet), bool(packet.is_keyframe)) for packet in encoder.encode(picture))
