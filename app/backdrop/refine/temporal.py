"""Calms a matte that flickers while the picture stands still, and lets go wherever the picture moves."""

from __future__ import annotations

import numpy as np

from backdrop.frame import BufferPool, Frame, Matte, Plane
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.refine.step import Step

# Measured on the Akiyo and webcam clips, 8-bit luma scaled to the matte's grid. Sensor noise and coding noise stay
# under STILL after the blur; a person who moves two pixels a frame changes edges by more than MOVING.
STILL, MOVING = 2, 8
"""Luma change, in grey levels, up to which a pixel stands still, and from which it moves."""
SLOWEST = 0.15
"""The share of the new matte that is taken where the picture stands still; where it moves, all of it."""
NOISE_BLUR, REACH = 5, 7
"""Sides in pixels of the matte's grid: of the box that averages noise away, and of the square by which motion spreads,
so that the soft edge around what moves is let go with it."""


def _share_by_change() -> Plane:
    change = np.arange(256, dtype=np.float32)
    share = np.clip(SLOWEST + (change - STILL) / (MOVING - STILL) * (1 - SLOWEST), SLOWEST, 1)
    return np.asarray(np.round(share * 255), np.uint8)


class TemporalFilter(Step):
    """An exponential moving average whose share of the new matte grows with the motion of the picture, pixel by pixel.

    Works on the matte's own grid in uint8, so it belongs before the upsampling.
    """

    def __init__(self) -> None:
        self._share_of = _share_by_change()
        self._luma: Plane
        self._earlier_luma: Plane
        self._matte: Plane | None = None
        self._size: tuple[int, int] | None = None

    def reset(self) -> None:
        self._matte = None

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        if self._size != frame.size or self._pool.shape != matte.alpha.shape:
            self._make_buffers(matte.alpha.shape, frame.size)
        self._resize(frame.planes.y, self._luma)
        earlier = self._matte
        alpha = matte.alpha if earlier is None else self._mix(matte.alpha, earlier)
        self._luma, self._earlier_luma = self._earlier_luma, self._luma
        self._matte = alpha
        return Matte(alpha, matte.captured_ns)

    def _mix(self, new: Plane, earlier: Plane) -> Plane:
        cv2.absdiff(self._luma, self._earlier_luma, self._change)
        cv2.blur(self._change, (NOISE_BLUR, NOISE_BLUR), self._smooth)
        cv2.dilate(self._smooth, self._reach, self._change)
        cv2.LUT(self._change, self._share_of, self._share)
        out = self._pool.take()
        cv2.multiply(new, self._share, out, 1 / 255)
        cv2.bitwise_not(self._share, self._share)
        cv2.multiply(earlier, self._share, self._smooth, 1 / 255)
        cv2.add(out, self._smooth, out)
        return out

    def _make_buffers(self, shape: tuple[int, ...], size: tuple[int, int]) -> None:
        self._size, self._matte = size, None
        self._pool = BufferPool(shape)
        self._resize = Resize(size, (shape[1], shape[0]))
        self._reach = np.ones((REACH, REACH), np.uint8)
        self._luma, self._earlier_luma = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self._change, self._smooth, self._share = (np.empty(shape, np.uint8) for _ in range(3))
