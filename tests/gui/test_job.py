"""Slow work: what it reports, how it ends, and that it holds nothing up."""

from __future__ import annotations

import subprocess
import sys
import time

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backdrop.errors import BackdropError
from backdrop.gui.job import Job, Link, cancel_all_jobs
from support.program import environment

QUITS = """
import threading, time
from PySide6.QtCore import QCoreApplication
from backdrop.gui.job import Job, cancel_all_jobs
app = QCoreApplication([])
begun = threading.Event()
def work(link):
    begun.set()
    time.sleep(60)
job = Job(work, app)
begun.wait(10)
cancel_all_jobs()
"""


def test_work_that_does_not_stop_does_not_keep_the_program_from_ending() -> None:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", QUITS], env=environment(), timeout=30, check=True)
    took = time.monotonic() - began
    print(f"ended after {took:.1f} s")
    assert took < 15


def test_all_work_that_runs_is_asked_to_stop(qtbot: QtBot) -> None:
    def work(link: Link) -> str:
        while not link.cancelled():
            time.sleep(0.005)
        return "stopped"

    owner = QObject()
    jobs = [Job(work, owner) for _ in range(2)]
    ended: list[object] = []
    for job in jobs:
        job.done.connect(ended.append)
    cancel_all_jobs()
    qtbot.waitUntil(lambda: ended == ["stopped", "stopped"])


def test_what_is_raised_is_told(qtbot: QtBot) -> None:
    def work(_link: Link) -> None:
        raise BackdropError("no")

    owner = QObject()
    told: list[str] = []
    Job(work, owner).failed.connect(lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: told == ["no"])
