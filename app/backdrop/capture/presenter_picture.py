"""The picture that the drawn presenter is composed into: a copy of the room, and the alpha of what is laid over it.

Composition is exact: pixel = person·alpha + room·(1 − alpha) in each plane, the chroma planes with the mean alpha of
their 2×2 pixels. It is made for few, large, moving layers; nothing here knows what they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from backdrop.capture.presenter_paint import RGBA_TO_YUVA, SUBPIXEL_BITS, Colour, Layer, Points, fixed_point
from backdrop.frame import Plane, planes
from backdrop.host.cv import cv2

Transform = npt.NDArray[np.float64]
"""A 2×3 matrix from the units of a shape to pixels of the picture."""


def placed(x: float, y: float, angle: float, scale: float, stretch: float = 1.0) -> Transform:
    """Puts a shape's origin at (x, y), turned clockwise by `angle` radians, `scale` pixels a unit.

    `stretch` is a further factor sideways; −1 turns the shape over.
    """
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    return np.array([[cos * stretch, -sin, x], [sin * stretch, cos, y]])


def moved(transform: Transform, points: Points) -> Points:
    """`points` of a shape in pixels of the picture."""
    return np.asarray(points @ transform[:, :2].T + transform[:, 2], np.float32)


@lru_cache(maxsize=256)
def yuv(colour: Colour) -> tuple[float, float, float]:
    """An RGB colour in BT.601 limited range."""
    y, u, v = RGBA_TO_YUVA[:3] @ np.array([*colour, 255.0])
    return float(y), float(u), float(v)


Shape = tuple[Points, Colour]
"""An outline and what it is filled with."""


class Picture:
    """An I420 buffer `pixels` (height·3/2, width) and an alpha buffer (height, width), both written in place."""

    def __init__(self, pixels: Plane, alpha: Plane, room: Plane) -> None:
        np.copyto(pixels, room)
        alpha.fill(0)
        self._planes = planes(pixels)
        self._alpha = alpha

    def lay(self, layer: Layer, transform: Transform) -> None:
        """Lays `layer` over the picture, its units turned into pixels by `transform`."""
        place = _from_layer(layer, transform)
        height, width = self._alpha.shape
        area = _even_area(moved(place, _corners(layer)), width, height)
        if area is None:
            return
        left, top, right, bottom = area
        place[:, 2] -= (left, top)
        y, u, v, alpha = _warped(layer, place, (right - left, bottom - top))
        clear = np.bitwise_not(alpha)
        whole = slice(top, bottom), slice(left, right)
        _over(self._planes.y[whole], y, clear)
        _over(self._alpha[whole], alpha, clear)
        half = slice(top // 2, bottom // 2), slice(left // 2, right // 2)
        clear = _halved(clear)
        _over(self._planes.u[half], _halved(u), clear)
        _over(self._planes.v[half], _halved(v), clear)

    def draw(self, shapes: Sequence[Shape]) -> None:
        """Fills outlines in pixels, in turn. They must lie on what is wholly opaque: alpha stays as it is."""
        points = np.concatenate([shape for shape, _ in shapes])
        luma, chroma = fixed_point(points), fixed_point(points / 2 - np.float32(0.25))
        start = 0
        for shape, colour in shapes:
            part = slice(start, start + len(shape))
            start = part.stop
            for plane, place, value in zip(self._planes, (luma, chroma, chroma), yuv(colour), strict=True):
                cv2.fillPoly(plane, [place[part]], value, cv2.LINE_AA, SUBPIXEL_BITS)


def _from_layer(layer: Layer, transform: Transform) -> Transform:
    """`transform` for the pixels of `layer` instead of its units."""
    linear = transform[:, :2]
    origin = linear @ (layer.left, layer.top) + transform[:, 2]
    return np.column_stack([linear / layer.scale, origin])


def _warped(layer: Layer, place: Transform, size: tuple[int, int]) -> Sequence[Plane]:
    """The planes y, u, v, alpha of `size` (width, height) into which `place` puts the pixels of `layer`."""
    if np.allclose(place[:, :2], np.eye(2), atol=1e-9):
        # A mere shift, which costs a quarter of a warp.
        centre = (size[0] - 1) / 2 - place[0, 2], (size[1] - 1) / 2 - place[1, 2]
        return [np.asarray(cv2.getRectSubPix(plane, size, centre), np.uint8) for plane in layer.planes]
    return [np.asarray(p, np.uint8) for p in cv2.split(cv2.warpAffine(layer.yuva, place, size, flags=cv2.INTER_LINEAR))]


def _corners(layer: Layer) -> Points:
    height, width = layer.yuva.shape[:2]
    return np.array([[-1, -1], [width, -1], [width, height], [-1, height]], np.float32)


def _even_area(points: Points, width: int, height: int) -> tuple[int, int, int, int] | None:
    """(left, top, right, bottom), all even, of what `points` enclose within the picture; None when that is nothing."""
    left, top = (max(int(side) // 2 * 2, 0) for side in np.floor(points.min(axis=0)))
    right, bottom = (int(side + 2) // 2 * 2 for side in np.ceil(points.max(axis=0)))
    right, bottom = min(right, width), min(bottom, height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _halved(plane: Plane) -> Plane:
    height, width = plane.shape
    return np.asarray(cv2.resize(plane, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)


def _over(below: Plane, above: Plane, clear: Plane) -> None:
    """below = above + below·clear/255, in place; `above` is premultiplied, `clear` is 255 − its alpha."""
    cv2.multiply(below, clear, below, 1 / 255)
    cv2.add(below, above, below)
