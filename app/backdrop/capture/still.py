"""A still picture as a source, repeated at a set rate."""

from __future__ import annotations

import os

from backdrop.capture.pacing import Pacer
from backdrop.capture.source import Source, SourceInfo
from backdrop.errors import SourceError
from backdrop.frame import Frame, now_ns
from backdrop.host.media.colour import to_i420
from backdrop.host.media.still import load_still
from backdrop.text import N_


class Still(Source):
    """Shows one picture. `paced` repeats it `fps` times a second for ever; otherwise it comes once.

    Odd sides are padded to even; `true_size` is the picture's own (width, height).
    """

    def __init__(self, path: str | os.PathLike[str], fps: float = 30.0, paced: bool = True) -> None:
        rgb = load_still(path)
        self.true_size = rgb.shape[1], rgb.shape[0]
        self._pixels = to_i420(rgb)
        height, width = self._pixels.shape[0] * 2 // 3, self._pixels.shape[1]
        self._info = SourceInfo(os.path.basename(os.fspath(path)), width, height, fps)
        self._pacer = Pacer() if paced else None
        self._count, self._closed = 0, False

    @property
    def info(self) -> SourceInfo:
        return self._info

    def read(self) -> Frame | None:
        if self._closed:
            raise SourceError(N_("{path} has been closed"), path=self._info.label)
        self._count += 1
        if self._pacer is None:
            return Frame(self._pixels, 0) if self._count == 1 else None
        if not self._pacer.wait_until(round((self._count - 1) * 1e9 / self._info.fps)):
            raise SourceError(N_("{path} has been closed"), path=self._info.label)
        return Frame(self._pixels, now_ns())

    def close(self) -> None:
        self._closed = True
        if self._pacer is not None:
            self._pacer.stop()
