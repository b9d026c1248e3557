"""The small pictures that the refinement follows, made of the frame or of what the segmentation made of it already."""

from __future__ import annotations

import numpy as np
import pytest

from backdrop.frame import Frame, Region, empty_pixels
from backdrop.refine.guide import Guide
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.spec import InputSpec


@pytest.mark.parametrize("fine", [(144, 192), (72, 96), (36, 48)], ids=["as the frame", "half", "a quarter"])
def test_what_was_seen_already_gives_what_the_frame_would(fine: tuple[int, int]) -> None:
    pixels = empty_pixels(256, 192)
    pixels[:] = np.random.default_rng(1).integers(16, 236, pixels.shape, np.uint8)
    frame, region = Frame(pixels, 0), Region(32, 16, 192, 144)
    seen = NetworkInput(InputSpec(64, 64, "NHWC", "RGB", (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))).look(frame, region)
    coarse = fine[0] // 4, fine[1] // 4
    ours, expected = Guide(region, fine, coarse), Guide(region, fine, coarse)
    ours.take(frame, seen)
    expected.take(frame, None)
    np.testing.assert_array_equal(ours.fine, expected.fine)
    np.testing.assert_array_equal(ours.coarse, expected.coarse)
