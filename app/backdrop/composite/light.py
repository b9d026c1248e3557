"""Brings a chosen background's brightness and contrast nearer to the camera's, so that both seem lit alike."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from backdrop.composite.background import Background
from backdrop.frame import Frame, Matte, Plane, empty_pixels, planes
from backdrop.host.cv import cv2

# Chosen by eye on the bundled pictures behind people in dark and bright rooms: the background follows the light and
# stays the picture that was chosen. All of the way, a sunlit beach turns to mud behind somebody in a dim room.
SHARE = 0.5
"""How much of the difference is made up for: of the mean in grey levels, of the contrast as a ratio."""
MOST_BRIGHTER = 30.0
"""Grey levels that the background's mean is moved at most, up or down."""
MOST_CONTRAST = 1.25
"""What its contrast is multiplied or divided by at most."""
FLAT = 8.0
"""Standard deviation, in grey levels, up to which a picture has no contrast that could be compared."""
SETTLING_S = 3.0
"""Time constant by which light is followed: somebody who walks past, a flickering lamp or a cut in a video is not."""
LONGEST_S = 1.0
"""What counts of a longer gap between two frames: no gap lets the light jump."""
NOTICED = 1.0
"""Grey levels by which some grey must be off before anything is changed: the noise of the camera never shows."""
STRIDE = 8
"""Every so many pixels, across and down, one is measured."""
BLACK, WHITE = 16, 235
_GREYS = np.arange(256, dtype=np.float32)


class Light(NamedTuple):
    """Mean and standard deviation of a picture's luma, in grey levels."""

    mean: float
    deviation: float

    def averaged(self, before: Light | None, share: float) -> Light:
        """This one mixed into what was `before`; `share` 0..1 is its own."""
        if before is None:
            return self
        return Light(*(old + share * (new - old) for old, new in zip(before, self, strict=True)))


class MatchedLight(Background):
    """Another background, its luma mapped by one table for the whole picture; colours stay as they are.

    What is measured of the camera is the luma's mean and deviation over the whole frame: the light of the room. What
    the person wears would say little about it.
    """

    def __init__(self, inner: Background, width: int, height: int) -> None:
        """`inner` hides the room, is not made of it, and is closed with this one."""
        self._inner = inner
        self._pixels = empty_pixels(width, height)
        self._of_camera: Light | None = None  # both averaged over time
        self._of_chosen: Light | None = None
        self._clock_ns = 0
        self._curve = _GREYS
        self._table = _GREYS.astype(np.uint8)
        self._is_mapped = False

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        chosen = self._inner.behind(frame, matte)
        share = self._share_of_new(frame.captured_ns)
        self._of_camera = _light_of(frame.planes.y).averaged(self._of_camera, share)
        if self._of_chosen is None or not self._inner.is_still:
            self._of_chosen = _light_of(planes(chosen).y).averaged(self._of_chosen, share)
        self._aim(self._of_chosen, self._of_camera)
        return self._mapped(chosen)

    def alone(self, now_ns: int) -> Plane | None:
        chosen = self._inner.alone(now_ns)
        return None if chosen is None else self._mapped(chosen)

    @property
    def trouble(self) -> str:
        return self._inner.trouble

    def close(self) -> None:
        self._inner.close()

    def _share_of_new(self, clock_ns: int) -> float:
        passed_s = max(0, clock_ns - self._clock_ns) / 1e9
        self._clock_ns = clock_ns
        return 1 - math.exp(-min(passed_s, LONGEST_S) / SETTLING_S)

    def _aim(self, chosen: Light, camera: Light) -> None:
        """Makes a new table, if the one there is would be noticeably off."""
        shift = min(max(SHARE * (camera.mean - chosen.mean), -MOST_BRIGHTER), MOST_BRIGHTER)
        ratio = 1.0
        if min(chosen.deviation, camera.deviation) > FLAT:
            ratio = min(max((camera.deviation / chosen.deviation) ** SHARE, 1 / MOST_CONTRAST), MOST_CONTRAST)
        curve = (_GREYS - np.float32(chosen.mean)) * np.float32(ratio) + np.float32(chosen.mean + shift)
        np.clip(curve, BLACK, WHITE, out=curve)
        if float(np.abs(curve - self._curve).max()) > NOTICED:
            self._curve = curve
            self._table = np.rint(curve).astype(np.uint8)
            self._is_mapped = False

    def _mapped(self, chosen: Plane) -> Plane:
        if self._is_mapped and self._inner.is_still:
            return self._pixels
        self._is_mapped = True
        height = chosen.shape[0] * 2 // 3
        cv2.LUT(chosen[:height], self._table, self._pixels[:height])
        np.copyto(self._pixels[height:], chosen[height:])
        return self._pixels


def _light_of(luma: Plane) -> Light:
    mean, deviation = cv2.meanStdDev(luma[::STRIDE, ::STRIDE])
    return Light(float(mean[0, 0]), float(deviation[0, 0]))
