"""Brings a matte from the network's grid to the frame's size."""

from __future__ import annotations

from backdrop.frame import BufferPool, Frame, Matte
from backdrop.host.cv import cv2
from backdrop.refine.step import Step


class Upsample(Step):
    """Bilinear, in uint8."""

    def __init__(self) -> None:
        self._pool: BufferPool | None = None

    def apply(self, matte: Matte, frame: Frame) -> Matte:
        shape = frame.height, frame.width
        if matte.alpha.shape == shape:
            return matte
        if self._pool is None or self._pool.shape != shape:
            self._pool = BufferPool(shape)
        alpha = self._pool.take()
        cv2.resize(matte.alpha, frame.size, alpha, interpolation=cv2.INTER_LINEAR)
        return Matte(alpha, matte.captured_ns)
