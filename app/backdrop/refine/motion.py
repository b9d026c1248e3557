"""Where the picture stands still and where it moves, and averages over time that follow it."""

from __future__ import annotations

import functools

import numpy as np

from backdrop.frame import Plane, Region
from backdrop.host.cv import cv2
from backdrop.refine.guide import Shape, Values, moved

STILL, MOVING = 3.2, 9
"""Change of the luma, in levels of its means, up to which a cell stands still, and from which it moves."""
MATTE_PER_LUMA = 36
"""So many levels of alpha between the network's answer and its average count as one of luma: an edge that has moved
stands out in the matte even where both sides of it look alike."""
LUMA_SHARE = 0.15
"""The share of a new picture in the average that the next one is compared with, where it stands still. Slow motion adds
up in it until it is seen."""
REACH = 3
"""Side in cells of the square by which motion spreads."""
NEGLIGIBLE = 1 / 256
"""Alpha below which an average is none: without an end to its decay it becomes denormal, which processors are many
times slower with."""

_END_EVERY = 64
"""Values after which averages are ended: it takes three hundred until one is denormal."""
_STEPS = 8
"""Steps, for each level of luma, of the scale on which changes are spread: in uint8 that takes a third of the time that
it takes in float32."""
_UNKNOWN = -1000.0
"""Luma where nothing was seen before: it counts as moving."""


class Motion:
    """Where the picture moves: says how much of a new value is to be taken, cell by cell."""

    def __init__(self, region: Region, shape: Shape) -> None:
        self._region = region
        self._average = np.full(shape, _UNKNOWN, np.float32)
        self._luma, self._shares = np.empty(shape, np.float32), np.empty(shape, np.float32)
        self._scratch, self._other = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self._reach = np.ones((REACH, REACH), np.uint8)
        self.change = np.full(shape, 255, np.uint8)
        """What `shares` are tables of: from standing still to moving, uint8."""

    def moved_to(self, region: Region, shape: Shape) -> Motion:
        """The same picture, seen over another region."""
        other = Motion(region, shape)
        other._average[:] = moved(self._average, self._region, region, shape, _UNKNOWN)
        return other

    def see(self, luma: Plane, matte_change: Values) -> None:
        """Compares the luma (uint8) with its average, and updates both it and `change`.

        `matte_change`: how far the network's answer is from its average, 0..255.
        """
        scratch, other = self._scratch, self._other
        np.copyto(self._luma, luma)
        cv2.subtract(self._luma, self._average, self._luma)
        cv2.convertScaleAbs(self._luma, scratch, _STEPS)
        cv2.convertScaleAbs(matte_change, other, _STEPS / MATTE_PER_LUMA)
        cv2.max(scratch, other, scratch)
        cv2.dilate(scratch, self._reach, self.change)
        cv2.LUT(self.change, shares(LUMA_SHARE), self._shares)
        mix(self._average, self._luma, self._shares)


@functools.cache
def shares(share: float) -> Values:
    """For each `change`, how much of a new value is taken: `share` where the picture stands still, all where it moves.

    The smaller shares of the first values are few.
    """
    moving = np.clip((np.arange(256) / _STEPS - STILL) / (MOVING - STILL), 0, 1)
    return np.asarray(share + (1 - share) * moving, np.float32)


class Average:
    """An exponential moving average of alpha, 0..255, whose share of the new value grows with motion."""

    def __init__(self, region: Region, shape: Shape, share: float) -> None:
        """`share`: of the new value, where the picture stands still."""
        self._region, self._share = region, share
        self.values = np.zeros(shape, np.float32)
        self.difference, self._shares = np.empty(shape, np.float32), np.empty(shape, np.float32)
        self._seen = 0

    def moved_to(self, region: Region, shape: Shape) -> Average:
        """The same matte, over another region."""
        other = Average(region, shape, self._share)
        other.values[:] = moved(self.values, self._region, region, shape, 0.0)
        return other

    def compare(self, new: Values) -> Values:
        """How far a new value is from the average, with its sign; valid until it is added."""
        cv2.subtract(new, self.values, self.difference)
        return self.difference

    def add(self, change: Plane) -> None:
        """Mixes in the value that was compared. `change`: see Motion, on the same grid."""
        self._seen += 1
        cv2.LUT(change, shares(max(self._share, 1 / self._seen)), self._shares)
        mix(self.values, self.difference, self._shares)
        if self._seen % _END_EVERY == 0:
            cv2.threshold(self.values, NEGLIGIBLE, 0, cv2.THRESH_TOZERO, self.values)


def mix(average: Values, difference: Values, taken: Values) -> None:
    """average += taken · difference, which becomes their product."""
    cv2.multiply(difference, taken, difference)
    cv2.add(average, difference, average)
