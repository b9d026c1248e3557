"""What the system does to the program as a whole: it is halted, killed, asked to end; its disk is full."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from backdrop.errors import BackdropError
from backdrop.host.control import Message, ask
from promises.meeting import END_S, MARGIN, RECOVERY_S
from support.coded_room import until
from support.program import backdrop, one_line, start_backdrop

pytestmark = [
    pytest.mark.alone,
    pytest.mark.usefixtures("default_model"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]

RUN = "run", "--source", "presenter", "--size", "320x180", "--background", "color:#2d6a4f", "--sink", "null"
START_S = 20
HALTED_S = 5
SLEPT_S = 6
CPU_SHARE = 0.01
"""Of a core, as promised for a program that nobody reads."""


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


def test_a_program_whose_engine_hangs_again_and_again_says_so_and_ends_when_it_is_asked_to() -> None:
    program = start_backdrop(*RUN, "--model", "selfie-landscape", module="support.hanging")
    try:
        until(lambda: "did not answer" in str(status().get("faults")), START_S)
        before = frames()
        until(lambda: frames() > before + 30)
    finally:
        asked = time.perf_counter()
        program.send_signal(signal.SIGTERM)
        _, error = program.communicate(timeout=START_S)
    took_s = time.perf_counter() - asked
    print(f"ended {took_s:.2f} s after it was asked to; it had said:\n{error}")
    assert program.returncode == 0
    assert took_s < END_S * MARGIN
    assert "Traceback" not in error


@pytest.mark.parametrize("_n", range(3))
def test_a_program_whose_engine_is_busy_for_ever_ends_when_it_is_asked_to(
    monkeypatch: pytest.MonkeyPatch, _n: int
) -> None:
    """A thread that comes back from native code while the interpreter ends is no reason to abort."""
    monkeypatch.setenv("BACKDROP_TEST_BUSY", "1")
    program = start_backdrop(*RUN, "--model", "selfie-landscape", module="support.hanging")
    try:
        until(lambda: "in the making" in str(status().get("faults")), START_S)
        program.send_signal(signal.SIGTERM)
        _, error = program.communicate(timeout=START_S)
    finally:
        program.kill()
        program.wait()
    assert (program.returncode, "terminate" in error) == (0, False), error


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can tell who reads")
def test_a_program_that_nobody_reads_takes_no_processor(tmp_path: Path) -> None:
    """Over SLEPT_S here; the promise speaks of 30 s, for which BACKDROP_SLEPT_S sets it."""
    slept_s = float(os.environ.get("BACKDROP_SLEPT_S", SLEPT_S))
    output = tmp_path / "output"
    output.touch()
    program = start_backdrop(output, *RUN, module="support.watched")
    try:
        until(lambda: status().get("state") == "asleep", START_S)
        process = psutil.Process(program.pid)
        before, began = sum(process.cpu_times()[:2]), time.monotonic()
        time.sleep(slept_s)
        share = (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - began)
        print(f"asleep: {share:.2%} of a core over {slept_s:.0f} s")
        assert share < CPU_SHARE * MARGIN
        with output.open():
            print(f"live {until(lambda: status().get('state') == 'live'):.2f} s after somebody came")
    finally:
        program.send_signal(signal.SIGTERM)
        _, error = program.communicate(timeout=START_S)
    assert program.returncode == 0, error
    assert "Traceback" not in error


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
