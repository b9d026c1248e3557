"""A session with the default model in a call: its camera shows a coded room, and the far end searches what arrives."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from backdrop.capture import SOURCES
from backdrop.errors import BackdropError
from backdrop.frame import Plane, planes
from backdrop.host.media.still import encode_still
from backdrop.pipeline.session import Session
from backdrop.publish import SINKS
from backdrop.settings.schema import Settings
from support.clips import counted, write_video
from support.coded_room import RoomCamera, Seen, View, until
from support.searching import Call
from support.slowed import Load

SIZE = 320, 180
FPS = 30.0
GAP_S, RECOVERY_S, END_S = 0.2, 2.0, 1.0
"""What is promised: between two frames, from the end of a fault to the camera's picture, and to end the program."""
AT_MOST = Seen(0.1, 0.02)
"""More of the room than that is no soft edge: then there is no healthy meeting to compare with."""
NOISE = 0.02
"""What other contents add to the share of the room that is found in a picture."""
OVERLOADED = 0.6
"""The share of the time from which on a machine is overloaded; a suite that runs alone comes to a tenth."""
MARGIN = 3
"""How many times longer than promised it may take on a machine that is busy with something else."""


class Meeting:
    def __init__(self, views: list[View], folder: Path, patch: pytest.MonkeyPatch, load: Load, **settings: object):
        """`settings` other than a plain background and the default model. `load`: of LiteRT."""
        self.camera, self.load, self.clock = RoomCamera(views, FPS), load, _Clock(patch)
        height, width = views[0].alpha.shape
        self.call = Call(self.camera, (width, height), FPS)
        self.call.read = True
        self._started_s, self._pressure_s = time.perf_counter(), _pressure_s()
        self.video = write_video(folder / "waves.mp4", _flashes())
        slope = np.broadcast_to(np.linspace(60, 200, width, dtype=np.uint8)[None, :, None], (height, width, 3))
        picture = folder / "slope.png"
        picture.write_bytes(encode_still(np.ascontiguousarray(slope), ".png"))
        self.backgrounds = ["color:#1d3557", "blur", f"image:{picture}", f"video:{self.video}"]
        patch.setitem(SOURCES, "camera", lambda _spec, _wanted: self.camera.open())
        patch.setitem(SINKS, "camera", lambda _spec, *form: self.call.open(*form))
        plain = Settings(width=width, height=height, fps=FPS, model="selfie-landscape", background=self.backgrounds[0])
        self.session = Session(plain.model_copy(update=settings))

    @contextlib.contextmanager
    def running(self) -> Iterator[Meeting]:
        self.session.start()
        try:
            self.until_live()
            yield self
        finally:
            self.session.close()

    def until_live(self, within_s: float = RECOVERY_S * MARGIN) -> float:
        """Seconds until the camera's picture goes out and nothing is wrong."""
        return until(lambda: self.call.is_live and self.session.status().state == "live", within_s)

    def until_hidden(self) -> float:
        """Seconds until nothing of the camera goes out."""
        return until(lambda: not self.call.is_live)

    def until_named(self, stage: str, words: str = "") -> BackdropError:
        """The fault, as soon as the status tells it."""
        until(lambda: words in str(self.session.status().faults.get(stage, "\0")) and self.faults(stage))
        return self.session.status().faults[stage]

    def faults(self, stage: str) -> bool:
        return stage in self.session.status().faults and self.session.status().state == "trouble"

    def must_have_gone_on(self, first: int) -> None:
        """No two frames from number `first` on were too far apart, unless the machine had no time for anything."""
        gap_s, short_of_time = self.call.longest_gap_s(first - 1), self.short_of_time()
        print(f"longest gap {gap_s * 1e3:.0f} ms; of the time {short_of_time:.0%} the processors were not enough")
        assert gap_s < GAP_S * MARGIN or short_of_time > OVERLOADED

    def short_of_time(self) -> float:
        """The share of the time since the start in which something waited for a processor; 0 where nobody can tell."""
        return (_pressure_s() - self._pressure_s) / (time.perf_counter() - self._started_s)

    def frames(self, count: int) -> None:
        goal = self.call.count + count
        until(lambda: self.call.count >= goal, MARGIN * (1 + count / FPS))


def _pressure_s() -> float:
    """For how long something has waited for a processor since the system started (PSI; Linux only)."""
    try:
        some = Path("/proc/pressure/cpu").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0.0
    return int(some.rpartition("total=")[2]) / 1e6


Begin = Callable[..., Meeting]
"""Begins one with these settings."""


def _flashes() -> list[Plane]:
    """A second of pictures; noisy in their chroma, so that their file is larger than what is read ahead of it."""
    noise, pictures = np.random.default_rng(1), counted(25, *SIZE)
    for pixels in pictures:
        for plane in planes(pixels)[1:]:
            plane[:] = noise.integers(100, 156, plane.shape, np.uint8)
    return pictures


class _Clock:
    """The clocks of the process, which can be made to jump."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.monotonic_s = self.system_s = 0.0
        """By how much they are ahead."""
        for name, ahead in (("monotonic", lambda: self.monotonic_s), ("time", lambda: self.system_s)):
            true, true_ns = getattr(time, name), getattr(time, f"{name}_ns")
            patch.setattr(time, name, lambda true=true, ahead=ahead: true() + ahead())
            patch.setattr(time, f"{name}_ns", lambda true=true_ns, ahead=ahead: true() + round(ahead() * 1e9))
