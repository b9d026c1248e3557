"""Who has a device open, over plain files, which inotify and /proc treat alike. The module's own count is seen by
tests/call."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backdrop.host.v4l2_readers import Readers, readers_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and /proc are Linux's")


@pytest.fixture
def device(tmp_path: Path) -> Path:
    path = tmp_path / "video97"
    path.touch()
    return path


@pytest.fixture
def readers(device: Path) -> Iterator[Readers]:
    found = readers_of(str(device))
    assert found is not None
    yield found
    found.close()
    found.close()


@contextmanager
def another_program(device: Path) -> Iterator[None]:
    """It has the device open."""
    held = "import sys; held = open(sys.argv[1]); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", held, str(device)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        yield
        program.communicate()


def test_who_opens_it_is_told_of_at_once_and_when_it_leaves(device: Path, readers: Readers) -> None:
    assert not readers.present()
    with another_program(device):
        began = time.monotonic()
        assert readers.present(5)
        assert readers.present()
        assert time.monotonic() - began < 2
    assert not readers.present(5)


def test_who_had_it_open_before_counts(device: Path) -> None:
    with another_program(device):
        readers = readers_of(str(device))
        assert readers is not None
        assert readers.present()
        readers.close()


def test_this_program_is_no_reader(device: Path, readers: Readers) -> None:
    with device.open():
        assert not readers.present(0.2)


def test_a_device_that_goes_is_read_by_nobody_and_waited_for_in_peace(device: Path, readers: Readers) -> None:
    assert not readers.present()
    device.unlink()
    readers.present(0.1)
    began, before = time.monotonic(), time.process_time()
    while time.monotonic() < began + 1:
        assert not readers.present(0.1)
    assert time.process_time() - before < 0.2


def test_where_nothing_can_tell_it_says_so(device: Path, tmp_path: Path) -> None:
    import resource

    assert readers_of(str(tmp_path / "video98")) is None
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))
    try:
        assert readers_of(str(device)) is None
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
