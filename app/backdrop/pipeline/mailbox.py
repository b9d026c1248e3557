"""A one-slot hand-off between two threads: the newest item wins, the older one is counted as dropped."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Safe for one or more threads on each side."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._item: T | None = None
        self._dropped = 0

    def put(self, item: T) -> None:
        with self._arrived:
            if self._item is not None:
                self._dropped += 1
            self._item = item
            self._arrived.notify()

    def take(self, timeout_s: float) -> T | None:
        """The waiting item, or the next to come within `timeout_s`; None when none came or `wake` was called."""
        with self._arrived:
            if self._item is None and timeout_s > 0:
                self._arrived.wait(timeout_s)
            item, self._item = self._item, None
            return item

    def wake(self) -> None:
        """Ends a waiting `take`."""
        with self._arrived:
            self._arrived.notify_all()

    @property
    def dropped(self) -> int:
        return self._dropped
