"""A webcam's YUYV becomes I420 level by level."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.frame import empty_pixels, planes
from backdrop.host.media.yuyv import Yuyv


@given(st.integers(1, 20), st.integers(1, 20), st.booleans(), st.integers(0, 2**32 - 1))
def test_levels_are_kept_and_the_colour_of_two_rows_is_their_mean(
    half_width: int, half_height: int, odd: bool, seed: int
) -> None:
    width, height = 2 * half_width, 2 * half_height + odd
    packed = np.random.default_rng(seed).integers(0, 256, (height, width, 2), dtype=np.uint8)
    out = empty_pixels(width, height & ~1)
    out[:] = 99
    Yuyv((width, height)).unpack(packed, out)
    y, u, v = planes(out)
    whole = packed[: height & ~1].astype(float)
    assert (y == whole[..., 0]).all()
    for plane, colours in ((u, whole[:, 0::2, 1]), (v, whole[:, 1::2, 1])):
        assert np.abs(plane - (colours[::2] + colours[1::2]) / 2).max() <= 0.5


@pytest.mark.parametrize("shape", [(1, -1), (-1,), (48, 64, 2)])
def test_the_bytes_may_come_in_any_shape(shape: tuple[int, ...]) -> None:
    packed = np.random.default_rng(1).integers(0, 256, (48, 64, 2), dtype=np.uint8)
    outs = empty_pixels(64, 48), empty_pixels(64, 48)
    unpacker = Yuyv((64, 48))
    unpacker.unpack(packed, outs[0])
    unpacker.unpack(packed.reshape(shape), outs[1])
    assert (outs[0] == outs[1]).all()
