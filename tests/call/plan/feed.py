"""Plays a webcam: writes moving pictures of the drawn presenter to a loopback device, as YUYV or as MJPG.

    python -m call.plan.feed DEVICE YUYV|MJPG WIDTH HEIGHT

It writes until it is stopped. Afterwards applications see a webcam of just that format and size.
"""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import time

import numpy as np

from backdrop.capture import Wanted, open_source
from backdrop.frame import Plane
from backdrop.host.cv import cv2

_RATE = 4
"""A loopback device overwrites a picture that is still being decoded, which a webcam does not: leave it the time."""
_PICTURES = 20
"""Drawn beforehand: drawing and compressing take longer than a picture lasts where the processor is emulated."""

# linux/videodev2.h: _IOWR('V', 5, struct v4l2_format) for 64 bits, V4L2_BUF_TYPE_VIDEO_OUTPUT, V4L2_FIELD_NONE and
# V4L2_COLORSPACE_SMPTE170M, in struct v4l2_pix_format (width, height, pixelformat, field, bytesperline, sizeimage,
# colorspace).
_SET_FORMAT, _FORMAT_BYTES = 0xC0D05605, 208
_OUTPUT, _NO_FIELD, _SMPTE170M = 2, 1, 1


def main(device: str, fourcc: str, width: int, height: int) -> None:
    pictures = [_coded(pixels, fourcc) for pixels in _presenter(width, height)]
    camera = os.open(device, os.O_RDWR)
    take(camera, fourcc, width, height)
    started, n = time.monotonic(), 0
    while True:
        os.write(camera, pictures[n % len(pictures)])
        n += 1
        time.sleep(max(0.0, started + n / _RATE - time.monotonic()))


def take(camera: int, fourcc: str, width: int, height: int) -> None:
    """Begins to publish to an open loopback device; OSError where it may not."""
    line = 0 if fourcc == "MJPG" else 2 * width
    size = 3 * width * height if fourcc == "MJPG" else line * height
    wanted = struct.pack("=I4xII4sIIII", _OUTPUT, width, height, fourcc.encode(), _NO_FIELD, line, size, _SMPTE170M)
    fcntl.ioctl(camera, _SET_FORMAT, bytearray(wanted.ljust(_FORMAT_BYTES, b"\0")), True)


def _presenter(width: int, height: int) -> list[Plane]:
    with open_source("presenter", Wanted(width, height, _RATE)) as source:
        frames = [source.read() for _ in range(_PICTURES)]
    return [frame.pixels.copy() for frame in frames if frame is not None]


def _coded(pixels: Plane, fourcc: str) -> bytes:
    bgr = cv2.cvtColor(pixels, cv2.COLOR_YUV2BGR_I420)
    if fourcc == "MJPG":
        return cv2.imencode(".jpg", bgr)[1].tobytes()
    return np.ascontiguousarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_YUYV)).tobytes()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
