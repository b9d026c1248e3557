"""Bitrates at equal quality: what is known beforehand is found."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.bandwidth.curves import Point, _interpolated, compare


def curve(qualities: list[float], kbps_at_40: float = 100.0) -> list[Point]:
    """A curve that doubles its bitrate every 3 dB."""
    return [Point(kbps_at_40 * 2 ** ((quality - 40) / 3), quality) for quality in qualities]


def test_a_curve_that_is_so_many_times_as_high_everywhere_is_found_so() -> None:
    found = compare(curve([32, 35, 38, 41], 100), curve([34, 37, 40, 43], 283))
    assert found is not None
    assert found.ratio == pytest.approx(2.83)
    assert (found.low_db, found.high_db) == (34, 41)
    assert found.small_kbps == pytest.approx(100 * 2 ** ((37.5 - 40) / 3)), "the geometric mean is that of the middle"


def test_the_order_of_the_points_does_not_matter() -> None:
    one, other = curve([32, 35, 38, 41]), curve([33, 36, 39, 42], 150)
    assert compare(one[::-1], other) == compare(one, other)


@pytest.mark.parametrize(
    "large",
    [curve([42, 44, 46, 48]), curve([20, 22]), [Point(10, math.inf)] * 4, [Point(10, 35.0)] * 4, []],
)
def test_what_shares_no_quality_is_not_compared(large: list[Point]) -> None:
    assert compare(curve([32, 35, 38, 41]), large) is None


def test_two_points_make_a_straight_line() -> None:
    found = compare([Point(100, 30), Point(400, 40)], [Point(200, 30), Point(800, 40)])
    assert found is not None
    assert found.ratio == pytest.approx(2)


rising = st.lists(st.floats(0.05, 5), min_size=1, max_size=6)


@given(rising, st.lists(st.floats(-3, 3), min_size=7, max_size=7))
def test_between_points_a_curve_stays_between_their_values(widths: list[float], values: list[float]) -> None:
    x = np.cumsum([30.0, *widths])
    y = np.array(values[: len(x)])
    for left in range(len(x) - 1):
        low, high = sorted(y[left : left + 2])
        between = _interpolated(x, y, np.linspace(x[left], x[left + 1], 9)[:-1])
        assert (between >= low - 1e-9).all()
        assert (between <= high + 1e-9).all()
    assert _interpolated(x, y, x) == pytest.approx(y)
