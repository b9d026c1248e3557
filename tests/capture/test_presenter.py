"""The drawn presenter: the same for the same seed, exact in its alpha, smooth in its motion, punctual as a camera."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.capture.presenter import Presenter
from backdrop.capture.presenter.look import look, pose
from backdrop.errors import SourceError, UsageError
from backdrop.frame import Frame, Matte, Plane

SMALL = 160, 90
WAVING = next(n for n in range(300) if pose(look(0), n / 30).raised == 1)


def offline(width: int = 320, height: int = 240, seed: int = 0) -> Presenter:
    return Presenter(width, height, seed=seed, paced=False)


def by_chroma_sample(plane: Plane) -> Plane:
    """The four pixels that share a chroma sample, along the last axis: (height/2, width/2, 4)."""
    height, width = plane.shape
    samples: Plane = plane.reshape(height // 2, 2, width // 2, 2).swapaxes(1, 2).reshape(height // 2, width // 2, 4)
    return samples


@pytest.mark.parametrize("n", [0, 7, WAVING])
def test_a_seed_gives_the_same_frames_in_any_order(n: int) -> None:
    first, second = offline(), offline()
    second.draw(n + 31)
    (frame, matte), (again, matte_again) = first.draw(n), second.draw(n)
    assert np.array_equal(frame.pixels, again.pixels)
    assert np.array_equal(matte.alpha, matte_again.alpha)


def test_seeds_give_different_people_in_different_rooms() -> None:
    pictures = [offline(*SMALL, seed=seed) for seed in range(4)]
    assert len({p.draw(0)[0].pixels.tobytes() for p in pictures}) == 4
    assert len({p.room.pixels.tobytes() for p in pictures}) == 4


@settings(deadline=None, max_examples=25)
@given(width=st.integers(32, 300), height=st.integers(32, 300), seed=st.integers(0, 2**40), n=st.integers(0, 10**7))
def test_any_even_size_gives_a_frame_and_a_matte_of_that_size(width: int, height: int, seed: int, n: int) -> None:
    source = Presenter(2 * width, 2 * height, seed=seed, paced=False)
    frame, matte = source.draw(n)
    assert frame.size == (2 * width, 2 * height) == (source.info.width, source.info.height)
    assert matte.alpha.shape == (2 * height, 2 * width)
    assert matte.captured_ns == frame.captured_ns
    assert 0 < matte.coverage < 0.9


@pytest.mark.parametrize("size", [(64, 64), (3840, 64), (64, 2160), (3840, 2160)])
def test_the_extreme_sizes_can_be_drawn(size: tuple[int, int]) -> None:
    frame, _ = offline(*size).draw(WAVING)
    assert frame.size == size


@pytest.mark.parametrize(
    "size", [(641, 480), (640, 481), (62, 64), (64, 62), (3842, 2160), (3840, 2162), (0, 0), (-64, 64)]
)
def test_a_size_that_cannot_be_is_refused_in_one_line_that_says_what_can(size: tuple[int, int]) -> None:
    with pytest.raises(
        UsageError, match=r"^The drawn presenter cannot be .*: choose even sides from 64x64 to 3840x2160\.$"
    ):
        Presenter(*size)


@pytest.mark.parametrize("fps", [0.0, -30.0, float("nan"), float("inf"), 1e6])
def test_a_rate_that_cannot_be_is_refused(fps: float) -> None:
    with pytest.raises(UsageError, match="choose"):
        Presenter(*SMALL, fps=fps)


@pytest.mark.parametrize("seed", range(3))
def test_where_alpha_is_zero_the_picture_is_the_room_exactly(seed: int) -> None:
    source = offline(seed=seed)
    frame, matte = source.draw(WAVING)
    outside = matte.alpha == 0
    assert np.array_equal(frame.planes.y[outside], source.room.planes.y[outside])
    outside = by_chroma_sample(outside).all(axis=2)
    assert np.array_equal(frame.planes.u[outside], source.room.planes.u[outside])
    assert np.array_equal(frame.planes.v[outside], source.room.planes.v[outside])


@pytest.mark.parametrize("seed", range(3))
def test_the_room_shows_by_one_minus_alpha_in_every_pixel(seed: int) -> None:
    """The same person before a white, then a black room: pixel = person·alpha + room·(1 − alpha), in every pixel."""
    source = offline(seed=seed)
    dark, matte = before(source, 16)
    light, _ = before(source, 235)
    shown = light.planes.y.astype(int) - dark.planes.y
    expected = (235 - 16) * (1 - matte.alpha / 255)
    assert np.abs(shown - expected).max() <= 2, "it may round"
    assert not shown[matte.alpha == 255].any()
    shown = light.planes.u.astype(int) - dark.planes.u
    expected = (235 - 16) * (1 - by_chroma_sample(matte.alpha).mean(axis=2) / 255)
    assert np.abs(shown - expected).max() <= 2


def before(source: Presenter, level: int) -> tuple[Frame, Matte]:
    """A waving frame with every sample of the room at `level`."""
    source._room = np.full_like(source._room, level)
    return source.draw(WAVING)


def test_alpha_is_antialiased_and_covers_a_person() -> None:
    _, matte = Presenter(paced=False).draw(0)
    assert (matte.alpha == 0).any()
    assert (matte.alpha == 255).any()
    soft = ((matte.alpha > 0) & (matte.alpha < 255)).mean()
    assert 0.0005 < soft < 0.03
    assert 0.22 < matte.coverage < 0.42
    assert (matte.alpha[-1] == 255).any(), "the body is cropped at the lower edge"
    assert not matte.alpha[0].any(), "there is room above the head"


def test_frames_differ_over_time() -> None:
    source = offline()
    pictures = {source.draw(n)[0].pixels.tobytes() for n in range(0, 60, 3)}
    assert len(pictures) == 20


def test_the_head_moves_smoothly_and_visibly() -> None:
    source = offline(640, 360)
    columns = np.arange(640)
    heads = [source.draw(n)[1].alpha[30:150].astype(float).sum(axis=0) for n in range(90)]
    centres = [float((head * columns).sum() / head.sum()) for head in heads]
    steps = [abs(b - a) for a, b in pairwise(centres)]
    assert max(steps) < 1.2
    assert max(centres) - min(centres) > 3
    assert sum(step > 0.005 for step in steps) > 60, "it moves by less than a pixel, not in whole ones"


@pytest.mark.parametrize("seed", range(8))
def test_poses_change_little_from_frame_to_frame_and_the_person_blinks_speaks_and_waves(seed: int) -> None:
    chosen = look(seed)
    poses = [pose(chosen, n / 30) for n in range(450)]
    for a, b in pairwise(poses):
        assert abs(a.sway_x - b.sway_x) < 0.002
        assert max(abs(a.tilt - b.tilt), abs(a.yaw - b.yaw), abs(a.pitch - b.pitch)) < 0.02
        assert max(abs(a.raised - b.raised), abs(a.mouth - b.mouth)) < 0.45
    assert max(p.blink for p in poses) > 0.9
    assert max(p.mouth for p in poses) > 0.4
    assert max(p.raised for p in poses) == 1
    assert min(p.raised for p in poses) == 0


def test_unpaced_reads_give_every_frame_with_its_presentation_time() -> None:
    source = Presenter(*SMALL, fps=25, paced=False)
    frames = [source.read() for _ in range(3)]
    assert [frame.captured_ns for frame in frames] == [0, 40_000_000, 80_000_000]
    assert np.array_equal(frames[2].pixels, source.draw(2)[0].pixels)


def test_read_with_matte_gives_the_matte_of_that_frame() -> None:
    source = offline(*SMALL)
    source.read()
    frame, matte = source.read_with_matte()
    drawn, exact = source.draw(1)
    assert np.array_equal(frame.pixels, drawn.pixels)
    assert np.array_equal(matte.alpha, exact.alpha)


def test_paced_reads_keep_the_rate() -> None:
    with Presenter(*SMALL, fps=50) as source:
        times = [frame.captured_ns for frame in (source.read() for _ in range(16)) if frame]
    taken_s = (times[-1] - times[0]) / 1e9
    assert times == sorted(times)
    assert 0.29 < taken_s < 1.0


def test_a_late_reader_gets_the_present_frame_not_the_missed_ones() -> None:
    source = Presenter(*SMALL, fps=50)
    source.read()
    time.sleep(0.2)
    source.read()
    assert source._next - 1 >= 9


def test_frames_are_taken_at_the_time_they_bear() -> None:
    source = Presenter(*SMALL, fps=50)
    before_ns = time.monotonic_ns()
    frame = source.read()
    assert before_ns <= frame.captured_ns <= time.monotonic_ns()


def test_close_wakes_a_blocked_read() -> None:
    source = Presenter(*SMALL, fps=0.01)
    source.read()
    outcome: list[BaseException] = []

    def blocked() -> None:
        try:
            source.read()
        except SourceError as error:
            outcome.append(error)

    thread = threading.Thread(target=blocked)
    thread.start()
    time.sleep(0.05)
    source.close()
    thread.join(5)
    assert not thread.is_alive()
    assert len(outcome) == 1


@pytest.mark.parametrize("paced", [True, False])
def test_reading_after_close_is_an_error_and_closing_twice_is_not(paced: bool) -> None:
    source = Presenter(*SMALL, paced=paced)
    source.close()
    source.close()
    with pytest.raises(SourceError, match="closed"):
        source.read()


def test_a_frame_that_is_kept_is_not_drawn_over() -> None:
    source = offline(*SMALL)
    kept, matte = source.read_with_matte()
    pixels, alpha = kept.pixels.copy(), matte.alpha.copy()
    for _ in range(4):
        source.read()
    assert np.array_equal(kept.pixels, pixels)
    assert np.array_equal(matte.alpha, alpha)
    with pytest.raises(ValueError, match="read-only"):
        kept.pixels[0, 0] = 1


def test_a_steady_stream_allocates_no_new_buffers() -> None:
    source = offline(*SMALL)
    for _ in range(10):
        source.read()
    assert len(source._frames) <= 2
