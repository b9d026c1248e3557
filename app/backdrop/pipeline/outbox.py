"""What goes out next. The one place that decides whether a picture may be shown: it fails closed.

A finished picture may be repeated for a while; then, after any failure, and before the first, the stand-in goes out:
the background alone, or the privacy picture where the background is made of the room.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import NamedTuple

from backdrop.frame import Frame, now_ns
from backdrop.pipeline.stages import Finished

REPEAT_NS = 500_000_000
"""How long a finished picture may be repeated, unless the model is slower than a third of that."""
REPEAT_PER_MODEL_TIME = 3
"""Times the lesser of its last two: a network that hung once is not slow."""


class Outgoing(NamedTuple):
    """What to publish, and the finished picture it is of where that has not been published before."""

    picture: Frame
    fresh: Finished | None


class Outbox:
    """Filled by the worker, emptied by the publisher, told by their owner what may be shown."""

    def __init__(self, stand_in: Frame, hides_room: bool) -> None:
        self._changed = threading.Condition()
        self._stand_in, self._hides_room = stand_in, hides_room
        self._paused: Frame | None = None
        self._since_ns = 0
        self._finished: Finished | None = None
        self._fresh = False
        self._superseded = 0
        self._model_ns: deque[int] = deque(maxlen=2)

    def put(self, finished: Finished) -> None:
        """A new picture; one that shows the room is refused when the room is to be hidden by now, and one that was
        captured before a pause, after it."""
        with self._changed:
            if self._paused is not None or (finished.shows_room and self._hides_room):
                return
            if finished.frame.captured_ns < self._since_ns:
                return
            self._superseded += self._fresh
            self._finished, self._fresh = finished, True
            if finished.network_ran:
                self._model_ns.append(finished.stage_ns[0])
            self._changed.notify_all()

    def fail(self) -> None:
        """No picture could be made of the newest frame: the stand-in goes out until one can."""
        with self._changed:
            self._finished, self._fresh = None, False

    def show_instead(self, stand_in: Frame, hides_room: bool) -> None:
        """A background was chosen: its stand-in, and whether it hides the room. Takes effect at once."""
        with self._changed:
            self._stand_in, self._hides_room = stand_in, hides_room
            if hides_room and self._finished is not None and self._finished.shows_room:
                self._finished, self._fresh = None, False

    def pause(self, instead: Frame | None) -> None:
        """From the very next frame on only `instead` goes out; None goes on with new pictures."""
        with self._changed:
            self._paused = instead
            self._since_ns = now_ns()
            self._finished, self._fresh = None, False

    def wait_fresh(self, timeout_s: float) -> bool:
        """Whether a picture that was not yet taken is there, or comes within the time. `wake` ends the wait."""
        with self._changed:
            if not self._fresh and timeout_s > 0:
                self._changed.wait(timeout_s)
            return self._fresh

    def wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def take(self) -> Outgoing:
        """What to publish now."""
        with self._changed:
            if self._paused is not None:
                return Outgoing(self._paused, None)
            finished, fresh = self._finished, self._fresh
            self._fresh = False
            if finished is None or self._is_stale(finished):
                return Outgoing(self._stand_in, None)
            return Outgoing(finished.picture, finished if fresh else None)

    def showing(self) -> Frame:
        """What goes out at this moment, for a preview; takes nothing."""
        with self._changed:
            finished = self._finished
            if self._paused is not None:
                return self._paused
            return self._stand_in if finished is None or self._is_stale(finished) else finished.picture

    def latest(self) -> Finished | None:
        """The newest picture that may be shown, for a preview; None while the stand-in goes out."""
        with self._changed:
            finished = self._finished
            return None if finished is None or self._is_stale(finished) else finished

    @property
    def superseded(self) -> int:
        """How many finished pictures were replaced by a newer one before they were published."""
        return self._superseded

    def _is_stale(self, finished: Finished) -> bool:
        allowed = max(REPEAT_NS, REPEAT_PER_MODEL_TIME * min(self._model_ns, default=0))
        return now_ns() - finished.frame.captured_ns > allowed
