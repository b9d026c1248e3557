"""The interface of the capture stage: a Source yields frames.

Live use calls `read` in a loop: a camera blocks until its next picture, and the other sources pace themselves to their
own rate, so that the caller needs no clock. Offline use (`paced=False` where a source knows it) yields every frame as
fast as it can be had, with the presentation time as `captured_ns`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TypeVar

from backdrop.frame import Frame

S = TypeVar("S", bound="Source")


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source delivers, as obtained (not as asked for).

    `width`, `height`: pixels of its frames (even). `fps`: nominal frames per second. `label`: for people.
    """

    label: str
    width: int
    height: int
    fps: float


class Source(ABC):
    """Where frames come from. Opened by its constructor; used by one thread; closed once, safely repeatable."""

    @property
    @abstractmethod
    def info(self) -> SourceInfo:
        """What this source delivers."""

    @abstractmethod
    def read(self) -> Frame | None:
        """The next frame, I420 BT.601 limited range, of the size in `info`; None at the end of a finite source.

        Raises SourceError (or MediaError for files) when no frame can be had.
        """

    @abstractmethod
    def close(self) -> None:
        """Releases the device or file. May be called from another thread to end a blocked `read` soon."""

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
