"""Parts of the program that run in a process of their own, since they may crash, hang, or must be measured alone.

Only how such a process is started and ends; what it does is the hidden command `backdrop child NAME`. Whoever starts
one gives it a pipe as its standard input and holds on to that: however the parent ends, its children end as well.
"""

from __future__ import annotations

import os
import sys
import threading


def child_command(name: str, *arguments: str) -> list[str]:
    """The command line of the child of that name, whether the program is installed, in a checkout, or frozen."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "backdrop"]
    return [*program, "child", name, *arguments]


def child_environment() -> dict[str, str]:
    """The environment in which the child finds the same modules as this process."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def end_with_parent() -> None:
    """In the child: from now on this process ends as soon as nobody holds the other end of its standard input."""
    threading.Thread(target=_end_at_end_of_input, name="parent", daemon=True).start()


def _end_at_end_of_input() -> None:
    while os.read(0, 1):  # not sys.stdin, whose lock may not be held when the interpreter ends
        pass
    os._exit(1)
