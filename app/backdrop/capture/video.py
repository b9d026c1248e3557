"""A video file as a source: looped at its own rate for live use, or once, every picture, for offline use."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

from backdrop.capture.pacing import Pacer
from backdrop.capture.source import Source, SourceInfo
from backdrop.errors import SourceError
from backdrop.frame import Frame, now_ns
from backdrop.host.media.video import VideoInfo, VideoPicture, VideoReader
from backdrop.text import N_


class Video(Source):
    """Plays a file. `paced` loops it for ever by its time stamps; otherwise each picture comes once, at once.

    `fps` loops it too, paced or not, at so many pictures a second, whatever its time stamps say.
    Frames have the file's upright size, odd sides padded to even; `video` tells the true size.
    """

    def __init__(self, path: str | os.PathLike[str], paced: bool = True, fps: float | None = None) -> None:
        self._reader = VideoReader(path)
        self.video: VideoInfo = self._reader.info
        self._info = SourceInfo(
            label=os.path.basename(os.fspath(path)),
            width=self.video.width + self.video.width % 2,
            height=self.video.height + self.video.height % 2,
            fps=fps or self.video.fps,
        )
        self._pacer = Pacer() if paced else None
        self._pictures = self._looped(fps) if paced or fps else self._reader.pictures()
        self._decoding = threading.Lock()

    @property
    def info(self) -> SourceInfo:
        return self._info

    def read(self) -> Frame | None:
        with self._decoding:
            if self._reader.closed:
                raise SourceError(N_("{path} has been closed"), path=self._info.label)
            picture = next(self._pictures, None)
        if self._pacer is None:
            if picture is None:
                self._reader.refuse_cut_short()
                return None
            return Frame(picture.pixels, picture.time_ns)
        if picture is None or not self._pacer.wait_until(picture.time_ns):
            raise SourceError(N_("{path} has been closed"), path=self._info.label)
        return Frame(picture.pixels, now_ns())

    def close(self) -> None:
        if self._pacer is not None:
            self._pacer.stop()
        with self._decoding:
            self._reader.close()

    def _looped(self, fps: float | None) -> Iterator[VideoPicture]:
        interval_ns = 1e9 / self._info.fps
        offset_ns = 0
        while True:
            last_ns = 0
            for number, picture in enumerate(self._reader.pictures()):
                last_ns = picture.time_ns if fps is None else round(number * interval_ns)
                yield VideoPicture(picture.pixels, offset_ns + last_ns)
            offset_ns += last_ns + round(interval_ns)
            self._reader.rewind()
