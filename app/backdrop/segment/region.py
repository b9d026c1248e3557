"""Where in the picture the person is: the part of the frame that the network looks at next.

A network sees a person who fills its input far better than one who fills a third of it. But its answer changes a
little with every shift of that part, so the part stands still as long as it can.
"""

from __future__ import annotations

import numpy as np

from backdrop.frame import Plane, Region
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize

SEEN = 51
"""Alpha, 0..255, from which a cell may be the person: an arm that is only suspected is looked at as well."""
MARGIN, REACH = 0.04, 0.15
"""Room around the person, as a share of the person's size: on each side, and on a side that the person reaches, where
there may be more of them."""
DRIFT, SLACK = 0.03, 0.08
"""Share of the region's side by which one of its edges may lie too far in, and too far out."""
PATIENCE = 10
"""Frames for which an edge lies too far out before it moves: a waving hand comes back."""
SETTLING = 6
"""First frames of a scene, in which the region moves to where it belongs without patience."""
UPDATE_EVERY = 2
"""Frames of a settled scene between two looks at where the person is."""
LEAST = 0.25
"""A region has at least this share of the frame's sides: of a person who is far away there is no more to see."""
LATTICE = 16
"""Edges lie on multiples of so many pixels, so that smaller grids halve evenly; of fewer where the frame is small."""

_GRID = 64
_REACHES = 1
_SPECK, _PART = 0.004, 0.05
"""Connected cells that count: so large a share of the region, and of the largest one."""


class RegionTracker:
    """Told what the network saw of the present `region`, says which one is next. For frames of one size."""

    def __init__(self, size: tuple[int, int]) -> None:
        """`size`: (width, height)."""
        self._size = size
        self._lattice = 2
        while self._lattice < LATTICE and size[0] >= 150 * self._lattice:
            self._lattice *= 2
        self.region = Region.whole(size)
        self._small = np.empty((_GRID, _GRID), np.uint8)
        self._mask = np.empty_like(self._small)
        self._resize: Resize | None = None
        self._frames = self._too_large_for = 0

    def update(self, alpha: Plane) -> None:
        """Moves the region if it must. `alpha`: the network's answer on it, on any grid."""
        self._frames += 1
        if self._frames > SETTLING and self._frames % UPDATE_EVERY:
            return
        wanted = self._wanted(self._extent(alpha))
        inwards, outwards = self._off(wanted)
        self._too_large_for = self._too_large_for + UPDATE_EVERY if outwards > SLACK else 0
        settling = self._frames <= SETTLING and outwards > DRIFT
        if inwards > DRIFT or settling or self._too_large_for >= PATIENCE:
            self.region = self._on_lattice(wanted)
            self._too_large_for = 0

    def include(self, alpha: Plane) -> None:
        """Takes in whom the network sees on the whole frame and the region leaves out; `alpha`: its answer there."""
        extent = self._extent(alpha)
        if extent is None:
            return
        width, height = self._size
        there = extent[0] * width, extent[1] * height, extent[2] * width, extent[3] * height
        x, y, w, h = self.region
        both = min(x, there[0]), min(y, there[1]), max(x + w, there[2]), max(y + h, there[3])
        if self._off(both)[0] > DRIFT:
            self.region = self._on_lattice(both)
            self._too_large_for = 0

    def _extent(self, alpha: Plane) -> tuple[float, float, float, float] | None:
        """Left, top, right and bottom of the people in the answer, 0..1; None where there is nobody."""
        if self._resize is None or self._resize.source != alpha.shape[::-1]:
            self._resize = Resize((alpha.shape[1], alpha.shape[0]), (_GRID, _GRID))
        self._resize(alpha, self._small)
        cv2.threshold(self._small, SEEN - 1, 255, cv2.THRESH_BINARY, self._mask)
        count, _, parts, _ = cv2.connectedComponentsWithStats(self._mask, connectivity=8)
        if count < 2:
            return None
        areas = parts[1:, cv2.CC_STAT_AREA]
        parts = parts[1:][areas >= max(_SPECK * _GRID**2, _PART * areas.max())]
        if not len(parts):
            return None
        left, top = parts[:, cv2.CC_STAT_LEFT], parts[:, cv2.CC_STAT_TOP]
        right, bottom = left + parts[:, cv2.CC_STAT_WIDTH], top + parts[:, cv2.CC_STAT_HEIGHT]
        return (
            float(left.min()) / _GRID, float(top.min()) / _GRID,
            float(right.max()) / _GRID, float(bottom.max()) / _GRID,
        )  # fmt: skip

    def _wanted(self, extent: tuple[float, float, float, float] | None) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, in pixels, of the region for that person; all of the frame for nobody."""
        if extent is None:
            return 0.0, 0.0, float(self._size[0]), float(self._size[1])
        sides = []
        for start, end, origin, length, limit in (
            (extent[0], extent[2], self.region.x, self.region.width, self._size[0]),
            (extent[1], extent[3], self.region.y, self.region.height, self._size[1]),
        ):
            low, high = origin + start * length, origin + end * length
            person = high - low
            low -= (REACH if start * _GRID < _REACHES and origin > 0 else MARGIN) * person
            high += (REACH if (1 - end) * _GRID < _REACHES and origin + length < limit else MARGIN) * person
            missing = max(0.0, LEAST * limit - (high - low)) / 2
            low, high = min(low - missing, (1 - LEAST) * limit), max(high + missing, LEAST * limit)
            sides.append((max(0.0, low), min(float(limit), high)))
        (left, right), (top, bottom) = sides
        return left, top, right, bottom

    def _off(self, wanted: tuple[float, float, float, float]) -> tuple[float, float]:
        """By what share of its side an edge of the region lies too far in, and too far out, at most."""
        x, y, width, height = self.region
        off = (
            (x - wanted[0]) / width, (wanted[2] - x - width) / width,
            (y - wanted[1]) / height, (wanted[3] - y - height) / height,
        )  # fmt: skip
        return max(off), max(-value for value in off)

    def _on_lattice(self, wanted: tuple[float, float, float, float]) -> Region:
        step, (width, height) = self._lattice, self._size
        (x, columns), (y, rows) = (
            _aligned(wanted[0], wanted[2], width, step),
            _aligned(wanted[1], wanted[3], height, step),
        )
        return Region(x, y, columns, rows)


def _aligned(start: float, end: float, limit: int, step: int) -> tuple[int, int]:
    """Where a side begins and its length, a multiple of `step` unless it is all there is."""
    first = int(start // step) * step
    length = -int(-(end - first) // step) * step
    if length >= limit:
        return 0, limit
    return min(first, limit - length), length
