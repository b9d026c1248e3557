"""Whether the camera is wanted: decisions only, on a clock that is told.

Coming is believed at once, leaving only after a while: a browser that looks a camera over starts and stops reading many
times before it settles.
"""

from __future__ import annotations

import math
import threading


class Demand:
    """Told by the publisher who reads, and by others who else wants pictures."""

    def __init__(self, release_after_s: float | None) -> None:
        """`release_after_s`: how long nobody may want it before it sleeps; None for never. At first nobody does."""
        self._lock = threading.Lock()
        self._release_after_s = release_after_s
        self._wanted_at = -math.inf
        self._kept = False

    def release_after(self, release_after_s: float | None) -> None:
        with self._lock:
            self._release_after_s = release_after_s

    def keep(self, kept: bool) -> None:
        """Whether somebody wants pictures without reading the output, such as a window that shows them."""
        with self._lock:
            self._kept = kept

    def want(self, now: float) -> None:
        """Somebody wants pictures at `now`, such as whoever starts it in order to see that it works."""
        with self._lock:
            self._wanted_at = now

    def is_there(self, now: float, is_read: bool | None) -> bool:
        """Whether the camera is wanted at `now`, a monotonic time in seconds; `is_read` None: nobody can tell."""
        with self._lock:
            if is_read is not False or self._kept or self._release_after_s is None:
                self._wanted_at = now
                return True
            return now - self._wanted_at < self._release_after_s
