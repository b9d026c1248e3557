"""Two curves of bitrate over quality, compared at equal quality.

As the Bjontegaard delta rate (ITU-T VCEG-M33, 2001) does: the logarithm of the bitrate is interpolated over PSNR, and
the two are compared on average over the qualities that both reach. Between the points it goes monotonely, by piecewise
cubics (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 1984), as the video groups' own tools do by now: one cubic
through all points may swing between them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_SAMPLES = 201
"""Of the overlap, whose mean is taken: cubics are so smooth that more of them change nothing that is shown."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one setting of an encoder gave: kbps, and PSNR of luma in dB."""

    kbps: float
    psnr_db: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The geometric means of both bitrates over the qualities from `low_db` to `high_db`, which both curves reach."""

    low_db: float
    high_db: float
    small_kbps: float
    large_kbps: float

    @property
    def ratio(self) -> float:
        return self.large_kbps / self.small_kbps


def compare(small: Sequence[Point], large: Sequence[Point]) -> Comparison | None:
    """None where the curves share no quality, or one has fewer than two points of finite, different quality."""
    one, other = _curve(small), _curve(large)
    if len(one[0]) < 2 or len(other[0]) < 2:
        return None
    low, high = max(one[0][0], other[0][0]), min(one[0][-1], other[0][-1])
    if low >= high:
        return None
    asked = np.linspace(low, high, _SAMPLES)
    means = [_mean(_interpolated(x, y, asked)) for x, y in (one, other)]
    return Comparison(float(low), float(high), math.exp(means[0]), math.exp(means[1]))


def _curve(points: Sequence[Point]) -> tuple[Floats, Floats]:
    """PSNR, strictly rising, and the logarithm of the bitrate."""
    best = {p.psnr_db: math.log(p.kbps) for p in sorted(points, key=lambda p: -p.kbps) if math.isfinite(p.psnr_db)}
    qualities = sorted(best)
    return np.array(qualities), np.array([best[quality] for quality in qualities])


def _mean(values: Floats) -> float:
    """Of equally spaced samples, by the trapezium rule."""
    return float((values[:-1] + values[1:]).mean() / 2)


def _interpolated(x: Floats, y: Floats, asked: Floats) -> Floats:
    """Cubic Hermite polynomials from point to point; `asked` lies within x."""
    slopes = _slopes(x, y)
    place = np.clip(np.searchsorted(x, asked, side="right") - 1, 0, len(x) - 2)
    width = x[place + 1] - x[place]
    t = (asked - x[place]) / width
    value = (1 + 2 * t) * (1 - t) ** 2 * y[place] + t**2 * (3 - 2 * t) * y[place + 1]
    turn = t * (1 - t) ** 2 * slopes[place] - t**2 * (1 - t) * slopes[place + 1]
    return np.asarray(value + width * turn)


def _slopes(x: Floats, y: Floats) -> Floats:
    """At each point: the weighted harmonic mean of the slopes beside it, 0 where these differ in sign."""
    widths, rises = np.diff(x), np.diff(y) / np.diff(x)
    if len(x) == 2:
        return np.array([rises[0], rises[0]])
    inner = []
    for (before, after), (left, right) in zip(itertools.pairwise(widths), itertools.pairwise(rises), strict=True):
        weights = 2 * after + before, after + 2 * before
        inner.append(sum(weights) / (weights[0] / left + weights[1] / right) if left * right > 0 else 0.0)
    first = _end_slope(widths[0], widths[1], rises[0], rises[1])
    last = _end_slope(widths[-1], widths[-2], rises[-1], rises[-2])
    return np.array([first, *inner, last])


def _end_slope(near: float, far: float, rise: float, next_rise: float) -> float:
    """Of the parabola through three points, bounded so that the curve stays monotone."""
    slope = ((2 * near + far) * rise - near * next_rise) / (near + far)
    if slope * rise <= 0:
        return 0.0
    return 3 * rise if rise * next_rise <= 0 and abs(slope) > abs(3 * rise) else slope
