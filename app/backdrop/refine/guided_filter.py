"""The guided filter: the matte becomes, window by window, a linear function of the picture's colours.

He, Sun and Tang, "Guided image filtering", ECCV 2010; coefficients on a smaller grid than the one they are used on, as
in He and Sun, "Fast guided filter", 2015. What the windows hold is gathered there as well, of the cells' means: twice
as fine it would make edges a fifteenth sharper, in 1.2 times the whole refinement's time. Colours half as fine where
the coefficients are used would cost a seventh.
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane
from backdrop.refine.cells import Indices
from backdrop.refine.guide import Shape, Values
from backdrop.refine.scratch import Scratch

Doubles = npt.NDArray[np.float64]

WINDOW = 3
"""Side of the windows in cells. 5 loses fingers."""
EPSILON = 1e-5 * 255**2
"""How little contrast counts as an edge: the variance that is added to the luma's and the colours'."""
CHROMA = 1.5
"""Weight of U and V beside Y, whose edges are often the weaker ones against a wall of the same brightness."""

_AT_ONCE = 1 << 18
"""Multiplications of one matrix product: from more OpenBLAS shares the work among threads, which then spin for longer
than the whole filter takes."""


class GuidedFilter:
    """Made for grids of one size; `fit`, then `apply`."""

    def __init__(self, cells: Shape, side: int) -> None:
        """`cells`: their rows and columns; `side`: of a cell on the fine grid."""
        # Y, U, V, the target; then the products Y·(Y U V T), U·(U V T), V·(V T).
        self._of_pictures, self._of_coefficients = _Windows(13, cells), _Windows(4, cells)
        self._known = np.empty((5, cells[0] * cells[1]), np.float32)
        self._near, self._between = _neighbours(cells), _interpolation(side)
        self._numbers, self._averages = Scratch(np.intp), Scratch(np.float32)
        self._around, self._found, self._colours = (Scratch(np.float32) for _ in range(3))

    def fit(self, guide: Plane, target: Values, cells: Indices) -> None:
        """Finds the coefficients of these cells; those of all others are the target itself.

        `guide`: the cells' means of Y, U and V, uint8 (3, rows, columns); `target`: of alpha, 0..255.
        """
        averages = self._averaged(guide, target)
        windows = self._of_coefficients
        coefficients = windows.values
        coefficients[:3] = 0
        coefficients[3] = target
        columns = coefficients.shape[2]
        known = averages.reshape(13, -1).take(
            cells + columns, axis=1, out=self._averages.array(13, cells.size), mode="clip"
        )  # a row of border comes first
        coefficients.reshape(4, -1)[:, cells] = _solved(known.astype(np.float64))
        self._known[:4].reshape(4, -1, columns)[:] = windows.averaged()[:, 1:-1]

    def apply(self, guide: Plane, cells: Indices, more: Values) -> tuple[Values, Values]:
        """The filtered alpha of these cells, about 0..255, a row a cell; and `more`, which is known of every cell,
        interpolated at the same places. `guide`: Y, U, V there, uint8 (3, cells, places)."""
        self._known[4] = more.reshape(-1)
        near = self._near.take(cells, axis=0, out=self._numbers.array(cells.size, 9), mode="clip")
        around = self._known.take(near, axis=1, out=self._around.array(5, cells.size, 9), mode="clip")
        found = self._found.array(5, cells.size, guide.shape[2])
        _product(around, self._between, found)
        colours = self._colours.array(*guide.shape)
        np.copyto(colours, guide)
        colours *= found[:3]
        filtered = found[3]
        for part in colours:
            filtered += part
        return filtered, found[4]

    def _averaged(self, guide: Plane, target: Values) -> Values:
        """Over windows, of all that the coefficients are made of."""
        values = self._of_pictures.values
        np.copyto(values[:3], guide)
        np.multiply(values[1:3], np.float32(CHROMA), out=values[1:3])
        np.copyto(values[3], target)
        np.multiply(values[0], values[0:4], out=values[4:8])
        np.multiply(values[1], values[1:4], out=values[8:11])
        np.multiply(values[2], values[2:4], out=values[11:13])
        return self._of_pictures.averaged()


class _Windows:
    """Averages over windows of cells, of several planes at once."""

    def __init__(self, count: int, cells: Shape) -> None:
        rows, columns = cells
        self._bordered, self._down = (np.zeros((count, rows + 2, columns), np.float32) for _ in range(2))
        self.values = self._bordered[:, 1:-1]
        """What is averaged; its own averages take its place."""

    def averaged(self) -> Values:
        """With a row more above and below each plane, which mean nothing; valid until values are written.

        All lines are added as one: cv2.sepFilter2D takes 1.3 times as long, and cv2.blur 1.7 times.
        """
        bordered, down = self._bordered, self._down
        bordered[:, 0], bordered[:, -1] = bordered[:, 1], bordered[:, -2]
        line = bordered.shape[2]
        _add_three(bordered.reshape(-1), line, down.reshape(-1))
        _add_three(down.reshape(-1), 1, bordered.reshape(-1))
        for end, beside in ((0, min(1, line - 1)), (-1, -min(2, line))):  # each of which got the next line's as well
            np.add(down[..., end], down[..., end], out=bordered[..., end])
            bordered[..., end] += down[..., beside]
        bordered *= np.float32(1 / WINDOW**2)
        return bordered


def _add_three(values: Values, step: int, out: Values) -> None:
    """Each value and those `step` before and after it; the first and last few are left out."""
    inner = out[step:-step]
    np.add(values[: -2 * step], values[2 * step :], out=inner)
    inner += values[step:-step]


def _solved(known: Doubles) -> Doubles:
    """Slopes for Y, U and V, and the offset, (4, cells): the least squares' normal equations, by L·D·Lᵀ.

    `known`: averages, in the order of the stack. In float64: between two pure colours float32 is not enough, and alpha
    becomes anything at all.
    """
    means, c = known[:4], known[4:]
    c[0:4] -= means[0] * means  # the products become covariances
    c[4:7] -= means[1] * means[1:]
    c[7:9] -= means[2] * means[2:]
    c[0] += EPSILON
    c[4] += EPSILON
    c[7] += EPSILON
    c[4:7] -= c[1] / c[0] * c[1:4]  # Y goes out of the lines of U and V, and U out of that of V
    c[7:9] -= c[2] / c[0] * c[2:4]
    c[7:9] -= c[5] / c[4] * c[5:7]
    found = np.empty_like(means)
    np.divide(c[8], c[7], out=found[2])
    np.divide(c[6] - c[5] * found[2], c[4], out=found[1])
    np.divide(c[3] - c[1] * found[1] - c[2] * found[2], c[0], out=found[0])
    np.subtract(means[3], (found[:3] * means[:3]).sum(axis=0), out=found[3])
    found[1:3] *= CHROMA
    return found


def _neighbours(cells: Shape) -> Indices:
    """For each cell the numbers of it and the eight around it; at the border some come more than once."""
    rows, columns = np.indices(cells)
    found = [
        np.clip(rows + down, 0, cells[0] - 1) * cells[1] + np.clip(columns + right, 0, cells[1] - 1)
        for down, right in itertools.product((-1, 0, 1), repeat=2)
    ]
    return np.stack(found, axis=-1).reshape(-1, len(found))


def _interpolation(side: int) -> Values:
    """What makes the values at the places of a cell of those of the nine cells around: linear, either way."""
    at = (np.arange(side) + 0.5) / side - 0.5
    linear = np.maximum(0, 1 - np.abs(at[:, None] - (-1, 0, 1)))
    return np.ascontiguousarray(np.kron(linear, linear).T, np.float32)


def _product(values: Values, matrix: Values, out: Values) -> None:
    """`values` (planes, cells, n) times `matrix` (n, m), in pieces."""
    step = max(1, _AT_ONCE // matrix.size)
    for start in range(0, values.shape[1], step):
        piece = slice(start, start + step)
        np.matmul(values[:, piece], matrix, out=out[:, piece])
