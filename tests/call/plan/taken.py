"""The chapter in which other programs want the published camera: one that has it first, and some that come later.

A device that somebody publishes to cannot go away: its module stays while it is in use. What can happen is that
another program publishes there already.
"""

from __future__ import annotations

import contextlib
import os

from backdrop.errors import SinkError
from backdrop.pipeline.session import Session
from backdrop.settings.schema import Settings
from call.plan.bed import BACKGROUND, CAMERA, Bed, Found, text, until, v4l2_reads
from call.plan.feed import take
from call.plan.webcam import feeding


def busy(bed: Bed) -> Found:
    """Another program publishes when a session starts, and when one starts that waits, as the window's does."""
    settings = Settings(
        source="presenter", sink=f"camera:{CAMERA}", fps=15, background=BACKGROUND, model="selfie-landscape",
        threads=1, on_demand=False, width=320, height=180,
    )  # fmt: skip
    with contextlib.closing(Session(settings)) as session:
        with feeding(bed, "YUYV", 320, 180, CAMERA):
            found: Found = {"refused": _refusal(settings)}
            session.start(patient=True)
            found["fault"], found["fault_after_s"] = until(lambda: _fault(session))
        _, found["taken_up_after_s"] = until(lambda: session.pipeline.status().state == "live")
        found["fault_when_let_go"] = _fault(session)
        found["second"] = _taken()
        found["removed"] = text("rmmod", "v4l2loopback")
        found["v4l2"] = v4l2_reads(bed, "taken", 15)
        found["fault_at_the_end"] = _fault(session)
    return found


def _refusal(settings: Settings) -> str | None:
    """What a session says that cannot start."""
    with contextlib.closing(Session(settings)) as session:
        try:
            session.start()
        except SinkError as error:
            return str(error)
    return None


def _taken() -> str | None:
    """Why a program may not publish in another format; None where it may."""
    camera = os.open(CAMERA, os.O_RDWR)
    try:
        take(camera, "YUYV", 640, 480)
    except OSError as error:
        return str(error)
    finally:
        os.close(camera)
    return None


def _fault(session: Session) -> str | None:
    fault = session.pipeline.status().faults.get("sink")
    return None if fault is None else str(fault)
