"""From a network's answer to uint8 alpha: one reader a kind of output.

A model's threshold is the probability that becomes an alpha of one half. With p the person's probability and t the
threshold, alpha is 255 · o / (o + w), where o = p / (1 − p) are the odds of the person and w = t / (1 − t): the
sigmoid, moved along the logits by that of the threshold.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from backdrop.frame import Plane
from backdrop.host.cv import cv2
from backdrop.segment.engine import Gives, Tensor
from backdrop.segment.spec import ModelSpec, OutputSpec


class Reader(ABC):
    """Used by one thread."""

    grid: tuple[int, int]
    """Height and width of the alpha that it writes."""

    @abstractmethod
    def read(self, answer: Tensor, out: Plane) -> None:
        """Writes the person's alpha of the answer, of as many values as the spec says, to `out` of the `grid`."""


class _Alpha(Reader):
    """One probability a pixel."""

    def __init__(self, grid: tuple[int, int], odds: float) -> None:
        self.grid = grid
        self._table = None if odds == 1 else _moved(odds)

    def read(self, answer: Tensor, out: Plane) -> None:
        values = answer.reshape(self.grid)
        # What lies outside 0..1 is clipped (convertScaleAbs would make a negative answer a positive alpha).
        cv2.addWeighted(values, 255, values, 0, 0, out, cv2.CV_8U)
        if self._table is not None:
            cv2.LUT(out, self._table, out)


class _Probabilities(Reader):
    """One probability a class and pixel."""

    def __init__(self, output: OutputSpec, odds: float) -> None:
        self.grid = output.height, output.width
        self._output = output
        self._one = _Alpha(self.grid, odds)
        self._chosen = np.empty(self.grid, np.float32)

    def read(self, answer: Tensor, out: Plane) -> None:
        np.copyto(self._chosen, _cells(answer, self._output)[..., self._output.index])
        if self._output.counts == "background":
            np.subtract(1, self._chosen, out=self._chosen)
        self._one.read(self._chosen, out)


class _Logits(Reader):
    """One logit a class and pixel: of the softmax only the chosen class's share is worked out."""

    def __init__(self, output: OutputSpec, odds: float) -> None:
        self.grid = output.height, output.width
        self._output = output
        self._against = np.empty((*self.grid, output.classes), np.float32)
        self._sum = np.empty((self.grid[0] * self.grid[1], 1), np.float32)
        # With s the sum below, the chosen class's odds are 1 / (s − 1).
        self._weight = np.float32(odds if output.counts == "person" else 1 / odds)

    def read(self, answer: Tensor, out: Plane) -> None:
        cells, index = _cells(answer, self._output), self._output.index
        # Sum of exp(logit − chosen logit), which is 1 for the chosen one and may overflow for others: then its share
        # is nothing, as it should be.
        np.subtract(cells, cells[..., index, None], out=self._against)
        cv2.exp(self._against, self._against)
        cv2.reduce(self._against.reshape(-1, self._output.classes), 1, cv2.REDUCE_SUM, self._sum)
        share = self._sum.reshape(self.grid)
        share -= 1
        share *= self._weight
        share += 1
        cv2.divide(255, share, share)
        if self._output.counts == "background":
            np.subtract(255, share, out=share)
        cv2.addWeighted(share, 1, share, 0, 0, out, cv2.CV_8U)


class _StrideLogits(Reader):
    """One logit every few pixels, enlarged so that the outer cells lie on the outer pixels, and then the sigmoid."""

    def __init__(self, spec: ModelSpec, odds: float) -> None:
        self.grid = spec.input.height, spec.input.width
        self._cells = spec.output.height, spec.output.width
        stride = spec.output.stride
        self._onto_cells = np.array([[1 / stride, 0, 0], [0, 1 / stride, 0]], np.float64)
        self._enlarged = np.empty(self.grid, np.float32)
        self._shift = np.float32(np.log(odds))

    def read(self, answer: Tensor, out: Plane) -> None:
        cv2.warpAffine(
            answer.reshape(self._cells), self._onto_cells, self.grid[::-1], self._enlarged,
            cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, cv2.BORDER_REPLICATE,
        )  # fmt: skip
        values = self._enlarged
        np.subtract(self._shift, values, out=values)
        cv2.exp(values, values)
        values += 1
        cv2.divide(255, values, values)
        cv2.addWeighted(values, 1, values, 0, 0, out, cv2.CV_8U)


def make_reader(spec: ModelSpec, gives: Gives) -> Reader:
    """What reads the answers of an engine that runs the model."""
    odds = spec.threshold / (1 - spec.threshold)
    if gives == "probability":
        return _Alpha((spec.input.height, spec.input.width), odds)
    match spec.output.kind:
        case "alpha":
            return _Alpha((spec.output.height, spec.output.width), odds)
        case "probabilities":
            return _Probabilities(spec.output, odds)
        case "logits":
            return _Logits(spec.output, odds)
        case "stride-logits":
            return _StrideLogits(spec, odds)


def _cells(answer: Tensor, output: OutputSpec) -> Tensor:
    """The answer as (height, width, classes), whatever its layout."""
    by_channel = output.layout == "NCHW"
    cells: Tensor = answer.reshape(
        (output.classes, output.height, output.width) if by_channel else (output.height, output.width, output.classes)
    )
    return cells.transpose(1, 2, 0) if by_channel else cells


def _moved(odds: float) -> Plane:
    """For each alpha of a plain probability, the alpha that the threshold gives it."""
    probability = np.arange(256) / 255
    return np.asarray((255 * probability / (probability + odds * (1 - probability))).round(), np.uint8)
