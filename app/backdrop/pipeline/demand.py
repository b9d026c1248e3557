"""Whether the camera is wanted: decisions only, on a clock that is told.

Coming is believed at once, leaving only after a while: a browser that looks a camera over starts and stops reading many
times before it settles.
"""

from __future__ import annotations

import threading


class Demand:
    """Told by the publisher who reads, and by others who else wants pictures."""

    def __init__(self, release_after_s: float, now: float) -> None:
        """`release_after_s`: how long nobody may want it before it sleeps. It begins as if somebody had left `now`."""
        self._release_after_s = release_after_s
        self._lock = threading.Lock()
        self._wanted_at = now
        self._kept = False

    def keep(self, now: float, kept: bool) -> None:
        """Whether somebody wants pictures without reading the output, such as a window that shows them."""
        with self._lock:
            self._kept, self._wanted_at = kept, now

    def is_there(self, now: float, is_read: bool) -> bool:
        """Whether the camera is wanted at `now`, a monotonic time in seconds."""
        with self._lock:
            if is_read or self._kept:
                self._wanted_at = now
            return now - self._wanted_at < self._release_after_s
