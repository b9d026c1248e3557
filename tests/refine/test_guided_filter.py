"""The guided filter by itself: what the whole refinement does is judged in test_refinement.py."""

from __future__ import annotations

import numpy as np
import pytest

from backdrop.frame import planes
from backdrop.host.cv import cv2
from backdrop.host.media.colour import to_i420
from backdrop.refine.guided_filter import GuidedFilter

FINE, COARSE = (360, 640), (90, 160)


def levels(rgb: tuple[int, int, int]) -> list[int]:
    """Y, U and V of a colour."""
    return [int(plane[0, 0]) for plane in planes(to_i420(np.full((2, 2, 3), rgb, np.uint8)))]


@pytest.mark.parametrize(
    ("person", "room"),
    [((0, 255, 0), (128, 0, 160)), ((0, 255, 255), (255, 0, 0)), ((140, 110, 90), (200, 205, 210))],
    ids=["green before purple", "cyan before red", "skin before a wall"],
)
def test_alpha_stays_near_its_range_whatever_the_colours(
    person: tuple[int, int, int], room: tuple[int, int, int]
) -> None:
    y, x = np.mgrid[: FINE[0], : FINE[1]]
    disc = (np.hypot((x - 320) / 128, (y - 216) / 144) < 1).astype(np.float32)
    exact = cv2.GaussianBlur(disc, (0, 0), 0.7)
    guide = []
    for ours, theirs in zip(levels(person), levels(room), strict=True):
        guide.append((exact * ours + (1 - exact) * theirs).round().astype(np.uint8))
    coarse = [cv2.resize(plane, COARSE[::-1], interpolation=cv2.INTER_AREA) for plane in guide]
    guess = cv2.resize(cv2.GaussianBlur(exact, (0, 0), 8), COARSE[::-1], interpolation=cv2.INTER_AREA) * 255
    guided = GuidedFilter(COARSE, FINE)
    guided.fit(coarse, guess)
    alpha = guided.apply(guide)
    print(f"{alpha.min():.0f}..{alpha.max():.0f}")
    assert alpha.min() > -100
    assert alpha.max() < 450
