"""Which cells the outline may pass through, and that their values come out of planes and go back as they were."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.frame import Region
from backdrop.refine.cells import NEARBY, Cells, moved_cells

SIDES = (1, 2, 4, 8)


def chosen(alpha: np.ndarray, side: int = 4) -> Cells:
    cells = Cells((alpha.shape[0], alpha.shape[1]), side)
    cells.choose(alpha.astype(np.float32))
    return cells


@pytest.mark.parametrize("side", SIDES)
def test_open_cells_keep_their_values_and_closed_ones_are_all_or_nothing(side: int) -> None:
    alpha = np.zeros((9, 12))
    alpha[:, 6:], alpha[4, 2] = 255, 100
    cells = chosen(alpha, side)
    plane = np.random.default_rng(0).integers(0, 256, (9 * side, 12 * side), np.uint8)
    out = np.full_like(plane, 77)
    taken = cells.take(np.stack([plane, plane[::-1].copy()]))
    assert taken.shape == (2, cells.open.size, side * side)
    cells.put(taken[0].copy(), out)
    is_open = np.isin(np.arange(9 * 12), cells.open).reshape(9, 12)
    of_places = np.repeat(np.repeat(is_open, side, 0), side, 1)
    np.testing.assert_array_equal(out[of_places], plane[of_places])
    expected = np.repeat(np.repeat(np.where(alpha > 127, 255, 0), side, 0), side, 1)
    np.testing.assert_array_equal(out[~of_places], expected[~of_places])
    assert 0 < is_open.sum() < is_open.size


def test_cells_around_an_outline_are_open_and_others_closed() -> None:
    alpha = np.zeros((20, 20))
    alpha[:, 10:] = 255
    is_open = np.isin(np.arange(400), chosen(alpha).open).reshape(20, 20)
    assert is_open[:, 10 - NEARBY : 10 + NEARBY].all()
    assert not is_open[:, : 10 - NEARBY].any()
    assert not is_open[:, 10 + NEARBY :].any()


@given(st.integers(0, 5))
def test_haze_opens_nothing(haze: int) -> None:
    assert not chosen(np.full((6, 6), haze)).open.size
    assert not chosen(np.full((6, 6), 255 - haze)).open.size


def test_cells_that_close_are_told_once_and_at_first_all_that_are_closed() -> None:
    alpha = np.zeros((5, 5))
    cells = chosen(alpha)
    assert cells.just_closed.size == 25
    alpha[2, 2] = 128
    cells.choose(alpha.astype(np.float32))
    assert not cells.just_closed.size
    cells.choose(np.zeros((5, 5), np.float32))
    assert cells.just_closed.size == (2 * NEARBY + 1) ** 2
    cells.choose(np.zeros((5, 5), np.float32))
    assert not cells.just_closed.size


def test_cells_that_change_sides_at_once_are_told_and_written() -> None:
    alpha, plane = np.zeros((5, 5), np.float32), np.zeros((20, 20), np.uint8)
    cells = chosen(alpha)
    cells.choose(255 - alpha)
    assert cells.just_closed.size == 25
    cells.put(np.empty((0, 16), np.uint8), plane)
    assert (plane == 255).all()


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SIDES), st.integers(0, 4), st.integers(0, 4))
def test_what_is_known_moves_with_the_picture(side: int, down: int, right: int) -> None:
    """From a region to another of the same scale, whole cells away."""
    shape, pixels = (10, 12), 8
    plane = np.random.default_rng(side).random((shape[0] * side, shape[1] * side)).astype(np.float32)
    values = plane.reshape(shape[0], side, shape[1], side).swapaxes(1, 2).reshape(-1, side * side)
    was = Region(64, 64, shape[1] * pixels, shape[0] * pixels)
    now = Region(64 + right * pixels, 64 + down * pixels, (shape[1] - right) * pixels, (shape[0] - down) * pixels)
    smaller = shape[0] - down, shape[1] - right
    found = moved_cells(values, was, shape, now, smaller)
    back = found.reshape(*smaller, side, side).swapaxes(1, 2).reshape(smaller[0] * side, smaller[1] * side)
    np.testing.assert_allclose(back, plane[down * side :, right * side :], atol=1e-5)
