"""The interface of the publish stage: a Sink takes finished pictures. It does not pace them: its owner does."""

from __future__ import annotations

from abc import ABC, abstractmethod

from backdrop.frame import Frame


class Sink(ABC):
    """Where frames go: one fixed size and rate. Opened by its constructor; used by one thread; closed once."""

    width: int
    height: int
    fps: float

    label: str
    """What people look for to find the output: the camera's name, or the file's."""

    watched_from_the_start = False
    """Whether someone may be looking before the first finished picture: if so, stand-ins are published until then."""

    @abstractmethod
    def send(self, frame: Frame) -> None:
        """Publishes one frame of the sink's size. SinkError when it cannot."""

    def has_readers(self) -> bool:
        """Whether somebody may be looking at the output, so that its size and rate must not change. True if unknown."""
        return False

    def is_read(self, timeout_s: float = 0.0) -> bool | None:
        """Whether somebody reads the output at this moment; None where nobody can tell.

        Waits up to `timeout_s` for a change first. Asked by the thread that sends.
        """
        return None

    @abstractmethod
    def close(self) -> None:
        """Completes and releases the output. Safe to call again. SinkError when it cannot be completed."""

    def abandon(self) -> None:
        """Releases the output and leaves nothing half-written behind."""
        self.close()

    def __enter__(self) -> Sink:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()
