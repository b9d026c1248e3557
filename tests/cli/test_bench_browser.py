"""`backdrop bench browser`, as a process of its own: rows kept when it is stopped, and no browser that outlives it."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.browser import browsers, require_chromium, require_packages
from support.program import backdrop, one_line, start_backdrop

pytestmark = pytest.mark.alone

ENDS_WITHIN_S = 2.0


@pytest.fixture(scope="module", autouse=True)
def what_it_needs() -> None:
    require_chromium()
    require_packages()


def _until(happened: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals for another process")
def test_rows_that_are_done_when_it_is_stopped_are_not_measured_again(default_model: str, tmp_path: Path) -> None:
    command = [
        "bench", "browser", "--models", default_model, "--size", "320x180", "--seconds", "1", "--resume", "rows.json",
        "--json", "out.json",
    ]  # fmt: skip
    program = start_backdrop(*command, cwd=tmp_path)
    _until((tmp_path / "rows.json").exists, 90)
    os.kill(program.pid, signal.SIGINT)
    output, error = program.communicate(timeout=30)
    assert program.returncode == 1
    assert one_line(error) == "backdrop: stopped"
    assert not browsers()
    told = json.loads((tmp_path / "out.json").read_text())
    assert told["unfinished"] is True
    kept = json.loads((tmp_path / "rows.json").read_text())["rows"]
    assert len(output.splitlines()) == 1 + len(told["rows"]) == 1 + len(kept)
    done = backdrop(*command, "--html", "out.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["clip"], told["frame"], told["seconds"], told["unfinished"]) == ("presenter", "320x180", 1.0, False)
    assert any(character.isdecimal() for character in told["browser"])
    rows = {f"{row['model']}/{row['runtime']}/{row['variant']}/{row['threads']}": row for row in told["rows"]}
    assert set(rows) == set(told["order"])
    assert all(row["note"] is None and row["fps"] > 0 for row in rows.values()), rows
    for key, row in kept.items():
        assert rows[key]["fps"] == pytest.approx(row["fps"], abs=1e-3), "measured again"
    assert (tmp_path / "out.html").read_text("utf-8").count("<rect") == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals for another process")
def test_the_browser_ends_however_the_command_does(default_model: str, tmp_path: Path) -> None:
    program = start_backdrop(
        "bench", "browser", "--models", default_model, "--size", "320x180", "--seconds", "600", cwd=tmp_path
    )
    try:
        _until(browsers, 60)
    finally:
        program.kill()
        program.communicate()
    start = time.monotonic()
    _until(lambda: not browsers(), 3 * ENDS_WITHIN_S)
    print(f"ended after {time.monotonic() - start:.1f} s")


def test_a_browser_that_there_is_not_is_one_line(tmp_path: Path) -> None:
    done = backdrop("bench", "browser", "--browser", "netscape", cwd=tmp_path)
    assert done.returncode == 2
    assert one_line(done.stderr).startswith("backdrop: --browser netscape is no program of this machine")


def test_a_clip_that_there_is_not_is_one_line(tmp_path: Path) -> None:
    done = backdrop("bench", "browser", "--clip", "none.mp4", cwd=tmp_path)
    assert done.returncode == 1
    assert one_line(done.stderr) == "backdrop: none.mp4 does not exist; check the name"
