"""The interface of the composite stage: a Background says what stands behind the person."""

from __future__ import annotations

from abc import ABC, abstractmethod

from backdrop.frame import Frame, Matte, Plane


class Background(ABC):
    """What goes behind the person, at one fixed output size. Used by one thread."""

    hides_room = True
    """Whether the camera's own background is kept out of sight; only then is a matte needed."""

    is_still = False
    """Whether it is the same picture, in the same buffer, each time."""

    @abstractmethod
    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        """I420 pixels of the output size to put behind the person of `frame`; valid until the next call.

        `matte` has the frame's size; it is None only where `hides_room` is False.
        """

    def alone(self, now_ns: int) -> Plane | None:
        """What goes out while there is no matte: I420 pixels without a camera pixel in them, valid until the next call.

        None when the background is made of the camera's picture, so that there is nothing to show without one.
        """
        return None

    @property
    def trouble(self) -> str:
        """What is wrong with the background while it still shows its last good picture; "" when nothing is."""
        return ""

    def close(self) -> None:  # noqa: B027 - most backgrounds hold nothing
        """Releases what the background holds."""
