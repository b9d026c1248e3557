"""Calms a matte that flickers while the picture stands still, and lets go wherever the picture moves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backdrop.frame import BufferPool, Frame, Matte, Plane
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.refine.step import Step

# Measured on the drawn presenter, shifted by 1 to 12 pixels a frame at 720p, and on the Akiyo and webcam clips. Of the
# network's own error against the exact alpha 7 % are added at worst; of the flicker where the clips stand still 59 to
# 78 % are left. Without MATTE_PER_LUMA 40 % are added, because a shoulder is often as dark as the wall behind it.
STILL, MOVING = 2, 8
"""Luma change, in grey levels, up to which a pixel stands still, and from which it moves."""
MATTE_PER_LUMA = 12
"""So many levels of alpha between the new matte and the average count as one level of luma: an edge that has moved
stands out in the matte even where both sides of it look alike; 24 levels are flicker still."""
SLOWEST = 0.15
"""The share of the new matte that is taken where the picture stands still; where it moves, all of it."""
NOISE_BLUR, REACH = 5, 7
"""Sides in pixels of the matte's grid: of the box that averages noise away, and of the square by which motion spreads,
so that the soft edge around what moves is let go with it."""
NEGLIGIBLE = 1 / 256
"""Levels of alpha below which the average is none. Without an end to its decay it becomes denormal after 15 seconds of
an empty still picture, and the filter takes five times as long."""

Values = npt.NDArray[np.float32]


def _share_by_change() -> Values:
    change = np.arange(256, dtype=np.float32)
    return np.clip(SLOWEST + (change - STILL) / (MOVING - STILL) * (1 - SLOWEST), SLOWEST, 1)


class TemporalFilter(Step):
    """An exponential moving average whose share of the new matte grows with the motion of the picture, pixel by pixel.

    The picture is averaged by the same shares and compared with its own average, so that slow motion adds up until it
    is seen. Works on the matte's own grid, so it belongs before the upsampling. The averages are kept as float32: in
    uint8 they would stop up to three levels short of the matte, and a trace of the room would stay in sight.
    """

    def __init__(self) -> None:
        self._share_of = _share_by_change()
        self._size: tuple[int, int] | None = None
        self._remembers = False

    def reset(self) -> None:
        self._remembers = False

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        if self._size != frame.size or self._pool.shape != matte.alpha.shape:
            self._make_buffers(matte.alpha.shape, frame.size)
        self._resize(frame.planes.y, self._luma)
        if self._remembers:
            self._mix(matte.alpha)
        else:
            np.copyto(self._average, matte.alpha)
            np.copyto(self._average_luma, self._luma)
        self._remembers = True
        alpha = self._pool.take()
        cv2.convertScaleAbs(self._average, alpha)
        return Matte(alpha, matte.captured_ns)

    def _mix(self, new: Plane) -> None:
        """average += share · (new − average), for the matte and the luma."""
        np.copyto(self._step, new)
        cv2.subtract(self._step, self._average, self._step)
        np.copyto(self._luma_step, self._luma)
        cv2.subtract(self._luma_step, self._average_luma, self._luma_step)
        cv2.LUT(self._changes(), self._share_of, self._share)
        for average, step in ((self._average, self._step), (self._average_luma, self._luma_step)):
            cv2.multiply(step, self._share, step)
            cv2.add(average, step, average)
        cv2.threshold(self._average, NEGLIGIBLE, 0, cv2.THRESH_TOZERO, self._average)

    def _changes(self) -> Plane:
        """How much each pixel has changed, in levels of luma."""
        change, scratch = self._change, self._scratch
        cv2.convertScaleAbs(self._luma_step, change)
        cv2.blur(change, (NOISE_BLUR, NOISE_BLUR), scratch)
        cv2.dilate(scratch, self._reach, change)
        cv2.convertScaleAbs(self._step, scratch, 1 / MATTE_PER_LUMA)
        cv2.max(change, scratch, change)
        return change

    def _make_buffers(self, shape: tuple[int, ...], size: tuple[int, int]) -> None:
        self._size, self._remembers = size, False
        self._pool = BufferPool(shape)
        self._resize = Resize(size, (shape[1], shape[0]))
        self._reach = np.ones((REACH, REACH), np.uint8)
        self._luma, self._change, self._scratch = (np.empty(shape, np.uint8) for _ in range(3))
        self._share, self._step, self._luma_step = (np.empty(shape, np.float32) for _ in range(3))
        self._average, self._average_luma = np.empty(shape, np.float32), np.empty(shape, np.float32)
