"""Refined mattes at the size of their frames."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Frame, Matte, Plane


def whole(matte: Matte, frame: Frame) -> Plane:
    """Alpha of each of the frame's pixels: in a matte of half its sides each value is that of four of them."""
    alpha = matte.alpha
    if alpha.shape == (frame.height // 2, frame.width // 2):
        alpha = np.repeat(np.repeat(alpha, 2, axis=0), 2, axis=1)
    assert alpha.shape == (frame.height, frame.width)
    return alpha
