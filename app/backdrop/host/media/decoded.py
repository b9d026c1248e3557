"""What PyAV decoded, looked at without a copy: its planes, and the range of their levels."""

from __future__ import annotations

import av
import numpy as np
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange

from backdrop.frame import Plane


def plane_view(plane: VideoPlane) -> Plane:
    """The picture in a plane of one byte a sample: uint8 (height, width), rows possibly apart, valid while it lives."""
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def is_full_range(frame: av.VideoFrame) -> bool:
    """Whether its levels are 0..255, as a tag or the pixel format itself (yuvj) says, and not 16..235 and 16..240."""
    return int(frame.color_range) == int(ColorRange.JPEG) or frame.format.name.startswith("yuvj")
