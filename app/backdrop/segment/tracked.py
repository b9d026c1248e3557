"""A segmenter that follows the person: the network looks where they are, and not at the whole room."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from backdrop.errors import BackdropError
from backdrop.frame import BufferPool, Frame, Matte, Plane, Region
from backdrop.host.cv import cv2
from backdrop.segment.outside import Outside
from backdrop.segment.region import RegionTracker
from backdrop.segment.segmenter import Segmenter

LOOK_EVERY, LOOK_AT_LEAST = 45, 900
"""Frames between two looks at the whole frame, for whom the region leaves out. Each look that finds somebody doubles
it, up to the second: else what is taken for a person only at times would make the region jump all the time."""
LOOK_STILL, LOOKS_AFTER = 4, 2
"""So many times longer it is where nothing has changed outside the region, since nobody has come; and so many looks
follow a change, for whom the first one finds only half there."""
STILL, NOISE_BLUR = 2, 5
"""Change of the luma, in levels on the network's grid, up to which the picture is the one before; and the side of the
box that averages its noise away."""
REST = 3
"""Frames in a row for which the network may rest."""
RESTLESS = 5
"""Frames after one that has moved before it is looked again whether the picture stands still."""


class TrackedSegmenter:
    """Used by one thread.

    The network sees the picture as it is and in the mirror by turns: the average over time that the refinement takes
    errs less than either. One whose spec says so sees all of the frame each time.

    `skip`: while the picture stands still, the answer is used again. `twice`: both sides of the mirror every time.
    `light`: no more is done to the picture than has to be. Without the mirror it errs a quarter more and flickers less
    than half as much, since the light refinement averages nothing where the picture moves.
    """

    def __init__(
        self, segmenter: Segmenter, skip: bool = True, twice: bool = False, light: bool = False,
        check: Callable[[Plane], None] | None = None,
    ) -> None:  # fmt: skip
        """`check` is shown each answer before anything is made of it, and raises for one that cannot be right."""
        self.segmenter, self._check = segmenter, check
        self._skip, self._twice, self._light = skip, twice, light
        self._follows = segmenter.spec.sees == "person"
        self._means: BufferPool | None = None
        self.inference_ns = self.inference_cpu_ns = 0
        """As the segmenter's, for all that the last frame took; 0 while it rests."""
        self.new_scene()

    def new_scene(self) -> None:
        """The next frame has nothing to do with the last one."""
        self._tracker: RegionTracker | None = None
        self._size: tuple[int, int] | None = None
        self._frames, self._look_at, self._look_after = 0, LOOK_EVERY, LOOK_EVERY
        self._looked_at = self._looks_due = 0
        self._outside = Outside()
        self._flipped = False
        self._rest = self._restless_until = 0
        self._seen: Plane | None = None
        self._seen_in: Region | None = None
        self._last: Plane | None = None
        self._answered: Plane | None = None

    def segment(self, frame: Frame) -> Matte:
        """The matte of the region where the person is, on the network's grid. ModelError when the network fails."""
        if self._tracker is None or self._size != frame.size:
            self.new_scene()
            self._tracker, self._size = RegionTracker(frame.size), frame.size
        self.inference_ns = self.inference_cpu_ns = 0
        self._frames += 1
        if self._follows and self._frames == 1:
            self._find(frame, self._tracker)
        elif self._follows and self._frames >= self._look_at:
            self._look_around(frame, self._tracker)
        region = self._tracker.region
        seen = self.segmenter.look(frame, region, halve=not self._light)
        luma = seen.luma
        still = self._skip and self._frames >= self._restless_until and self._is_still(luma, region)
        if still and self._rest and self._last is not None:
            self._rest -= 1
            return Matte(self._last, frame.captured_ns, region, seen)
        alpha = answer = self._answer()
        if self._twice:
            alpha = self._mean(answer, self._answer())
        elif still and self._answered is not None:
            alpha = self._mean(answer, self._answered)  # which was seen from the other side of the mirror
        self._answered = answer
        self._rest = REST if still else 0
        self._keep(luma, region, alpha)
        if self._follows:
            self._tracker.update(alpha)
        return Matte(alpha, frame.captured_ns, region, seen)

    def _answer(self, checked: bool = True) -> Plane:
        alpha = self.segmenter.answer(self._flipped)
        self._flipped = not self._light and not self._flipped
        self.inference_ns += self.segmenter.inference_ns
        self.inference_cpu_ns += self.segmenter.inference_cpu_ns
        if checked and self._check is not None:
            try:
                self._check(alpha)
            except BackdropError:
                self.new_scene()  # somebody may have come so close that they fill the region, which must grow then
                raise
        return alpha

    def _find(self, frame: Frame, tracker: RegionTracker) -> None:
        """So that the first matte of a scene is as good as those after it."""
        self.segmenter.look(frame, frame.region)
        tracker.update(self._answer())

    def _look_around(self, frame: Frame, tracker: RegionTracker) -> None:
        before = tracker.region
        self._look_at = self._frames + self._look_after
        if before == frame.region:
            return
        if self._outside.has_changed(frame, before):
            self._looks_due = LOOKS_AFTER
        if not self._looks_due and self._frames - self._looked_at < LOOK_STILL * self._look_after:
            return
        self._looks_due, self._looked_at = max(0, self._looks_due - 1), self._frames
        self.segmenter.look(frame, frame.region)
        tracker.include(self._answer(checked=False))
        if tracker.region != before:
            self._look_after = min(2 * self._look_after, LOOK_AT_LEAST)
            self._look_at = self._frames + self._look_after

    def _is_still(self, luma: Plane, region: Region) -> bool:
        """Whether the region looks as it did when the network last saw it."""
        if self._seen is None or self._seen_in != region:
            return False
        for step in (8, 1):  # where some rows have changed already, the others need no look
            change, blurred = self._change[::step], self._blurred[::step]
            cv2.absdiff(luma[::step], self._seen[::step], change)
            cv2.blur(change, (NOISE_BLUR, NOISE_BLUR), blurred)
            if cv2.minMaxLoc(blurred)[1] > STILL + (step > 1):
                self._restless_until = self._frames + RESTLESS
                return False
        return True

    def _keep(self, luma: Plane, region: Region, alpha: Plane) -> None:
        if self._seen is None:
            self._seen, self._change, self._blurred = (np.empty_like(luma) for _ in range(3))
        np.copyto(self._seen, luma)
        self._seen_in, self._last = region, alpha

    def _mean(self, one: Plane, other: Plane) -> Plane:
        if self._means is None or self._means.shape != one.shape:
            self._means = BufferPool(one.shape)
        mean = self._means.take()
        cv2.addWeighted(one, 0.5, other, 0.5, 0, mean)
        return mean
