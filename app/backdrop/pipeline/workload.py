"""How long pictures took to make lately, and whether frames were passed over meanwhile.

Only the making counts: a camera that delivers few frames, or an output that takes few, makes nothing late.
"""

from __future__ import annotations

import statistics
import threading
from collections import deque
from typing import NamedTuple

OVER_S = 2.0
"""The time that is looked back over."""
_GAP_S = 1.0
"""After so long without a frame what was before says nothing any more."""
_KEPT = 256
"""More than the pictures of OVER_S at the highest rate."""


class Recent(NamedTuple):
    """The median seconds of a picture over the last OVER_S, and the share of frames that were passed over for newer."""

    picture_s: float
    passed_over: float


class _Made(NamedTuple):
    at_s: float
    took_s: float
    passed_over: int


class Workload:
    """Told by the thread that makes the pictures, asked by another. Times in seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: deque[_Made] = deque(maxlen=_KEPT)
        self._since = self._began = self._last = 0.0
        self._is_making = False
        self._passed_over_before = 0

    def start_anew(self, now: float, passed_over: int) -> None:
        """What was before says nothing of what comes: another model, or a pause."""
        with self._lock:
            self._start_anew(now, passed_over)

    def _start_anew(self, now: float, passed_over: int) -> None:
        self._made.clear()
        self._since, self._passed_over_before = now, passed_over

    def begun(self, now: float, passed_over: int) -> None:
        """A picture is begun; `passed_over`: the frames that were passed over for newer ones, in all."""
        with self._lock:
            if now - self._last > _GAP_S:
                self._start_anew(now, passed_over)
            self._began, self._is_making = now, True

    def ended(self, now: float, passed_over: int, counts: bool) -> None:
        """It is made, or has failed; `counts`: whether the network ran for it."""
        with self._lock:
            self._last, self._is_making = now, False
            if counts:
                self._made.append(_Made(now, now - self._began, passed_over))

    def recent(self, now: float, passed_over: int) -> Recent | None:
        """None until OVER_S were seen since the last new start. A picture that still is being made counts as well."""
        with self._lock:
            if now - self._since < OVER_S:
                return None
            while self._made and self._made[0].at_s < now - OVER_S:
                self._passed_over_before = self._made.popleft().passed_over
            times = [made.took_s for made in self._made]
            if self._is_making and now - self._began > max(times, default=_GAP_S):
                times.append(now - self._began)
            if not times:
                return None
            missed = passed_over - self._passed_over_before
        return Recent(statistics.median(times), missed / (missed + len(times)))
