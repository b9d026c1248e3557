"""The stages that make a finished picture of a frame: segment, refine, composite. No threads, no clocks of its own.

Live, offline and in the bench it is the same code that runs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from backdrop.composite.background import Background
from backdrop.composite.blend import Blend
from backdrop.errors import ModelMissingError, PipelineError
from backdrop.frame import Frame, FramePool, Matte
from backdrop.pipeline.guard import MatteGuard
from backdrop.refine import RefineOptions, make_chain
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.tracked import TrackedSegmenter
from backdrop.text import N_

STAGES = ("segment", "inference", "refine", "composite")
"""The timed parts of a picture, in nanoseconds; `inference` is the network itself, within `segment`."""


StageTimes = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Finished:
    """A frame, its own matte (None where the background hides nothing), and the picture made of both.

    `shows_room`: whether the picture holds unmasked camera pixels. `stage_ns` has the time that each of STAGES took,
    `cpu_ns` the processor time of the whole process meanwhile (so it is a stage's own only when nothing else runs).
    """

    frame: Frame
    matte: Matte | None
    picture: Frame
    shows_room: bool
    stage_ns: StageTimes
    cpu_ns: StageTimes

    @property
    def network_ran(self) -> bool:
        """Not where it rested, nor where no matte was needed: such a picture says nothing of how long one takes."""
        return self.stage_ns[STAGES.index("inference")] > 0

    def times(self) -> Iterator[tuple[str, int]]:
        """Each of STAGES with its nanoseconds; where the network rested, none of the time that it took to see that."""
        rested = self.matte is not None and not self.network_ran
        return (
            (stage, ns)
            for stage, ns in zip(STAGES, self.stage_ns, strict=True)
            if not (rested and stage in ("segment", "inference"))
        )


class Stages:
    """One segmenter, one refinement, one background, at one size. Used by one thread; parts may be exchanged."""

    def __init__(
        self, width: int, height: int, segmenter: Segmenter | None, options: RefineOptions, background: Background,
        *, guarded: bool = False, always_matte: bool = False,
    ) -> None:  # fmt: skip
        """Without a segmenter only a background that needs no matte can be finished.

        `guarded` refuses mattes that look like a failing network (see MatteGuard).

        `always_matte` computes mattes even where the background needs none.
        """
        self._guard = MatteGuard() if guarded else None
        self._options, self._refine = options, make_chain(options)
        self.segmenter, self.background = segmenter, background
        self._always_matte = always_matte
        self._blend = Blend(width, height)
        self._pool = FramePool(width, height)

    @property
    def segmenter(self) -> Segmenter | None:
        return self._tracked.segmenter if self._tracked is not None else None

    @segmenter.setter
    def segmenter(self, segmenter: Segmenter | None) -> None:
        skip, twice = self._options.skip, self._options.level == "best"
        check = self._guard.check if self._guard is not None else None
        self._tracked = TrackedSegmenter(segmenter, skip, twice, check) if segmenter is not None else None

    def use_options(self, options: RefineOptions) -> None:
        """Refines so from the next frame on."""
        self._options, self._refine = options, make_chain(options)
        self.segmenter = self.segmenter

    def finish(self, frame: Frame) -> Finished:
        """The finished picture of a frame of this size.

        Raises ModelError or PipelineError when no matte can be had: then nothing of the frame may be shown.
        """
        clock = _Clock()
        matte, network = None, (0, 0)
        if self.background.hides_room or self._always_matte:
            tracked = self._must_have_segmenter()
            coarse = tracked.segment(frame)
            network = tracked.inference_ns, tracked.inference_cpu_ns
            clock.lap()
            matte = self._refine.apply(coarse, frame)
            self._must_belong(matte, frame)
        else:
            clock.lap()
        clock.lap()
        picture = self._composite(frame, matte)
        clock.lap()
        wall, cpu = clock.laps(0), clock.laps(1)
        shows_room = not self.background.hides_room
        return Finished(
            frame, matte, picture, shows_room,
            (wall[0], network[0], wall[1], wall[2]), (cpu[0], network[1], cpu[1], cpu[2]),
        )  # fmt: skip

    def _composite(self, frame: Frame, matte: Matte | None) -> Frame:
        if not self.background.hides_room:
            return frame
        assert matte is not None
        behind = self.background.behind(frame, matte)
        pixels = self._pool.take()
        self._blend(frame.pixels, matte.alpha, behind, pixels)
        return Frame(pixels, frame.captured_ns)

    def _must_have_segmenter(self) -> TrackedSegmenter:
        if self._tracked is None:
            raise ModelMissingError(N_("there is no model to find the person with; choose or fetch one"))
        return self._tracked

    @staticmethod
    def _must_belong(matte: Matte, frame: Frame) -> None:
        if matte.captured_ns != frame.captured_ns or matte.alpha.shape != (frame.height, frame.width):
            raise PipelineError(N_("a matte of another frame was about to be used; please report this"))

    def new_scene(self) -> None:
        """The next frame has nothing to do with the last one."""
        if self._tracked is not None:
            self._tracked.new_scene()
        self._refine.reset()
        if self._guard is not None:
            self._guard.reset()

    def close(self) -> None:
        try:
            if self.segmenter is not None:
                self.segmenter.close()
        finally:
            self.background.close()


class _Clock:
    """Laps of wall time and of the process's processor time."""

    def __init__(self) -> None:
        self._marks: list[tuple[int, int]] = []
        self.lap()

    def lap(self) -> None:
        self._marks.append((time.perf_counter_ns(), time.process_time_ns()))

    def laps(self, which: int) -> list[int]:
        """Nanoseconds between the marks: of wall time for 0, of processor time for 1."""
        return [b[which] - a[which] for a, b in zip(self._marks, self._marks[1:], strict=False)]
