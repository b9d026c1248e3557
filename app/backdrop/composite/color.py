"""One colour behind the person."""

from __future__ import annotations

import re

from backdrop.composite.background import Background
from backdrop.errors import UsageError
from backdrop.frame import Frame, Matte, Plane, empty_pixels, planes
from backdrop.host.media.colour import yuv_of
from backdrop.text import N_


def parse_colour(text: str) -> tuple[int, int, int]:
    """`#RRGGBB` or `#RGB` as (red, green, blue), each 0..255. UsageError otherwise."""
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        raise UsageError(N_('"{text}" is no colour; write it as #RRGGBB, such as #2d6a4f'), text=text)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


class Color(Background):
    is_still = True

    def __init__(self, colour: tuple[int, int, int], width: int, height: int) -> None:
        """`colour` is (red, green, blue), each 0..255."""
        self._pixels = empty_pixels(width, height)
        for plane, value in zip(planes(self._pixels), yuv_of(*colour), strict=True):
            plane.fill(value)

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        return self._pixels

    def alone(self, now_ns: int) -> Plane:
        return self._pixels
