"""Times of a file's pictures that always grow, whatever the file says: damaged stamps, and those of files that were
joined end to end, stand still, run backwards or leap."""

from __future__ import annotations

from fractions import Fraction

SLOWEST, FASTEST = Fraction(1, 3600), Fraction(1000)
"""Rates in pictures per second that are believed: from slide shows to high-speed cameras."""
LEAST_NS = round(1_000_000_000 / FASTEST)
"""Between two pictures: who plays a file must not have to decode all of it within a moment."""
_BACK_NS = 1_000_000_000
"""A step further back is that of another clock (a joined file); a smaller one is a single stamp that is wrong."""
_LEAP_NS = round(1_000_000_000 / SLOWEST)


def believable(rate: Fraction | None) -> Fraction | None:
    """The rate, where it is one."""
    return rate if rate is not None and SLOWEST <= rate <= FASTEST else None


class Stamps:
    """The times at which to show pictures that come one after another."""

    def __init__(self, rate: Fraction) -> None:
        """`rate` is that of the file, by which pictures follow each other where its stamps make no sense."""
        self._interval_ns = max(LEAST_NS, round(1_000_000_000 / rate))
        self._shift_ns = 0
        self._last_ns: int | None = None

    def at(self, stamp_ns: int) -> int:
        """The time of the next picture, in nanoseconds, at least LEAST_NS after the last; `stamp_ns` is its stamp."""
        if self._last_ns is None:
            self._last_ns = stamp_ns
            return stamp_ns
        step_ns = stamp_ns + self._shift_ns - self._last_ns
        if not -_BACK_NS <= step_ns <= _LEAP_NS:
            self._shift_ns += self._interval_ns - step_ns
            step_ns = self._interval_ns
        self._last_ns += max(LEAST_NS, step_ns)
        return self._last_ns
