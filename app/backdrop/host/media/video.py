"""Video files, decoded to I420 BT.601 limited range whatever their own matrix, range, rotation and rate.

What a file does not tag is taken as players take it: HD (720 lines or more) is BT.709, smaller is BT.601, and both are
limited range unless the pixel format itself says full (yuvj).
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from backdrop.errors import BackdropError, MediaError
from backdrop.frame import FramePool, Plane, planes
from backdrop.host.files import open_binary

log = logging.getLogger(__name__)

MAX_MEGAPIXELS = 40
"""8K is 33 megapixels. A larger picture is refused before a frame of it is decoded."""

# Matrix coefficients of ITU-T H.273 to the names that the scaler takes.
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
HD_LINES = 720
DAMAGE_TOLERATED_S = 1.0


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video file holds: upright `width` and `height` (may be odd), and `duration_s`, `frames` where known.

    `starts` is the time stamp of its first picture, in seconds; `pixel_aspect` the width of a pixel over its height.
    """

    width: int
    height: int
    fps: float
    duration_s: float | None
    frames: int | None
    pixel_aspect: Fraction
    starts: Fraction


@dataclass(frozen=True, slots=True)
class VideoPicture:
    """One decoded picture: I420 pixels (odd sides padded to even) and its presentation time from the file's start."""

    pixels: Plane
    time_ns: int


class VideoReader:
    """Decodes the first video stream of a file, from a file object that Python opened.

    Raises `error` when the file cannot be opened or holds no video. Pictures come from a pool: a consumer that keeps a
    reference to one keeps it unchanged.
    """

    def __init__(self, path: str | os.PathLike[str], error: type[BackdropError] = MediaError) -> None:
        self._shown, self._error = os.fspath(path), error
        self._file = open_binary(path, error)
        try:
            with self._worded():
                self._container = av.open(self._file, "r", metadata_errors="replace")
            self._stream = self._first_video_stream()
            self._reformatter = VideoReformatter()
            self._start()
            self.info = self._describe()
            self._pool = FramePool(self.info.width + self.info.width % 2, self.info.height + self.info.height % 2)
        except BaseException:
            self._file.close()
            raise

    def pictures(self) -> Iterator[VideoPicture]:
        """Every picture from where the reader stands to the end, in presentation order."""
        while self._next is not None:
            frame, time_ns = self._next, self._next_ns
            self._advance()
            yield VideoPicture(self._to_i420(frame), time_ns)

    def rewind(self) -> None:
        """Back to the first picture."""
        with self._worded():
            self._container.seek(0)
        self._start()

    def close(self) -> None:
        self._container.close()
        self._file.close()

    @property
    def closed(self) -> bool:
        return self._file.closed

    @contextlib.contextmanager
    def _worded(self) -> Iterator[None]:
        try:
            yield
        except (av.error.FFmpegError, OSError, ValueError) as reason:
            log.info("%s: %r", self._shown, reason)
            raise self._error("{path} is damaged or is no video; choose another file", path=self._shown) from reason

    def _first_video_stream(self) -> av.VideoStream:
        streams = [s for s in self._container.streams.video if not s.disposition & av.stream.Disposition.attached_pic]
        if not streams:
            raise self._error("{path} holds no video; choose a video file", path=self._shown)
        stream = streams[0]
        if stream.width * stream.height > MAX_MEGAPIXELS * 1_000_000:
            raise self._error(
                "{path} is {width}x{height}, larger than {limit} megapixels; make it smaller first",
                path=self._shown, width=stream.width, height=stream.height, limit=MAX_MEGAPIXELS,
            )  # fmt: skip
        stream.thread_type = "AUTO"
        return stream

    def _start(self) -> None:
        self._frames = self._decode()
        self._next: av.VideoFrame | None = None
        self._next_ns, self._first_time, self.decoded = 0, Fraction(0), 0
        self._advance()
        if self._next is None:
            raise self._error("{path} holds no picture that can be decoded; choose another file", path=self._shown)

    def _decode(self) -> Iterator[av.VideoFrame]:
        """Decodes packet by packet, so that one damaged packet costs its own picture only."""
        with self._worded():
            for packet in self._container.demux(self._stream):
                try:
                    yield from packet.decode()
                except av.error.InvalidDataError:
                    log.warning("%s: a damaged packet at %s was passed over", self._shown, packet.pts)

    def _advance(self) -> None:
        frame = self._next = next(self._frames, None)
        if frame is None:
            return
        if frame.pts is not None and frame.time_base is not None:
            time = frame.pts * frame.time_base
        else:
            time = self._first_time + Fraction(self.decoded) / self._rate()
        if self.decoded == 0:
            self._first_time = time
        self.decoded += 1
        self._next_ns = round((time - self._first_time) * 1_000_000_000)

    def _rate(self) -> Fraction:
        rate = self._stream.average_rate or self._stream.guessed_rate or Fraction(25)
        return rate if rate > 0 else Fraction(25)

    def _describe(self) -> VideoInfo:
        frame = self._next
        assert frame is not None
        sideways = round(frame.rotation / 90) % 2 == 1
        pixel_aspect = self._stream.sample_aspect_ratio or Fraction(1)
        return VideoInfo(
            width=frame.height if sideways else frame.width,
            height=frame.width if sideways else frame.height,
            fps=float(self._rate()),
            duration_s=self._duration_s(),
            frames=self._stream.frames or None,
            pixel_aspect=1 / pixel_aspect if sideways else pixel_aspect,
            starts=self._first_time,
        )

    def _duration_s(self) -> float | None:
        if self._stream.duration is not None and self._stream.time_base is not None:
            return float(self._stream.duration * self._stream.time_base)
        if self._container.duration is not None:
            return self._container.duration / av.time_base
        return None

    def refuse_cut_short(self) -> None:
        """At the end: raises `error` when more than a second of the pictures that the file promised never came."""
        # Only the stream's own figures are promises: a container's duration may be that of a longer sound track.
        if self._stream.frames and self._stream.frames - self.decoded > DAMAGE_TOLERATED_S * self.info.fps:
            raise self._error(
                "{path} is cut short: {have} of its {promised} pictures are there; repair it or use another copy",
                path=self._shown, have=self.decoded, promised=self._stream.frames,
            )  # fmt: skip

    def _to_i420(self, frame: av.VideoFrame) -> Plane:
        with self._worded():
            frame = self._convert(frame)
        pixels = self._pool.take()
        for plane, out in zip(frame.planes, planes(pixels), strict=True):
            picture = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
                :, : plane.width
            ]
            _fill(out, np.rot90(picture, round(frame.rotation / 90)))
        return pixels

    def _convert(self, frame: av.VideoFrame) -> av.VideoFrame:
        matrix, full = _matrix_of(frame), _is_full_range(frame)
        plain = frame.format.name in ("yuv420p", "yuvj420p") and matrix == Colorspace.ITU601 and not full
        sideways = round(frame.rotation / 90) % 2 == 1
        width, height = (self.info.height, self.info.width) if sideways else (self.info.width, self.info.height)
        if plain and (frame.width, frame.height) == (width, height):
            return frame
        return self._reformatter.reformat(
            frame, width, height, "yuv420p",
            src_colorspace=matrix, dst_colorspace=Colorspace.ITU601,
            src_color_range=ColorRange.JPEG if full else ColorRange.MPEG, dst_color_range=ColorRange.MPEG,
        )  # fmt: skip


def _matrix_of(frame: av.VideoFrame) -> Colorspace:
    untagged = Colorspace.ITU709 if frame.height >= HD_LINES else Colorspace.ITU601
    return _MATRICES.get(int(frame.colorspace), untagged)


def _is_full_range(frame: av.VideoFrame) -> bool:
    return int(frame.color_range) == int(ColorRange.JPEG) or frame.format.name.startswith("yuvj")


def _fill(out: Plane, picture: Plane) -> None:
    """Copies a plane into one that may be a row or column larger; the last row or column is repeated."""
    height, width = picture.shape
    out[:height, :width] = picture
    out[height:, :width] = out[height - 1, :width]
    out[:, width:] = out[:, width - 1 : width]
