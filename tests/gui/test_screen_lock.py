"""The screen lock, told by a real session bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from backdrop.gui.screen_lock import ScreenLock
from backdrop.settings.schema import Settings


class Status:
    state = "live"


class Bridge(QObject):
    settings = Settings(pause_on_lock=sys.argv[1] == "on")

    def status(self):
        return Status

    def pause(self):
        Status.state = "paused"
        print("paused", flush=True)

    def resume(self):
        Status.state = "live"
        print("resumed", flush=True)


app = QCoreApplication([])
lock = ScreenLock(Bridge())
send = ["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver"]
send.append("org.freedesktop.ScreenSaver.ActiveChanged")
QTimer.singleShot(100, lambda: subprocess.run([*send, "boolean:true"]))
QTimer.singleShot(600, lambda: subprocess.run([*send, "boolean:false"]))
QTimer.singleShot(1200, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no dbus-run-session (Debian: dbus)")
@pytest.mark.parametrize(("setting", "expected"), [("on", ["paused", "resumed"]), ("off", [])])
def test_locking_pauses_and_unlocking_resumes_where_it_is_set(setting: str, expected: list[str]) -> None:
    app = Path(__file__).resolve().parents[2] / "app"
    done = subprocess.run(
        ["dbus-run-session", sys.executable, "-c", _SCRIPT, setting],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(app)}, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.split() == expected, done.stderr
