"""A video file: H.264, tagged BT.601 limited range, written beside its name and put in place only when complete."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, NamedTuple

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer

from backdrop.errors import SinkError, UsageError
from backdrop.frame import Frame
from backdrop.host.cv import cv2
from backdrop.host.files import behind_link, open_binary, open_part, put_in_place, wording
from backdrop.host.media.container import open_container
from backdrop.publish.sink import Sink
from backdrop.text import N_

log = logging.getLogger(__name__)

CONTAINERS = {".mp4": "mp4", ".m4v": "mp4", ".mov": "mov", ".mkv": "matroska"}
"""File name endings and the containers that carry H.264 for them."""

QUALITY = {"preset": "veryfast", "crf": "18"}
"""x264's factor at which a viewer finds no difference, at the preset that keeps up with 1080p30 on two cores."""

CARRIED = {
    "mp4": ("aac", "ac3", "alac", "eac3", "flac", "mp3", "opus"),
    "mov": ("aac", "ac3", "alac", "eac3", "mp3", "pcm_s16be", "pcm_s16le", "pcm_s24le"),
}
"""The sound that players expect in these containers; the muxers take more, such as PCM in MP4. Matroska takes all."""

TIME_BASE = Fraction(1, 90_000)
_BT601, _LIMITED = 6, 1  # ITU-T H.273: SMPTE 170M, and MPEG range


class Sound(NamedTuple):
    """The sound of a file: its path, and the moment of it (in seconds) that belongs to the first picture."""

    path: str | os.PathLike[str]
    starts: Fraction


class VideoFile(Sink):
    """Records frames.

    `timed` keeps each frame's own time (offline, where `captured_ns` counts from the file's start); otherwise frames
    come at the constant rate `fps`. `true_size` is the size to write when the frames' last row or column is padding; an
    odd one makes the file 4:4:4, since 4:2:0 has none. `sound` is carried over. `pixel_aspect` is the shape of a pixel.
    Raises UsageError for a file name that no suitable container has, SinkError when the file cannot be written.
    """

    def __init__(
        self, path: str | os.PathLike[str], width: int, height: int, fps: float, *, timed: bool = False,
        true_size: tuple[int, int] | None = None, sound: Sound | None = None, pixel_aspect: Fraction = Fraction(1),
    ) -> None:  # fmt: skip
        self.path = Path(path)
        self._place = behind_link(self.path)
        self.width, self.height, self.fps, self.label = width, height, fps, self.path.name
        self._timed, self._count, self._last_pts, self._done = timed, 0, -1, False
        self._true_size = true_size or (width, height)
        self._is_odd = self._true_size != (width, height)
        container = self.check_name(path)
        with self._worded():
            if self.path.is_dir():
                raise IsADirectoryError
            handle, self._part = open_part(self._place)
        self._file = os.fdopen(handle, "w+b")
        self._sound: _SoundTrack | None = None
        try:
            with self._worded():
                self._output: OutputContainer = av.open(self._file, "w", format=container)
                self._stream = self._add_video(pixel_aspect)
                if sound is not None:
                    self._sound = _SoundTrack.of(sound, self._output)
        except BaseException:
            self.abandon()
            raise

    @staticmethod
    def check_name(path: str | os.PathLike[str]) -> str:
        """The container that a file of this name gets; UsageError, with the list, when its ending names none."""
        container = CONTAINERS.get(Path(path).suffix.lower())
        if container is None:
            raise UsageError(
                N_('"{path}" is no file name for a video; let it end in one of {known}'),
                path=os.fspath(path), known=", ".join(CONTAINERS),
            )  # fmt: skip
        return container

    def _add_video(self, pixel_aspect: Fraction) -> av.VideoStream:
        rate = Fraction(self.fps).limit_denominator(1001)
        stream = self._output.add_stream("libx264", rate=rate, options=dict(QUALITY))
        stream.width, stream.height = self._true_size
        stream.pix_fmt = "yuv444p" if self._is_odd else "yuv420p"
        context = stream.codec_context
        context.time_base = TIME_BASE
        context.color_range, context.colorspace = _LIMITED, _BT601
        context.color_primaries, context.color_trc = _BT601, _BT601
        if pixel_aspect != 1:
            context.sample_aspect_ratio = pixel_aspect
        return stream

    def send(self, frame: Frame) -> None:
        if self._done:
            raise SinkError(N_("{path} has been closed"), path=self.path)
        picture = self._picture(frame)
        time = Fraction(frame.captured_ns, 1_000_000_000) if self._timed else self._count / Fraction(self.fps)
        pts = max(self._last_pts + 1, round(time / TIME_BASE))
        picture.pts, picture.time_base = pts, TIME_BASE
        picture.color_range, picture.colorspace = _LIMITED, _BT601
        self._last_pts, self._count = pts, self._count + 1
        with self._worded():
            if self._sound is not None:
                self._sound.copy_until(time)
            self._output.mux(self._stream.encode(picture))

    def _picture(self, frame: Frame) -> av.VideoFrame:
        if not self._is_odd:
            return av.VideoFrame.from_ndarray(frame.pixels, format="yuv420p")
        width, height = self._true_size
        y, u, v = (cv2.resize(plane, frame.size)[:height, :width] for plane in frame.planes)
        return av.VideoFrame.from_ndarray(np.stack((y, u, v)).astype(np.uint8), format="yuv444p")

    def close(self) -> None:
        if self._done:
            return
        try:
            if self._count == 0:
                raise SinkError(N_("no picture came, so {path} was not written; try again"), path=self.path)
            with self._worded():
                if self._sound is not None:
                    self._sound.copy_until(None)
                    self._sound.close()
                self._output.mux(self._stream.encode(None))
                self._output.close()
                self._file.close()
                put_in_place(self._part, self._place)
        except BaseException:
            self.abandon()
            raise
        self._done = True

    def abandon(self) -> None:
        """Stops and removes what was written so far; a file that stood there before is untouched."""
        if self._done:
            return
        self._done = True
        if self._sound is not None:
            self._sound.close()
        with contextlib.suppress(Exception):  # the container would like to finish a file that is going away
            self._output.close()
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            os.unlink(self._part)

    @contextlib.contextmanager
    def _worded(self) -> Iterator[None]:
        try:
            yield
        except av.error.FFmpegError as reason:
            raise SinkError(N_("{path} cannot be encoded: {reason}"), path=self.path, reason=reason) from reason
        except OSError as reason:
            template, values = wording(reason, self.path)
            raise SinkError(template, **values) from reason


class _SoundTrack:
    """Carries the first sound track of a file over: as it is where the container takes its codec, else as AAC."""

    def __init__(self, file: BinaryIO, source: InputContainer, output: OutputContainer, starts: Fraction) -> None:
        self._file, self._source, self._output, self._starts = file, source, output, starts
        track = source.streams.audio[0]
        self._as_it_is = track.codec_context.codec.canonical_name in CARRIED.get(
            output.format.name, output.supported_codecs
        )
        if self._as_it_is:
            self._out: AudioStream = output.add_stream_from_template(track)
        else:
            rates = av.Codec("aac", "w").audio_rates or []
            rate = track.codec_context.sample_rate
            self._out = output.add_stream("aac", rate=rate if rate in rates else 48_000)
        self._packets = source.demux(track)
        self._pending: av.Packet[AudioStream] | None = next(self._packets, None)

    @classmethod
    def of(cls, sound: Sound, output: OutputContainer) -> _SoundTrack | None:
        """The carrier, or None when the file has no sound that can be decoded."""
        with contextlib.ExitStack() as opened:
            file = opened.enter_context(open_binary(sound.path))
            source = opened.enter_context(open_container(file))
            # PyAV's stubs do not say so, but there is no context where there is no decoder.
            if not source.streams.audio or source.streams.audio[0].codec_context is None:
                return None
            carrier = cls(file, source, output, sound.starts)
            opened.pop_all()
        return carrier

    def copy_until(self, time: Fraction | None) -> None:
        """Copies the packets up to that time (all of them for None), so that sound and pictures lie side by side."""
        while self._pending is not None:
            packet = self._pending
            if time is not None and packet.pts is not None and packet.pts * packet.time_base - self._starts > time:
                return
            self._copy(packet)
            self._pending = next(self._packets, None)

    def _copy(self, packet: av.Packet[AudioStream]) -> None:
        if not self._as_it_is:
            for frame in self._decode(packet):
                if frame.pts is not None and frame.time_base is not None:
                    frame.pts -= round(self._starts / frame.time_base)
                self._output.mux(self._out.encode(frame))
            if packet.dts is None:  # the flushing packet: all frames are out
                self._output.mux(self._out.encode(None))
        elif packet.dts is not None and packet.pts is not None:
            shift = round(self._starts / packet.time_base)
            packet.pts, packet.dts, packet.stream = packet.pts - shift, packet.dts - shift, self._out
            self._output.mux(packet)

    def _decode(self, packet: av.Packet[AudioStream]) -> list[av.AudioFrame]:
        try:
            return packet.decode()
        except av.error.InvalidDataError:
            log.warning("a damaged packet of sound at %s was passed over", packet.pts)
            return []

    def close(self) -> None:
        self._source.close()
        self._file.close()
