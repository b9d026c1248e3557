"""The chain of each level over time: calm where the picture stands still, out of the way where it moves.

What memory does is judged against a fresh chain for each frame, which has none: edges and curve are the same for both.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.frame import Frame, Matte, Plane, Region, empty_pixels, planes
from backdrop.refine import RefineOptions, make_chain
from backdrop.refine.step import Chain
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.settings.schema import RefinementLevel
from support.mattes import whole

GRID = (144, 256)
SIZE = (1024, 576)
STEP = SIZE[0] // GRID[1]

Doubles = npt.NDArray[np.float64]


@pytest.fixture(params=["light", "balanced"])
def level(request: pytest.FixtureRequest) -> RefinementLevel:
    """`best` refines as `balanced` does; its network looks twice."""
    return "light" if request.param == "light" else "balanced"


def chain_of(level: RefinementLevel) -> Chain:
    return make_chain(RefineOptions(level))


def picture(luma: Doubles, captured_ns: int = 0, noise: float = 0.0, seed: int = 0) -> Frame:
    """A grey frame of that luma, with the noise of a sensor."""
    height, width = luma.shape
    pixels = empty_pixels(width, height)
    pixels[height:] = 128
    noisy = luma + np.random.default_rng(seed).normal(0, noise, luma.shape) if noise else luma
    planes(pixels).y[:] = noisy.round().clip(16, 235)
    return Frame(pixels, captured_ns)


def textured(width: int, height: int) -> Doubles:
    y, x = np.mgrid[:height, :width]
    return np.asarray(120 + 40 * np.sin(x / 37) * np.cos(y / 29), np.float64)


def disc(seed: int | None = None) -> Plane:
    """A person's matte; with a seed, its soft edge and interior jump about, as a network's do."""
    y, x = np.mgrid[: GRID[0], : GRID[1]]
    clean = 255 / (1 + np.exp((np.hypot(y - 90, x - 128) - 60) / 2))
    noisy = clean if seed is None else clean + np.random.default_rng(seed).normal(0, 25, GRID)
    return np.asarray(noisy.round().clip(0, 255), np.uint8)


@pytest.mark.parametrize("noise", [0.0, 3.0])
def test_flicker_on_a_still_picture_becomes_four_times_calmer(level: RefinementLevel, noise: float) -> None:
    chain, luma = chain_of(level), textured(*SIZE)
    before, after = [], []
    for n in range(40):
        matte, frame = Matte(disc(n), n), picture(luma, n, noise, n)
        before.append(chain_of(level).apply(matte, frame).alpha.astype(np.float32))
        after.append(chain.apply(matte, frame).alpha.astype(np.float32))
    changes_before = np.abs(np.diff(before, axis=0))[10:].mean()
    changes_after = np.abs(np.diff(after, axis=0))[10:].mean()
    print(f"flicker {changes_before:.3f} -> {changes_after:.3f}")
    assert changes_after <= changes_before / 4


@pytest.mark.parametrize(("was", "becomes"), [(255, 0), (0, 255), (200, 0), (7, 0), (250, 255), (60, 255)])
@pytest.mark.parametrize("feather", [1.0, 2.0])
def test_matte_that_settles_is_reached_exactly(level: RefinementLevel, was: int, becomes: int, feather: float) -> None:
    """Else a trace of the room stays in sight for good."""
    chain, still = make_chain(RefineOptions(level, feather=feather)), picture(textured(*SIZE))
    chain.apply(Matte(np.full(GRID, was, np.uint8), 0), still)
    for _ in range(60):
        out = chain.apply(Matte(np.full(GRID, becomes, np.uint8), 0), still)
    np.testing.assert_array_equal(out.alpha, becomes)


def test_refining_is_as_fast_after_a_minute_of_stillness(level: RefinementLevel) -> None:
    """An average that decays for ever becomes denormal, which processors are many times slower with."""
    chain, still = chain_of(level), picture(textured(256, 144))
    chain.apply(Matte(np.full(GRID, 20, np.uint8), 0), still)
    nobody, took_ns = Matte(np.zeros(GRID, np.uint8), 0), []
    for _ in range(1800):
        start = time.perf_counter_ns()
        chain.apply(nobody, still)
        took_ns.append(time.perf_counter_ns() - start)
    assert np.median(took_ns[-200:]) <= 3 * np.median(took_ns[:200])


@pytest.mark.parametrize("speed", [3, 8, 20])
def test_moving_edge_is_followed_at_once(level: RefinementLevel, speed: int) -> None:
    """A bar of another shade passes at `speed` cells of the grid a frame: no ghost behind it, no delay before it."""
    chain = chain_of(level)
    worst = 0
    for n in range(8):
        x = 20 + n * speed
        luma, alpha = textured(*SIZE), np.zeros(GRID, np.uint8)
        luma[60:500, x * STEP : (x + 40) * STEP] = 210
        alpha[15:125, x : x + 40] = 255
        matte, frame = Matte(alpha, n), picture(luma, n)
        without_memory = chain_of(level).apply(matte, frame).alpha.astype(int)
        worst = max(worst, int(np.abs(chain.apply(matte, frame).alpha - without_memory).max()))
    print(f"worst {worst}")
    assert worst <= 25


def test_the_first_frame_of_another_size_is_a_first_one(level: RefinementLevel) -> None:
    chain = chain_of(level)
    for n, size in enumerate([(640, 480), (640, 480), (320, 240), (320, 240), (640, 480)]):
        matte, frame = Matte(disc(n), n), picture(textured(*size), n)
        out = chain.apply(matte, frame)
        if n != 1 and n != 3:
            np.testing.assert_array_equal(out.alpha, chain_of(level).apply(matte, frame).alpha)


def cut(alpha: Plane, region: Region) -> Plane:
    x, y, width, height = (side // STEP for side in region)
    return np.ascontiguousarray(alpha[y : y + height, x : x + width])


def test_the_matte_stays_in_place_when_the_region_moves(level: RefinementLevel) -> None:
    """What was known goes along with the picture, not with the region."""
    chain, frame, alpha = chain_of(level), picture(textured(*SIZE)), disc()
    regions = [Region(192, 64, 640, 512), Region(128, 0, 704, 576), Region(256, 96, 512, 480)]
    outs = []
    for region in (regions[0], *regions):
        for _ in range(5):
            outs.append(chain.apply(Matte(cut(alpha, region), 0, region), frame).alpha.astype(int))
    worst = max(int(np.abs(a - b).max()) for a, b in itertools.pairwise(outs))
    print(f"worst {worst}")
    assert worst <= 25


# What follows uses the real network: the error of its mattes against the exact alpha, with memory and without.


@pytest.fixture
def segmenter(default_model: str) -> Iterator[Segmenter]:
    segmenter = load_segmenter(default_model, (640, 480), RunOptions(threads=1))
    yield segmenter
    segmenter.close()


def errors(
    segmenter: Segmenter, level: RefinementLevel, pictures: list[tuple[Frame, Matte]], where: Plane | None = None
) -> tuple[float, float]:
    """Mean |alpha − exact| without and with memory, over all pictures but the first, where `where` is not 0."""
    chain, sums = chain_of(level), np.zeros(2)
    for n, (frame, truth) in enumerate(pictures):
        coarse = segmenter.segment(frame)
        for i, out in enumerate((chain_of(level).apply(coarse, frame), chain.apply(coarse, frame))):
            error = np.abs(whole(out, frame).astype(np.int16) - truth.alpha)
            sums[i] += 0 if n == 0 else (error if where is None else error[where > 0]).mean()
    sums /= len(pictures) - 1
    print(f"error {sums[0]:.3f} -> {sums[1]:.3f}")
    return float(sums[0]), float(sums[1])


def shifted(presenter: Presenter, pixels_right: int) -> tuple[Frame, Matte]:
    """The presenter of frame 0 over the standing room, moved to the right as a whole."""
    frame, truth = presenter.draw(0)
    alpha = np.roll(truth.alpha, pixels_right, axis=1)
    pixels = presenter.room.pixels.copy()
    half = alpha[::2, ::2]
    moves = (pixels_right, pixels_right // 2, pixels_right // 2)
    for out, plane, move, mask in zip(planes(pixels), frame.planes, moves, (alpha, half, half), strict=True):
        out[:] = np.round(out + (np.roll(plane, move, axis=1).astype(float) - out) * (mask / 255))
    return Frame(pixels, pixels_right), Matte(alpha, pixels_right)


def test_slow_motion_leaves_hardly_a_trace(segmenter: Segmenter, level: RefinementLevel) -> None:
    """Two pixels a frame at 720p, the hardest speed: under half a cell of the grid. In grey levels over the picture."""
    presenter = Presenter(1280, 720, paced=False)
    pictures = [shifted(presenter, 2 * n) for n in range(40)]
    without, remembering = errors(segmenter, level, pictures)
    assert remembering <= without + 0.6


def test_waving_hand_is_not_smeared(segmenter: Segmenter, level: RefinementLevel) -> None:
    """Where the alpha of the waving arm changes from frame to frame, memory adds few grey levels to the error."""
    presenter = Presenter(1280, 720, paced=False)
    pictures = [
        (Frame(f.pixels.copy(), n), Matte(m.alpha.copy(), n)) for n in range(40, 100) for f, m in [presenter.draw(n)]
    ]
    alphas = np.stack([truth.alpha for _, truth in pictures])
    moving = (alphas.max(axis=0) - alphas.min(axis=0) > 128).astype(np.uint8)
    assert moving.mean() > 0.01, "the presenter stands still: choose other frames"
    without, remembering = errors(segmenter, level, pictures, moving)
    assert remembering <= without + 3
