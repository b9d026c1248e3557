"""A region of the frame on smaller grids: what the refinement follows the picture's edges and motion with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backdrop.frame import Frame, Plane, Region
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize

Shape = tuple[int, int]
Values = npt.NDArray[np.float32]


class Guide:
    """Y, U and V of one region, scaled to a `fine` and a `coarse` grid: uint8, valid until the next `take`."""

    def __init__(self, region: Region, fine: Shape, coarse: Shape) -> None:
        """Rows and columns of the grids."""
        self._region, self._fine_shape = region, fine
        self.fine: list[Plane] = [np.empty(fine, np.uint8) for _ in range(3)]
        self.coarse = [np.empty(coarse, np.uint8) for _ in range(3)]
        self._scaled = list(self.fine)
        self._to_fine: list[Resize | None] = [None] * 3
        self._to_coarse = Resize(fine[::-1], coarse[::-1])

    def take(self, frame: Frame, half: Plane | None, colours: bool) -> None:
        """Scales the region of `frame`; its colours only where they are asked for.

        `half`: its luma at half the size, where somebody has that already.
        """
        planes = frame.part(self._region)
        for n in range(3 if colours else 1):
            self._take(n, half if n == 0 and half is not None else planes[n])
            self._to_coarse(self.fine[n], self.coarse[n])

    def _take(self, n: int, plane: Plane) -> None:
        if plane.shape == self._fine_shape:
            self.fine[n] = plane
            return
        resize = self._to_fine[n]
        if resize is None or resize.source != plane.shape[::-1]:
            resize = self._to_fine[n] = Resize((plane.shape[1], plane.shape[0]), self._fine_shape[::-1])
        self.fine[n] = self._scaled[n]
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
