"""`backdrop ctl` steers a running `backdrop run`."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest

from support.program import backdrop, one_line, start_backdrop


@pytest.fixture(autouse=True)
def own_channel(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("r")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_nothing_runs_is_one_line_that_says_how_to_start() -> None:
    done = backdrop("ctl", "toggle")
    assert "backdrop run" in one_line(done.stderr)
    assert done.returncode == 1


def test_a_running_camera_is_steered(default_model: str) -> None:
    process = start_backdrop(
        "run", "--source", "presenter", "--sink", "null", "--size", "320x180", "--background", "color:#123456",
        "--model", default_model,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while backdrop("ctl", "status").returncode and time.monotonic() < deadline:
        time.sleep(0.1)
    status = json.loads(backdrop("ctl", "status", "--json").stdout)
    assert status["background"] == "color:#123456"
    assert status["size"] == [320, 180]
    assert (status["model"], status["auto"], status["note"]) == (default_model, False, "")
    assert backdrop("ctl", "background", "color:#ffffff").stdout.strip() == "color:#ffffff"
    assert backdrop("ctl", "toggle").stdout.strip() == "blur:5"
    assert backdrop("ctl", "toggle").stdout.strip() == "color:#ffffff"
    assert backdrop("ctl", "pause").returncode == 0
    assert "paused" in backdrop("ctl", "status").stdout
    assert backdrop("ctl", "resume").returncode == 0
    refused = backdrop("ctl", "background", "blurr")
    assert "blur" in one_line(refused.stderr)
    assert refused.returncode == 2
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=20)
    assert process.returncode == 0, error
