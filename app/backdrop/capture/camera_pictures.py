"""How a camera's pictures come, and how each becomes I420: `pictures_of` is where that is chosen.

V4L2 hands on what the camera sent, which is decoded here straight to planes. The other back ends, and V4L2 for formats
that are not known here, have OpenCV convert to BGR, which costs 1.4 times as much for MJPG and 3.2 for YUYV at 1280x720
(the figures stand in host/media/motion_jpeg.py and yuyv.py).

Unconverted, OpenCV gives just the bytes that the driver filled, as one row; OpenCV 5 those of YUYV as (rows, columns,
2), whatever their number (cap_v4l.cpp, `retrieveFrame`). It returns the buffer to the driver right before it copies
them, which does no harm: the copy runs a hundred times faster than the wire, and the other buffer is filled first.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane
from backdrop.host.cv import cv2

Size = tuple[int, int]
Content = npt.NDArray[np.uint8]


class Pictures(ABC):
    """Turns what a camera gives into I420, one picture at a time."""

    @abstractmethod
    def take(self, content: Content) -> Size | None:
        """The (width, height) of the picture in `content`, which must live until it is written; None for a torn one."""

    @abstractmethod
    def write(self, out: Plane) -> None:
        """Writes the picture that was taken last into I420 `out`, of its size with odd sides rounded down."""


class ConvertedPictures(Pictures):
    """Pictures that OpenCV converted: BGR (rows, columns, 3)."""

    def __init__(self, device: cv2.VideoCapture) -> None:
        self._device = device
        self._picture: Content | None = None

    def take(self, content: Content) -> Size | None:
        if content.ndim != 3:
            # OpenCV 4 hands on the picture of a camera that speaks BGR itself as one long row; and so it does with what
            # it could not decode, if it was asked for unconverted pictures before.
            width, height = _size_of(self._device)
            if content.size != width * height * 3:
                return None
            content = content.reshape(height, width, 3)
        self._picture = content
        return content.shape[1], content.shape[0]

    def write(self, out: Plane) -> None:
        assert self._picture is not None, "nothing was taken"
        cv2.cvtColor(self._picture[: out.shape[0] * 2 // 3, : out.shape[1]], cv2.COLOR_BGR2YUV_I420, dst=out)


class JpegPictures(Pictures):
    """Pictures that come compressed."""

    def __init__(self) -> None:
        from backdrop.host.media.motion_jpeg import MotionJpeg  # PyAV takes 18 MB, which other cameras do without

        self._decoder = MotionJpeg()

    def take(self, content: Content) -> Size | None:
        return self._decoder.decode(content)

    def write(self, out: Plane) -> None:
        self._decoder.write(out)


class YuyvPictures(Pictures):
    """Pictures that come as YUYV, all of one size. One of another length was torn, or its rows are padded."""

    def __init__(self, size: Size) -> None:
        from backdrop.host.media.yuyv import Yuyv

        self._unpacker = Yuyv(size)
        self._picture: Content | None = None

    def take(self, content: Content) -> Size | None:
        width, height = self._unpacker.size
        self._picture = content if content.size == width * height * 2 else None
        return None if self._picture is None else (width, height)

    def write(self, out: Plane) -> None:
        assert self._picture is not None, "nothing was taken"
        self._unpacker.unpack(self._picture, out)


def pictures_of(device: cv2.VideoCapture, backend: int) -> Pictures:
    """How the pictures of an opened camera come, which from then on it gives in just that way."""
    if backend == cv2.CAP_V4L2:
        code = int(device.get(cv2.CAP_PROP_FOURCC))
        size = _size_of(device)
        if code in (_code("MJPG"), _code("JPEG")) and device.set(cv2.CAP_PROP_CONVERT_RGB, 0):
            return JpegPictures()
        if code == _code("YUYV") and min(size) >= 2 and device.set(cv2.CAP_PROP_CONVERT_RGB, 0):
            return YuyvPictures(size)
    return ConvertedPictures(device)


def have_converted(device: cv2.VideoCapture) -> Pictures:
    """For a camera whose pictures are not what it says they are: OpenCV is to convert them after all."""
    device.set(cv2.CAP_PROP_CONVERT_RGB, 1)
    return ConvertedPictures(device)


def _size_of(device: cv2.VideoCapture) -> Size:
    return int(device.get(cv2.CAP_PROP_FRAME_WIDTH)), int(device.get(cv2.CAP_PROP_FRAME_HEIGHT))


def _code(name: str) -> int:
    return cv2.VideoWriter.fourcc(*name)
