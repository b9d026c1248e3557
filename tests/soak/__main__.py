"""Half an hour of a call at 720p30 in which things are changed and fail without end: does anything grow?

    python -m soak [SECONDS] [SEED]

Prints a table; exits with 1 where something has grown, the room was seen, or frames stayed away too long.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil
import pytest

from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from promises.meeting import AT_MOST, FPS, GAP_S, MARGIN, NOISE, OVERLOADED, Meeting
from promises.test_faults import FAULTS, Fault
from support.coded_room import Seen, presenter_views
from support.slowed import slowed_models

SIZE = 1280, 720
MODELS = "selfie-landscape", "selfie-square"
"""Those of them that are on this machine; the first is what a meeting begins with."""
ANOTHER_SIZE = "another size and back"
WITHOUT_OUTPUT = "output gone", ANOTHER_SIZE
"""While these last there is nobody who could miss a frame."""
GROWTH_MB, GROWTH = 25, 0.05
"""Resident memory may be so much more at the end, in 10⁶ bytes and as a share: it is never twice the same."""
WARM_UP = 8
"""Sizes that are taken up, and left, before it counts: each takes new threads."""
PARTS = 5
"""What is there in the last part of the time is compared with the second: by then all was done once."""


@dataclass
class Use:
    """What the process holds at a quiet moment."""

    at_s: float
    rss_mb: float
    threads: int
    files: int

    @classmethod
    def now(cls, at_s: float) -> Use:
        """Without what is freed already: glibc keeps that for each thread that ever was, up to 100 MB in all."""
        gc.collect()
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)
        process = psutil.Process()
        return cls(at_s, process.memory_info().rss / 1e6, process.num_threads(), process.num_fds())


class Soak:
    """A meeting that is disturbed from a seed."""

    def __init__(self, meeting: Meeting, seconds: float, seed: int) -> None:
        self._meeting, self._seconds, self._random = meeting, seconds, Random(seed)
        catalogue, store = Catalogue.load(), ModelStore()
        self._models = [model for model in MODELS if store.locate(catalogue.get(model)) is not None]
        self.uses: list[Use] = []
        self.done: Counter[str] = Counter()
        self.frames, self.worst = 0, Seen(0, 0)
        self.longest_gap = 0.0, ""
        """In seconds, and what was done meanwhile."""
        self.bound = self._healthy()

    def _warm_up(self) -> None:
        """The allocator's arenas, of which each new thread makes another until there are as many as may be."""
        for _ in range(WARM_UP):
            self._resize()
        self._meeting.call.forget()

    def run(self) -> None:
        self._warm_up()
        start = time.perf_counter()
        self.uses.append(Use.now(0))
        while (passed_s := time.perf_counter() - start) < self._seconds:
            name, disturb = self._random.choice(self._disturbances())
            disturb()
            self._meeting.until_live()
            self._meeting.frames(self._random.randint(5, 60))
            self.done[name] += 1
            self._account(name)
            self.uses.append(Use.now(passed_s))
            if sys.stderr.isatty():
                print(f"\r\x1b[K{passed_s:.0f} s, {self.frames} frames: {name}", end="", file=sys.stderr, flush=True)

    def _healthy(self) -> Seen:
        meeting, session = self._meeting, self._meeting.session
        for model in self._models:
            session.change(model=model)
            for background in meeting.backgrounds:
                session.change(background=background)
                meeting.frames(round(2 * FPS))
        session.pause()
        meeting.frames(5)
        session.resume()
        meeting.until_live()
        seen = meeting.call.worst()
        meeting.call.forget()
        assert not seen.exceeds(AT_MOST), seen
        return Seen(seen.far + NOISE, seen.whole + NOISE)

    def _account(self, name: str) -> None:
        call = self._meeting.call
        self.frames += call.count - 1
        if name not in WITHOUT_OUTPUT:
            self.longest_gap = max(self.longest_gap, (call.longest_gap_s(), name))
        self.worst = Seen(*map(max, self.worst, call.worst()))
        call.forget()

    def _disturbances(self) -> list[tuple[str, Callable[[], object]]]:
        session, random, meeting = self._meeting.session, self._random, self._meeting
        changes: list[tuple[str, Callable[[], object]]] = [
            ("another background", lambda: session.change(background=random.choice(meeting.backgrounds))),
            ("another model", lambda: session.change(model=random.choice(self._models))),
            ("another camera", lambda: session.change(source=f"camera:{random.randint(0, 9)}")),
            ("mirror", lambda: session.change(mirror=random.random() < 0.5)),
            ("pause", self._pause),
            (ANOTHER_SIZE, self._resize),
        ]
        return [*changes, *((fault.name, lambda fault=fault: self._suffer(fault)) for fault in FAULTS)]

    def _pause(self) -> None:
        self._meeting.session.pause()
        self._meeting.frames(self._random.randint(1, 60))
        self._meeting.session.resume()

    def _resize(self) -> None:
        """Somebody leaves, the size is changed, and somebody comes."""
        for width, height in ((640, 360), SIZE):
            self._meeting.call.read = False
            self._meeting.session.change(width=width, height=height)
            self._meeting.call.read = True
            self._meeting.until_live()

    def _suffer(self, fault: Fault) -> None:
        mend = fault.begin(self._meeting)
        self._meeting.until_named(fault.stage, fault.words)
        self._meeting.frames(0 if fault.stage == "sink" else self._random.randint(1, 30))
        mend()
        self._meeting.load.fault = None
        self._meeting.camera.enlarged = 1

    def troubles(self) -> list[str]:
        """What was not as it should be."""
        early, late = self._part(1), self._part(PARTS - 1)
        rss = [statistics.median(use.rss_mb for use in part) for part in (early, late)]
        found = [
            ("memory has grown", rss[1] - rss[0] > max(GROWTH_MB, GROWTH * rss[0])),
            ("threads have grown", min(use.threads for use in late) > max(use.threads for use in early)),
            ("files have grown", min(use.files for use in late) > max(use.files for use in early)),
            ("the room was seen", self.worst.exceeds(self.bound)),
            ("frames stayed away", self.longest_gap[0] > GAP_S * MARGIN and self._short_of_time < OVERLOADED),
        ]
        return [words for words, is_so in found if is_so]

    @property
    def _short_of_time(self) -> float:
        return self._meeting.short_of_time()

    def _part(self, number: int) -> list[Use]:
        length = self._seconds / PARTS
        part = [use for use in self.uses if number * length <= use.at_s < (number + 1) * length]
        return part or self.uses[-1:]

    def print_table(self, took_s: float) -> None:
        print(f"{'part':>6} {'RSS MB':>8} {'threads':>8} {'files':>6}   (median of the quiet moments)")
        for number in range(PARTS):
            values = [[getattr(use, name) for use in self._part(number)] for name in ("rss_mb", "threads", "files")]
            rss, threads, files = (statistics.median(of) for of in values)
            print(f"{number + 1:>4}/{PARTS} {rss:>8.1f} {threads:>8g} {files:>6g}")
        print(f"start: {self.uses[0]}\nend:   {self.uses[-1]}")
        print(f"{self.frames} frames in {took_s:.0f} s ({self.frames / took_s:.1f} a second), "
              f"longest gap {self.longest_gap[0] * 1e3:.0f} ms ({self.longest_gap[1]})")  # fmt: skip
        print(f"of the time {self._short_of_time:.0%} the processors were not enough")
        print(f"room: at most {self.worst}, allowed {self.bound}")
        print("done: " + ", ".join(f"{name} {count}" for name, count in sorted(self.done.items())))


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1800.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    log = logging.getLogger("backdrop")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    print(f"{seconds:.0f} seconds from seed {seed}")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, slowed_models(patch) as load:
        with Meeting(presenter_views(*SIZE, count=30), Path(folder), patch, load).running() as meeting:
            soak = Soak(meeting, seconds, seed)
            start = time.perf_counter()
            soak.run()
            soak.print_table(time.perf_counter() - start)
        troubles = soak.troubles()
    print("; ".join(troubles) or "nothing has grown")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
