"""Pictures encoded and decoded again, as in a call: what that takes in bits and in time, and what it leaves of them.

One picture at a time goes through, so that a clip may be of any length.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from backdrop.bandwidth.encoders import Encoder, opened, opened_decoder
from backdrop.bandwidth.load import Coding
from backdrop.capture.presenter import Presenter
from backdrop.errors import MediaError
from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.cv import cv2
from backdrop.host.media.decoded import plane_view
from backdrop.host.media.video import VideoReader
from backdrop.text import N_

TIMED = 20
"""Pictures by which coding is timed: the median of so many does not move with a busy moment."""


@dataclass(slots=True)
class Encoded:
    """What came of a sequence of pictures: the bytes of all, and of each how it differs and how long it took.

    `squared_errors` are means over the luma of a picture, in levels of 0..255 squared.
    """

    fps: Fraction
    size_bytes: int = 0
    squared_errors: list[float] = field(default_factory=list)
    encode_ms: list[float] = field(default_factory=list)
    decode_ms: list[float] = field(default_factory=list)

    @property
    def kbps(self) -> float:
        return self.size_bytes * 8 / 1000 * float(self.fps) / len(self.squared_errors)

    @property
    def psnr_db(self) -> float:
        """Of luma, from the mean of all pictures' squared errors: 10 log10(255² / MSE); infinite without an error."""
        error = float(np.mean(self.squared_errors))
        return 10 * math.log10(255**2 / error) if error > 0 else math.inf

    @property
    def coding(self) -> Coding:
        return Coding(median(self.decode_ms), median(self.encode_ms))


def encoded(encoder: Encoder, quantiser: int, pictures: Iterable[Plane], fps: Fraction) -> Encoded:
    """Encodes I420 pictures, all of one size, and decodes them. MediaError where the encoder cannot, or loses some."""
    result, waiting, context = Encoded(fps), _Waiting(), None
    try:
        for picture in pictures:
            if context is None:
                size = int(picture.shape[1]), picture.shape[0] * 2 // 3
                context = opened(encoder, quantiser, size, fps)
                decoder = opened_decoder(encoder)
            _through(context, decoder, waiting.sent(picture, fps), result, waiting)
        if context is not None:
            _through(context, decoder, None, result, waiting)
    except (av.error.FFmpegError, NotImplementedError, ValueError) as reason:
        raise MediaError(N_("{encoder} cannot encode it: {reason}"), encoder=encoder.name, reason=reason) from reason
    if waiting.luma or not result.squared_errors:
        raise MediaError(N_("{encoder} has lost pictures; nothing can be compared"), encoder=encoder.name)
    return result


class _Waiting:
    """The luma of pictures that were sent and have not come back, in their order."""

    def __init__(self) -> None:
        self.luma: deque[Plane] = deque()
        self._count = 0

    def sent(self, picture: Plane, fps: Fraction) -> av.VideoFrame:
        self.luma.append(planes(picture).y)
        frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
        frame.pts, frame.time_base = self._count, 1 / fps
        self._count += 1
        return frame


def _through(
    encoder: VideoCodecContext, decoder: VideoCodecContext, frame: av.VideoFrame | None, result: Encoded,
    waiting: _Waiting,
) -> None:  # fmt: skip
    """One picture into the encoder, or the end, and into the decoder what comes out."""
    start = time.perf_counter()
    packets = encoder.encode(frame)
    between = time.perf_counter()
    frames = [decoded for packet in packets for decoded in decoder.decode(packet)]
    if frame is None:
        frames += decoder.decode(None)
    else:
        result.encode_ms.append((between - start) * 1000)
        result.decode_ms.append((time.perf_counter() - between) * 1000)
    result.size_bytes += sum(packet.size for packet in packets)
    for came in frames:
        luma = waiting.luma.popleft().astype(np.float32)
        result.squared_errors.append(float(np.mean((plane_view(came.planes[0]) - luma) ** 2)))


def time_coding(encoder: Encoder, size: tuple[int, int], scale: float) -> Coding:
    """Milliseconds for one picture of the drawn presenter of that (width, height), enlarged `scale` times."""
    drawn = Presenter(*size, paced=False)
    target = even_size(size, scale)
    pictures = (resized(drawn.draw(n)[0].pixels, target) for n in range(TIMED))
    return encoded(encoder, encoder.quantisers[2], pictures, Fraction(30)).coding


def clip_pictures(path: Path, size: tuple[int, int], seconds: float, tell: Callable[[], None]) -> Iterator[Plane]:
    """The first `seconds` of a video as I420 of that (width, height); `tell` is called at each. MediaError as its
    reader raises."""
    reader = VideoReader(path)
    try:
        for picture in reader.pictures():
            if picture.time_ns >= seconds * 1e9:
                return
            tell()
            yield resized(picture.pixels, size)
    finally:
        reader.close()


def even_size(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """A (width, height) so many times as large, with even sides."""
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height


def resized(pixels: Plane, size: tuple[int, int]) -> Plane:
    """I420 of that (width, height): the mean of what falls into a smaller picture's pixels, cubic for a larger one."""
    if (pixels.shape[1], pixels.shape[0] * 2 // 3) == size:
        return pixels
    how = cv2.INTER_AREA if size[0] < pixels.shape[1] else cv2.INTER_CUBIC
    made = empty_pixels(*size)
    for out, plane in zip(planes(made), planes(pixels), strict=True):
        cv2.resize(plane, (out.shape[1], out.shape[0]), out, interpolation=how)
    return made
