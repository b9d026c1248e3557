"""The room behind the person, blurred, without the person's own colours bleeding into it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from backdrop.composite.background import Background
from backdrop.errors import UsageError
from backdrop.frame import Frame, Matte, Plane, empty_pixels, planes
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.text import N_

Values = npt.NDArray[np.float32]

MIN_STRENGTH, DEFAULT_STRENGTH, MAX_STRENGTH = 1, 5, 10
SIGMA_PER_STRENGTH = 0.006
"""Standard deviation of the blur for strength 1, as a share of the picture's height: at 5, text in the room is gone."""
FINE, COARSE = 4, 8
"""The blur is computed on a grid this much smaller: what is blurred holds no detail that would be missed."""
COARSE_FROM_SIGMA = 12.0
"""Standard deviation in pixels of the picture from which the coarse grid is fine enough: 1.5 pixels of that grid."""
FARTHEST = 2.5
"""How many times as strong `depth` makes the blur at the top of the picture, which is the farthest in most rooms; at
the bottom it is as strong as was asked for and nowhere less, so that it hides no less of the room."""
_NEAR_END, _FAR_END = 0.9, 0.2
"""Heights in the picture, as shares from its top, between which it grows."""
FILL = 0.02
"""Weight of the room's mean colour, so that there is something to divide where the person hides the room wholly."""


def parse_blur(text: str) -> tuple[float, bool]:
    """What stands after `blur:`, STRENGTH[:depth], as the strength and whether it grows with depth.

    The default strength when none is given. UsageError when it is none from 1 to 10, or something else follows it.
    """
    strength, colon, how = text.partition(":")
    if colon and how.strip() != "depth":
        raise UsageError(
            N_('only "depth" can follow the strength of the blur, as in blur:{strength}:depth; "{text}" is not that'),
            strength=DEFAULT_STRENGTH, text=how,
        )  # fmt: skip
    return parse_strength(strength), bool(colon)


def parse_strength(text: str) -> float:
    """A strength of 1..10; the default when empty. UsageError otherwise."""
    try:
        strength = float(text) if text else float(DEFAULT_STRENGTH)
    except ValueError:
        strength = math.nan
    if not MIN_STRENGTH <= strength <= MAX_STRENGTH:
        raise UsageError(
            N_('blur strength is a number from {low} to {high}, not "{text}"'),
            low=MIN_STRENGTH, high=MAX_STRENGTH, text=text,
        )  # fmt: skip
    return strength


class Blur(Background):
    """Normalised convolution: each pixel is weighted by 1 − alpha, blurred, and divided by the blurred weights.

    (Knutsson and Westin, "Normalized and differential convolution", CVPR 1993.) The matte is first spread by two
    pixels of the small grid, and the weights are raised to the fourth power, so that the soft edge, where the person's
    colour is mixed in, counts as person: a red person tints the grey room by no level of chroma at strength 5 (by
    two without either).

    With `depth` it grows towards the top of the picture, as behind a lens: what is blurred already is blurred once
    more, and each row is mixed of both.
    """

    def __init__(self, width: int, height: int, strength: float = DEFAULT_STRENGTH, depth: bool = False) -> None:
        sigma = strength * SIGMA_PER_STRENGTH * height
        reduction = COARSE if sigma >= COARSE_FROM_SIGMA else FINE
        small = max(2, width // reduction), max(2, height // reduction)
        self._near = _boxes(sigma / reduction)
        self._far = _boxes(sigma / reduction * math.sqrt(FARTHEST**2 - 1)) if depth else None  # variances add up
        self._to_small = Resize((width, height), small)
        self._half_to_small = Resize((width // 2, height // 2), small)
        shape = small[1], small[0]
        self._small, self._spread_alpha = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self._weight, self._weights, self._sum, self._scratch = (np.empty(shape, np.float32) for _ in range(4))
        self._far_weights, self._far_sum = np.empty(shape, np.float32), np.empty(shape, np.float32)
        self._depth = _depth(small[1])
        self._result = np.empty(shape, np.uint8)
        self._spread = np.ones((5, 5), np.uint8)
        self._pixels = empty_pixels(width, height)

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        assert matte is not None
        self._weigh(matte)
        resizes = self._to_small, self._half_to_small, self._half_to_small
        for plane, resize, out in zip(frame.planes, resizes, planes(self._pixels), strict=True):
            resize(plane, self._small)
            np.multiply(self._small, self._weight, out=self._sum)
            mean = float(self._sum.mean()) / max(1e-6, self._mean_weight)
            self._blur(self._sum, self._near, self._sum)
            if self._far is not None:
                self._blur(self._sum, self._far, self._far_sum)
                self._divide(self._far_sum, mean, self._far_weights)
            self._divide(self._sum, mean, self._weights)
            if self._far is not None:
                self._grow()
            cv2.convertScaleAbs(self._sum, self._result)  # rounds, where a cast would darken and tint
            cv2.resize(self._result, (out.shape[1], out.shape[0]), out, interpolation=cv2.INTER_LINEAR)
        return self._pixels

    def _weigh(self, matte: Matte) -> None:
        """How much each pixel of the small grid is the room, 0..1, and the same blurred."""
        alpha = matte.alpha if matte.half is None else matte.half
        is_half = alpha.shape[::-1] == self._half_to_small.source
        (self._half_to_small if is_half else self._to_small)(alpha, self._small)
        cv2.dilate(self._small, self._spread, self._spread_alpha)
        cv2.bitwise_not(self._spread_alpha, self._small)
        np.multiply(self._small, np.float32(1 / 255), out=self._weight)
        np.multiply(self._weight, self._weight, out=self._weight)
        np.multiply(self._weight, self._weight, out=self._weight)
        self._mean_weight = float(self._weight.mean())
        self._blur(self._weight, self._near, self._weights)
        if self._far is not None:
            self._blur(self._weights, self._far, self._far_weights)
            self._far_weights += FILL
        self._weights += FILL

    def _grow(self) -> None:
        """Mixes the farther picture into the nearer one."""
        np.subtract(self._far_sum, self._sum, out=self._far_sum)
        np.multiply(self._far_sum, self._depth, out=self._far_sum)
        np.add(self._sum, self._far_sum, out=self._sum)

    def _blur(self, values: Values, boxes: tuple[int, int], out: Values) -> None:
        first, second = boxes
        cv2.blur(values, (first, first), self._scratch, borderType=cv2.BORDER_REPLICATE)
        cv2.blur(self._scratch, (second, second), out, borderType=cv2.BORDER_REPLICATE)

    @staticmethod
    def _divide(values: Values, mean: float, weights: Values) -> None:
        values += FILL * mean
        np.divide(values, weights, out=values)


def _depth(rows: int) -> Values:
    """How far away each row is taken to be, 0..1, as a column: a smoothstep from the bottom to the top."""
    height = (np.arange(rows, dtype=np.float32) + 0.5) / rows
    share = np.clip((_NEAR_END - height) / (_NEAR_END - _FAR_END), 0, 1)
    return np.asarray(share**2 * (3 - 2 * share), np.float32)[:, None]


def _boxes(sigma: float) -> tuple[int, int]:
    """The odd sides of two box filters that have a Gaussian's standard deviation together, as nearly as can be.

    Two make nearly a tent, close to a Gaussian to the eye, and cost the same whatever their width. The variance of a
    box of n pixels is (n² − 1) / 12.
    """
    ideal = 6 * sigma**2 + 1  # the square of the side that both would have
    small = (math.floor(math.sqrt(ideal)) - 1) | 1
    larger = round(2 * (ideal - small**2) / ((small + 2) ** 2 - small**2))
    return small + 2 * (larger == 2), small + 2 * (larger >= 1)
