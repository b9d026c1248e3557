"""From the network's answer on a region to a calm matte of the frame's size whose edges follow the picture's."""

from __future__ import annotations

import numpy as np

from backdrop.frame import BufferPool, Frame, Matte, Plane, Region
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.refine.guide import Guide, Shape
from backdrop.refine.guided_filter import GuidedFilter
from backdrop.refine.motion import Average, Motion
from backdrop.refine.step import Step

COARSE_COLUMNS = 150
"""The coarse grid has at least so many over the whole frame: 160 for 1280 pixels."""
FINE_STEP_FROM = (600, 1600)
"""Widths of the frame from which a cell of the fine grid is two pixels wide, and four. Half as much looks a little
better at 1920 pixels, and takes 2.5 times as long."""

COARSE_SHARE, FINE_SHARE = 0.25, 0.12
"""The share of the new matte in its average where the picture stands still: before the guided filter, which evens out
the network's own flicker, and after it, which evens out the noise of the picture it follows."""


class Refinement(Step):
    """In this order: motion, an average over time, the guided filter, another average, the curve, enlarging.

    `guided` False leaves out the filter, and the fine grid has half the rows and columns.
    """

    def __init__(self, curve: Plane, guided: bool = True) -> None:
        """`curve`: 256 alphas, see refine/curve.py."""
        self._curve, self._guided = curve, guided
        self._fitted: _Fitted | None = None
        self._pool: BufferPool | None = None

    def reset(self) -> None:
        self._fitted = None

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        region, grid = matte.region or frame.region, (matte.alpha.shape[0], matte.alpha.shape[1])
        fitted = self._fitted
        if fitted is None or not fitted.fits(frame.size, region, grid):
            fitted = self._fitted = _Fitted(frame.size, region, grid, self._guided, fitted)
        alpha = fitted.refine(matte, frame)
        cv2.LUT(alpha, self._curve, alpha)
        return Matte(self._placed(alpha, region, frame), matte.captured_ns)

    def _placed(self, alpha: Plane, region: Region, frame: Frame) -> Plane:
        """Enlarged to the region's pixels; none of the person outside it."""
        shape = frame.height, frame.width
        if self._pool is None or self._pool.shape != shape:
            self._pool = BufferPool(shape)
        out = self._pool.take()
        x, y, width, height = region
        out[:y], out[y + height :] = 0, 0
        out[y : y + height, :x], out[y : y + height, x + width :] = 0, 0
        target = out[y : y + height, x : x + width]
        cv2.resize(alpha, (width, height), target, interpolation=cv2.INTER_LINEAR)
        return out


class _Fitted:
    """Everything that depends on the region and the grids; what was seen before is carried over."""

    def __init__(
        self, size: tuple[int, int], region: Region, grid: Shape, guided: bool, before: _Fitted | None
    ) -> None:
        self._is_for = size, region, grid
        coarse_step, fine_step = _steps(size[0], guided)
        coarse = _shape(region, coarse_step)
        fine = coarse[0] * coarse_step // fine_step, coarse[1] * coarse_step // fine_step
        self._guide = Guide(region, fine, coarse)
        self._filter = GuidedFilter(coarse, fine) if guided else None
        self._to_coarse, self._to_fine = Resize(grid[::-1], coarse[::-1]), Resize(grid[::-1], fine[::-1])
        self._small = np.empty(coarse, np.uint8)
        self._alpha, self._calm = np.empty(fine, np.uint8), np.empty(fine, np.uint8)
        self._coarse, self._fine = np.empty(coarse, np.float32), np.empty(fine, np.float32)
        if before is None or before._is_for[0] != size:
            self._motion = Motion(region, coarse)
            self._first, self._second = Average(region, coarse, COARSE_SHARE), Average(region, fine, FINE_SHARE)
        else:
            self._motion = before._motion.moved_to(region, coarse)
            self._first, self._second = before._first.moved_to(region, coarse), before._second.moved_to(region, fine)
            self._first.start_anew()  # over another region the network sees better or worse than it did

    def fits(self, size: tuple[int, int], region: Region, grid: Shape) -> bool:
        return self._is_for == (size, region, grid)

    def refine(self, matte: Matte, frame: Frame) -> Plane:
        """The refined alpha on the fine grid; valid until the next call."""
        self._guide.take(frame, matte.half_luma, colours=self._filter is not None)
        self._to_coarse(matte.alpha, self._small)
        np.copyto(self._coarse, self._small)
        self._motion.see(self._guide.coarse[0], self._coarse, self._first.values)
        moving = self._motion.moving
        self._first.add(self._coarse, moving)
        if self._filter is not None:
            self._filter.fit(self._guide.coarse, self._first.values)
            refined = self._filter.apply(self._guide.fine)
        else:
            self._to_fine(matte.alpha, self._alpha)
            refined = self._fine
            np.copyto(refined, self._alpha)
        self._second.add(refined, moving)
        cv2.convertScaleAbs(self._second.values, self._alpha)
        # Takes single cells away that look like the other side by chance: errors at the edge fall to 0.96.
        cv2.medianBlur(self._alpha, 3, self._calm)
        return self._calm


def _steps(width: int, guided: bool) -> tuple[int, int]:
    """Pixels of the frame to a cell of the coarse grid and of the fine one, either way."""
    coarse = 1
    while width >= 2 * coarse * COARSE_COLUMNS:
        coarse *= 2
    fine = sum(width >= least for least in FINE_STEP_FROM)
    return coarse, min(coarse, 2 ** (fine if guided else fine + 1))


def _shape(region: Region, step: int) -> Shape:
    """Of the coarse grid: even sides, since the guided filter's own grid has half of them."""
    return max(2, round(region.height / step / 2) * 2), max(2, round(region.width / step / 2) * 2)
