"""A network that follows the person: better mattes, newcomers found, and rest while nothing moves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError, ModelMissingError, PipelineError
from backdrop.frame import Frame, Matte, Plane, Region, planes
from backdrop.host.cv import cv2
from backdrop.pipeline.guard import MatteGuard
from backdrop.segment import load_segmenter
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.tracked import LOOK_EVERY, LOOK_STILL, TrackedSegmenter
from support.fakes import ScriptedEngine, everything, scripted_segmenter

SIZE = (640, 480)
SETTLED = 20
"""Frames after which the region has come to rest."""


class Counted(Engine):
    """A real engine that counts its runs, and can be made to fail."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.threads = engine.name, engine.threads
        self.input_shape, self.output_shape = engine.input_shape, engine.output_shape
        self.runs, self.broken = 0, False

    def infer(self, tensor: Tensor) -> Tensor:
        self.runs += 1
        if self.broken:
            raise ModelError("it broke")
        return self._engine.infer(tensor)

    def close(self) -> None:
        self._engine.close()


@pytest.fixture
def segmenter(default_model: str) -> Iterator[Segmenter]:
    segmenter = load_segmenter(default_model, SIZE, RunOptions(threads=1))
    yield segmenter
    segmenter.close()


@pytest.fixture
def engine(segmenter: Segmenter) -> Counted:
    segmenter.engine = Counted(segmenter.engine)
    return segmenter.engine


@pytest.fixture(scope="module")
def presenter() -> Presenter:
    return Presenter(*SIZE, paced=False)


def drawn(presenter: Presenter, n: int) -> tuple[Frame, Plane]:
    """A frame and its exact alpha, which stay as they are when the next is drawn."""
    frame, matte = presenter.draw(n)
    return Frame(frame.pixels.copy(), n), matte.alpha.copy()


def over_all(matte: Matte, frame: Frame) -> Plane:
    """The alpha of a region, of the frame's size."""
    x, y, width, height = matte.region or frame.region
    alpha = np.zeros((frame.height, frame.width), np.uint8)
    alpha[y : y + height, x : x + width] = cv2.resize(matte.alpha, (width, height))
    return alpha


def noisy(frame: Frame, n: int) -> Frame:
    """The same picture again, with the noise of a quiet sensor."""
    pixels = frame.pixels.astype(np.int16) + np.random.default_rng(n).integers(-1, 2, frame.pixels.shape)
    return Frame(pixels.astype(np.uint8), n)


def test_the_matte_is_better_than_one_of_the_whole_frame(segmenter: Segmenter, presenter: Presenter) -> None:
    tracked, errors = TrackedSegmenter(segmenter), np.zeros(2)
    for n in range(80):
        frame, exact = drawn(presenter, n)
        around = over_all(tracked.segment(frame), frame)
        whole = over_all(segmenter.segment(frame), frame)
        if n >= SETTLED:
            errors += [np.abs(alpha.astype(int) - exact).mean() for alpha in (around, whole)]
    print(f"mean error {errors[0] / 60:.2f} around the person, {errors[1] / 60:.2f} of the whole frame")
    assert errors[0] < 0.95 * errors[1]


def test_the_matte_has_the_frames_time_and_lies_in_it(segmenter: Segmenter, presenter: Presenter) -> None:
    tracked = TrackedSegmenter(segmenter)
    still, _ = drawn(presenter, 0)
    for n in range(SETTLED):
        frame = Frame(still.pixels, 1000 + n) if n % 8 < 5 else Frame(drawn(presenter, n)[0].pixels, 1000 + n)
        matte = tracked.segment(frame)
        assert matte.captured_ns == 1000 + n
        x, y, width, height = matte.region or Region.whole(SIZE)
        assert 0 <= x < x + width <= SIZE[0]
        assert 0 <= y < y + height <= SIZE[1]
    assert (width, height) != SIZE, "it has closed around the presenter"


def test_a_matte_that_was_handed_out_is_not_written_again(segmenter: Segmenter, presenter: Presenter) -> None:
    tracked, still = TrackedSegmenter(segmenter), drawn(presenter, 0)[0]
    kept = []
    for n in range(30):
        matte = tracked.segment(Frame(still.pixels, n) if n < 15 else drawn(presenter, n)[0])
        kept.append((matte, matte.alpha.copy()))
    for matte, copy in kept:
        np.testing.assert_array_equal(matte.alpha, copy)


class TestRest:
    def runs(self, tracked: TrackedSegmenter, engine: Counted, frames: list[Frame]) -> list[int]:
        """How often the network ran for each of the frames, of which the first has been there for a while."""
        for _ in range(SETTLED):
            tracked.segment(frames[0])
        counts = []
        for frame in frames:
            before = engine.runs
            tracked.segment(frame)
            counts.append(engine.runs - before)
            assert (tracked.inference_ns > 0) == (counts[-1] > 0)
        return counts

    def test_on_a_still_picture_the_network_mostly_rests(
        self, segmenter: Segmenter, engine: Counted, presenter: Presenter
    ) -> None:
        still = drawn(presenter, 0)[0]
        counts = self.runs(TrackedSegmenter(segmenter), engine, [noisy(still, n) for n in range(90)])
        assert sum(counts) <= len(counts) / 3
        assert all(any(counts[n : n + 5]) for n in range(85)), "it looks again before long"

    def test_on_a_moving_picture_it_runs_for_each_frame(
        self, segmenter: Segmenter, engine: Counted, presenter: Presenter
    ) -> None:
        """The presenter's picture moves a little even between two waves of the hand."""
        counts = self.runs(TrackedSegmenter(segmenter), engine, [drawn(presenter, n)[0] for n in range(40, 100)])
        assert min(counts[1:]) >= 1

    def test_a_small_motion_ends_it_at_once(self, segmenter: Segmenter, engine: Counted, presenter: Presenter) -> None:
        tracked, still = TrackedSegmenter(segmenter), drawn(presenter, 0)[0]
        counts = self.runs(tracked, engine, [noisy(still, n) for n in range(20)])
        assert 0 in counts
        while engine.runs:  # until it has begun to rest
            engine.runs = 0
            tracked.segment(still)
        pixels = still.pixels.copy()
        planes(pixels).y[200:240, 300:340] ^= 64
        tracked.segment(Frame(pixels, 1))
        assert engine.runs

    def test_it_can_be_switched_off(self, segmenter: Segmenter, engine: Counted, presenter: Presenter) -> None:
        still = drawn(presenter, 0)[0]
        assert min(self.runs(TrackedSegmenter(segmenter, skip=False), engine, [still] * 20)) >= 1

    def test_the_light_one_never_looks_into_the_mirror(self, segmenter: Segmenter, presenter: Presenter) -> None:
        seen = []

        class Noting(Segmenter):
            def answer(self, flipped: bool = False) -> Plane:
                seen.append(flipped)
                return super().answer(flipped)

        noting = Noting(segmenter.spec, segmenter.engine)
        for light in (True, False):
            seen.clear()
            tracked = TrackedSegmenter(noting, light=light)
            for n in range(40, 50):
                tracked.segment(drawn(presenter, n)[0])
            assert any(seen) != light

    def test_twice_looks_from_both_sides_of_the_mirror(
        self, segmenter: Segmenter, engine: Counted, presenter: Presenter
    ) -> None:
        tracked = TrackedSegmenter(segmenter, twice=True)
        counts = self.runs(tracked, engine, [drawn(presenter, n)[0] for n in range(40, 60)])
        assert min(counts[1:]) >= 2

    def test_a_network_that_fails_leaves_no_matte_to_use_again(
        self, segmenter: Segmenter, engine: Counted, presenter: Presenter
    ) -> None:
        tracked, moving = TrackedSegmenter(segmenter), [drawn(presenter, n)[0] for n in (40, 60)]
        tracked.segment(moving[0])
        engine.broken = True
        for _ in range(3):
            with pytest.raises(ModelError, match="it broke"):
                tracked.segment(moving[1])


def small_people(presenter: Presenter, *columns: int) -> Frame:
    """The presenter at half the size, standing at each of these columns."""
    frame, exact = drawn(presenter, 0)
    pixels = presenter.room.pixels.copy()
    masks = exact, exact[::2, ::2], exact[::2, ::2]
    for n, (out, plane, mask) in enumerate(zip(planes(pixels), frame.planes, masks, strict=True)):
        rows, width = plane.shape[0] // 2, plane.shape[1] // 2
        small, share = cv2.resize(plane, (width, rows)), cv2.resize(mask, (width, rows)) / 255
        for column in columns:
            left = column // 2 if n else column
            part = out[rows:, left : left + width]
            part[:] = np.round(part + (small.astype(float) - part) * share)
    return Frame(pixels, 0)


def test_a_network_that_is_used_to_whole_pictures_sees_the_whole_frame(presenter: Presenter) -> None:
    """In a close region BodyPix loses the person: from 0.54 of mean IoU on photographs to 0.50."""
    try:
        segmenter = load_segmenter("bodypix-mobilenet-075-s16-q2", SIZE, RunOptions(threads=1))
    except ModelMissingError as missing:
        pytest.skip(str(missing))
    tracked = TrackedSegmenter(segmenter, skip=False)
    frame = small_people(presenter, LEFT)
    for n in range(SETTLED):
        assert tracked.segment(noisy(frame, n)).region == frame.region
    segmenter.close()


LEFT, RIGHT = 0, SIZE[0] // 2


def test_a_newcomer_at_the_other_side_is_found(segmenter: Segmenter, presenter: Presenter) -> None:
    tracked = TrackedSegmenter(segmenter)
    alone = small_people(presenter, LEFT)
    for n in range(SETTLED):
        region = tracked.segment(Frame(alone.pixels, n)).region
    assert region is not None
    assert region.x + region.width <= 0.65 * SIZE[0], "the region leaves the other side out"
    both = small_people(presenter, LEFT, RIGHT)
    right = np.s_[SIZE[1] * 5 // 8 :, SIZE[0] * 11 // 16 : SIZE[0] * 13 // 16]
    found_after = None
    for n in range(LOOK_EVERY + 5):
        matte = tracked.segment(noisy(both, n))
        if over_all(matte, both)[right].mean() > 200:
            found_after = n
            break
    print(f"found after {found_after} frames")
    assert found_after is not None


def test_while_nothing_changes_elsewhere_it_is_seldom_looked_for_others(
    segmenter: Segmenter, engine: Counted, presenter: Presenter
) -> None:
    tracked, alone = TrackedSegmenter(segmenter, skip=False), small_people(presenter, LEFT)
    for n in range(3 * LOOK_EVERY):
        tracked.segment(noisy(alone, n))
    engine.runs = 0
    for n in range(LOOK_STILL * LOOK_EVERY + 10):
        tracked.segment(noisy(alone, n))
    assert 1 <= engine.runs - (LOOK_STILL * LOOK_EVERY + 10) <= 2


def test_in_a_new_scene_the_person_is_found_wherever_they_are(segmenter: Segmenter, presenter: Presenter) -> None:
    tracked, left, right = TrackedSegmenter(segmenter), small_people(presenter, LEFT), small_people(presenter, RIGHT)
    for _ in range(SETTLED):
        tracked.segment(left)
    tracked.new_scene()
    alpha = over_all(tracked.segment(right), right)
    assert alpha[SIZE[1] // 2 :, RIGHT:].mean() > 60
    assert alpha[:, :RIGHT].mean() < 5


def test_frames_of_another_size_are_another_scene(segmenter: Segmenter, presenter: Presenter) -> None:
    tracked, left = TrackedSegmenter(segmenter), small_people(presenter, LEFT)
    for _ in range(SETTLED):
        tracked.segment(left)
    frame, matte = Presenter(320, 240, paced=False).draw(0)
    found = over_all(tracked.segment(frame), frame)
    assert np.abs(found.astype(int) - matte.alpha).mean() < 5


def bright(width: int, height: int, n: int) -> Frame:
    """Somebody of that size, whom a scripted engine sees: in the middle, down to the bottom, before a dark room."""
    pixels = np.full((SIZE[1] * 3 // 2, SIZE[0]), 128, np.uint8)
    luma = planes(pixels).y
    luma[:] = 40
    luma[SIZE[1] - height :, (SIZE[0] - width) // 2 : (SIZE[0] + width) // 2] = 200
    return Frame(pixels, n)


def guarded(engine: ScriptedEngine) -> TrackedSegmenter:
    return TrackedSegmenter(scripted_segmenter(engine), skip=False, check=MatteGuard().check)


def test_who_comes_so_close_at_once_that_they_fill_the_region_is_soon_seen_again() -> None:
    tracked = guarded(ScriptedEngine())
    for n in range(SETTLED):
        tracked.segment(bright(200, 240, n))
    refused = 0
    for n in range(5):
        close = bright(520, 420, SETTLED + n)
        try:
            alpha = over_all(tracked.segment(close), close)
        except PipelineError:
            refused += 1
    assert refused <= 1
    assert alpha[-300:, 100:-100].min() > 200
    assert alpha[:30].max() < 50


def test_a_network_that_takes_all_for_the_person_is_refused_for_as_long_as_it_does() -> None:
    engine = ScriptedEngine()
    tracked = guarded(engine)
    for n in range(SETTLED):
        tracked.segment(bright(200, 240, n))
    engine.answer = everything
    for n in range(2 * LOOK_EVERY):
        with pytest.raises(PipelineError, match="suddenly"):
            tracked.segment(bright(200, 240, n))
