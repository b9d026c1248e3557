"""The picture that goes out when nothing of the camera may be shown and there is no background to show instead."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Frame, now_ns
from backdrop.host.cv import cv2
from backdrop.host.media.colour import to_i420

_TOP, _BOTTOM, _FIGURE = (44, 49, 60), (24, 27, 34), (96, 104, 120)  # RGB


def privacy_picture(width: int, height: int) -> Frame:
    """A calm dark picture with the outline of a person in it, drawn at the given (even) size."""
    slope = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    shade = np.array(_TOP, np.float32) * (1 - slope) + np.array(_BOTTOM, np.float32) * slope
    rgb = np.ascontiguousarray(np.broadcast_to(shade, (height, width, 3)).astype(np.uint8))
    unit, middle = min(width, height), (width // 2, height // 2)
    head = middle[0], middle[1] - round(unit * 0.12)
    shoulders = middle[0], middle[1] + round(unit * 0.24)
    cv2.circle(rgb, head, round(unit * 0.12), _FIGURE, -1, cv2.LINE_AA)
    cv2.ellipse(rgb, shoulders, (round(unit * 0.22), round(unit * 0.18)), 0, 180, 360, _FIGURE, -1, cv2.LINE_AA)
    return Frame(to_i420(rgb), now_ns())
