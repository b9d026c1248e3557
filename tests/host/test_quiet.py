"""What native libraries print goes to the log, and stderr is as before afterwards."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from backdrop.host.quiet import native_stderr_to_log
from support.program import environment

LOGGER = "backdrop.host.quiet"


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == LOGGER]


def test_what_is_written_to_the_descriptor_is_logged_line_by_line(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO, LOGGER), native_stderr_to_log():
        os.write(2, b"one\ntwo \xff\n")
    assert logged(caplog) == ["stderr: one", "stderr: two \ufffd"]
    assert "one" not in capfd.readouterr().err


def test_stderr_is_as_before_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    before = os.fstat(2).st_ino
    with native_stderr_to_log():
        assert os.fstat(2).st_ino != before
    os.write(2, b"back")
    assert os.fstat(2).st_ino == before
    assert capfd.readouterr().err == "back"


def test_an_error_passes_through_and_what_led_to_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    before = os.fstat(2).st_ino

    def fail() -> None:
        os.write(2, b"cause\n")
        raise KeyError("outcome")

    with caplog.at_level(logging.INFO, LOGGER), pytest.raises(KeyError, match="outcome"), native_stderr_to_log():
        fail()
    assert logged(caplog) == ["stderr: cause"]
    assert os.fstat(2).st_ino == before


def test_no_descriptor_is_left_open() -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not list open descriptors")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        with native_stderr_to_log():
            pass
    assert len(os.listdir("/proc/self/fd")) == before


def test_two_threads_take_turns_and_stderr_survives(caplog: pytest.LogCaptureFixture) -> None:
    before = os.fstat(2).st_ino

    def write(text: bytes) -> None:
        for _ in range(50):
            with native_stderr_to_log():
                os.write(2, text + b"\n")

    with caplog.at_level(logging.INFO, LOGGER):
        threads = [threading.Thread(target=write, args=(text,)) for text in (b"a", b"b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(logged(caplog)) == ["stderr: a"] * 50 + ["stderr: b"] * 50
    assert os.fstat(2).st_ino == before


BODY = """
import os, sys, tempfile
{prepare}
from backdrop.host.quiet import native_stderr_to_log
with native_stderr_to_log():
    sys.stdout.write("ran")
"""


@pytest.mark.parametrize(
    "prepare", ["os.close(2)", "tempfile.tempdir = '/nowhere/at/all'"], ids=["no stderr", "no temporary folder"]
)
def test_where_nothing_can_be_redirected_the_work_is_done_all_the_same(prepare: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BODY.format(prepare=prepare)], capture_output=True, text=True, env=environment()
    )
    assert (done.returncode, done.stdout) == (0, "ran"), done.stderr
