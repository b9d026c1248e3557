"""How good a matte is, given the true one. Only the definitions: which pictures are judged is told elsewhere.

Outlines are compared as in "What is a good evaluation measure for semantic segmentation?" (Csurka and others, BMVC
2013): the F-measure of boundaries within a tolerance. The gradient error is that of "A perceptually motivated online
benchmark for image matting" (Rhemann and others, CVPR 2009), with its Gaussian of 1.4 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane
from backdrop.host.cv import cv2

HEIGHT = 480
"""Masks are compared at this height, so that the tolerance means the same in pictures of every size."""
TOLERANCE = 3
"""Pixels at HEIGHT by which an outline may be off."""
BAND = 20
"""Pixels on either side of the true edge within which the band's figures are taken."""
SOFT_SHARE = 0.001
"""The share of a true matte's pixels that are neither nothing nor all, from which it is soft and not a hard mask."""

_GRADIENT_SIGMA = 1.4
_SOBEL_SUM = 8
"""What the 3×3 Sobel kernel multiplies a slope of one a pixel by."""

Values = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SoftFigures:
    """Against a soft alpha, at the truth's own size. All are 0 for a perfect matte.

    `mae`: mean |alpha error| × 1000. `band`: the same within BAND pixels of the edge. `gradient`: mean squared error of
    the alpha's slope there × 10000.
    """

    mae: float
    band: float
    gradient: float


@dataclass(frozen=True, slots=True)
class MatteFigures:
    """One picture's. `iou` and `boundary_f` are 0..1, 1 for a perfect matte; `soft` is None against a hard mask.

    `webcam`: the picture is like a webcam's, the person large and reaching to its lower edge.
    """

    iou: float
    boundary_f: float
    webcam: bool
    soft: SoftFigures | None


def judge(alpha: Plane, truth: Plane) -> MatteFigures:
    """Compares alpha, uint8 (height, width) of the picture's size, with the truth, which may be of another size."""
    soft = is_soft(truth)
    size = _small(truth if soft else alpha)
    if soft:
        alpha = _resized(alpha, truth.shape[1::-1], cv2.INTER_LINEAR)
    found = _resized(alpha, size, cv2.INTER_AREA if soft else cv2.INTER_LINEAR) > 127
    true = _resized(truth, size, cv2.INTER_AREA) > 127
    return MatteFigures(
        intersection_over_union(found, true), boundary_f(found, true), is_webcam_like(truth > 127),
        soft_figures(alpha, truth) if soft else None,
    )  # fmt: skip


def is_soft(truth: Plane) -> bool:
    return float(np.mean((truth > 0) & (truth < 255))) > SOFT_SHARE


def is_webcam_like(person: Mask) -> bool:
    """15 to 85 % of the picture are the person, who covers over 15 % of its lower edge (its last three rows)."""
    return 0.15 < float(person.mean()) < 0.85 and float(person[-3:].any(axis=0).mean()) > 0.15


def intersection_over_union(found: Mask, true: Mask) -> float:
    """1 where both are empty: nobody is there, and nobody was found."""
    union = np.count_nonzero(found | true)
    return np.count_nonzero(found & true) / union if union else 1.0


def boundary_f(found: Mask, true: Mask) -> float:
    """The harmonic mean of the shares of either outline that lie within TOLERANCE pixels of the other.

    0 where there is an outline in one only, and where there is none in either.
    """
    (edge, near), (true_edge, true_near) = _outline(found), _outline(true)
    precision, recall = _share(edge, true_near), _share(true_edge, near)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def soft_figures(alpha: Plane, truth: Plane) -> SoftFigures:
    """Both uint8 of one size."""
    a, t = _as_share(alpha), _as_share(truth)
    error = np.abs(a - t)
    band = _edge_band(t)
    slopes = np.square(_slope(a) - _slope(t))
    in_band = band.any()
    return SoftFigures(
        mae=float(error.mean()) * 1e3,
        band=float(error[band].mean()) * 1e3 if in_band else 0.0,
        gradient=float(slopes[band].mean()) * 1e4 if in_band else 0.0,
    )


def _as_share(alpha: Plane) -> Values:
    return np.divide(alpha, 255, dtype=np.float32)


def _small(plane: Plane) -> tuple[int, int]:
    height, width = plane.shape
    return round(width * HEIGHT / height), HEIGHT


def _resized(plane: Plane, size: tuple[int, int], how: int) -> Plane:
    return plane if plane.shape[1::-1] == size else np.asarray(cv2.resize(plane, size, interpolation=how), np.uint8)


def _outline(mask: Mask) -> tuple[Mask, Mask]:
    """The pixels on either side of the mask's edge, and all those within the tolerance of them."""
    square = np.ones((3, 3), np.uint8)
    edge = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_GRADIENT, square)
    return edge > 0, cv2.dilate(edge, _disc(TOLERANCE)) > 0


def _share(part: Mask, of: Mask) -> float:
    count = np.count_nonzero(part)
    return np.count_nonzero(part & of) / count if count else 0.0


def _edge_band(truth: Values) -> Mask:
    disc = _disc(BAND)
    outer = cv2.dilate((truth > 0.05).astype(np.uint8), disc)
    inner = cv2.erode((truth > 0.95).astype(np.uint8), disc)
    return np.asarray((outer > 0) & (inner == 0))


def _slope(alpha: Values) -> Values:
    smooth = cv2.GaussianBlur(alpha, (0, 0), _GRADIENT_SIGMA)
    across, down = (cv2.Sobel(smooth, cv2.CV_32F, x, 1 - x, scale=1 / _SOBEL_SUM) for x in (1, 0))
    return np.asarray(cv2.magnitude(across, down), np.float32)


def _disc(radius: int) -> Plane:
    side = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
