"""What the system does to the program as a whole: it is halted, killed, asked to end; its disk is full."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backdrop.errors import BackdropError
from backdrop.host.control import Message, ask
from promises.meeting import END_S, MARGIN, RECOVERY_S
from support.coded_room import until
from support.program import backdrop, one_line, start_backdrop

pytestmark = [
    pytest.mark.usefixtures("default_model"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]

RUN = "run", "--source", "presenter", "--size", "320x180", "--background", "color:#2d6a4f", "--sink", "null"
START_S = 20
HALTED_S = 5


@pytest.fixture(autouse=True)
def own_channel(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))  # a socket's path has to be short


@pytest.fixture
def camera() -> Iterator[subprocess.Popen[str]]:
    camera = start_backdrop(*RUN)
    until(lambda: frames() > 0, START_S)
    yield camera
    camera.kill()
    camera.communicate()


def status() -> Message:
    """Of the running program; empty where none answers."""
    try:
        return ask({"command": "status"})
    except BackdropError:
        return {}


def frames() -> int:
    return int(status().get("frames_out", 0))


def fill(disk: Path) -> None:
    with contextlib.suppress(OSError), open(disk / "filler", "wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))


def test_a_program_that_was_halted_goes_on_where_it_was(camera: subprocess.Popen[str]) -> None:
    camera.send_signal(signal.SIGSTOP)
    time.sleep(HALTED_S)
    camera.send_signal(signal.SIGCONT)
    resumed = time.perf_counter()
    until(lambda: status().get("state") == "live")
    before = frames()
    until(lambda: frames() > before + 3)
    took_s = time.perf_counter() - resumed
    print(f"live again {took_s:.2f} s after it was let go on")
    assert took_s < RECOVERY_S * MARGIN
    assert status()["faults"] == {}
    camera.send_signal(signal.SIGTERM)
    _, error = camera.communicate(timeout=START_S)
    assert camera.returncode == 0, error
    assert "Traceback" not in error


def test_a_program_that_was_killed_can_be_started_again_at_once(camera: subprocess.Popen[str]) -> None:
    camera.kill()
    camera.communicate()
    start = time.perf_counter()
    again = start_backdrop(*RUN)
    try:
        until(lambda: status().get("state") == "live", START_S)
        print(f"live again {time.perf_counter() - start:.2f} s after the start")
    finally:
        asked = time.perf_counter()
        again.send_signal(signal.SIGINT)
        _, error = again.communicate(timeout=START_S)
    print(f"ended {time.perf_counter() - asked:.2f} s after it was asked to")
    assert again.returncode == 0, error
    assert time.perf_counter() - asked < END_S * MARGIN


def test_a_full_disk_costs_the_log_and_the_statistics_but_no_frame(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(small_disk))
    done = backdrop(*RUN, "--frames", 5)
    assert done.returncode == 0, done.stderr
    fill(small_disk)
    before = sorted(small_disk.rglob("*"))
    done = backdrop(*RUN, "--frames", 20, "--stats", small_disk / "stats.json")
    assert "disk is full" in one_line(done.stderr)
    assert done.returncode == 1
    assert sorted(small_disk.rglob("*")) == before
    done = backdrop(*RUN, "--frames", 20)
    assert (done.returncode, done.stderr) == (0, "")
    assert "20 frames published" in done.stdout
