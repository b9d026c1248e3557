"""Whether anything has changed outside the region that the network looks at."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Frame, Plane, Region
from backdrop.host.cv import cv2

STEP = 16
"""Every so many pixels, across and down, one is compared."""
CHANGED, FEWEST = 20, 4
"""Levels of luma by which a pixel must have changed, which is beyond the noise of a webcam in good light; and how many
of them, for the noise in bad light."""


class Outside:
    """Remembers what it was shown last."""

    def __init__(self) -> None:
        self._seen: Plane | None = None

    def has_changed(self, frame: Frame, region: Region) -> bool:
        """Whether the frame differs outside the region from the one shown before; True for the first one."""
        luma = np.ascontiguousarray(frame.planes.y[STEP // 2 :: STEP, STEP // 2 :: STEP])
        before, self._seen = self._seen, luma
        if before is None or before.shape != luma.shape:
            return True
        change = cv2.absdiff(luma, before)
        x, y, width, height = region
        change[-(-y // STEP) : (y + height) // STEP, -(-x // STEP) : (x + width) // STEP] = 0
        return int((change >= CHANGED).sum()) >= FEWEST
