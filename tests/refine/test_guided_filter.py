"""The guided filter by itself: what the whole refinement does is judged in test_refinement.py."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from backdrop.frame import planes
from backdrop.host.cv import cv2
from backdrop.host.media.colour import to_i420
from backdrop.refine.cells import Cells
from backdrop.refine.guided_filter import GuidedFilter

SIDE, ROWS, COLUMNS = 8, 45, 80
"""Of a cell on the fine grid, and of the cells."""


def levels(rgb: tuple[int, int, int]) -> list[int]:
    """Y, U and V of a colour."""
    return [int(plane[0, 0]) for plane in planes(to_i420(np.full((2, 2, 3), rgb, np.uint8)))]


def means(plane: npt.NDArray[Any]) -> npt.NDArray[Any]:
    of_cells: npt.NDArray[Any] = plane.reshape(ROWS, SIDE, COLUMNS, SIDE).mean(axis=(1, 3), dtype=np.float64)
    return of_cells


@pytest.mark.parametrize(
    ("person", "room"),
    [((0, 255, 0), (128, 0, 160)), ((0, 255, 255), (255, 0, 0)), ((140, 110, 90), (200, 205, 210))],
    ids=["green before purple", "cyan before red", "skin before a wall"],
)
def test_alpha_stays_near_its_range_and_follows_the_edge_whatever_the_colours(
    person: tuple[int, int, int], room: tuple[int, int, int]
) -> None:
    y, x = np.mgrid[: ROWS * SIDE, : COLUMNS * SIDE]
    disc = (np.hypot((x - 320) / 128, (y - 216) / 144) < 1).astype(np.float32)
    exact = cv2.GaussianBlur(disc, (0, 0), 0.7)
    guide = np.stack([
        (exact * ours + (1 - exact) * theirs).round().astype(np.uint8)
        for ours, theirs in zip(levels(person), levels(room), strict=True)
    ])  # fmt: skip
    guess = (means(cv2.GaussianBlur(exact, (0, 0), 8)) * 255).astype(np.float32)
    cells = Cells((ROWS, COLUMNS), SIDE)
    cells.choose(guess)
    guided = GuidedFilter((ROWS, COLUMNS), SIDE)
    guided.fit(np.stack([means(plane).round() for plane in guide]).astype(np.uint8), guess, cells.open)
    alpha, _more = guided.apply(cells.take(guide), cells.open, np.zeros((ROWS, COLUMNS), np.float32))
    print(f"{alpha.min():.0f}..{alpha.max():.0f}")
    assert alpha.min() > -200
    assert alpha.max() < 500
    truth, blurred = (
        cells.take((plane * 255).round().astype(np.uint8)[None])[0].astype(np.float32)
        for plane in (exact, cv2.GaussianBlur(exact, (0, 0), 8))
    )
    error, before = (np.abs(found.clip(0, 255) - truth).mean() for found in (alpha, blurred))
    print(f"error {before:.1f} -> {error:.1f}")
    assert error < 0.85 * before


def test_what_is_known_of_the_cells_is_interpolated_between_their_middles() -> None:
    """A plane that rises evenly across rises evenly within the cells as well."""
    cells = Cells((ROWS, COLUMNS), SIDE)
    cells.choose(np.full((ROWS, COLUMNS), 128, np.float32))
    more = np.repeat(np.arange(COLUMNS, dtype=np.float32)[None], ROWS, axis=0)
    guided = GuidedFilter((ROWS, COLUMNS), SIDE)
    flat = np.full((3, ROWS * SIDE, COLUMNS * SIDE), 90, np.uint8)
    guided.fit(np.full((3, ROWS, COLUMNS), 90, np.uint8), np.full((ROWS, COLUMNS), 128, np.float32), cells.open)
    alpha, found = guided.apply(cells.take(flat), cells.open, more)
    np.testing.assert_allclose(alpha, 128, atol=0.1)
    expected = ((np.arange(COLUMNS * SIDE) + 0.5) / SIDE - 0.5).clip(0, COLUMNS - 1)
    row = found.reshape(ROWS, COLUMNS, SIDE, SIDE)[7, :, 3].reshape(-1)
    np.testing.assert_allclose(row, expected, atol=1e-3)
