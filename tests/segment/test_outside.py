"""Whether somebody may have come: what has changed outside the region that the network looks at."""

from __future__ import annotations

import numpy as np
import pytest

from backdrop.frame import Frame, Region, empty_pixels, planes
from backdrop.segment.outside import Outside

SIZE = (640, 480)
REGION = Region(160, 96, 320, 384)


def room(seed: int = 0, noise: float = 0.0) -> Frame:
    pixels = empty_pixels(*SIZE)
    luma = 100 + np.random.default_rng(seed).normal(0, noise, SIZE[::-1])
    pixels[:] = 128
    planes(pixels).y[:] = luma.round().clip(16, 235)
    return Frame(pixels, seed)


def with_somebody(frame: Frame, region: Region) -> Frame:
    pixels = frame.pixels.copy()
    x, y, width, height = region
    planes(pixels).y[y : y + height, x : x + width] = 180
    return Frame(pixels, 0)


def test_the_first_frame_counts_as_changed_and_the_same_one_again_does_not() -> None:
    outside = Outside()
    assert outside.has_changed(room(), REGION)
    assert not outside.has_changed(room(), REGION)


def test_the_noise_of_a_webcam_is_no_change() -> None:
    outside = Outside()
    outside.has_changed(room(0, 3.0), REGION)
    assert not any(outside.has_changed(room(seed, 3.0), REGION) for seed in range(1, 60))


@pytest.mark.parametrize(
    "where", [Region(500, 200, 90, 280), Region(20, 300, 60, 180), Region(200, 0, 200, 60)], ids=str
)
def test_somebody_beside_the_region_is_a_change_once(where: Region) -> None:
    outside, there = Outside(), with_somebody(room(), where)
    outside.has_changed(room(), REGION)
    assert outside.has_changed(there, REGION)
    assert not outside.has_changed(there, REGION)


def test_what_happens_within_the_region_is_none() -> None:
    outside = Outside()
    outside.has_changed(room(), REGION)
    assert not outside.has_changed(with_somebody(room(), Region(200, 200, 200, 200)), REGION)


def test_frames_of_another_size_count_as_changed() -> None:
    outside = Outside()
    outside.has_changed(room(), REGION)
    small = Frame(np.full((180, 160), 100, np.uint8), 0)
    assert outside.has_changed(small, Region(0, 0, 80, 80))
