"""Frames from a webcam, through OpenCV.

It opens one camera and reads it until it stops. It neither retries nor reopens: the pipeline owns that, and it may want
another camera by then.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence

import numpy as np

from backdrop.capture.camera_pictures import Content, ConvertedPictures, Size, have_converted, pictures_of
from backdrop.capture.camera_trouble import why_no_picture
from backdrop.capture.cameras import CameraInfo, find_camera
from backdrop.capture.source import Source, SourceInfo
from backdrop.errors import SourceError
from backdrop.frame import Frame, FramePool, now_ns
from backdrop.host.cv import cv2
from backdrop.text import N_

log = logging.getLogger(__name__)

# USB drops a part of a compressed picture now and then, and the first one is often torn; more than this is a fault.
_TORN_PICTURES = 5

# With one buffer the driver has nowhere to put the next picture while this one is copied or converted, and cameras fall
# to half their rate; more than two only hold pictures that have grown old.
_BUFFERS = 2

# How long a camera under Linux may give no picture before it counts as stopped (OpenCV's default is 10 s). The slowest
# webcams need about 2 s for their first.
_SILENCE_S = 4

# How often a waiting `read` looks whether it was closed, and how long `close` waits for it: some such looks. A `read`
# that takes longer (only possible on Windows and macOS) releases the camera itself when the driver lets it go.
_LOOK_S = 0.1
_HAND_OVER_S = 0.5


class Camera(Source):
    """A webcam. Delivers what the camera grants nearest to what was asked; `info` tells what that is."""

    def __init__(
        self,
        which: str = "",
        width: int = 1280,
        height: int = 720,
        fps: float = 30.0,
        cameras: Sequence[CameraInfo] | None = None,
    ) -> None:
        """Opens the camera that `which` means (see `find_camera`) among `cameras`, by default this machine's.

        Raises SourceMissingError, SourceBusyError, SourceDeniedError, or SourceError for what is no camera or gives no
        picture.
        """
        self._camera = find_camera(which, cameras)
        self._closing = False
        self._reading = threading.Lock()
        self._device = _open(self._camera, width, height, fps)
        self._content: Content | None = None
        try:
            self._pictures = pictures_of(self._device, self._camera.backend)
            self._size = columns, rows = self._first_picture()
            granted = self._device.get(cv2.CAP_PROP_FPS)
        except BaseException:
            self._device.release()
            raise
        # I420 has half the chroma in both directions: an odd last row or column cannot be kept.
        self._info = SourceInfo(self._camera.name, columns & ~1, rows & ~1, granted if 0 < granted < 1000 else fps)
        self._pool = FramePool(self._info.width, self._info.height)

    @property
    def info(self) -> SourceInfo:
        return self._info

    def read(self) -> Frame:
        """The camera's next picture; waits for it. SourceError when it stops, changes its size or was closed."""
        with self._reading:
            try:
                return self._read()
            finally:
                if self._closing:
                    self._device.release()

    def close(self) -> None:
        self._closing = True
        if self._reading.acquire(timeout=_HAND_OVER_S):
            try:
                self._device.release()
            finally:
                self._reading.release()

    def _read(self) -> Frame:
        self._refuse_when_closed()
        size, captured_ns = self._next_picture()
        if size is None:
            self._refuse_when_closed()
            raise SourceError(
                N_(
                    "the camera {name} stopped delivering pictures; check that it is plugged in and that no other "
                    "program took it"
                ),
                name=self._camera.name,
            )
        if size != self._size:
            raise SourceError(
                N_("the camera {name} changed the size of its picture; start it again"), name=self._camera.name
            )
        buffer = self._pool.take()
        self._pictures.write(buffer)
        return Frame(buffer, captured_ns)

    def _refuse_when_closed(self) -> None:
        if self._closing:
            raise SourceError(N_("the camera {name} was closed"), name=self._camera.name)

    def _first_picture(self) -> Size:
        """The only proof that a camera works is a picture; it also tells the true size."""
        size, came_ns = self._next_picture()
        if size is None and came_ns and not isinstance(self._pictures, ConvertedPictures):
            log.warning("%s: its pictures are not what it says they are; OpenCV converts them", self._camera.name)
            self._pictures = have_converted(self._device)
            size, _ = self._next_picture()
        if size is None:
            self._device.release()  # or the search for who holds it would find us
            raise why_no_picture(self._camera)
        return size

    def _next_picture(self) -> tuple[Size | None, int]:
        """The (width, height) of the next whole picture, which `_pictures` then holds, and when it came.

        No size when there is none to be had; then the time tells when the last torn one came, 0 when none did.
        """
        captured_ns = 0
        for _ in range(_TORN_PICTURES):
            if not self._wait() or not self._device.grab():
                break
            captured_ns = now_ns()
            size = self._take()
            if size is not None and min(size) >= 2:  # less is no I420, and no camera's doing
                return size, captured_ns
        return None, captured_ns

    def _take(self) -> Size | None:
        """The size of the picture that was grabbed; None for a torn one."""
        try:
            # Into the array of the picture before, where that has the same size.
            whole, content = self._device.retrieve(self._content)
        except cv2.error:  # such as a garbled header that says the picture is enormous
            return None
        if not whole or content is None or not content.size:
            return None
        self._content = content.astype(np.uint8, copy=False)
        return self._pictures.take(self._content)

    def _wait(self) -> bool:
        """Whether a picture is there, as far as that can be known before it is taken; False once it was closed."""
        if self._camera.backend != cv2.CAP_V4L2:
            return True
        for _ in range(round(_SILENCE_S / _LOOK_S)):
            if self._closing:
                return False
            try:
                _, ready = cv2.VideoCapture.waitAny([self._device], int(_LOOK_S * 1e9))
            except cv2.error:  # the device is gone
                return False
            if len(ready):
                return True
        return False


def _open(camera: CameraInfo, width: int, height: int, fps: float) -> cv2.VideoCapture:
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(_SILENCE_S))
    device = cv2.VideoCapture()
    if not device.open(camera.index, camera.backend):
        device.release()
        raise why_no_picture(camera)
    # Compressed first: uncompressed, USB 2 has room for 1280x720 at 10 frames per second only, and a driver that was
    # asked for the size first settles on that. A camera that cannot do one of these keeps what it has.
    for name, value in (
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, width),
        (cv2.CAP_PROP_FRAME_HEIGHT, height),
        (cv2.CAP_PROP_FPS, fps),
        (cv2.CAP_PROP_BUFFERSIZE, _BUFFERS),
    ):
        device.set(name, value)
    return device
