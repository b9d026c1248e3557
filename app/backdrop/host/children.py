"""Parts of the program that run in a process of their own, since they may crash, hang, or must be measured alone.

Only how such a process is started; what it does is the hidden command `backdrop child NAME`.
"""

from __future__ import annotations

import os
import sys


def child_command(name: str, *arguments: str) -> list[str]:
    """The command line of the child of that name, whether the program is installed, in a checkout, or frozen."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "backdrop"]
    return [*program, "child", name, *arguments]


def child_environment() -> dict[str, str]:
    """The environment in which the child finds the same modules as this process."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
