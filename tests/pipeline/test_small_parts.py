"""The mailbox, the guard of mattes, the faults, the meter."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from backdrop.errors import PipelineError, SourceError
from backdrop.frame import Matte
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.guard import MatteGuard
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import KEPT, Meter, Samples


def matte(coverage: float) -> Matte:
    alpha = np.zeros((100, 100), np.uint8)
    alpha[: round(coverage * 100)] = 255
    return Matte(alpha, 0)


def test_the_newest_item_wins_and_the_older_is_counted() -> None:
    box: Mailbox[int] = Mailbox()
    for i in range(5):
        box.put(i)
    assert box.take(0) == 4
    assert box.dropped == 4
    assert box.take(0) is None


def test_a_waiting_taker_gets_the_item_as_it_comes() -> None:
    box: Mailbox[str] = Mailbox()
    timer = threading.Timer(0.05, box.put, ("here",))
    timer.start()
    start = time.monotonic()
    assert box.take(5) == "here"
    assert time.monotonic() - start < 2
    timer.join()


def test_waking_ends_the_wait_with_nothing() -> None:
    box: Mailbox[str] = Mailbox()
    timer = threading.Timer(0.05, box.wake)
    timer.start()
    start = time.monotonic()
    assert box.take(5) is None
    assert time.monotonic() - start < 2
    timer.join()


@pytest.mark.parametrize("before", [0.0, 0.3, 0.79])
def test_a_matte_that_jumps_to_everything_is_refused_until_it_covers_less(before: float) -> None:
    guard = MatteGuard()
    guard.check(matte(before).alpha)
    for _ in range(3):
        with pytest.raises(PipelineError):
            guard.check(matte(1.0).alpha)
    guard.check(matte(0.5).alpha)


def test_the_very_first_matte_may_not_cover_everything() -> None:
    with pytest.raises(PipelineError):
        MatteGuard().check(matte(1.0).alpha)


def test_a_person_who_comes_close_step_by_step_is_trusted() -> None:
    guard = MatteGuard()
    for coverage in (0.4, 0.7, 0.85, 0.96, 0.99, 1.0, 1.0):
        guard.check(matte(coverage).alpha)


def test_faults_are_kept_by_stage_until_mended() -> None:
    faults = Faults()
    faults.report("source", SourceError("gone"))
    faults.report("source", SourceError("still gone"))
    faults.report("sink", SourceError("full"))
    assert {stage: str(error) for stage, error in faults.present().items()} == {"source": "still gone", "sink": "full"}
    faults.mended("source")
    faults.mended("source")
    assert list(faults.present()) == ["sink"]


def test_percentiles_are_over_the_latest_values() -> None:
    samples = Samples()
    assert samples.spread_ms() is None
    for value in range(1, 101):
        samples.add(value * 1_000_000)
    spread = samples.spread_ms()
    assert spread is not None
    assert (spread.median, spread.p95, spread.p99) == pytest.approx((50.5, 95.05, 99.01))
    for _ in range(KEPT):
        samples.add(7_000_000)
    latest = samples.spread_ms()
    assert latest is not None
    assert latest.p99 == 7.0


def test_a_report_counts_what_happened() -> None:
    meter = Meter()
    for i in range(10):
        meter.captured()
        meter.timed("segment", 20_000_000)
        meter.published(None if i % 2 else 5_000_000, repeated=bool(i % 2))
    report = meter.report("m", "e", 2)
    assert (report.frames_in, report.frames_out, report.frames_repeated) == (10, 10, 5)
    assert report.stage_ms["segment"].median == 20.0
    assert report.latency_ms is not None
    assert report.latency_ms.median == 5.0
    assert report.peak_rss_mb > 10
    assert (report.model, report.engine, report.threads) == ("m", "e", 2)
