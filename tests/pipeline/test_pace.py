"""The publishing schedule, run against simulated clocks."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.pipeline.pace import Decimator, Pace


def publish_all(fps: float, arrivals: list[float], until: float) -> tuple[list[float], list[float]]:
    """Runs a Pace over fresh pictures arriving at those times; all publishing times, and those of fresh ones."""
    pace, now, times, fresh_times = Pace(fps, 0.0), 0.0, [], []
    waiting, i = False, 0
    while now < until:
        moment = pace.due
        while i < len(arrivals) and arrivals[i] <= now:
            waiting, i = True, i + 1
        if not waiting and i < len(arrivals) and arrivals[i] < pace.due:
            now, waiting, i = max(now, arrivals[i]), True, i + 1
        moment = max(now, pace.earliest) if waiting else pace.due
        while i < len(arrivals) and arrivals[i] <= moment:
            waiting, i = True, i + 1
        now = moment
        times.append(now)
        if waiting:
            fresh_times.append(now)
        pace.published(now, waiting)
        waiting = False
    return times, fresh_times


@pytest.mark.parametrize("camera_fps", [29.5, 29.97, 30.0, 30.3])
def test_a_camera_of_the_same_rate_is_published_the_moment_it_delivers(camera_fps: float) -> None:
    arrivals = [0.013 + k / camera_fps for k in range(600)]
    times, fresh = publish_all(30, arrivals, 19)
    settled = [t for t in fresh if t > 5]
    waits = [t - max(a for a in arrivals if a <= t + 1e-9) for t in settled]
    assert max(waits) < 1e-6
    rate = len([t for t in times if t > 5]) / 14
    assert rate == pytest.approx(camera_fps, rel=0.03)


def test_the_rhythm_of_a_camera_is_taken_over_at_once_at_the_start_and_after_a_pause() -> None:
    jitter = [0.003 * math.sin(5.1 * k) for k in range(400)]
    arrivals = [0.013 + k / 30 + jitter[k] for k in range(200)] + [20.0 + k / 30 + jitter[k] for k in range(200)]
    _, fresh = publish_all(30, arrivals, 27)
    assert len(fresh) == 400, "none is dropped, and none held back until its turn is over"
    waits = [t - max(a for a in arrivals if a <= t + 1e-9) for t in fresh]
    assert max(waits[1:200] + waits[202:]) < 1e-6


@pytest.mark.parametrize("camera_fps", [5, 15, 24, 25])
def test_a_slower_camera_is_filled_up_to_the_set_rate(camera_fps: float) -> None:
    times, fresh = publish_all(30, [k / camera_fps for k in range(2000)], 20)
    assert len(times) / 20 == pytest.approx(30, rel=0.03)
    assert len(fresh) / 20 == pytest.approx(camera_fps, rel=0.05)


def test_without_any_picture_the_rate_is_kept() -> None:
    times, fresh = publish_all(30, [], 10)
    assert len(times) == pytest.approx(300, abs=2)
    assert not fresh


@given(st.lists(st.floats(0.0, 0.1), min_size=1, max_size=200))
def test_the_rate_is_never_exceeded_for_long_whatever_arrives(gaps: list[float]) -> None:
    arrivals = [sum(gaps[: k + 1]) for k in range(len(gaps))]
    times, _ = publish_all(30, arrivals, 10)
    assert all(b > a for a, b in itertools.pairwise(times))
    for start in range(0, len(times) - 30, 10):
        assert times[start + 30] - times[start] > 0.9


def test_after_a_long_halt_it_goes_on_instead_of_hurrying_after() -> None:
    pace = Pace(30, 0.0)
    pace.published(0.0, False)
    pace.published(60.0, False)
    assert pace.due == pytest.approx(60 + 1 / 30)


@pytest.mark.parametrize(
    ("camera_fps", "expected"), [(60, 30), (50, 30), (30, 30), (24, 24), (29.97, 29.97), (120, 30)]
)
def test_a_faster_camera_is_thinned_to_the_set_rate(camera_fps: float, expected: float) -> None:
    decimator = Decimator(30)
    jitter = [0.002 * math.sin(7.3 * k) for k in range(1200)]
    kept = sum(decimator.wants(round((k / camera_fps + jitter[k]) * 1e9)) for k in range(1200))
    assert kept / (1200 / camera_fps) == pytest.approx(expected, rel=0.03)


def test_thinning_goes_on_after_a_pause() -> None:
    decimator = Decimator(30)
    assert decimator.wants(0)
    assert decimator.wants(10_000_000_000)
    assert not decimator.wants(10_010_000_000)
