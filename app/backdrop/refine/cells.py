"""The cells of a fine grid that the outline may pass through: only there is there anything to refine.

A cell is a square of the fine grid. Away from the outline the matte is wholly person or wholly background, and stays so
whatever is done to it: leaving that out takes filtering and averaging to a third of their time (presenter, 720p).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane, Region
from backdrop.host.cv import cv2
from backdrop.refine.guide import Shape, Values, moved
from backdrop.refine.scratch import Scratch

Indices = npt.NDArray[np.intp]

NONE_BELOW, ALL_ABOVE = 8, 247
"""Alpha, 0..255, below which a cell is none of the person, and above which it is all person, unless one nearby is not.
What the softest curve makes of these is one grey level."""
NEARBY = 1
"""Cells around one that is neither, or around a step from one to the other, in which the filter may move the outline.
Two look no better, and take the refinement 1.15 times as long."""

_WORD = {1: np.uint8, 2: np.uint16, 4: np.uint32, 8: np.uint64}


class Cells:
    """Knows which cells are open, and takes their values out of planes and puts them back."""

    def __init__(self, shape: Shape, side: int) -> None:
        """`shape`: rows and columns of cells. `side`: of a cell in places of the fine grid; 1, 2, 4 or 8."""
        self.shape, self.side = shape, side
        self._word = _WORD[side]
        self._all = self._word(np.iinfo(self._word).max // 255)  # times 255 it is that of a row of a cell
        self._alpha, self._most, self._least = (np.empty(shape, np.uint8) for _ in range(3))
        self._window = np.ones((2 * NEARBY + 1, 2 * NEARBY + 1), np.uint8)
        self._is_open, self._scratch = np.empty(shape, bool), np.empty(shape, bool)
        # 0 or 255 of closed cells, 1 of open ones; at first none is as it was.
        self._state, self._before = np.empty(shape, np.uint8), np.full(shape, 2, np.uint8)
        number = np.arange(shape[0] * shape[1], dtype=np.intp)
        first = number + number // shape[1] * shape[1] * (side - 1)
        # A row a cell: the numbers of its words in a plane of the fine grid.
        self._places = first[:, None] + np.arange(side, dtype=np.intp) * shape[1]
        self._numbers, self._taken = Scratch(np.intp), Scratch(self._word)
        self.open: Indices = np.empty(0, np.intp)
        """Numbers, row by row, of the cells that the outline may pass through."""
        self.just_closed: Indices = np.empty(0, np.intp)
        """Numbers of the closed ones that were open before, or closed otherwise; at first of all closed ones."""
        self.closed = np.empty(shape, np.uint8)
        """Alpha of those that are closed: 0 or 255."""

    def choose(self, alpha: Values) -> None:
        """Opens and closes cells. `alpha`: their means, 0..255."""
        cv2.convertScaleAbs(alpha, self._alpha)
        cv2.dilate(self._alpha, self._window, self._most)
        cv2.erode(self._alpha, self._window, self._least)
        cv2.threshold(self._least, ALL_ABOVE, 255, cv2.THRESH_BINARY, self.closed)
        np.greater_equal(self._most, NONE_BELOW, out=self._is_open)
        np.greater(self._is_open, self.closed, out=self._is_open)
        self.open = self._is_open.reshape(-1).nonzero()[0]
        np.add(self.closed, self._is_open.view(np.uint8), out=self._state)
        np.not_equal(self._state, self._before, out=self._scratch)
        np.greater(self._scratch, self._is_open, out=self._scratch)
        self.just_closed = self._scratch.reshape(-1).nonzero()[0]
        self._state, self._before = self._before, self._state
        at = self._numbers.array(self.open.size, self.side)
        self._at = self._places.take(self.open, axis=0, out=at, mode="clip")

    def take(self, planes: Plane) -> Plane:
        """The open cells' values in planes of the fine grid: uint8 (planes, cells, places), until the next call."""
        words = planes.view(self._word).reshape(len(planes), -1)
        taken = self._taken.array(len(planes), *self._at.shape)
        return words.take(self._at, axis=1, out=taken, mode="clip").view(np.uint8)

    def put(self, values: Plane, plane: Plane) -> None:
        """Writes the open cells' values, a row a cell, and 0 or 255 into those that have just been closed; those that
        were closed before are as they were left."""
        words = plane.reshape(-1).view(self._word)
        if self.just_closed.size:
            closed = self.closed.reshape(-1)[self.just_closed] * self._all
            words[self._places[self.just_closed]] = closed[:, None]
        words[self._at] = values.view(self._word)


def moved_cells(values: Values, was: Region, cells: Shape, now: Region, shape: Shape) -> Values:
    """What was known at the places of all cells over one region, a row a cell, at those of cells over another."""
    side = int(np.sqrt(values.shape[1]))
    plane = values.reshape(*cells, side, side).swapaxes(1, 2).reshape(cells[0] * side, cells[1] * side)
    other = moved(plane, was, now, (shape[0] * side, shape[1] * side), 0.0)
    there: Values = other.reshape(shape[0], side, shape[1], side).swapaxes(1, 2).reshape(-1, side * side)
    return there
