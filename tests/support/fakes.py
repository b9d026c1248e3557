"""Sources, engines and sinks that do what a test says: real implementations of the stages' interfaces."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable

import numpy as np

from backdrop.capture import Source, SourceInfo
from backdrop.errors import SinkError, SourceError
from backdrop.frame import Frame, Plane, empty_pixels, now_ns, planes
from backdrop.publish import Sink
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.spec import InputSpec, ModelSpec, OutputSpec

WIDTH, HEIGHT, FPS = 128, 72, 50.0
PERSON_Y, ROOM_Y, MARKER_U, MARKER_V = 200, 100, 40, 220
"""The camera's picture: a bright person in the left quarter of a darker room, in a colour that no background has."""
BACKGROUND = "color:#1d3557"


def camera_pixels(width: int = WIDTH, height: int = HEIGHT) -> Plane:
    pixels = empty_pixels(width, height)
    y, u, v = planes(pixels)
    y[:], u[:], v[:] = ROOM_Y, MARKER_U, MARKER_V
    y[:, : width // 4] = PERSON_Y
    return pixels


def marker_share(pixels: Plane) -> float:
    """The share of the picture that shows the camera's colour."""
    _, u, v = planes(pixels)
    is_marker = (np.abs(u.astype(int) - MARKER_U) < 30) & (np.abs(v.astype(int) - MARKER_V) < 30)
    return float(is_marker.mean())


class MarkerSource(Source):
    """A camera that shows the marker colour, paced. `fail` makes reads fail, `freeze` makes them block."""

    def __init__(self, fps: float = FPS) -> None:
        self.pixels = camera_pixels()
        self._fps = fps
        self._closed, self.fail, self.freeze = threading.Event(), threading.Event(), threading.Event()

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("marker", WIDTH, HEIGHT, self._fps)

    def read(self) -> Frame | None:
        stopped = self._closed.wait(1 / self._fps)
        while self.freeze.is_set() and not stopped:
            stopped = self._closed.wait(0.01)
        if stopped or self.fail.is_set():
            raise SourceError("the marker camera is gone")
        return Frame(self.pixels, now_ns())

    def close(self) -> None:
        self._closed.set()


class RecordingSink(Sink):
    """Keeps the share of the camera's colour in each frame, and when it came."""

    label = "recording"
    watched_from_the_start = True

    def __init__(self, fail: threading.Event | None = None) -> None:
        self.width, self.height, self.fps = WIDTH, HEIGHT, FPS
        self.shares: list[float] = []
        self.times: list[float] = []
        self.pixels: list[Plane] = []
        self.closed = False
        self._fail = fail

    def send(self, frame: Frame) -> None:
        if self._fail is not None and self._fail.is_set():
            raise SinkError("the recording sink is gone")
        self.times.append(time.monotonic())
        self.shares.append(marker_share(frame.pixels))
        self.pixels.append(frame.pixels)

    def close(self) -> None:
        self.closed = True

    def longest_gap_s(self, since: float = 0.0) -> float:
        times = [moment for moment in self.times if moment >= since]
        return max((b - a for a, b in itertools.pairwise(times)), default=float("inf"))


class ScriptedEngine(Engine):
    """Answers with what `answer` makes of what it is shown: by default the person, wherever it looks for them."""

    name, threads = "scripted", 1
    input_shape, output_shape = (1, 36, 64, 3), (1, 36, 64, 1)

    def __init__(self, answer: Callable[[Tensor], Tensor] | None = None) -> None:
        self.answer = answer or person_seen

    def infer(self, tensor: Tensor) -> Tensor:
        return self.answer(tensor)

    def close(self) -> None:
        pass


def person_seen(tensor: Tensor) -> Tensor:
    """What is bright in the picture, which is RGB, 0..1."""
    return (tensor[..., 1:2] > 0.4).astype(np.float32)


def everything(tensor: Tensor) -> Tensor:
    return np.ones_like(tensor[..., :1])


def scripted_segmenter(engine: Engine) -> Segmenter:
    spec = ModelSpec(
        id="scripted", title="", family="", variant="", format="tflite", file="", bytes=0, sha256="",
        licence="", licence_note="",
        input=InputSpec.ranged(36, 64, 0, 1), output=OutputSpec("alpha", 36, 64), threshold=0.5,
    )  # fmt: skip
    return Segmenter(spec, engine)
