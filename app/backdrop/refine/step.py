"""The interface of the refine stage: a chain of small steps, each of which makes a matte look more natural."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from backdrop.frame import Frame, Matte


class Step(ABC):
    """One improvement. May remember earlier frames; used by one thread."""

    @abstractmethod
    def apply(self, matte: Matte, frame: Frame) -> Matte:
        """The improved matte of the frame: uint8 alpha, of the same or another size, with the frame's capture time."""

    def reset(self) -> None:  # noqa: B027 - most steps remember nothing
        """Forgets earlier frames: the next one is of another scene."""


class Chain(Step):
    """Steps one after the other."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        for step in self.steps:
            matte = step.apply(matte, frame)
        return matte

    def reset(self) -> None:
        for step in self.steps:
            step.reset()
