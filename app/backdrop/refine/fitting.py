"""Steps that keep what depends on the frame's size, the region and the network's grid, for as long as these stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from backdrop.frame import Frame, Matte, Region
from backdrop.refine.guide import Shape
from backdrop.refine.step import Step

Size = tuple[int, int]
F = TypeVar("F")


class FittingStep(Step, Generic[F]):
    """`apply` asks `_fitted_to` for what it works with."""

    def __init__(self, fit: Callable[[Size, Region, Shape, F | None], F]) -> None:
        """`fit` makes it for a frame's (width, height), a region and a grid's rows and columns, out of what was fitted
        to others before, which may have been seen in frames of another size; None for the first of a scene."""
        self._fit = fit
        self.reset()

    def reset(self) -> None:
        self._fitted: F | None = None
        self._is_for: tuple[Size, Region, tuple[int, ...]] | None = None

    def _fitted_to(self, matte: Matte, frame: Frame) -> F:
        size, region, grid = frame.size, matte.region or frame.region, matte.alpha.shape
        if self._fitted is None or self._is_for != (size, region, grid):
            self._fitted = self._fit(size, region, (grid[0], grid[1]), self._fitted)
            self._is_for = size, region, grid
        return self._fitted
