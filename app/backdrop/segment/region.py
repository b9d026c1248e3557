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
SETTLING = 8
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


Sides = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Cells = tuple[int, int, int, int]
"""The same of the grid on which the person is looked for."""


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
        self._scale: Resize | None = None
        self._cells: Cells | None = None
        self._seen_before: Sides | None = None
        self._frames = self._too_large_since = 0

    def update(self, alpha: Plane) -> None:
        """Moves the region if it must. `alpha`: the network's answer on it, on any grid."""
        self._frames += 1
        if self._frames > SETTLING and self._frames % UPDATE_EVERY:
            return
        seen = self._wanted(self._extent(alpha))
        # With what the look before saw: in the mirror the network may take something else for a person.
        wanted = _around(seen, self._seen_before or seen)
        self._seen_before = seen
        inwards, outwards = self._off(wanted)
        if outwards <= SLACK:
            self._too_large_since = self._frames
        settling = self._frames <= SETTLING and outwards > DRIFT
        if inwards > DRIFT or settling or self._frames - self._too_large_since >= PATIENCE:
            self.region = self._on_lattice(wanted)
            self._too_large_since = self._frames

    def include(self, alpha: Plane) -> None:
        """Takes in whom the network sees on the whole frame and the region leaves out; `alpha`: its answer there."""
        extent = self._extent(alpha)
        if extent is None:
            return
        width, height = self._size
        there = extent[0] * width, extent[1] * height, extent[2] * width, extent[3] * height
        x, y, w, h = self.region
        both = _around(there, (x, y, x + w, y + h))
        if self._off(both)[0] > DRIFT:
            self.region = self._on_lattice(both)
            self._too_large_since = self._frames

    def _extent(self, alpha: Plane) -> Sides | None:
        """Of the people in the answer, 0..1; None where there is nobody."""
        if self._scale is None or self._scale.source != alpha.shape[::-1]:
            self._scale = Resize((alpha.shape[1], alpha.shape[0]), (_GRID, _GRID))
        self._scale(alpha, self._small)
        cv2.threshold(self._small, SEEN - 1, 255, cv2.THRESH_BINARY, self._mask)
        left, top, width, height = cv2.boundingRect(self._mask)
        around, before = (left, top, left + width, top + height), self._cells
        if before is None or any(abs(now - then) > 1 for now, then in zip(around, before, strict=True)):
            self._cells = self._large_parts()  # which takes as long as all else together
            if self._cells is None:
                return None
            around = self._cells
        return around[0] / _GRID, around[1] / _GRID, around[2] / _GRID, around[3] / _GRID

    def _large_parts(self) -> Cells | None:
        """Around those parts of the mask that count; None where there are none."""
        count, _, parts, _ = cv2.connectedComponentsWithStats(self._mask, connectivity=8)
        if count < 2:
            return None
        found = parts[1:].tolist()  # left, top, width, height, area: they are few, and NumPy slow at so little
        least = max(_SPECK * _GRID**2, _PART * max(part[cv2.CC_STAT_AREA] for part in found))
        large = [part for part in found if part[cv2.CC_STAT_AREA] >= least]
        if not large:
            return None
        return (
            min(left for left, *_ in large),
            min(top for _, top, *_ in large),
            max(left + width for left, _, width, *_ in large),
            max(top + height for _, top, _, height, _ in large),
        )

    def _wanted(self, extent: Sides | None) -> Sides:
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

    def _off(self, wanted: Sides) -> tuple[float, float]:
        """By what share of its side an edge of the region lies too far in, and too far out, at most."""
        x, y, width, height = self.region
        off = (
            (x - wanted[0]) / width, (wanted[2] - x - width) / width,
            (y - wanted[1]) / height, (wanted[3] - y - height) / height,
        )  # fmt: skip
        return max(off), max(-value for value in off)

    def _on_lattice(self, wanted: Sides) -> Region:
        step, (width, height) = self._lattice, self._size
        (x, columns), (y, rows) = (
            _aligned(wanted[0], wanted[2], width, step),
            _aligned(wanted[1], wanted[3], height, step),
        )
        return Region(x, y, columns, rows)


def _around(one: Sides, other: Sides) -> Sides:
    """The least that both lie in."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _aligned(start: float, end: float, limit: int, step: int) -> tuple[int, int]:
    """Where a side begins and its length, a multiple of `step` unless it is all there is."""
    first = int(start // step) * step
    length = -int(-(end - first) // step) * step
    if length >= limit:
        return 0, limit
    return min(first, limit - length), length
