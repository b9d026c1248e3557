"""What takes the least work: the network's answer, averaged over time where nothing moves, and enlarged.

Large frames' mattes have half their sides: the network's answer has no more to tell.
"""

from __future__ import annotations

import numpy as np

from backdrop.frame import Frame, Matte, Plane, Region
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.refine.fitting import FittingStep, Size
from backdrop.refine.guide import Shape, moved
from backdrop.refine.motion import REACH
from backdrop.refine.placing import Placing

HALF_FROM = 600
"""Width of the frame from which a matte of half its sides is no coarser than what the network answers."""

SHARE, STILL = 0.12, 3
"""The share of the new answer in its average where the picture stands still; and the change of the luma, in levels on
half the network's grid, up to which it does."""


class Light(FittingStep["_Fitted"]):
    """All in uint8 on the network's grid: in float32 it takes twice the time (presenter, 720p)."""

    def __init__(self, curve: Plane) -> None:
        """`curve`: 256 alphas, see refine/curve.py."""
        super().__init__(_Fitted)
        self._curve, self._whole, self._half = curve, Placing(), Placing(2)

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        fitted = self._fitted_to(matte, frame)
        cv2.LUT(fitted.average(matte, frame), self._curve, fitted.curved)
        place = self._half if frame.width >= HALF_FROM else self._whole
        return Matte(place(fitted.curved, fitted.region, frame), matte.captured_ns)


class _Fitted:
    """Everything that depends on the region and the network's grid; the average is carried over."""

    def __init__(self, size: Size, region: Region, grid: Shape, before: _Fitted | None) -> None:
        self.region, self._size = region, size
        self._values, self._seen = np.zeros(grid, np.uint8), 0
        if before is not None and before._size == size:
            known = before._values.astype(np.float32)
            cv2.convertScaleAbs(moved(known, before.region, region, grid, 0.0), self._values)
            self._seen = before._seen
        half = (grid[0] + 1) // 2, (grid[1] + 1) // 2
        # Before the first picture all is black, and so all moves.
        self._luma, self._before, self._moving = (np.zeros(half, np.uint8) for _ in range(3))
        self._reach = np.ones((REACH, REACH), np.uint8)
        self._to_half: Resize | None = None
        self._pairs, self._enlarged = np.empty((*half, 2), np.uint8), np.empty((half[0], 2, 2 * half[1]), np.uint8)
        self._anew = self._enlarged.reshape(2 * half[0], -1)[: grid[0], : grid[1]]
        self.curved = np.empty(grid, np.uint8)

    def average(self, matte: Matte, frame: Frame) -> Plane:
        """The answers' average, with this one mixed in, or this one where the picture moves, until the next."""
        self._seen += 1
        share, values = max(SHARE, 1 / self._seen), self._values
        self._look(matte, frame)
        # Each value twice in each of two rows: half the time of cv2.resize, which takes the nearest.
        cv2.merge((self._moving, self._moving), self._pairs)
        self._enlarged[:] = self._pairs.reshape(len(self._pairs), 1, -1)
        cv2.addWeighted(matte.alpha, share, values, 1 - share, 0, values)
        cv2.copyTo(matte.alpha, self._anew, values)
        return values

    def _look(self, matte: Matte, frame: Frame) -> None:
        """Finds out where the picture moves, on half the network's grid."""
        luma = matte.seen.luma if matte.seen is not None else frame.part(self.region).y
        if self._to_half is None or self._to_half.source != luma.shape[::-1]:
            self._to_half = Resize((luma.shape[1], luma.shape[0]), self._luma.shape[::-1])
        self._luma, self._before = self._before, self._luma
        self._to_half(luma, self._luma)
        cv2.absdiff(self._luma, self._before, self._moving)
        cv2.dilate(self._moving, self._reach, self._moving)
        cv2.threshold(self._moving, STILL, 255, cv2.THRESH_BINARY, self._moving)
