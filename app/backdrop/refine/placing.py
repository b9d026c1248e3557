"""Brings a refined matte of a region to the frame's size, or to half its sides."""

from __future__ import annotations

from backdrop.frame import BufferPool, Frame, Plane, Region
from backdrop.host.cv import cv2


class Placing:
    """Into buffers of its own, which are not written again while they are in use."""

    def __init__(self, step: int = 1) -> None:
        """`step`: pixels of the frame to a side of the matte's."""
        self._step = step
        self._pool: BufferPool | None = None
        self._regions: dict[int, Region] = {}  # outside of which each of the pool's buffers, which it keeps, is 0

    def __call__(self, alpha: Plane, region: Region, frame: Frame) -> Plane:
        """`alpha`, uint8 on any grid over the region, brought to the matte's; none of the person outside."""
        step = self._step
        shape = frame.height // step, frame.width // step
        if self._pool is None or self._pool.shape != shape:
            self._pool, self._regions = BufferPool(shape), {}
        out = self._pool.take()
        if self._regions.get(id(out)) != region:
            out.fill(0)
            self._regions[id(out)] = region
        x, y, width, height = (side // step for side in region)
        target = out[y : y + height, x : x + width]
        cv2.resize(alpha, (width, height), target, interpolation=cv2.INTER_LINEAR)
        return out
