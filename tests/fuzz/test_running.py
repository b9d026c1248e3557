"""A running camera keeps answering, and keeps its memory, whatever other processes of this user send it."""

from __future__ import annotations

import os
import signal
import sys
import time
from random import Random

import psutil
import pytest

from backdrop.errors import BackdropError
from backdrop.host.control import Message, ask
from fuzz.requests import framed, request, sent, throw
from support.program import start_backdrop

SECONDS = float(os.environ.get("BACKDROP_FUZZ_S", "4"))
SEED = os.environ.get("BACKDROP_FUZZ_SEED", "1")


def status() -> Message:
    until = time.monotonic() + 30
    while True:
        try:
            return ask({"command": "status"})
        except BackdropError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
def test_a_running_camera_survives_whatever_it_is_sent(
    default_model: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))
    camera = start_backdrop(
        "run", "--source", "presenter", "--sink", "null", "--size", "320x180", "--background", "blur"
    )
    try:
        frames = status()["frames_out"]
        random, process = Random(SEED), psutil.Process(camera.pid)
        before = process.memory_info().rss
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            throw(framed(request(random)) if random.random() < 0.6 else sent(random), random)
        ask({"command": "resume"})
        time.sleep(0.5)
        assert status()["frames_out"] > frames
        assert process.memory_info().rss - before < 300_000_000
        assert process.num_threads() < 100
    finally:
        camera.send_signal(signal.SIGINT)
        _, error = camera.communicate(timeout=20)
    assert camera.returncode == 0, error
    assert "Traceback" not in error
