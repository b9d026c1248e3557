"""A webcam as OpenCV's V4L2 back end gives one (modules/videoio/src/cap_v4l.cpp, OpenCV 4.11 and 5.0).

For machines without one: it stands in for `cv2.VideoCapture`. The real thing is met in tests/call.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
import pytest

from backdrop.capture.cameras import CameraInfo
from backdrop.host.cv import cv2

INFO = CameraInfo("77", "Webcam", "", "", 77, cv2.CAP_V4L2)


class Webcam:
    """Gives `pictures` in turn: two at once, then at the rate asked for. Each is the bytes that the driver fills in.

    `keeps_shape`: as OpenCV 5 gives YUYV that is not to be converted, (rows, columns, 2); OpenCV 4 gives it as one row.
    """

    code: ClassVar[str] = "MJPG"
    size: ClassVar[tuple[int, int]] = (64, 48)
    pictures: ClassVar[Sequence[bytes]] = ()
    ends: ClassVar[bool] = False
    keeps_shape: ClassVar[bool] = False
    asked: ClassVar[list[tuple[int, float]]] = []

    def __init__(self) -> None:
        self._converts = True
        self._fps = 30.0
        self._count = 0
        self._started = time.monotonic()
        self._current = b""

    def open(self, index: int, backend: int) -> bool:
        return index == INFO.index

    def get(self, name: int) -> float:
        width, height = self.size
        code = cv2.VideoWriter.fourcc(*self.code)
        return {
            cv2.CAP_PROP_FRAME_WIDTH: width,
            cv2.CAP_PROP_FRAME_HEIGHT: height,
            cv2.CAP_PROP_FPS: self._fps,
            cv2.CAP_PROP_FOURCC: code,
        }[name]

    def set(self, name: int, value: float) -> bool:
        self.asked.append((name, value))
        if name == cv2.CAP_PROP_CONVERT_RGB:
            self._converts = bool(value)
        if name == cv2.CAP_PROP_FPS:
            self._fps = value
        return True

    def grab(self) -> bool:
        if self.ends and self._count == len(self.pictures):
            return False
        time.sleep(max(0.0, self._due_s()))
        self._current = self.pictures[self._count % len(self.pictures)]
        self._count += 1
        return True

    def retrieve(self, out: Any = None) -> tuple[bool, Any]:
        row = np.frombuffer(self._current, np.uint8).reshape(1, -1)
        width, height = self.size
        picture: Any = row.copy()
        if self.code == "MJPG" and self._converts:
            picture = cv2.imdecode(row, cv2.IMREAD_COLOR)
        elif self.code == "YUYV" and self._converts:
            whole = np.resize(row, (height, width, 2))  # too few bytes are no matter there
            picture = cv2.cvtColor(whole, cv2.COLOR_YUV2BGR_YUYV)
        elif self.code == "YUYV" and self.keeps_shape:
            picture = np.resize(row, (height, width, 2))
        if picture is not None and out is not None and out.shape == picture.shape:
            np.copyto(out, picture)
            picture = out
        return picture is not None, picture

    def release(self) -> None:
        self._current = b""

    @staticmethod
    def waitAny(devices: list[Webcam], timeout_ns: int) -> tuple[bool, list[int]]:  # noqa: N802 - OpenCV's name
        [device] = devices
        due_s = device._due_s()
        time.sleep(max(0.0, min(due_s, timeout_ns / 1e9)))
        return True, [0] if due_s <= timeout_ns / 1e9 else []

    def _due_s(self) -> float:
        return self._started + max(0, self._count - 1) / self._fps - time.monotonic()


def plug_in(monkeypatch: pytest.MonkeyPatch, pictures: Sequence[bytes], **kind: Any) -> type[Webcam]:
    """Makes `INFO` a camera that gives these pictures; `kind` sets what else differs from `Webcam`."""
    kind = {"pictures": list(pictures), "asked": [], **kind}
    webcam = type("PluggedIn", (Webcam,), kind)
    monkeypatch.setattr(cv2, "VideoCapture", webcam)
    return webcam
