"""How long a picture may be in the making before it counts as one that hangs."""

from __future__ import annotations

from backdrop.segment.segmenter import Segmenter

HANGS_AFTER_S = 1.0
HANGS_AFTER_PICTURES = 3
"""A picture that has been in the making for so long hangs, unless that is not yet so many times what is expected."""

_REMEMBERED = 0.9
"""What is expected falls to this share with each picture that takes less: others may be busy in bursts."""
_LATE_S = 5.0
"""The most that is learnt of one that was left behind: it may have hung all the same."""


class Patience:
    """Known to a worker and to whoever takes its place: a machine so busy that a picture only seemed to hang would else
    start the model again and again, which makes it busier still. Any thread may ask."""

    def __init__(self) -> None:
        self._expected_s = 0.0

    @property
    def longest_s(self) -> float:
        """After so many seconds a picture hangs."""
        return max(HANGS_AFTER_S, HANGS_AFTER_PICTURES * self._expected_s)

    def begin(self, segmenter: Segmenter | None) -> None:
        """Before its first picture, a segmenter is given the time of its warm-up, which was several runs."""
        warm_up_s = segmenter.warm_up_ns / 1e9 if segmenter is not None else 0.0
        self._expected_s = max(self._expected_s, warm_up_s)

    def made(self, took_s: float) -> None:
        """A picture was made, and the network ran for it."""
        self._expected_s = max(took_s, _REMEMBERED * self._expected_s)

    def came_back(self, took_s: float) -> None:
        """So was one whose worker had been left behind."""
        self._expected_s = max(self._expected_s, min(took_s, _LATE_S))
