"""The end of a process, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from backdrop.host.children import child_environment


def ended(code: str, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    script = f"from backdrop.host.ending import end, prepare\nprepare()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script], stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60,
        check=False, env=child_environment(),
    )  # fmt: skip


@pytest.mark.parametrize("code", [0, 3])
def test_its_code_is_that_which_is_told_and_what_was_printed_is_written(code: int) -> None:
    done = ended(f"print('something'); end({code})")
    assert (done.returncode, done.stdout, done.stderr) == (code, "something\n", "")


def test_a_thread_in_native_code_does_not_keep_it_from_ending_well() -> None:
    done = ended(
        "import threading, numpy\n"
        "from backdrop.host.cv import cv2\n"
        "def work():\n"
        "    while True: cv2.blur(numpy.zeros((400, 400), numpy.uint8), (9, 9))\n"
        "for _ in range(2): threading.Thread(target=work, daemon=True).start()\n"
        "end(3)"
    )
    assert (done.returncode, done.stderr) == (3, "")


def test_what_others_have_to_do_at_the_end_is_done(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = ended(f"import atexit, pathlib\natexit.register(pathlib.Path({str(kept)!r}).touch)\nend(0)")
    assert done.returncode == 0
    assert kept.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_what_could_not_be_written_is_no_success() -> None:
    with open("/dev/full", "w") as full:
        done = ended("print('something'); end(0)", stdout=full.fileno())
    assert done.returncode != 0
    assert "No space left" in done.stderr


def test_an_error_that_nobody_caught_ends_it_as_usual() -> None:
    done = ended("raise KeyError('odd')")
    assert done.returncode == 1
    assert "odd" in done.stderr
