"""A region of the frame on smaller grids: what the refinement follows the picture's edges and motion with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backdrop.frame import Frame, Plane, Planes, Region, Seen
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize

Shape = tuple[int, int]
Values = npt.NDArray[np.float32]


class Guide:
    """Y, U and V of one region, scaled to a `fine` and a `coarse` grid: uint8 (3, rows, columns)."""

    def __init__(self, region: Region, fine: Shape, coarse: Shape) -> None:
        """Rows and columns of the grids."""
        self._region = region
        self.fine, self.coarse = np.empty((3, *fine), np.uint8), np.empty((3, *coarse), np.uint8)
        self._scaled = self.fine
        self._to_fine: list[Resize | None] = [None] * 3
        # In one picture, one plane under the other.
        self._to_coarse = Resize((fine[1], 3 * fine[0]), (coarse[1], 3 * coarse[0]))

    def take(self, frame: Frame, seen: Seen | None) -> None:
        """Scales the region of `frame`, or what is made of it already: valid for as long as that."""
        halves = seen.halves if seen is not None else None
        if halves is not None and halves.shape == self._scaled.shape:
            self.fine = halves
        else:
            self.fine = self._scaled
            self._scale(frame, halves)
        self._to_coarse(self.fine.reshape(-1, self.fine.shape[2]), self.coarse.reshape(-1, self.coarse.shape[2]))

    def _scale(self, frame: Frame, halves: Plane | None) -> None:
        source = frame.part(self._region)
        if halves is not None and 2 * halves.size > self.fine.size:  # not where the grid is as fine as the frame
            source = Planes(*halves)
        for n, plane in enumerate(source):
            resize = self._to_fine[n]
            if resize is None or resize.source != plane.shape[::-1]:
                resize = self._to_fine[n] = Resize((plane.shape[1], plane.shape[0]), self.fine.shape[:0:-1])
            resize(plane, self.fine[n])


def moved(values: Values, was: Region, now: Region, shape: Shape, outside: float) -> Values:
    """What was known on a grid over one region, on a grid of that shape over another; `outside` where nothing was."""
    rows, columns = values.shape
    scale_x, scale_y = columns / was.width, rows / was.height
    step_x, step_y = now.width / shape[1], now.height / shape[0]
    to_values = np.array(
        [
            [step_x * scale_x, 0, (now.x - was.x + step_x / 2) * scale_x - 0.5],
            [0, step_y * scale_y, (now.y - was.y + step_y / 2) * scale_y - 0.5],
        ]
    )
    found = np.empty(shape, np.float32)
    cv2.warpAffine(
        values, to_values, shape[::-1], found, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT, borderValue=outside,
    )  # fmt: skip
    return found
