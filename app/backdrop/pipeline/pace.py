"""When to publish: at the set rate on average, and as soon after a picture is finished as that allows."""

from __future__ import annotations

EARLIEST = 0.5
"""A fresh picture may go out this share of an interval before its time, no earlier."""
MARGIN = 0.25
"""The schedule is shifted so that fresh pictures come this share of an interval before their time: then each goes out
the moment it is finished, and a late one does not miss its turn."""
GAIN, MAX_SHIFT = 0.2, 0.025
"""How much of its error the schedule mends at each fresh picture, and at most, as a share of the interval: it follows a
camera that runs 2.5 % fast or slow, and repeats pictures of a slower one."""
SETTLED_AFTER = 5
"""After so many turns without a fresh picture the next one sets the phase anew instead of shifting it."""


class Pace:
    """A schedule in seconds of a monotonic clock, locked in phase to the pictures that come."""

    def __init__(self, fps: float, now: float) -> None:
        self.interval = 1 / fps
        self.due = now
        self._since_fresh = SETTLED_AFTER

    @property
    def earliest(self) -> float:
        """From when a fresh picture may go out."""
        return self.due - EARLIEST * self.interval

    def published(self, now: float, fresh: bool) -> None:
        """One frame has gone out; sets when the next is due."""
        if fresh and self._since_fresh >= SETTLED_AFTER:
            self.due = now + MARGIN * self.interval  # a new rhythm: taken over at once
        elif fresh:
            late = now - (self.due - MARGIN * self.interval)
            limit = MAX_SHIFT * self.interval
            self.due += max(-limit, min(limit, GAIN * late))
        self._since_fresh = 0 if fresh else self._since_fresh + 1
        self.due += self.interval
        if now > self.due + self.interval:  # the process was held up: go on from here instead of hurrying after
            self.due = now + self.interval


class Decimator:
    """Lets through no more frames a second than are published, from a source that gives more."""

    def __init__(self, fps: float) -> None:
        self._interval_ns = 1e9 / fps
        self._due_ns: float | None = None

    def wants(self, captured_ns: int) -> bool:
        if self._due_ns is None or captured_ns - self._due_ns > 2 * self._interval_ns:
            self._due_ns = float(captured_ns)
        if captured_ns < self._due_ns - 0.4 * self._interval_ns:
            return False
        self._due_ns += self._interval_ns
        return True
