"""Takes frames and forgets them: for measurements."""

from __future__ import annotations

from backdrop.frame import Frame
from backdrop.publish.sink import Sink
from backdrop.text import _


class Null(Sink):
    def __init__(self, width: int, height: int, fps: float) -> None:
        self.width, self.height, self.fps = width, height, fps
        self.label = _("nothing")

    def send(self, frame: Frame) -> None:
        pass

    def close(self) -> None:
        pass
