"""The temporal filter: calm where the picture stands still, out of the way where it moves."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.frame import Frame, Matte, Plane, empty_pixels, planes
from backdrop.refine.temporal import TemporalFilter
from backdrop.refine.upsample import Upsample
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter

GRID = (144, 256)
SIZE = (1024, 576)
STEP = SIZE[0] // GRID[1]

Doubles = npt.NDArray[np.float64]


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


def flickering(seed: int) -> Plane:
    """A person's matte whose soft edge and interior jump about, as a network's does."""
    y, x = np.mgrid[: GRID[0], : GRID[1]]
    clean = 255 / (1 + np.exp((np.hypot(y - 90, x - 128) - 60) / 2))
    noisy = clean + np.random.default_rng(seed).normal(0, 25, GRID)
    return np.asarray(noisy.round().clip(0, 255), np.uint8)


@pytest.mark.parametrize("noise", [0.0, 3.0])
def test_flicker_on_a_still_picture_becomes_four_times_calmer(noise: float) -> None:
    temporal, luma = TemporalFilter(), textured(*SIZE)
    before, after = [], []
    for n in range(40):
        matte = Matte(flickering(n), n)
        before.append(matte.alpha.astype(np.float64))
        after.append(temporal.apply(matte, picture(luma, n, noise, n)).alpha.astype(np.float64))
    changes_before = np.abs(np.diff(before, axis=0))[10:].mean()
    changes_after = np.abs(np.diff(after, axis=0))[10:].mean()
    assert changes_after <= changes_before / 4


@pytest.mark.parametrize(("was", "becomes"), [(255, 0), (0, 255), (200, 3), (7, 0), (250, 255)])
def test_matte_that_settles_is_reached_exactly(was: int, becomes: int) -> None:
    """Else a trace of the room stays in sight for good."""
    temporal, still = TemporalFilter(), picture(textured(*SIZE))
    temporal.apply(Matte(np.full(GRID, was, np.uint8), 0), still)
    for _ in range(60):
        out = temporal.apply(Matte(np.full(GRID, becomes, np.uint8), 0), still)
    np.testing.assert_array_equal(out.alpha, becomes)


def test_filter_is_as_fast_after_a_minute_of_stillness() -> None:
    """An average that decays for ever becomes denormal, which processors are many times slower with."""
    temporal, still = TemporalFilter(), picture(textured(256, 144))
    temporal.apply(Matte(np.full(GRID, 20, np.uint8), 0), still)
    nobody, took_ns = Matte(np.zeros(GRID, np.uint8), 0), []
    for _ in range(1800):
        start = time.perf_counter_ns()
        temporal.apply(nobody, still)
        took_ns.append(time.perf_counter_ns() - start)
    assert np.median(took_ns[-200:]) <= 3 * np.median(took_ns[:200])


@pytest.mark.parametrize("speed", [3, 8, 20])
def test_moving_edge_is_followed_at_once(speed: int) -> None:
    """A bar of another shade passes at `speed` cells of the grid a frame: no ghost behind it, no delay before it."""
    temporal = TemporalFilter()
    worst = 0
    for n in range(8):
        x = 20 + n * speed
        luma, alpha = textured(*SIZE), np.zeros(GRID, np.uint8)
        luma[60:500, x * STEP : (x + 40) * STEP] = 210
        alpha[15:125, x : x + 40] = 255
        out = temporal.apply(Matte(alpha, n), picture(luma, n))
        worst = max(worst, int(np.abs(out.alpha.astype(int) - alpha).max()))
    assert worst <= 1


def test_resolution_of_the_frames_may_change_midway() -> None:
    temporal = TemporalFilter()
    for n, size in enumerate([(640, 480), (640, 480), (320, 240), (320, 240), (640, 480)]):
        alpha = flickering(n)
        out = temporal.apply(Matte(alpha, n), picture(textured(*size), n))
        assert out.alpha.shape == GRID
        if n != 1 and n != 3:
            np.testing.assert_array_equal(out.alpha, alpha)  # the first of a size has nothing to be mixed with


def test_grid_of_the_mattes_may_change_midway() -> None:
    temporal, still = TemporalFilter(), picture(textured(*SIZE))
    for shape in (GRID, (256, 256), GRID):
        alpha = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
        np.testing.assert_array_equal(temporal.apply(Matte(alpha, 0), still).alpha, alpha)


# What follows uses the real network: its error against the exact alpha, with the filter and without.


@pytest.fixture
def segmenter(default_model: str) -> Iterator[Segmenter]:
    segmenter = load_segmenter(default_model, (640, 480), RunOptions(threads=1))
    yield segmenter
    segmenter.close()


def errors(
    segmenter: Segmenter, pictures: list[tuple[Frame, Matte]], where: Plane | None = None
) -> tuple[float, float]:
    """Mean |alpha − exact| without and with the filter, over all pictures but the first, where `where` is not 0."""
    temporal, plain, calmed = TemporalFilter(), Upsample(), Upsample()
    sums = np.zeros(2)
    for n, (frame, truth) in enumerate(pictures):
        coarse = segmenter.segment(frame)
        for i, out in enumerate((plain.apply(coarse, frame), calmed.apply(temporal.apply(coarse, frame), frame))):
            error = np.abs(out.alpha.astype(np.int16) - truth.alpha)
            sums[i] += 0 if n == 0 else (error if where is None else error[where > 0]).mean()
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


def test_slow_motion_keeps_the_matte_as_good_as_without_the_filter(segmenter: Segmenter) -> None:
    """Two pixels a frame at 720p, the hardest speed: under half a cell of the grid."""
    presenter = Presenter(1280, 720, paced=False)
    pictures = [shifted(presenter, 2 * n) for n in range(40)]
    unfiltered, filtered = errors(segmenter, pictures)
    assert filtered <= 1.10 * unfiltered


def test_waving_hand_is_not_smeared(segmenter: Segmenter) -> None:
    """Where the alpha of the waving arm changes from frame to frame, the filter adds less than a tenth to the error."""
    presenter = Presenter(1280, 720, paced=False)
    pictures = [
        (Frame(f.pixels.copy(), n), Matte(m.alpha.copy(), n)) for n in range(40, 100) for f, m in [presenter.draw(n)]
    ]
    alphas = np.stack([truth.alpha for _, truth in pictures])
    moving = (alphas.max(axis=0) - alphas.min(axis=0) > 128).astype(np.uint8)
    assert moving.mean() > 0.01, "the presenter stands still: choose other frames"
    unfiltered, filtered = errors(segmenter, pictures, moving)
    assert filtered <= 1.10 * unfiltered
