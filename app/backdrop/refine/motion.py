"""Where the picture stands still and where it moves, and averages over time that follow it."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Plane, Region
from backdrop.host.cv import cv2
from backdrop.refine.guide import Shape, Values, moved

STILL, MOVING = 2, 8
"""Change of the luma, in levels on the coarse grid, up to which a cell stands still, and from which it moves."""
MATTE_PER_LUMA = 36
"""So many levels of alpha between the network's answer and its average count as one of luma: an edge that has moved
stands out in the matte even where both sides of it look alike."""
LUMA_SHARE = 0.15
"""The share of a new picture in the average that the next one is compared with, where it stands still. Slow motion adds
up in it until it is seen."""
NOISE_BLUR, REACH = 3, 3
"""Sides in cells of the box that averages noise away, and of the square by which motion spreads."""
NEGLIGIBLE = 1 / 256
"""Alpha below which an average is none: the guided filter may fall below 0, and without an end to its decay an average
becomes denormal, which processors are many times slower with."""

_UNKNOWN = -1000.0
"""Luma where nothing was seen before: it counts as moving."""


class Motion:
    """How much of a new value is to be taken, cell by cell: `moving`, float32 0..1 on the coarse grid."""

    def __init__(self, region: Region, shape: Shape) -> None:
        self._region = region
        self._average = np.full(shape, _UNKNOWN, np.float32)
        self._luma, self._change, self._scratch = (np.empty(shape, np.float32) for _ in range(3))
        self._reach = np.ones((REACH, REACH), np.uint8)
        self.moving = np.ones(shape, np.float32)

    def moved_to(self, region: Region, shape: Shape) -> Motion:
        """The same picture, seen over another region."""
        other = Motion(region, shape)
        other._average[:] = moved(self._average, self._region, region, shape, _UNKNOWN)
        return other

    def see(self, luma: Plane, matte: Values, average: Values) -> None:
        """Compares luma (uint8) and matte (0..255) with their averages; updates `moving`, and the luma's average."""
        change, scratch = self._change, self._scratch
        np.copyto(self._luma, luma)
        cv2.absdiff(self._luma, self._average, scratch)
        cv2.blur(scratch, (NOISE_BLUR, NOISE_BLUR), change, borderType=cv2.BORDER_REPLICATE)
        cv2.absdiff(matte, average, scratch)
        np.multiply(scratch, np.float32(1 / MATTE_PER_LUMA), out=scratch)
        cv2.max(change, scratch, change)
        cv2.dilate(change, self._reach, scratch)
        np.subtract(scratch, np.float32(STILL), out=scratch)
        np.multiply(scratch, np.float32(1 / (MOVING - STILL)), out=scratch)
        np.clip(scratch, 0, 1, out=self.moving)
        _weigh(self.moving, LUMA_SHARE, scratch)
        _mix(self._average, self._luma, scratch, change)


class Average:
    """An exponential moving average of alpha, 0..255, whose share of the new value grows with motion."""

    def __init__(self, region: Region, shape: Shape, share: float) -> None:
        """`share`: of the new value, where the picture stands still."""
        self._region, self._share = region, share
        self.values = np.zeros(shape, np.float32)
        self._weights, self._enlarged, self._scratch = (np.empty(shape, np.float32) for _ in range(3))
        self._seen = 0

    def moved_to(self, region: Region, shape: Shape) -> Average:
        """The same matte, over another region."""
        other = Average(region, shape, self._share)
        other.values[:] = moved(self.values, self._region, region, shape, 0.0)
        other._seen = self._seen
        return other

    def start_anew(self) -> None:
        """The next value counts alone, and those after it as much as what was seen since."""
        self._seen = 0

    def add(self, new: Values, moving: Values) -> None:
        """Mixes in a new value. `moving` (0..1) may be on a smaller grid."""
        self._seen += 1
        if self._weights.shape != moving.shape:
            self._weights = np.empty_like(moving)
        _weigh(moving, max(self._share, 1 / self._seen), self._weights)
        weights = self._weights
        if weights.shape != new.shape:
            weights = self._enlarged
            cv2.resize(self._weights, new.shape[::-1], weights, interpolation=cv2.INTER_LINEAR)
        _mix(self.values, new, weights, self._scratch)
        cv2.threshold(self.values, NEGLIGIBLE, 0, cv2.THRESH_TOZERO, self.values)


def _weigh(moving: Values, share: float, out: Values) -> None:
    """The share of the new value, cell by cell."""
    np.multiply(moving, np.float32(1 - share), out=out)
    np.add(out, np.float32(share), out=out)


def _mix(average: Values, new: Values, weights: Values, scratch: Values) -> None:
    """average += weights · (new − average)."""
    cv2.subtract(new, average, scratch)
    cv2.multiply(scratch, weights, scratch)
    cv2.add(average, scratch, average)
