"""The last touch of an edge: how hard it is and where it lies, as a table of 256 alphas."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Plane

LOWEST, HIGHEST = 0.2, 0.8
"""Filtered alpha that becomes none of the person, and all of it: a guided filter leaves haze on either side."""


def curve(shift: float = 0.0, feather: float = 1.0) -> Plane:
    """Alpha for filtered alpha 0..255, uint8: a smoothstep.

    `shift` (-1..1) moves the edge inwards (below 0) or outwards; `feather` (0..2) is the width of the soft edge; 1 is
    the usual one.
    """
    middle = 0.5 - 0.2 * shift
    # Never so wide that it reaches alpha 0 or 255: the room would show everywhere, or the background through people.
    half = min(max(0.02, feather * (HIGHEST - LOWEST) / 2), middle, 1 - middle)
    t = np.clip((np.arange(256) / 255 - (middle - half)) / (2 * half), 0, 1)
    return np.asarray((255 * t * t * (3 - 2 * t)).round(), np.uint8)
