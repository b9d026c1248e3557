"""RGB to I420 and back: the figures of ITU-R BT.601, limited range."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.media.colour import to_i420, to_rgb, yuv_of

Rgb = npt.NDArray[np.uint8]

# The colour bars of BT.601 at full amplitude, and mid-grey (ITU-R BT.801, 8-bit levels).
REFERENCE = {
    (255, 255, 255): (235, 128, 128),
    (255, 255, 0): (210, 16, 146),
    (0, 255, 255): (170, 166, 16),
    (0, 255, 0): (145, 54, 34),
    (255, 0, 255): (106, 202, 222),
    (255, 0, 0): (81, 90, 240),
    (0, 0, 255): (41, 240, 110),
    (0, 0, 0): (16, 128, 128),
    (128, 128, 128): (126, 128, 128),
}

levels = st.integers(0, 255)
colours = st.tuples(levels, levels, levels)


def flat(colour: tuple[int, int, int], width: int = 4, height: int = 4) -> Rgb:
    return np.full((height, width, 3), colour, np.uint8)


def levels_of(pixels: Plane) -> tuple[int, int, int]:
    """The one level of each plane of a flat picture."""
    for plane in planes(pixels):
        assert plane.min() == plane.max(), "the picture is not flat"
    y, u, v = planes(pixels)
    return int(y[0, 0]), int(u[0, 0]), int(v[0, 0])


@pytest.mark.parametrize(("colour", "expected"), REFERENCE.items())
def test_the_reference_colours_have_the_standards_levels(
    colour: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    assert yuv_of(*colour) == expected
    assert levels_of(to_i420(flat(colour))) == expected


@given(colours)
def test_a_picture_and_a_single_colour_are_converted_alike(colour: tuple[int, int, int]) -> None:
    for in_picture, alone in zip(levels_of(to_i420(flat(colour))), yuv_of(*colour), strict=True):
        assert abs(in_picture - alone) <= 1


@given(colours)
def test_no_colour_leaves_the_limited_range(colour: tuple[int, int, int]) -> None:
    y, u, v = yuv_of(*colour)
    assert 16 <= y <= 235
    assert 16 <= min(u, v) <= max(u, v) <= 240


@given(colours)
def test_a_flat_colour_survives_the_round_trip_within_three_levels(colour: tuple[int, int, int]) -> None:
    back = to_rgb(to_i420(flat(colour)))
    assert back.shape == (4, 4, 3)
    assert np.abs(back.astype(int) - np.array(colour)).max() <= 3


@given(some.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=levels))
def test_greys_keep_their_detail_whatever_the_size(grey: npt.NDArray[np.uint8]) -> None:
    height, width = grey.shape
    pixels = to_i420(np.repeat(grey[:, :, None], 3, axis=2))
    y, u, v = planes(pixels)
    assert y.shape == (height + height % 2, width + width % 2)
    assert np.abs(y[:height, :width] - (16 + grey.astype(float) * 219 / 255)).max() <= 0.51
    assert set(np.unique(u)) | set(np.unique(v)) == {128}


def test_odd_sides_are_padded_by_the_last_row_and_column() -> None:
    rgb = np.arange(5 * 3 * 3, dtype=np.uint8).reshape(5, 3, 3) * 5
    pixels = to_i420(rgb)
    y, u, v = planes(pixels)
    assert (y[5] == y[4]).all()
    assert (y[:, 3] == y[:, 2]).all()
    again = planes(to_i420(np.pad(rgb, ((0, 1), (0, 1), (0, 0)), mode="edge")))
    assert (u == again.u).all()
    assert (v == again.v).all()


def test_chroma_is_the_mean_of_each_block_of_four() -> None:
    rgb = flat((0, 0, 0), 4, 2)
    rgb[0, 0] = (0, 0, 255)
    _, u, v = planes(to_i420(rgb))
    blue = yuv_of(0, 0, 255)
    assert abs(int(u[0, 0]) - (128 + (blue[1] - 128) / 4)) <= 1
    assert abs(int(v[0, 0]) - (128 + (blue[2] - 128) / 4)) <= 1
    assert (u[0, 1], v[0, 1]) == (128, 128)


def test_the_result_goes_into_the_buffer_that_is_given() -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    out = empty_pixels(8, 6)
    out[:] = 7
    assert to_i420(rgb, out) is out
    assert (out == to_i420(rgb)).all()


def test_pictures_that_are_read_only_or_not_contiguous_are_converted_alike() -> None:
    rgb = np.random.default_rng(2).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    locked = rgb.copy()
    locked.flags.writeable = False
    expected = to_i420(np.ascontiguousarray(rgb[::-1, 2:]))
    assert (to_i420(locked[::-1, 2:]) == expected).all()


def test_colours_do_not_bleed_between_left_and_right_top_and_bottom() -> None:
    rgb = flat((255, 0, 0), 8, 8)
    rgb[:4, 4:], rgb[4:, :4], rgb[4:, 4:] = (0, 255, 0), (0, 0, 255), (255, 255, 255)
    back = to_rgb(to_i420(rgb))
    assert np.abs(back.astype(int) - rgb).max() <= 3
