"""Recognises a matte that cannot be right, so that a failing network does not show the room."""

from __future__ import annotations

from backdrop.errors import PipelineError
from backdrop.frame import Plane
from backdrop.host.cv import cv2
from backdrop.text import N_

SUDDENLY_ALL, BEFORE = 0.97, 0.95
"""Nobody comes to fill the picture from one frame to the next: covering over the first share of what the network sees
right after under the second is a network that fails open. The region that it sees lies close around the person, who
may fill nine tenths of it; of a whole frame, and who is refused wrongly is looked for there next, much less."""


class MatteGuard:
    """Watches the network's answers in one stream."""

    def __init__(self) -> None:
        self._trusted = 0.0

    def check(self, alpha: Plane) -> None:
        """PipelineError for an alpha that covers nearly all right after one that did not, until one covers less."""
        coverage = cv2.mean(alpha)[0] / 255
        if coverage > SUDDENLY_ALL and self._trusted < BEFORE:
            raise PipelineError(N_("the person suddenly fills the whole picture; move back from the camera"))
        self._trusted = coverage

    def reset(self) -> None:
        self._trusted = 0.0
