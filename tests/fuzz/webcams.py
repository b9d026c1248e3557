"""Pictures as a webcam gives them, one JPEG each, torn and garbled on the wire.

They reach the program through OpenCV's reader of Motion JPEG files, which decodes each picture as that of V4L2 does: on
its own, and with the same function.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from backdrop.capture.camera import Camera
from backdrop.capture.cameras import CameraInfo
from backdrop.errors import SourceError
from backdrop.host.cv import cv2
from fuzz.mutations import damaged, wild
from fuzz.target import Target, in_one_line
from support.clips import movie

# Not those of other formats, which OpenCV would take as well: no accident makes a JPEG a PNG.
SIGNATURES = [b"", b"\xff\xd8", b"\xff\xd8\xff\xdb", b"\xff\xd8\xff\xc0\x00\x11\x08", b"\x00\x00\x00\x01\x67"]


class Webcams(Target):
    """A `Camera` whose pictures are damaged, all but the first few."""

    most_megabytes = 400

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        noise = np.random.default_rng(2).integers(0, 256, (48, 64, 3), dtype=np.uint8)
        noise[:20] = 120
        self._whole = [_jpeg(noise), _jpeg(noise[:, ::-1].copy())]
        self._other_size = _jpeg(noise[:24].copy())

    def case(self, random: Random) -> bytes:
        pictures = [random.choice(self._whole) for _ in range(random.choice((0, 1, 2)))]
        for _ in range(8):
            sort = random.random()
            if sort < 0.2:
                pictures.append(random.choice(self._whole))
            elif sort < 0.25:
                pictures.append(self._other_size)
            elif sort < 0.35:
                pictures.append(wild(random, SIGNATURES))
            else:
                pictures.append(damaged(random, [*self._whole, self._other_size]))
        return movie(pictures)

    def run(self, file: Path) -> bool:
        # An address in place of a number: what `cv2.VideoCapture` takes for files.
        info = CameraInfo("9", "Webcam", "", "", str(file), cv2.CAP_OPENCV_MJPEG)  # type: ignore[arg-type]
        try:
            camera = Camera("9", cameras=[info])
        except SourceError:
            return False
        try:
            for _ in range(20):
                frame = camera.read()
                assert frame.size == (camera.info.width, camera.info.height)
        except SourceError as error:
            return in_one_line(error) or "stopped" in str(error)
        finally:
            camera.close()
        return True


def _jpeg(bgr: Any) -> bytes:
    return bytes(cv2.imencode(".jpg", bgr)[1].tobytes())
