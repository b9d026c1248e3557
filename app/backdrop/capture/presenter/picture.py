"""Composing the drawn presenter: layers and outlines are laid over each other, then the whole over the room.

Composition is exact: pixel = person·alpha + room·(1 − alpha) in each plane, the chroma planes with the mean alpha of
their 2×2 pixels. That is why the person is composed with chroma at full size, and meets the room only once. It is made
for few, large, moving layers; nothing here knows what they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from backdrop.capture.presenter.paint import RGBA_TO_YUVA, SUBPIXEL_BITS, Colour, Layer, Points, fixed_point
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


class Area(NamedTuple):
    """A rectangle of pixels; `right` and `bottom` are not part of it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        return self.left >= self.right or self.top >= self.bottom

    @property
    def slices(self) -> tuple[slice, slice]:
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def halved(self) -> Area:
        return Area(self.left // 2, self.top // 2, self.right // 2, self.bottom // 2)


Shape = tuple[Points, Colour]
"""An outline and what it is filled with."""


class Picture:
    """The person of one frame at a time, `width` × `height`, premultiplied, with nothing behind."""

    def __init__(self, width: int, height: int) -> None:
        self._yuv = tuple(np.zeros((height, width), np.uint8) for _ in range(3))
        self._alpha = np.zeros((height, width), np.uint8)
        self._touched: list[Area] = []

    def begin(self, alpha: Plane) -> None:
        """Starts on an empty picture whose alpha is written into `alpha`, uint8 (height, width)."""
        for area in self._touched:
            for plane in self._yuv:
                plane[area.slices].fill(0)
        self._touched.clear()
        self._alpha = alpha
        alpha.fill(0)

    def lay(self, layer: Layer, transform: Transform) -> None:
        """Lays `layer` over the picture, its units turned into pixels by `transform`."""
        place = _from_layer(layer, transform)
        area = _even_area(moved(place, _corners(layer)), self._alpha.shape)
        if area.is_empty:
            return
        place[:, 2] -= (area.left, area.top)
        above = _warped(layer, place, (area.right - area.left, area.bottom - area.top))
        below = [plane[area.slices] for plane in (*self._yuv, self._alpha)]
        clear = np.bitwise_not(above[-1]) if self._touched else None
        for under, over in zip(below, above, strict=True):
            if clear is None:
                np.copyto(under, over)
            else:
                _over(under, over, clear, under)
        self._touched.append(area)

    def draw(self, shapes: Sequence[Shape]) -> None:
        """Fills outlines in pixels, in turn. They must lie on what is wholly opaque: alpha stays as it is."""
        places = fixed_point(np.concatenate([shape for shape, _ in shapes]))
        start = 0
        for shape, colour in shapes:
            place = places[start : start + len(shape)]
            start += len(shape)
            for plane, value in zip(self._yuv, yuv(colour), strict=True):
                cv2.fillPoly(plane, [place], value, cv2.LINE_AA, SUBPIXEL_BITS)

    def show(self, room: Plane, pixels: Plane) -> None:
        """Writes the person over `room` into `pixels`, both I420 of shape (height·3/2, width)."""
        np.copyto(pixels, room)
        if not self._touched:
            return
        area = _union(self._touched)
        behind, shown, half = planes(room), planes(pixels), area.halved.slices
        clear = np.bitwise_not(self._alpha[area.slices])
        _over(behind.y[area.slices], self._yuv[0][area.slices], clear, shown.y[area.slices])
        clear = _halved(clear)
        _over(behind.u[half], _halved(self._yuv[1][area.slices]), clear, shown.u[half])
        _over(behind.v[half], _halved(self._yuv[2][area.slices]), clear, shown.v[half])


def _from_layer(layer: Layer, transform: Transform) -> Transform:
    """`transform` for the pixels of `layer` instead of its units."""
    linear = transform[:, :2]
    origin = linear @ (layer.left, layer.top) + transform[:, 2]
    return np.column_stack([linear / layer.scale, origin])


def _warped(layer: Layer, place: Transform, size: tuple[int, int]) -> Sequence[Plane]:
    """The planes y, u, v, alpha of `size` (width, height) into which `place` puts the pixels of `layer`."""
    if np.abs(place[:, :2] - np.eye(2)).max() < 1e-9:
        # A mere shift, which costs a quarter of a warp.
        centre = (size[0] - 1) / 2 - place[0, 2], (size[1] - 1) / 2 - place[1, 2]
        return [np.asarray(cv2.getRectSubPix(plane, size, centre), np.uint8) for plane in layer.planes]
    return [np.asarray(p, np.uint8) for p in cv2.split(cv2.warpAffine(layer.yuva, place, size, flags=cv2.INTER_LINEAR))]


def _corners(layer: Layer) -> Points:
    height, width = layer.yuva.shape[:2]
    return np.array([[-1, -1], [width, -1], [width, height], [-1, height]], np.float32)


def _even_area(points: Points, shape: tuple[int, ...]) -> Area:
    """What `points` enclose within a picture of `shape`, widened to even sides."""
    left, top = (max(int(side) // 2 * 2, 0) for side in np.floor(points.min(axis=0)))
    right, bottom = (int(side + 2) // 2 * 2 for side in np.ceil(points.max(axis=0)))
    return Area(left, top, min(right, shape[1]), min(bottom, shape[0]))


def _union(areas: Sequence[Area]) -> Area:
    left, top, right, bottom = zip(*areas, strict=True)
    return Area(min(left), min(top), max(right), max(bottom))


def _halved(plane: Plane) -> Plane:
    height, width = plane.shape
    return np.asarray(cv2.resize(plane, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)


def _over(below: Plane, above: Plane, clear: Plane, result: Plane) -> None:
    """result = above + below·clear/255; `above` is premultiplied, `clear` is 255 − its alpha."""
    cv2.multiply(below, clear, result, 1 / 255)
    cv2.add(result, above, result)
