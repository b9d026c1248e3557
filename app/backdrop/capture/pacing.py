"""A clock for sources that have no camera's clock of their own."""

from __future__ import annotations

import threading
import time

MAX_LAG_S = 1.0
"""After a longer stall (a suspended laptop) the clock starts anew instead of hurrying after."""


class Pacer:
    """Waits until each moment of a timeline has come. `stop` may be called from another thread."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._start: float | None = None

    def wait_until(self, time_ns: int) -> bool:
        """Waits until `time_ns` after the start of the timeline (its first call); False when stopped instead."""
        now = time.monotonic()
        if self._start is None or now - self._start - time_ns / 1e9 > MAX_LAG_S:
            self._start = now - time_ns / 1e9
        wait_s = self._start + time_ns / 1e9 - now
        return not self._stopped.wait(min(max(0.0, wait_s), threading.TIMEOUT_MAX))  # a broken file may say any time

    def stop(self) -> None:
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()
