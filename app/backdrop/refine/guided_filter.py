"""The guided filter: the matte becomes, window by window, a linear function of the picture's colours.

He, Sun and Tang, "Guided image filtering", ECCV 2010; coefficients on a smaller grid than the one they are used on, as
in He and Sun, "Fast guided filter", 2015. Here on three grids: what the windows hold is gathered on the coarse one, at
every cell; the coefficients, which change slowly, are found on one half as fine (0.6 of the time, and edges as good);
and they are used on the fine one. Colours half as fine there would cost a seventh of the edges' sharpness.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane
from backdrop.host.cv import cv2
from backdrop.refine.guide import Shape, Values

Doubles = npt.NDArray[np.float64]

WINDOW = 3
"""Side of the windows in cells of the coefficients' grid, six of the coarse one. 5 loses fingers."""
EPSILON = 1e-5 * 255**2
"""How little contrast counts as an edge: the variance that is added to the luma's and the colours'."""
CHROMA = 1.5
"""Weight of U and V beside Y, whose edges are often the weaker ones against a wall of the same brightness."""

_PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))


class GuidedFilter:
    """Made for grids of one size; `fit`, then `apply`."""

    def __init__(self, coarse: Shape, fine: Shape) -> None:
        """Rows and columns of the grids."""
        half = _half(coarse)
        self._half_size = half[::-1]
        self._guide = [np.empty(coarse, np.float32) for _ in range(3)]
        self._product = np.empty(coarse, np.float32)
        self._reduced, self._scratch, self._slope = (np.empty(half, np.float32) for _ in range(3))
        self._mean, self._slopes = ([np.empty(half, np.float32) for _ in range(3)] for _ in range(2))
        self._mean_target, self._offset = np.empty(half, np.float32), np.empty(half, np.float32)
        # What is solved: between two pure colours float32 is not enough, and alpha becomes anything at all.
        self._cross = [np.empty(half, np.float64) for _ in range(3)]
        self._covariance = {pair: np.empty(half, np.float64) for pair in _PAIRS}
        self._cofactor = {pair: np.empty(half, np.float64) for pair in _PAIRS}
        self._determinant, self._solution, self._wide = (np.empty(half, np.float64) for _ in range(3))
        self._fine, self._plane, self._enlarged = (np.empty(fine, np.float32) for _ in range(3))

    def fit(self, guide: Sequence[Plane], target: Values) -> None:
        """Finds the coefficients. `guide`: Y, U, V on the coarse grid, uint8; `target`: alpha there, 0..255."""
        for n, plane in enumerate(guide):
            np.copyto(self._guide[n], plane)
            if n:
                np.multiply(self._guide[n], np.float32(CHROMA), out=self._guide[n])
            self._average(self._guide[n], self._mean[n])
        self._average(target, self._mean_target)
        for n in range(3):
            self._covary(self._guide[n], target, self._mean[n], self._mean_target, self._cross[n])
        for (i, j), out in self._covariance.items():
            self._covary(self._guide[i], self._guide[j], self._mean[i], self._mean[j], out)
            if i == j:
                np.add(out, EPSILON, out=out)
        self._solve()

    def apply(self, guide: Sequence[Plane]) -> Values:
        """The filtered alpha on the fine grid, about 0..255; valid until the next call.

        `guide`: Y, U, V on the fine grid, uint8.
        """
        size = self._fine.shape[1], self._fine.shape[0]
        cv2.resize(self._offset, size, self._fine, interpolation=cv2.INTER_LINEAR)
        for slope, plane in zip(self._slopes, guide, strict=True):
            cv2.resize(slope, size, self._enlarged, interpolation=cv2.INTER_LINEAR)
            np.copyto(self._plane, plane)
            cv2.multiply(self._enlarged, self._plane, self._plane)
            cv2.add(self._fine, self._plane, self._fine)
        return self._fine

    def _average(self, values: Values, out: Values) -> None:
        """Over each window."""
        cv2.resize(values, self._half_size, self._reduced, interpolation=cv2.INTER_AREA)
        _blur(self._reduced, out)

    def _covary(self, a: Values, b: Values, mean_a: Values, mean_b: Values, out: Doubles) -> None:
        np.multiply(a, b, out=self._product)
        self._average(self._product, self._slope)
        np.multiply(mean_a, mean_b, out=self._scratch)
        np.subtract(self._slope, self._scratch, out=out)

    def _solve(self) -> None:
        """Slopes by Cramer's rule: the covariance of the three planes is symmetric and positive."""
        c, k = self._covariance, self._cofactor
        minors = {
            (0, 0): ((1, 1), (2, 2), (1, 2), (1, 2)), (0, 1): ((1, 2), (0, 2), (0, 1), (2, 2)),
            (0, 2): ((0, 1), (1, 2), (1, 1), (0, 2)), (1, 1): ((0, 0), (2, 2), (0, 2), (0, 2)),
            (1, 2): ((0, 1), (0, 2), (0, 0), (1, 2)), (2, 2): ((0, 0), (1, 1), (0, 1), (0, 1)),
        }  # fmt: skip
        for place, (first, second, third, fourth) in minors.items():
            np.multiply(c[first], c[second], out=k[place])
            np.multiply(c[third], c[fourth], out=self._wide)
            np.subtract(k[place], self._wide, out=k[place])
        self._sum_of_products([c[0, 0], c[0, 1], c[0, 2]], [k[0, 0], k[0, 1], k[0, 2]], self._determinant)
        np.copyto(self._reduced, self._mean_target)
        for n in range(3):
            row = [k[min(n, m), max(n, m)] for m in range(3)]
            self._sum_of_products(row, self._cross, self._solution)
            np.divide(self._solution, self._determinant, out=self._solution)
            slope = self._slope
            np.copyto(slope, self._solution, casting="same_kind")
            np.multiply(slope, self._mean[n], out=self._scratch)
            np.subtract(self._reduced, self._scratch, out=self._reduced)
            if n:
                np.multiply(slope, np.float32(CHROMA), out=slope)
            _blur(slope, self._slopes[n])
        _blur(self._reduced, self._offset)

    def _sum_of_products(self, a: Sequence[Doubles], b: Sequence[Doubles], out: Doubles) -> None:
        np.multiply(a[0], b[0], out=out)
        for left, right in zip(a[1:], b[1:], strict=True):
            np.multiply(left, right, out=self._wide)
            np.add(out, self._wide, out=out)


def _half(shape: Shape) -> Shape:
    return max(1, shape[0] // 2), max(1, shape[1] // 2)


def _blur(values: Values, out: Values) -> None:
    cv2.blur(values, (WINDOW, WINDOW), out, borderType=cv2.BORDER_REPLICATE)
