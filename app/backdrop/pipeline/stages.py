"""The stages that make a finished picture of a frame: segment, refine, composite. No threads, no clocks of its own.

Live, offline and in the bench it is the same code that runs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from backdrop.composite.background import Background
from backdrop.composite.blend import Blend
from backdrop.errors import PipelineError
from backdrop.frame import Frame, FramePool, Matte
from backdrop.pipeline.guard import MatteGuard
from backdrop.refine.step import Chain
from backdrop.segment.segmenter import Segmenter

STAGES = ("segment", "inference", "refine", "composite")
"""The timed parts of a picture, in nanoseconds; `inference` is the network itself, within `segment`."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A frame, its own matte (None where the background hides nothing), and the picture made of both.

    `shows_room`: whether the picture holds unmasked camera pixels. `stage_ns` has the time of each of STAGES.
    """

    frame: Frame
    matte: Matte | None
    picture: Frame
    shows_room: bool
    stage_ns: tuple[int, int, int, int]


class Stages:
    """One segmenter, one refinement, one background, at one size. Used by one thread; parts are exchanged between frames."""

    def __init__(
        self, width: int, height: int, segmenter: Segmenter, refine: Chain, background: Background,
        *, guarded: bool = False, always_matte: bool = False,
    ) -> None:  # fmt: skip
        """`guarded` refuses mattes that look like a failing network (see MatteGuard).

        `always_matte` computes mattes even where the background needs none.
        """
        self.segmenter, self.refine, self.background = segmenter, refine, background
        self._always_matte = always_matte
        self._guard = MatteGuard() if guarded else None
        self._blend = Blend(width, height)
        self._pool = FramePool(width, height)

    def finish(self, frame: Frame) -> Finished:
        """The finished picture of a frame of this size.

        Raises ModelError or PipelineError when no matte can be had: then nothing of the frame may be shown.
        """
        times = [time.perf_counter_ns()]
        matte, inference_ns = None, 0
        if self.background.hides_room or self._always_matte:
            coarse = self.segmenter.segment(frame)
            inference_ns = self.segmenter.inference_ns
            if self._guard is not None:
                self._guard.check(coarse)
            times.append(time.perf_counter_ns())
            matte = self.refine.apply(coarse, frame)
            self._must_belong(matte, frame)
        else:
            times.append(times[0])
        times.append(time.perf_counter_ns())
        picture = self._composite(frame, matte)
        times.append(time.perf_counter_ns())
        segment_ns, refine_ns, composite_ns = (b - a for a, b in zip(times, times[1:], strict=False))
        shows_room = not self.background.hides_room
        return Finished(frame, matte, picture, shows_room, (segment_ns, inference_ns, refine_ns, composite_ns))

    def _composite(self, frame: Frame, matte: Matte | None) -> Frame:
        if not self.background.hides_room:
            return frame
        assert matte is not None
        behind = self.background.behind(frame, matte)
        pixels = self._pool.take()
        self._blend(frame.pixels, matte.alpha, behind, pixels)
        return Frame(pixels, frame.captured_ns)

    @staticmethod
    def _must_belong(matte: Matte, frame: Frame) -> None:
        if matte.captured_ns != frame.captured_ns or matte.alpha.shape != (frame.height, frame.width):
            raise PipelineError("a matte of another frame was about to be used; please report this")

    def new_scene(self) -> None:
        """The next frame has nothing to do with the last one."""
        self.refine.reset()
        if self._guard is not None:
            self._guard.reset()

    def close(self) -> None:
        self.segmenter.close()
        self.background.close()
