"""A looping video behind the person."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

from backdrop.composite.background import Background
from backdrop.errors import BackgroundError
from backdrop.frame import Frame, Matte, Plane, empty_pixels
from backdrop.host.media.cover import Cover
from backdrop.host.media.video import VideoPicture, VideoReader
from backdrop.text import N_

log = logging.getLogger(__name__)

LONGEST_CATCH_UP_NS = 1_000_000_000
"""After a longer gap between frames the video goes on from where it stood instead of decoding what was missed."""
RETRY_NS = 1_000_000_000
"""How long a file that became unreadable is left alone before it is opened again."""


class VideoBackground(Background):
    """Plays at its own rate on the frames' clock, so that offline and live show the same.

    Raises BackgroundError when the file cannot be opened. When it becomes unreadable later, the last good picture
    stays, `trouble` says so, and the file is tried again from time to time.
    """

    def __init__(self, path: str | os.PathLike[str], width: int, height: int) -> None:
        self._path, self._size = path, (width, height)
        self._reader: VideoReader | None = None
        self._pixels = empty_pixels(width, height)
        self._clock_ns: int | None = None  # the frames' clock when the video stood at `_time_ns`
        self._trouble, self._retry_at_ns = "", 0
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        self._cover(self._next.pixels, self._pixels)

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        self._advance_to(frame.captured_ns)
        return self._pixels

    def alone(self, now_ns: int) -> Plane:
        self._advance_to(now_ns)
        return self._pixels

    @property
    def trouble(self) -> str:
        return self._trouble

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _open(self) -> None:
        """Opens the file at its first picture. BackgroundError when it cannot be read."""
        self._reader = VideoReader(self._path, BackgroundError)
        info = self._reader.info
        self._pictures = self._reader.pictures()
        self._interval_ns = round(1e9 / info.fps)
        self._cover = Cover((info.width + info.width % 2, info.height + info.height % 2), self._size)
        self._time_ns = 0  # where the video stands, from its start
        self._most = 0  # pictures of the longest round
        self._next = self._must_have_one(self._pictures)

    def _must_have_one(self, pictures: Iterator[VideoPicture]) -> VideoPicture:
        picture = next(pictures, None)
        if picture is None:
            raise BackgroundError(N_("{path} holds no pictures any more"), path=os.fspath(self._path))
        return picture

    def _advance_to(self, clock_ns: int) -> None:
        if self._clock_ns is None:
            self._clock_ns = clock_ns
        passed = clock_ns - self._clock_ns
        self._clock_ns = clock_ns
        if self._reader is None:
            if clock_ns >= self._retry_at_ns:
                self._reopen(clock_ns)
            return
        if 0 < passed <= LONGEST_CATCH_UP_NS:
            self._time_ns += passed
        try:
            self._show()
        except BackgroundError as reason:
            log.warning("background: %s", reason)
            self._fail(reason, clock_ns)

    def _show(self) -> None:
        """Decodes up to the picture that is due, and shows it."""
        due = None
        while self._next.time_ns <= self._time_ns:
            due = self._next
            following = next(self._pictures, None)
            self._next = self._from_the_start(due.time_ns) if following is None else following
        if due is not None:
            self._cover(due.pixels, self._pixels)

    def _from_the_start(self, last_ns: int) -> VideoPicture:
        """The first picture again. The time is then negative until the last one, at `last_ns`, has had its interval."""
        assert self._reader is not None
        if self._reader.decoded < self._most:
            raise BackgroundError(N_("{path} is cut short since it was opened"), path=os.fspath(self._path))
        self._most = self._reader.decoded
        self._reader.rewind()
        self._pictures = self._reader.pictures()
        round_ns = last_ns + self._interval_ns
        self._time_ns -= round_ns
        if self._time_ns > 0:
            self._time_ns %= round_ns
        return self._must_have_one(self._pictures)

    def _fail(self, reason: BackgroundError, clock_ns: int) -> None:
        self._trouble = str(reason)
        self._retry_at_ns = clock_ns + RETRY_NS
        self.close()

    def _reopen(self, clock_ns: int) -> None:
        try:
            self._open()
        except BackgroundError as reason:
            self._fail(reason, clock_ns)
        else:
            self._trouble = ""
