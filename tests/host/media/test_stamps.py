"""Times of pictures always grow, and are the file's own where those make sense."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.host.media.stamps import LEAST_NS, Stamps, believable

MS = 1_000_000
stamps = st.integers(-(1 << 63), 1 << 63) | st.integers(-3000, 100_000).map(lambda ms: ms * MS)
rates = st.fractions(Fraction(1, 3600), 1000)


def shown(stamps_ms: list[int], rate: int = 25) -> list[int]:
    times = Stamps(Fraction(rate))
    return [times.at(stamp * MS) // MS for stamp in stamps_ms]


@given(st.lists(stamps, min_size=2, max_size=30), rates)
def test_time_grows_whatever_the_file_says(stamps_ns: list[int], rate: Fraction) -> None:
    times = Stamps(rate)
    at = [times.at(stamp) for stamp in stamps_ns]
    assert all(after - before >= LEAST_NS for before, after in itertools.pairwise(at))


@given(st.lists(st.integers(1, 3_600_000), max_size=30), rates)
def test_stamps_that_grow_are_kept_as_they_are(steps_ms: list[int], rate: Fraction) -> None:
    times, stamp = Stamps(rate), 0
    for step in (0, *steps_ms):
        stamp += step * MS
        assert times.at(stamp) == stamp


def test_one_stamp_that_is_wrong_shifts_no_other() -> None:
    assert shown([0, 40, 40, 120, 100, 200]) == [0, 40, 41, 120, 121, 200]


def test_a_file_that_begins_anew_goes_on_at_its_rate() -> None:
    assert shown([0, 40, 5000, 0, 40, 80]) == [0, 40, 5000, 5040, 5080, 5120]


def test_a_leap_of_years_and_back_costs_one_interval_each() -> None:
    assert shown([0, 40, 10**15, 120, 160]) == [0, 40, 80, 120, 160]


@pytest.mark.parametrize("rate", [None, Fraction(0), Fraction(-25), Fraction(90_000), Fraction(1, 2**31)])
def test_a_rate_that_no_video_has_is_not_believed(rate: Fraction | None) -> None:
    assert believable(rate) is None
    assert believable(Fraction(30_000, 1001)) == Fraction(30_000, 1001)
