"""Recognises a matte that cannot be right, so that a failing network does not show the room."""

from __future__ import annotations

from backdrop.errors import PipelineError
from backdrop.frame import Matte
from backdrop.text import N_

SUDDENLY_ALL, BEFORE = 0.97, 0.80
"""A person does not come to fill the picture from one frame to the next: covering over the first share of it right
after under the second is a network that fails open."""


class MatteGuard:
    """Watches the mattes of one stream, on the network's grid."""

    def __init__(self) -> None:
        self._trusted = 0.0

    def check(self, matte: Matte) -> None:
        """PipelineError for a matte that covers nearly all right after one that did not, until one covers less."""
        coverage = matte.coverage
        if coverage > SUDDENLY_ALL and self._trusted < BEFORE:
            raise PipelineError(N_("the person suddenly fills the whole picture; move back from the camera"))
        self._trusted = coverage

    def reset(self) -> None:
        self._trusted = 0.0
