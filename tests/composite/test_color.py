"""One colour behind the person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.composite.color import Color, parse_colour
from backdrop.errors import UsageError
from backdrop.frame import planes
from backdrop.host.media.colour import to_rgb


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#2d6a4f", (0x2D, 0x6A, 0x4F)),
        ("#2D6A4F", (0x2D, 0x6A, 0x4F)),
        ("2d6a4f", (0x2D, 0x6A, 0x4F)),
        ("#fa0", (255, 170, 0)),
    ],
)
def test_colour_is_read(text: str, colour: tuple[int, int, int]) -> None:
    assert parse_colour(text) == colour


@pytest.mark.parametrize(
    "text", ["", "#", "#12", "#1234", "#12345g", "#1234567", "red", "##fff", "#２２２222", "#fff\n"]
)
def test_text_that_is_no_colour_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="#RRGGBB"):
        parse_colour(text)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_pixel_has_the_colour(colour: tuple[int, int, int]) -> None:
    """Back in RGB within two levels, which is what 8-bit YUV can hold."""
    pixels = Color(colour, 16, 8).alone(0)
    assert all(plane.min() == plane.max() for plane in planes(pixels))
    assert np.abs(to_rgb(pixels)[0, 0].astype(int) - colour).max() <= 3


@pytest.mark.parametrize(
    ("colour", "yuv"),
    [
        ((255, 0, 0), (81, 90, 240)),
        ((0, 255, 0), (145, 54, 34)),
        ((0, 0, 255), (41, 240, 110)),
        ((0, 0, 0), (16, 128, 128)),
    ],
)
def test_primaries_are_those_of_the_standard(colour: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    """ITU-R BT.601-7, limited range."""
    assert tuple(int(plane[0, 0]) for plane in planes(Color(colour, 4, 4).alone(0))) == yuv
