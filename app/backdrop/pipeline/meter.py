"""Counts and times what the pipeline does, and words it as a report."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import numpy as np

from backdrop.host.meters import cpu_seconds, peak_rss_mb

KEPT = 20_000
"""How many of the latest values of each kind percentiles are taken over: eleven minutes at 30 frames a second."""
RATE_OVER_S = 2.0
"""The time over which the current rate is counted."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds: the median, and what 95 % and 99 % of the values do not exceed."""

    median: float
    p95: float
    p99: float

    @classmethod
    def of(cls, values_ms: Iterable[float]) -> Spread | None:
        """None when there are no values."""
        values = np.fromiter(values_ms, np.float64)
        if values.size == 0:
            return None
        return cls(*(round(float(v), 3) for v in np.percentile(values, (50, 95, 99))))


class Samples:
    """The latest KEPT values, in nanoseconds, in one array that is made once."""

    def __init__(self) -> None:
        self._values = np.zeros(KEPT, np.int64)
        self._count = 0

    def add(self, value_ns: int) -> None:
        self._values[self._count % KEPT] = value_ns
        self._count += 1

    def spread_ms(self, last: int = KEPT) -> Spread | None:
        """Over the latest `last` values."""
        kept = min(self._count, KEPT)
        newest = (self._count - 1 - np.arange(min(last, kept))) % KEPT
        return Spread.of(self._values[newest] / 1e6)


@dataclass(frozen=True, slots=True)
class ModelChange:
    """The automatic choice changed from the model `previous`, which took `picture_ms` for a picture, to `model`.

    `after_s`: seconds since the start.
    """

    after_s: float
    previous: str
    model: str
    picture_ms: float


@dataclass(frozen=True, slots=True)
class Report:
    """What `--stats` and `--json` carry. Frame counts since the start; times in milliseconds; memory in 10⁶ bytes.

    `frames_in` came from the source, `frames_out` were published, `frames_repeated` of these showed an earlier picture,
    `frames_dropped` were passed over because a newer one was there. `latency_ms` is from capture to publishing.
    `cpu_ms_per_frame` is processor time of the whole process, all threads. `model` is the one that ran last; `auto`:
    whether it was chosen automatically, `model_changes` what that changed while it ran. `asleep_s`: seconds in which
    nobody wanted pictures; `fps` is over the others, and the idle pictures that went out meanwhile are not counted.
    """

    frames_in: int
    frames_out: int
    frames_repeated: int
    frames_dropped: int
    fps: float
    stage_ms: dict[str, Spread]
    cpu_ms_per_frame: float
    latency_ms: Spread | None
    peak_rss_mb: float
    model: str
    engine: str
    threads: int
    auto: bool = False
    model_changes: tuple[ModelChange, ...] = ()
    asleep_s: float = 0.0

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class Meter:
    """Collects. Any thread may add; `report` may be asked at any time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stages: defaultdict[str, Samples] = defaultdict(Samples)
        self._latency = Samples()
        self.frames_in = self.frames_out = self.frames_repeated = self.frames_dropped = 0
        self._fell_asleep: float | None = None
        self.start()

    def start(self) -> None:
        """Sets the clocks to now; the counts stay."""
        self._started, self._cpu, self._asleep_s = time.monotonic(), cpu_seconds(), 0.0
        if self._fell_asleep is not None:
            self._fell_asleep = self._started
        self._recent = np.zeros(256, np.float64)

    def rest(self, asleep: bool) -> None:
        """From now on nobody wants pictures, or somebody does again."""
        with self._lock:
            self._asleep_s = self._slept_s()
            self._fell_asleep = time.monotonic() if asleep else None

    def _slept_s(self) -> float:
        since = self._fell_asleep
        return self._asleep_s + (time.monotonic() - since if since is not None else 0.0)

    def captured(self) -> None:
        with self._lock:
            self.frames_in += 1

    def timed(self, stage: str, ns: int) -> None:
        with self._lock:
            self._stages[stage].add(ns)

    def published(self, latency_ns: int | None = None, repeated: bool = False) -> None:
        """One frame went out, `latency_ns` after its capture if live; `repeated`: shown before, or a stand-in."""
        with self._lock:
            self._recent[self.frames_out % self._recent.size] = time.monotonic()
            self.frames_out += 1
            self.frames_repeated += repeated
            if latency_ns is not None:
                self._latency.add(latency_ns)

    def current_fps(self) -> float:
        """Published frames per second over the last seconds."""
        with self._lock:
            since = max(time.monotonic() - RATE_OVER_S, self._started)
            count = int(np.count_nonzero(self._recent >= since))
        return count / max(0.1, time.monotonic() - since)

    def recent_ms(self, stage: str) -> float | None:
        """The median time of a stage over the last frames, or of the latency for "latency"."""
        with self._lock:
            samples = self._latency if stage == "latency" else self._stages.get(stage)
            spread = samples.spread_ms(60) if samples is not None else None
        return spread.median if spread is not None else None

    def report(self, model: str, engine: str, threads: int) -> Report:
        with self._lock:
            asleep_s = self._slept_s()
            awake_s = max(1e-9, time.monotonic() - self._started - asleep_s)
            cpu_ms = (cpu_seconds() - self._cpu) * 1e3
            spreads = {name: samples.spread_ms() for name, samples in self._stages.items()}
            return Report(
                frames_in=self.frames_in,
                frames_out=self.frames_out,
                frames_repeated=self.frames_repeated,
                frames_dropped=self.frames_dropped,
                fps=round(self.frames_out / awake_s, 2),
                stage_ms={name: spread for name, spread in spreads.items() if spread is not None},
                cpu_ms_per_frame=round(cpu_ms / max(1, self.frames_out), 3),
                latency_ms=self._latency.spread_ms(),
                peak_rss_mb=round(peak_rss_mb(), 1),
                model=model,
                engine=engine,
                threads=threads,
                asleep_s=round(asleep_s, 1),
            )
