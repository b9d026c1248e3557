"""The curve of an edge: nobody stays nobody, and shift and feather do what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.refine.curve import curve

SHIFTS, FEATHERS = st.floats(-1, 1), st.floats(0, 2)


def soft(table: np.ndarray) -> int:
    """How many of the 256 alphas are part of the soft edge."""
    return int(((table > 0) & (table < 255)).sum())


@given(SHIFTS, FEATHERS)
def test_the_room_and_the_person_stay_what_they_are(shift: float, feather: float) -> None:
    """Whatever is set: else a trace of the room is in sight everywhere, or the background shines through the person."""
    table = curve(shift, feather)
    assert table.shape == (256,)
    assert table.dtype == np.uint8
    assert (table[0], table[255]) == (0, 255)


@given(SHIFTS, FEATHERS)
def test_more_alpha_never_becomes_less(shift: float, feather: float) -> None:
    assert (np.diff(curve(shift, feather).astype(int)) >= 0).all()


@given(FEATHERS)
def test_the_edge_stays_in_the_middle_unless_it_is_shifted(feather: float) -> None:
    table = curve(feather=feather).astype(int)
    assert np.abs(table + table[::-1] - 255).max() <= 1


@given(SHIFTS, SHIFTS, FEATHERS)
def test_a_shift_outwards_takes_in_more_at_every_alpha(one: float, other: float, feather: float) -> None:
    inner, outer = sorted((one, other))
    middles = [int((curve(shift, feather) < 128).sum()) for shift in (inner, outer)]
    assert middles[1] <= middles[0]


def test_the_ends_of_the_shift_move_the_edge_both_ways() -> None:
    middles = [int((curve(shift) < 128).sum()) for shift in (-1, 0, 1)]
    assert middles[0] > middles[1] + 30 > middles[2] + 60


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_no_feather_is_hard_and_more_is_softer(shift: float) -> None:
    widths = [soft(curve(shift, feather)) for feather in (0, 0.5, 1, 1.5, 2)]
    assert widths == sorted(widths)
    assert widths[0] <= 12
    assert widths[2] > 100


def test_twice_the_feather_is_softer_than_the_usual_one() -> None:
    assert soft(curve(feather=2)) > 1.3 * soft(curve(feather=1))
