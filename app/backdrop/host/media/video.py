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
from typing import Any

import av
import numpy as np
from av.sidedata.sidedata import Type as SideData
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from backdrop.errors import BackdropError, MediaError
from backdrop.frame import FramePool, Plane, planes
from backdrop.host.files import open_binary
from backdrop.host.media.completeness import Completeness
from backdrop.host.media.container import MAX_MEGAPIXELS, OPTIONS, open_container
from backdrop.host.media.decoded import is_full_range, plane_view
from backdrop.host.media.stamps import Stamps, believable

log = logging.getLogger(__name__)

# Matrix coefficients of ITU-T H.273 to the numbers of the scaler (libswscale's SWS_CS_*).
_BT2020 = 9  # without a name in PyAV before 18
_MATRICES = {
    1: int(Colorspace.ITU709),
    4: int(Colorspace.FCC),
    5: int(Colorspace.ITU601),
    6: int(Colorspace.ITU601),
    7: int(Colorspace.SMPTE240M),
    9: _BT2020,
    10: _BT2020,
}
HD_LINES = 720


Matrix = tuple[int, int, int, int]


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
    """One decoded picture: I420 pixels (odd sides padded to even) and its presentation time from the file's start.

    Times grow from picture to picture by a millisecond at least, whatever the file says.
    """

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
            self._open()
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
        try:
            self._container.seek(0)
        except av.error.FFmpegError:  # some formats, such as plain H.264, cannot be sought in
            self._container.close()
            self._file.seek(0)
            self._open()
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

    def _open(self) -> None:
        with self._worded():
            self._container = open_container(self._file)
        self._stream = self._first_video_stream()

    def _first_video_stream(self) -> av.VideoStream:
        streams = [s for s in self._container.streams.video if not s.disposition & av.stream.Disposition.attached_pic]
        if not streams:
            raise self._error("{path} holds no video; choose a video file", path=self._shown)
        stream = streams[0]
        if stream.codec_context is None:  # PyAV's stubs do not say so, but it is None for what has no decoder
            raise self._error("{path} is in a format that cannot be decoded here; convert it to MP4", path=self._shown)
        if stream.width == 0 or stream.height == 0:  # what FFmpeg says of a picture that is over `max_pixels`
            raise self._error(
                "{path} is damaged, or larger than {limit} megapixels; choose another file",
                path=self._shown, limit=MAX_MEGAPIXELS,
            )  # fmt: skip
        if stream.width * stream.height > MAX_MEGAPIXELS * 1_000_000:
            raise self._error(
                "{path} is {width}x{height}, larger than {limit} megapixels; make it smaller first",
                path=self._shown, width=stream.width, height=stream.height, limit=MAX_MEGAPIXELS,
            )  # fmt: skip
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"max_pixels": OPTIONS["max_pixels"]}
        return stream

    def _start(self) -> None:
        self._frames, self._completeness = self._decode(), Completeness(self._stream, self._rate())
        self._stamps = Stamps(self._rate())
        self._next: av.VideoFrame | None = None
        self._next_ns, self._first_time, self.decoded = 0, Fraction(0), 0
        self._advance()
        first = self._must_have_one()
        with self._worded():
            # Of the first picture for all: one that was asked for its side data refers to itself from then on, and
            # stays until Python looks for such things, which is after hundreds of them.
            self._orientation: Matrix = _display_matrix(first)

    def _must_have_one(self) -> av.VideoFrame:
        if self._next is None:
            raise self._error("{path} holds no picture that can be decoded; choose another file", path=self._shown)
        return self._next

    def _decode(self) -> Iterator[av.VideoFrame]:
        """Decodes packet by packet, so that one damaged packet costs its own picture only."""
        with self._worded():
            for packet in self._container.demux(self._stream):
                self._completeness.came(packet)
                try:
                    yield from packet.decode()
                except av.error.InvalidDataError:
                    self._completeness.lost()
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
        self._next_ns = self._stamps.at(round((time - self._first_time) * 1_000_000_000))

    def _rate(self) -> Fraction:
        return believable(self._stream.average_rate) or believable(self._stream.guessed_rate) or Fraction(25)

    def _describe(self) -> VideoInfo:
        frame = self._next
        assert frame is not None
        sideways = _is_sideways(self._orientation)
        pixel_aspect = self._stream.sample_aspect_ratio or Fraction(1)
        return VideoInfo(
            width=frame.height if sideways else frame.width,
            height=frame.width if sideways else frame.height,
            fps=float(self._rate()),
            duration_s=self._duration_s(),
            frames=self._completeness.pictures,
            pixel_aspect=1 / pixel_aspect if sideways else pixel_aspect,
            starts=self._first_time,
        )

    def _duration_s(self) -> float | None:
        if (duration := self._completeness.duration_s) is not None:
            return float(duration)
        return self._container.duration / av.time_base if self._container.duration is not None else None

    def refuse_cut_short(self) -> None:
        """At the end: raises `error` when more than a second of the pictures that the file promised never came."""
        if (missing_s := self._completeness.missing_s(self.decoded)) > 0:
            raise self._error(
                "{path} is cut short or damaged: {missing:.1f} seconds of its pictures are missing;"
                " repair it or use another copy",
                path=self._shown, missing=missing_s,
            )  # fmt: skip

    def _to_i420(self, frame: av.VideoFrame) -> Plane:
        with self._worded():
            frame = self._convert(frame)
        pixels = self._pool.take()
        for plane, out in zip(frame.planes, planes(pixels), strict=True):
            _fill(out, _upright(plane_view(plane), self._orientation))
        return pixels

    def _convert(self, frame: av.VideoFrame) -> av.VideoFrame:
        matrix, full = _matrix_of(frame), is_full_range(frame)
        plain = frame.format.name == "yuv420p" and matrix == Colorspace.ITU601 and not full
        width, height = self.info.width, self.info.height
        if _is_sideways(self._orientation):
            width, height = height, width
        if plain and (frame.width, frame.height) == (width, height):
            return frame
        return self._reformatter.reformat(
            frame, width, height, "yuv420p",
            src_colorspace=matrix, dst_colorspace=Colorspace.ITU601,
            src_color_range=ColorRange.JPEG if full else ColorRange.MPEG, dst_color_range=ColorRange.MPEG,
        )  # fmt: skip


def _matrix_of(frame: av.VideoFrame) -> int:
    untagged = Colorspace.ITU709 if frame.height >= HD_LINES else Colorspace.ITU601
    return _MATRICES.get(int(frame.colorspace), int(untagged))


def _display_matrix(frame: av.VideoFrame) -> Matrix:
    """(a, b, c, d) of the matrix [[a, b], [c, d]] by which players lay out the stored picture (ISO 14496-12, tkhd)."""
    side_data: Any = frame.side_data  # a mapping by type, which PyAV's stubs do not say
    data = side_data.get(SideData.DISPLAYMATRIX)
    if data is None:
        return 1, 0, 0, 1
    matrix = np.frombuffer(data, np.int32)
    return int(matrix[0]), int(matrix[1]), int(matrix[3]), int(matrix[4])


def _is_sideways(matrix: Matrix) -> bool:
    a, b, _, _ = matrix
    return abs(b) > abs(a)


def _upright(picture: Plane, matrix: Matrix) -> Plane:
    """A view of a plane, turned and mirrored as the matrix says, to the nearest quarter turn."""
    a, b, c, d = matrix
    if _is_sideways(matrix):
        picture, a, d = picture.T, c, b
    return picture[:: -1 if d < 0 else 1, :: -1 if a < 0 else 1]


def _fill(out: Plane, picture: Plane) -> None:
    """Copies a plane into one that may be a row or column larger; the last row or column is repeated."""
    height, width = picture.shape
    out[:height, :width] = picture
    out[height:, :width] = out[height - 1, :width]
    out[:, width:] = out[:, width - 1 : width]
