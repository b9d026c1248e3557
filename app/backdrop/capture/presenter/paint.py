"""Painting with smooth shapes, for the drawn presenter: outlines, a canvas with soft light, and layers to composite.

Everything is drawn once, at the size at which it is shown, in the shape's own units; a finished canvas becomes a Layer
that `picture` moves about. Nothing here knows what it draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt

from backdrop.host.cv import cv2

Colour = tuple[float, float, float]
"""Red, green, blue, each 0..255."""
Points = npt.NDArray[np.float32]
"""A closed outline: (count, 2) of x to the right, y down."""
Pixels = npt.NDArray[np.uint8]

SUBPIXEL_BITS = 4
"""Fractional bits of the coordinates given to OpenCV: a sixteenth of a pixel, so that motion shows no steps."""

# ITU-R BT.601, limited range, for premultiplied colour: the offsets are multiplied by alpha like the rest.
RGBA_TO_YUVA = np.array(
    [
        [65.481, 128.553, 24.966, 16],
        [-37.797, -74.203, 112, 128],
        [112, -93.786, -18.214, 128],
        [0, 0, 0, 255],
    ],
    np.float32,
) / np.float32(255)

LIGHT_STEP = 4
"""Light is soft, so it is kept at a quarter of the size of the picture."""


def path(text: str) -> list[tuple[float, float]]:
    """Points written as "x,y x,y …", in thousandths of a unit."""
    return [(float(x) / 1000, float(y) / 1000) for x, y in (point.split(",") for point in text.split())]


@lru_cache(maxsize=16)
def _catmull_rom(steps: int) -> Points:
    """The weights (steps, 4) of four neighbouring points in the curve from the second to the third."""
    t = np.arange(steps, dtype=np.float32) / steps
    powers = np.stack([np.ones_like(t), t, t * t, t * t * t], axis=1)
    basis = np.array([[0, 2, 0, 0], [-1, 0, 1, 0], [2, -5, 4, -1], [-1, 3, -3, 1]], np.float32) / 2
    return np.asarray(powers @ basis, np.float32)


def outline(points: Sequence[tuple[float, float]] | Points, steps: int = 6) -> Points:
    """A closed Catmull-Rom curve through `points`, `steps` straight pieces between each two."""
    p = np.asarray(points, np.float32)
    p = np.concatenate([p[-1:], p, p[:2]])
    neighbours = np.stack([p[:-3], p[1:-2], p[2:-1], p[3:]])
    curve = np.tensordot(neighbours, _catmull_rom(steps), (0, 1))
    return np.asarray(curve.transpose(0, 2, 1).reshape(-1, 2), np.float32)


def mirrored(right: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A symmetric outline from its right half; points on the axis x = 0 are not doubled."""
    return [*right, *((-x, y) for x, y in reversed(right) if x > 0)]


def sided(points: Points, side: int) -> Points:
    """`points` as they are for side 1; turned over about x = 0 for side −1."""
    return np.asarray(points * np.array([side, 1], np.float32), np.float32)


def polygon(*points: tuple[float, float]) -> Points:
    return np.array(points, np.float32)


def box(left: float, top: float, right: float, bottom: float) -> Points:
    return polygon((left, top), (right, top), (right, bottom), (left, bottom))


def ellipse(x: float, y: float, radius_x: float, radius_y: float, count: int = 28) -> Points:
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([x + radius_x * np.cos(angle), y + radius_y * np.sin(angle)], axis=1).astype(np.float32)


def stroke(points: Sequence[tuple[float, float]], widths: Sequence[float], steps: int = 6) -> Points:
    """The outline of a line through `points` with half-width `widths` at each, rounded at both ends."""
    path, half = np.array(points, np.float32), np.array(widths, np.float32)[:, None]
    along = np.empty_like(path)
    along[1:-1] = path[2:] - path[:-2]
    along[0], along[-1] = path[1] - path[0], path[-1] - path[-2]
    along *= half / np.sqrt((along * along).sum(axis=1, keepdims=True))
    aside = along[:, ::-1] * np.array([-1, 1], np.float32)
    ends = path[:1] - along[:1], path[-1:] + along[-1:]
    return outline(np.concatenate([ends[0], path + aside, ends[1], (path - aside)[::-1]]), steps)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with `share` (0..1) of it replaced by `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def shade(colour: Colour, factor: float) -> Colour:
    """`colour` with its brightness multiplied by `factor`, at most white."""
    return (min(colour[0] * factor, 255.0), min(colour[1] * factor, 255.0), min(colour[2] * factor, 255.0))


def fixed_point(points: Points) -> npt.NDArray[np.int32]:
    """Pixel coordinates as OpenCV takes them with `SUBPIXEL_BITS`."""
    return np.rint(points * (1 << SUBPIXEL_BITS)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Layer:
    """A painted shape: `yuva` uint8 (height, width, 4), BT.601 limited range, premultiplied by its alpha.

    `planes` are its four channels once more, each by itself. Its outermost pixels are clear.
    Its pixel (column, row) shows the point (left + column / scale, top + row / scale) in the shape's units.
    """

    yuva: Pixels
    planes: tuple[Pixels, ...]
    left: float
    top: float
    scale: float


class Canvas:
    """A transparent picture of the rectangle (left, top, right, bottom), `scale` pixels a unit.

    Fills are opaque and antialiased. Light multiplies whatever has been or will be filled, when the canvas is finished.
    """

    def __init__(self, left: float, top: float, right: float, bottom: float, scale: float) -> None:
        self.left, self.top, self.scale = left, top, scale
        width, height = max(2, ceil((right - left) * scale)), max(2, ceil((bottom - top) * scale))
        self._rgba = np.zeros((height, width, 4), np.uint8)
        self._light = np.ones((ceil(height / LIGHT_STEP) + 1, ceil(width / LIGHT_STEP) + 1, 3), np.float32)

    def fill(self, points: Points, colour: Colour) -> None:
        place = fixed_point((points - (self.left, self.top)) * self.scale)
        cv2.fillPoly(self._rgba, [place], (*colour, 255.0), cv2.LINE_AA, SUBPIXEL_BITS)

    def light(self, points: Points, tint: Colour, blur: float) -> None:
        """Multiplies the colours within `points` by `tint` (1 leaves as it is), fading over about `blur` units."""
        step = self.scale / LIGHT_STEP
        place = (points - (self.left, self.top)) * step
        reach = 3 * blur * step + 2
        low = np.maximum(np.floor(place.min(axis=0) - reach).astype(int), 0)
        high = np.minimum(np.ceil(place.max(axis=0) + reach).astype(int), self._light.shape[1::-1])
        if (high <= low).any():
            return
        mask = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
        cv2.fillPoly(mask, [fixed_point(place - low.astype(np.float32))], 255.0, cv2.LINE_AA, SUBPIXEL_BITS)
        weight = cv2.GaussianBlur(
            mask.astype(np.float32), (0, 0), max(blur * step, 0.3), borderType=cv2.BORDER_REPLICATE
        )
        lit = self._light[low[1] : high[1], low[0] : high[0]]
        lit *= 1 + weight[:, :, None] * ((np.array(tint, np.float32) - 1) / np.float32(255))

    def rgba(self) -> Pixels:
        """The lit picture: uint8 (height, width, 4), premultiplied."""
        height, width = self._rgba.shape[:2]
        wide = cv2.resize(self._light, None, fx=LIGHT_STEP, fy=LIGHT_STEP, interpolation=cv2.INTER_LINEAR)
        red, green, blue, alpha = cv2.split(self._rgba)
        factors = cv2.split(wide[:height, :width])
        lit = [
            cv2.min(cv2.multiply(plane, factor, dtype=cv2.CV_8U), alpha)
            for plane, factor in zip((red, green, blue), factors, strict=True)
        ]
        return np.asarray(cv2.merge([*lit, alpha]), np.uint8)

    def layer(self) -> Layer:
        """The lit picture, cut to what is painted."""
        left, top, width, height = cv2.boundingRect(self._rgba[:, :, 3])
        painted = cv2.transform(self.rgba()[top : top + height, left : left + width], RGBA_TO_YUVA)
        margin = 2
        yuva = np.pad(np.asarray(painted, np.uint8), ((margin, margin), (margin, margin), (0, 0)))
        planes = tuple(np.asarray(plane, np.uint8) for plane in cv2.split(yuva))
        origin = self.left + (left - margin) / self.scale, self.top + (top - margin) / self.scale
        return Layer(yuva, planes, *origin, self.scale)
