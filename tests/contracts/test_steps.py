"""What every step of the refine stage keeps to, and the chains made of them at each level."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.frame import Frame, Matte, Plane, Region, empty_pixels
from backdrop.host.cv import cv2
from backdrop.refine import RefineOptions, make_chain
from backdrop.refine.light import HALF_FROM
from backdrop.refine.step import Chain, Step
from backdrop.refine.upsample import Upsample
from backdrop.settings.schema import RefinementLevel
from support.mattes import whole

GRID = (36, 64)
"""Rows and columns of the mattes."""
LEVELS: tuple[RefinementLevel, ...] = get_args(RefinementLevel)


def at_level(level: RefinementLevel) -> Callable[[], Step]:
    return lambda: make_chain(RefineOptions(level))


CHAINS: dict[str, Callable[[], Step]] = {level: at_level(level) for level in LEVELS}
STEPS: dict[str, Callable[[], Step]] = {"upsample": Upsample, "no steps": lambda: Chain([]), **CHAINS}
ENLARGING = {"upsample", *CHAINS}


@pytest.fixture(params=sorted(STEPS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def step(kind: str) -> Step:
    return STEPS[kind]()


def frame_of(width: int, height: int, captured_ns: int = 0, seed: int = 0) -> Frame:
    pixels = empty_pixels(width, height)
    pixels[:] = np.random.default_rng(seed).integers(16, 235, pixels.shape, np.uint8)
    return Frame(pixels, captured_ns)


def matte_of(rows: int, columns: int, captured_ns: int = 0, seed: int = 0) -> Matte:
    return Matte(np.random.default_rng(seed).integers(0, 256, (rows, columns), np.uint8), captured_ns)


def size_after(kind: str, grid: tuple[int, int], frame: Frame) -> tuple[int, int]:
    if kind == "light" and frame.width >= HALF_FROM:
        return frame.height // 2, frame.width // 2
    return (frame.height, frame.width) if kind in ENLARGING else grid


def test_matte_has_the_frames_time_and_is_uint8(kind: str, step: Step) -> None:
    for n in range(3):
        frame = frame_of(128, 72, captured_ns=1000 + n, seed=n)
        out = step.apply(matte_of(*GRID, 1000 + n, n), frame)
        assert out.captured_ns == 1000 + n
        assert out.alpha.dtype == np.uint8
        assert out.alpha.shape == size_after(kind, GRID, frame)


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.tuples(st.integers(1, 200), st.integers(1, 120)), min_size=1, max_size=3),
    rows=st.integers(1, 80),
    columns=st.integers(1, 80),
)
@pytest.mark.parametrize("kind", sorted(STEPS))
def test_any_size_of_frame_and_grid_will_do(kind: str, sizes: list[tuple[int, int]], rows: int, columns: int) -> None:
    step = STEPS[kind]()
    for n, (half_width, half_height) in enumerate(sizes):
        frame = frame_of(2 * half_width, 2 * half_height, n, n)
        for seed in (0, 1):
            out = step.apply(matte_of(rows, columns, n, seed), frame)
            assert out.alpha.shape == size_after(kind, (rows, columns), frame)
            assert out.captured_ns == n


@st.composite
def regions(draw: st.DrawFn, size: tuple[int, int]) -> Region:
    """A region of a frame of that (width, height)."""
    width, height = (draw(st.integers(1, side // 2)) * 2 for side in size)
    x, y = (draw(st.integers(0, (side - part) // 2)) * 2 for side, part in zip(size, (width, height), strict=True))
    return Region(x, y, width, height)


@settings(max_examples=80, deadline=None)
@given(
    data=st.data(),
    half=st.tuples(st.integers(1, 400), st.integers(1, 120)),
    rows=st.integers(1, 80),
    columns=st.integers(1, 80),
)
@pytest.mark.parametrize("kind", sorted(CHAINS))
def test_a_region_of_any_size_may_move_and_there_is_nobody_outside_it(
    kind: str, data: st.DataObject, half: tuple[int, int], rows: int, columns: int
) -> None:
    step, size = STEPS[kind](), (2 * half[0], 2 * half[1])
    for n in range(3):
        x, y, width, height = region = data.draw(regions(size))
        matte = Matte(np.full((rows, columns), 255, np.uint8), n, region)
        frame = frame_of(*size, n, n)
        out = step.apply(matte, frame)
        assert (out.captured_ns, out.region) == (n, None)
        outside = np.ones(size[::-1], bool)
        outside[y : y + height, x : x + width] = False
        assert not whole(out, frame)[outside].any()


@pytest.mark.parametrize("kind", sorted(CHAINS))
def test_a_person_within_the_region_is_where_the_region_lies(kind: str) -> None:
    """A bright square on a dark wall, seen through a region around it, comes out at its own pixels."""
    pixels = empty_pixels(640, 480)
    pixels[:480], pixels[480:] = 60, 128
    pixels[160:320, 240:400] = 200
    alpha = np.zeros((64, 64), np.uint8)
    alpha[16:48, 16:48] = 255
    frame = Frame(pixels, 0)
    out = whole(STEPS[kind]().apply(Matte(alpha, 0, Region(160, 80, 320, 320)), frame), frame).copy()
    assert out[170:310, 250:390].min() == 255
    out[150:330, 230:410] = 0
    assert not out.any()


@pytest.mark.parametrize("kind", sorted(CHAINS))
@pytest.mark.parametrize("size", [(160, 120), (640, 480), (1280, 720), (1920, 1080)], ids=str)
def test_the_half_that_is_given_is_the_whole_at_half_its_sides(kind: str, size: tuple[int, int]) -> None:
    """The blend goes by it: what is wholly person, or wholly background, must be so in both."""
    step, alpha = STEPS[kind](), np.zeros((64, 64), np.uint8)
    cv2.circle(alpha, (32, 32), 20, 255, -1, cv2.LINE_AA)
    for n, region in enumerate([Region(16, 8, 128, 104), Region(32, 16, 96, 96), Region(16, 0, 112, 112)]):
        out = step.apply(Matte(alpha, n, region), frame_of(*size, n, n))
        assert (out.half is None) == (kind == "light")
        if out.half is not None:
            assert out.half.shape == (size[1] // 2, size[0] // 2)
            mean = out.alpha.reshape(size[1] // 2, 2, size[0] // 2, 2).mean(axis=(1, 3))
            assert np.abs(out.half - mean).max() <= 0.5


@pytest.mark.parametrize("alpha", [0, 255])
def test_even_matte_stays_what_it_is(step: Step, alpha: int) -> None:
    for n in range(4):
        matte = Matte(np.full(GRID, alpha, np.uint8), n)
        np.testing.assert_array_equal(step.apply(matte, frame_of(130, 98, n, seed=n // 2)).alpha, alpha)


def test_matte_that_was_handed_in_or_out_is_not_written_again(step: Step) -> None:
    handed_in = [matte_of(*GRID, n, n) for n in range(4)]
    before = [matte.alpha.copy() for matte in handed_in]
    handed_out = [step.apply(matte, frame_of(128, 72, n)) for n, matte in enumerate(handed_in)]
    at_hand_off = all_again(step, handed_in)
    for matte, copy in zip(handed_in, before, strict=True):
        np.testing.assert_array_equal(matte.alpha, copy)
    for matte, expected in zip(handed_out, at_hand_off, strict=True):
        np.testing.assert_array_equal(matte.alpha, expected)


def all_again(step: Step, mattes: list[Matte]) -> list[Plane]:
    step.reset()
    return [step.apply(matte, frame_of(128, 72, n)).alpha.copy() for n, matte in enumerate(mattes)]


def test_reset_makes_the_next_frame_a_first_one(kind: str, step: Step) -> None:
    still = frame_of(128, 72)
    first = STEPS[kind]().apply(matte_of(*GRID, seed=9), still).alpha.copy()
    for seed in range(3):
        step.apply(matte_of(*GRID, seed=seed), still)
    step.reset()
    np.testing.assert_array_equal(step.apply(matte_of(*GRID, seed=9), still).alpha, first)


def test_matte_of_the_frames_own_size_is_not_enlarged() -> None:
    matte = matte_of(72, 128)
    np.testing.assert_array_equal(Upsample().apply(matte, frame_of(128, 72)).alpha, matte.alpha)


@settings(max_examples=80, deadline=None)
@given(
    grid=st.tuples(st.integers(1, 60), st.integers(1, 60)),
    half=st.tuples(st.integers(1, 90), st.integers(1, 90)),
    ends=st.tuples(*[st.floats(0, 1)] * 4),
)
def test_enlarging_around_the_person_gives_what_enlarging_all_would(
    grid: tuple[int, int], half: tuple[int, int], ends: tuple[float, float, float, float]
) -> None:
    """Against bilinear interpolation written out in float64; the person covers any part of the matte, or none."""
    (rows, columns), (height, width) = grid, (2 * half[0], 2 * half[1])
    (top, bottom), (left, right) = sorted(ends[:2]), sorted(ends[2:])
    alpha = np.zeros(grid, np.uint8)
    part = alpha[int(top * rows) : round(bottom * rows), int(left * columns) : round(right * columns)]
    part[:] = np.random.default_rng(rows).integers(0, 256, part.shape, np.uint8)
    upsample = Upsample()
    upsample.apply(Matte(np.full(grid, 255, np.uint8), 0), frame_of(width, height))  # leaves its traces in the buffer
    found = upsample.apply(Matte(alpha, 0), frame_of(width, height)).alpha
    across = _between(alpha.astype(np.float64).T, width).T
    np.testing.assert_allclose(found, _between(across, height), atol=1.0)


def _between(values: np.ndarray, count: int) -> np.ndarray:
    """`values` interpolated along the first axis at the centres of `count` pixels."""
    length = values.shape[0]
    at = ((np.arange(count) + 0.5) * length / count - 0.5).clip(0, length - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, length - 1)
    share = (at - low)[:, None]
    return np.asarray(values[low] * (1 - share) + values[high] * share)
