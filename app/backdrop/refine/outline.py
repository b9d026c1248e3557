"""The matte on a fine grid, its edges where the picture has them.

Only the cells that the outline may pass through are filtered, and averaged over time.
"""

from __future__ import annotations

import numpy as np

from backdrop.frame import Plane, Region
from backdrop.host.cv import cv2
from backdrop.refine.cells import Cells, moved_cells
from backdrop.refine.guide import Guide, Shape, Values
from backdrop.refine.guided_filter import GuidedFilter
from backdrop.refine.motion import NEGLIGIBLE, shares
from backdrop.refine.scratch import Scratch

SHARE = 0.12
"""The share of the new matte in its average where the picture stands still; it evens out the noise of the picture that
the filter follows."""


class Outline:
    """Made for one region and cells over it."""

    def __init__(self, region: Region, cells: Shape, side: int) -> None:
        """`cells`: their rows and columns; `side`: of one, in places of the fine grid."""
        self._region = region
        self._cells, self._filter = Cells(cells, side), GuidedFilter(cells, side)
        self._average = np.zeros((cells[0] * cells[1], side * side), np.float32)
        self._shares = np.empty(cells, np.float32)
        self._open, self._bytes = Scratch(np.float32), Scratch(np.uint8)
        self._fine, self._calm = (np.empty((cells[0] * side, cells[1] * side), np.uint8) for _ in range(2))
        self._seen = 0

    def moved_to(self, region: Region, cells: Shape) -> Outline:
        """The same matte, over another region."""
        other = Outline(region, cells, self._cells.side)
        other._average[:] = moved_cells(self._average, self._region, self._cells.shape, region, cells)
        other._seen = self._seen
        return other

    def draw(self, target: Values, guide: Guide, change: Plane, curve: Plane) -> Plane:
        """Alpha on the fine grid, uint8, valid until the next call.

        `target`, 0..255, and `change`, see Motion, are those of the cells.
        """
        cells = self._cells
        cells.choose(target)
        if cells.just_closed.size:
            self._average[cells.just_closed] = cells.closed.reshape(-1, 1)[cells.just_closed]
        self._seen += 1
        cv2.LUT(change, shares(max(SHARE, 1 / self._seen)), self._shares)
        alpha = self._bytes.array(cells.open.size, cells.side**2)
        if cells.open.size:
            cv2.convertScaleAbs(self._averaged(target, guide), alpha)
            cv2.LUT(alpha, curve, alpha)
        cells.put(alpha, self._fine)
        # Takes single places away that look like the other side by chance: errors at the edge fall to 0.96.
        cv2.medianBlur(self._fine, 3, self._calm)
        return self._calm

    def _averaged(self, target: Values, guide: Guide) -> Values:
        """The open cells' average, with what the filter makes of them mixed in."""
        numbers = self._cells.open
        self._filter.fit(guide.coarse, target, numbers)
        new, taken = self._filter.apply(self._cells.take(guide.fine), numbers, self._shares)
        average = self._average.take(numbers, axis=0, out=self._open.array(*new.shape), mode="clip")
        new -= average
        new *= taken
        average += new
        cv2.threshold(average, NEGLIGIBLE, 0, cv2.THRESH_TOZERO, average)  # the filter may fall below 0
        self._average[numbers] = average
        return average
