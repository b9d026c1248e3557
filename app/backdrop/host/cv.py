"""The one place that imports OpenCV: `from backdrop.host.cv import cv2`.

Some OpenCV builds set environment variables on import (Qt plug-in paths, LD_LIBRARY_PATH) that break PySide6; they are
put back. OpenCV's own threads are turned off: the pictures are small enough that hand-over costs more than it gains,
and a camera must leave the machine cool.
"""

from __future__ import annotations

import os

_before = dict(os.environ)

# A webcam's picture whose header was garbled on the wire may say that it is enormous: OpenCV's own limit, a gigapixel,
# is 3 GB and a minute. This one is that of 8K cameras; it is read once, on import.
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(7680 * 4320))

import cv2  # noqa: E402

for _name in set(os.environ) - set(_before):
    del os.environ[_name]
os.environ.update(_before)

cv2.setNumThreads(1)
# What OpenCV prints about cameras is worded for its developers; errors reach the user through BackdropError.
_silence = getattr(cv2, "setLogLevel", None) or cv2.utils.logging.setLogLevel  # OpenCV 4 and 5
_silence(0)

__all__ = ["cv2"]
