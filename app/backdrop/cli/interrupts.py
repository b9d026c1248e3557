"""SIGTERM and SIGHUP interrupt a command as Ctrl-C does, so that what it has begun to write is cleared away; and Ctrl-C
is known for what it is, wherever it meets the program."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator


def remember_interrupts() -> list[bool]:
    """From now on what Ctrl-C raises is in the list as well.

    While modules are imported, some of them turn it into an error of their own.
    """
    seen: list[bool] = []

    def interrupt(_number: int, _frame: object) -> None:
        seen.append(True)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)
    return seen


@contextlib.contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """Within the block the first of these signals raises KeyboardInterrupt; further ones are ignored.

    A signal that is ignored already stays so: that is how `nohup` keeps a long job alive.
    """
    numbers = [number for number in _numbers() if signal.getsignal(number) is not signal.SIG_IGN]

    def interrupt(_number: int, _frame: object) -> None:
        for number in numbers:  # the clearing away is not to be interrupted
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    previous = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _numbers() -> list[signal.Signals]:
    names = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]
