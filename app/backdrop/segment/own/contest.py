"""Which of several ways to feed a network and to read its answer finds the person: by trying them on known scenes.

The light is what tells the numbers apart. In good light most networks find the person whatever range they are fed: a
wrong one looks like another contrast, of which training showed them many. In the dark, or with little contrast, a wrong
range lies where no training picture was. Measured on the drawn presenter with the networks of the catalogue: in
good light the wrong one of 0..1 and -1..1 reaches up to 0.05 more than the right one; of the worst of three lights, the
right one is ahead by 0.24 and more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from backdrop.frame import Frame, Plane
from backdrop.host.cv import cv2
from backdrop.segment.engine import Tensor
from backdrop.segment.own.numbers import Numbers
from backdrop.segment.spec import Colour, OutputSpec

HOPELESS = 0.25
"""How far a way may be behind the best one, after each has seen a look in all lights, before it is given up."""

ROUNDED = 0.02
"""By how much a probability may lie outside of 0..1, and the sum of all of a cell be off 1."""

Reading = tuple[Literal["alpha", "logit", "person", "background"], int]
"""How an answer is read: one value from 0.5 or from 0 on, the class of that number, or all but it."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A frame, the true alpha of its person, and which of the lights it stands in. Scenes come look by look."""

    frame: Frame
    truth: Plane
    light: int


@dataclass(slots=True)
class Entrant:
    """One way to feed the network, and how well each reading of the answers did: IoU by light, one for each look."""

    colour: Colour
    numbers: Numbers
    infer: Callable[[Frame], Tensor]
    ious: dict[Reading, dict[int, list[float]]] = field(default_factory=dict)

    def score(self, reading: Reading) -> float:
        """The IoU in the worst light, a mean over the looks."""
        return min((float(np.mean(values)) for values in self.ious[reading].values()), default=0.0)

    def iou(self, reading: Reading) -> float:
        """In the good light, a mean over the looks."""
        return float(np.mean(self.ious[reading][0]))

    @property
    def family(self) -> object:
        """The same for all orders of colours."""
        return self.numbers.low, self.numbers.high, tuple(sorted(self.numbers.mean)), tuple(sorted(self.numbers.std))

    @property
    def options(self) -> str:
        """As the options of the command line."""
        return f"{self.numbers} --colour BGR" if self.colour == "BGR" else str(self.numbers)

    @property
    def best(self) -> float:
        return max((self.score(reading) for reading in self.ious), default=0.0)


@dataclass(slots=True)
class Values:
    """What all answers had in common: their lowest and highest value, and how far their classes' sum is from 1."""

    low: float = np.inf
    high: float = -np.inf
    off_one: float = 0.0

    @property
    def within_one(self) -> bool:
        """Whether all lie in 0..1, give or take what half precision and whole numbers round."""
        return self.low >= -ROUNDED and self.high <= 1 + ROUNDED

    def add(self, cells: Tensor) -> None:
        self.low, self.high = min(self.low, float(cells.min())), max(self.high, float(cells.max()))
        self.off_one = max(self.off_one, float(np.abs(cells.sum(-1) - 1).mean()))


def hold(
    entrants: Sequence[Entrant], output: OutputSpec, scenes: Sequence[Scene], lights: int, seconds: float
) -> tuple[list[Entrant], Values]:
    """Those that were not given up, the best first, and what their answers were like.

    `output`: the answers' sides, classes and layout. After each look the hopeless ones are given up; no new look is
    begun when the `seconds` are over.
    """
    left, values, start = list(entrants), Values(), time.monotonic()
    for first in range(0, len(scenes), lights):
        if first and time.monotonic() - start > seconds:
            break
        for scene in scenes[first : first + lights]:
            truth = _at_grid(scene.truth, output)
            for entrant in left:
                cells = _cells(entrant.infer(scene.frame), output)
                whole = bool(np.isfinite(cells).all())
                if whole:
                    values.add(cells)
                for reading, iou in _ious(cells, truth).items():
                    by_light = entrant.ious.setdefault(reading, {})
                    by_light.setdefault(scene.light, []).append(iou if whole else 0.0)
        best = max(entrant.best for entrant in left)
        left = [entrant for entrant in left if entrant.best >= best - HOPELESS]
    return sorted(left, key=lambda entrant: -entrant.best), values


def _at_grid(truth: Plane, output: OutputSpec) -> npt.NDArray[np.bool_]:
    small = cv2.resize(truth, (output.width, output.height), interpolation=cv2.INTER_AREA)
    return np.asarray(small >= 128)


def _cells(answer: Tensor, output: OutputSpec) -> Tensor:
    by_channel = output.layout == "NCHW"
    sides = output.height, output.width
    cells: Tensor = answer.reshape((output.classes, *sides) if by_channel else (*sides, output.classes))
    return cells.transpose(1, 2, 0) if by_channel else cells


def _ious(cells: Tensor, truth: npt.NDArray[np.bool_]) -> dict[Reading, float]:
    classes = cells.shape[-1]
    if classes == 1:
        value = cells[..., 0]
        return {("alpha", 0): _iou(value >= 0.5, truth), ("logit", 0): _iou(value >= 0, truth)}
    # How many cells each class has, outside and within the person.
    pairs = cells.argmax(-1) * 2 + truth
    counts = np.bincount(pairs.ravel(), minlength=2 * classes).reshape(classes, 2).astype(float)
    (outside, within), (all_outside, all_within) = counts.T, counts.sum(0)
    people = within / np.maximum(1, outside + all_within)
    rooms = (all_within - within) / np.maximum(1, all_within + all_outside - outside)
    readings: dict[Reading, float] = {("person", i): float(people[i]) for i in range(classes)}
    return readings | {("background", i): float(rooms[i]) for i in range(classes)}


def _iou(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return float((found & truth).sum() / max(1, (found | truth).sum()))
