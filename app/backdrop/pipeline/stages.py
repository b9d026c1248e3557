"""The stages that make a finished picture of a frame: segment, refine, composite. No threads, no clocks of its own.

Live, offline and in the bench it is the same code that runs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backdrop.composite.background import Background
from backdrop.composite.blend import Blend
from backdrop.errors import ModelMissingError, PipelineError
from backdrop.frame import Frame, Matte
from backdrop.pipeline.guard import MatteGuard
from backdrop.refine import RefineOptions, make_chain
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.tracked import TrackedSegmenter
from backdrop.text import N_

STAGES = ("segment", "inference", "refine", "composite")
"""The timed parts of a picture, in nanoseconds; `inference` is the network itself, within `segment`."""


StageTimes = tuple[int, int, int, int]
Laps = tuple[int, int, int]

_NOTHING: Laps = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Finished:
    """A frame, its own matte (None where the background hides nothing), and the picture made of both.

    `shows_room`: whether the picture holds unmasked camera pixels. `stage_ns` has the time that each of STAGES took,
    `cpu_ns` the processor time of the whole process meanwhile (so it is a stage's own only when nothing else runs),
    all 0 unless the stages time that.
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
        self.times_cpu = False
        """Whether processor time is measured as well, which costs some of it."""
        self._blend = Blend(width, height)

    @property
    def segmenter(self) -> Segmenter | None:
        return self._tracked.segmenter if self._tracked is not None else None

    @segmenter.setter
    def segmenter(self, segmenter: Segmenter | None) -> None:
        if segmenter is None:
            self._tracked: TrackedSegmenter | None = None
            return
        level = self._options.level
        check = self._guard.check if self._guard is not None else None
        self._tracked = TrackedSegmenter(segmenter, self._options.skip, level == "best", level == "light", check)

    def use_options(self, options: RefineOptions) -> None:
        """Refines so from the next frame on."""
        self._options, self._refine = options, make_chain(options)
        self.segmenter = self.segmenter

    def finish(self, frame: Frame) -> Finished:
        """The finished picture of a frame of this size.

        Raises ModelError or PipelineError when no matte can be had: then nothing of the frame may be shown.
        """
        clock = _Clock(self.times_cpu)
        matte, network = None, (0, 0)
        if self.background.hides_room or self._always_matte:
            tracked = self._must_have_segmenter()
            tracked.segmenter.times_cpu = self.times_cpu
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
        wall, cpu = clock.laps()
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
        pixels = self._blend(frame.pixels, matte.alpha, behind, self.background.is_still, matte.half)
        return Frame(pixels, frame.captured_ns)

    def _must_have_segmenter(self) -> TrackedSegmenter:
        if self._tracked is None:
            raise ModelMissingError(N_("there is no model to find the person with; choose or fetch one"))
        return self._tracked

    @staticmethod
    def _must_belong(matte: Matte, frame: Frame) -> None:
        sizes = (frame.height, frame.width), (frame.height // 2, frame.width // 2)
        if matte.captured_ns != frame.captured_ns or matte.alpha.shape not in sizes:
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
    """Laps of wall time and, where it is asked for, of the process's processor time."""

    def __init__(self, times_cpu: bool) -> None:
        self._wall = [time.perf_counter_ns()]
        self._cpu = [time.process_time_ns()] if times_cpu else None

    def lap(self) -> None:
        self._wall.append(time.perf_counter_ns())
        if self._cpu is not None:
            self._cpu.append(time.process_time_ns())

    def laps(self) -> tuple[Laps, Laps]:
        """Nanoseconds of wall and of processor time in each of three laps, the latter 0 where it was not measured."""
        return _between(self._wall), _NOTHING if self._cpu is None else _between(self._cpu)


def _between(marks: Sequence[int]) -> Laps:
    first, second, third, fourth = marks
    return second - first, third - second, fourth - third
