"""A calm matte whose edges follow the picture's: what `balanced` and `best` make of the network's answer."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Frame, Matte, Plane, Region
from backdrop.host.media.cover import Resize
from backdrop.refine.fitting import FittingStep, Size
from backdrop.refine.guide import Guide, Shape
from backdrop.refine.motion import Average, Motion
from backdrop.refine.outline import Outline
from backdrop.refine.placing import Placing

CELLS_ACROSS = 75
"""Cells over the whole frame's width, at least: 80 for 1280 pixels, each 16 pixels wide."""
FINE_STEP_FROM = (600, 1600)
"""Widths of the frame from which a place of the fine grid is two pixels wide, and four. Half as much looks a little
better at 1920 pixels, and takes 2.5 times as long."""
SHARE = 0.25
"""The share of the network's new answer in its average where the picture stands still; it evens out the network's own
flicker."""


class Guided(FittingStep["_Fitted"]):
    """In this order: motion, the answers' average over time, the outline with an average of its own, and placing."""

    def __init__(self, curve: Plane) -> None:
        """`curve`: 256 alphas, see refine/curve.py."""
        super().__init__(_Fitted)
        self._curve, self._whole, self._half = curve, Placing(), Placing(2)

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        fitted = self._fitted_to(matte, frame)
        region = fitted.region
        whole = self._whole(fitted.refine(matte, frame, self._curve), region, frame)
        x, y, width, height = region
        # Now, and without what lies outside the region, that takes half the time of what the blend would do.
        half = self._half(whole[y : y + height, x : x + width], region, frame)
        return Matte(whole, matte.captured_ns, half=half)


class _Fitted:
    """Everything that depends on the region and the grids; what was seen before is carried over."""

    def __init__(self, size: Size, region: Region, grid: Shape, before: _Fitted | None) -> None:
        self.region, self._size = region, size
        width, fine_step = _steps(size[0])
        cells, side = _cells(region, width), width // fine_step
        self._guide = Guide(region, (side * cells[0], side * cells[1]), cells)
        self._to_cells = Resize(grid[::-1], cells[::-1])
        self._means, self._answer = np.empty(cells, np.uint8), np.empty(cells, np.float32)
        if before is None or before._size != size:
            self._motion, self._average = Motion(region, cells), Average(region, cells, SHARE)
            self._outline = Outline(region, cells, side)
        else:
            self._motion = before._motion.moved_to(region, cells)
            # Its next value counts alone: over another region the network sees better or worse than it did.
            self._average = before._average.moved_to(region, cells)
            self._outline = before._outline.moved_to(region, cells)

    def refine(self, matte: Matte, frame: Frame, curve: Plane) -> Plane:
        """The refined alpha on the fine grid; valid until the next call."""
        self._guide.take(frame, matte.seen)
        self._to_cells(matte.alpha, self._means)
        np.copyto(self._answer, self._means)
        self._motion.see(self._guide.coarse[0], self._average.compare(self._answer))
        self._average.add(self._motion.change)
        return self._outline.draw(self._average.values, self._guide, self._motion.change, curve)


def _steps(width: int) -> tuple[int, int]:
    """Pixels of the frame to a cell's side, and to a place of the fine grid."""
    cell = 2
    while width >= 2 * cell * CELLS_ACROSS:
        cell *= 2
    return cell, min(cell // 2, 2 ** sum(width >= least for least in FINE_STEP_FROM))


def _cells(region: Region, width: int) -> Shape:
    """Rows and columns of the cells over it, each about so many pixels wide."""
    return max(1, round(region.height / width)), max(1, round(region.width / width))
