"""Ctrl-C, SIGTERM and a closed terminal end a command cleanly instead of wherever it happens to stand."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

NUMBERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class StopRequest(threading.Event):
    """Set by the first signal once `graceful` is; until then, and by a second signal, a KeyboardInterrupt is raised."""

    graceful = False


@contextlib.contextmanager
def stop_on_signals() -> Iterator[StopRequest]:
    """The request to stop, as signals make it while the context lasts."""
    stop = StopRequest()

    def request(_number: int, _frame: object) -> None:
        if stop.is_set() or not stop.graceful:
            raise KeyboardInterrupt
        stop.set()

    previous = {number: signal.signal(number, request) for number in NUMBERS}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
