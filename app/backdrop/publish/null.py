"""Takes frames and forgets them: for measurements."""

from __future__ import annotations

from backdrop.frame import Frame
from backdrop.publish.sink import Sink


class Null(Sink):
    label = "nothing"

    def __init__(self, width: int, height: int, fps: float) -> None:
        self.width, self.height, self.fps = width, height, fps

    def send(self, frame: Frame) -> None:
        pass

    def close(self) -> None:
        pass
