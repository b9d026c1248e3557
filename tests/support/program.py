"""Runs the program as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
TESTS = APP.parent / "tests"


def backdrop(
    *arguments: object, cwd: Path | None = None, timeout_s: float = 120, locale: str = "C.UTF-8"
) -> subprocess.CompletedProcess[str]:
    """Runs `backdrop ARGUMENTS` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "backdrop", *map(str, arguments)],
        capture_output=True, text=True, cwd=cwd, timeout=timeout_s, env=environment(locale), check=False,
        encoding="utf-8",
    )  # fmt: skip


def start_backdrop(*arguments: object, cwd: Path | None = None, module: str = "backdrop") -> subprocess.Popen[str]:
    """Starts `backdrop ARGUMENTS` and leaves it running. `module`: of these tests, what runs in its place."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd, env=environment(), encoding="utf-8",
    )  # fmt: skip


def environment(locale: str = "C.UTF-8") -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": os.pathsep.join([str(APP), str(TESTS)]),
        "PYTHONWARNINGS": "error",
        "PYTHONUTF8": "1",
        "LC_ALL": locale,
    }


def one_line(text: str) -> str:
    """The only line of what was printed; fails when there are more, or a traceback."""
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert "Traceback" not in text
    return lines[0]
