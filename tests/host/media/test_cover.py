"""Scaling planes and whole pictures: nothing shimmers, the middle stays there, and any size goes to any other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.media.cover import Cover, Resize, Size, crop_to_aspect

even = st.integers(1, 80).map(lambda half: half * 2)
sizes = st.tuples(even, even)


def resized(plane: Plane, target: Size) -> Plane:
    out = np.full((target[1], target[0]), 99, np.uint8)
    Resize((plane.shape[1], plane.shape[0]), target)(plane, out)
    return out


def covered(pixels: Plane, target: Size, mirror: bool = False) -> Plane:
    out = empty_pixels(*target)
    out[:] = 99
    Cover((pixels.shape[1], pixels.shape[0] * 2 // 3), target, mirror)(pixels, out)
    return out


def checkerboard(width: int, height: int) -> Plane:
    return np.asarray(np.indices((height, width)).sum(axis=0) % 2 * 255, np.uint8)


def ramp(width: int, height: int) -> Plane:
    """An I420 picture that grows brighter to the right in every plane."""
    pixels = empty_pixels(width, height)
    for plane in planes(pixels):
        plane[:] = np.linspace(20, 220, plane.shape[1]).round().astype(np.uint8)
    return pixels


def dot(width: int, height: int, x: float, y: float) -> Plane:
    """A dark I420 picture with a bright patch of a fifth of the shorter side around (x, y), given as shares."""
    pixels = empty_pixels(width, height)
    pixels[:] = 0
    rows, columns = np.indices((height, width))
    side = min(width, height) / 5
    inside = (np.abs(columns + 0.5 - x * width) <= side / 2) & (np.abs(rows + 0.5 - y * height) <= side / 2)
    planes(pixels).y[inside] = 255
    return pixels


def centre_of_light(plane: Plane) -> tuple[float, float]:
    """Where the light is, in pixels from the left and from the top."""
    rows, columns = np.indices(plane.shape)
    light = plane.astype(float)
    return (
        float(((columns + 0.5) * light).sum() / light.sum()),
        float(((rows + 0.5) * light).sum() / light.sum()),
    )


@pytest.mark.parametrize("ratio", [2, 4, 8])
@pytest.mark.parametrize("offset", [0, 1], ids=["whole", "one row and column over"])
def test_a_shrunken_checkerboard_is_mid_grey(ratio: int, offset: int) -> None:
    out = resized(checkerboard(32 * ratio + offset, 24 * ratio + offset), (32, 24))
    assert out.min() >= 127
    assert out.max() <= 128


@pytest.mark.parametrize("width", [66, 80, 100, 126])
def test_a_checkerboard_shrunk_to_less_than_half_is_mid_grey_too(width: int) -> None:
    out = resized(checkerboard(256, 256), (width, width))
    assert out.min() >= 127
    assert out.max() <= 128


@pytest.mark.parametrize("ratio", [2, 4])
def test_shrinking_to_a_half_or_quarter_is_the_mean_of_each_block(ratio: int) -> None:
    plane = np.random.default_rng(3).integers(0, 256, (12 * ratio, 16 * ratio), dtype=np.uint8)
    means = plane.reshape(12, ratio, 16, ratio).mean(axis=(1, 3))
    assert np.abs(resized(plane, (16, 12)) - means).max() <= (1.0 if ratio == 4 else 0.51)


def test_a_plane_of_the_right_size_is_copied_as_it_is() -> None:
    plane = np.random.default_rng(4).integers(0, 256, (7, 9), dtype=np.uint8)
    out = resized(plane, (9, 7))
    assert (out == plane).all()
    assert not np.shares_memory(out, plane)


@given(sizes, sizes, st.integers(0, 255))
def test_a_flat_plane_stays_flat_whatever_the_sizes(source: Size, target: Size, level: int) -> None:
    out = resized(np.full((source[1], source[0]), level, np.uint8), target)
    assert (out == level).all()


@given(st.tuples(st.integers(1, 200), st.integers(1, 200)), st.tuples(st.integers(1, 60), st.integers(1, 60)))
def test_any_plane_fills_any_other_without_a_new_extreme(source: Size, target: Size) -> None:
    plane = np.random.default_rng(5).integers(60, 200, (source[1], source[0]), dtype=np.uint8)
    out = resized(plane, target)
    assert plane.min() <= out.min()
    assert out.max() <= plane.max()


def test_a_resize_can_be_used_again_and_again() -> None:
    resize = Resize((40, 40), (10, 10))
    out = np.empty((10, 10), np.uint8)
    for level in (10, 200, 30):
        resize(np.full((40, 40), level, np.uint8), out)
        assert (out == level).all()


@given(sizes, sizes)
def test_the_part_that_is_kept_is_even_centred_inside_and_touches_two_sides(source: Size, target: Size) -> None:
    x, y, width, height = crop_to_aspect(source, target)
    assert x % 2 == y % 2 == width % 2 == height % 2 == 0
    assert width > 0
    assert height > 0
    right, bottom = source[0] - x - width, source[1] - y - height
    assert 0 <= right - x <= 2
    assert 0 <= bottom - y <= 2
    assert width == source[0] or height == source[1]


@given(st.tuples(st.integers(32, 400), st.integers(32, 400)), st.tuples(st.integers(32, 400), st.integers(32, 400)))
def test_the_part_that_is_kept_has_the_targets_aspect(source: Size, target: Size) -> None:
    source = source[0] * 2, source[1] * 2
    _, _, width, height = crop_to_aspect(source, target)
    if width == source[0]:  # the height was rounded to an even number
        assert abs(height - width * target[1] / target[0]) <= 1.001 or height in (2, source[1])
    else:
        assert abs(width - height * target[0] / target[1]) <= 1.001 or width in (2, source[0])


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ((1920, 1080), (1280, 720), (0, 0, 1920, 1080)),
        ((640, 480), (1280, 720), (0, 60, 640, 360)),
        ((1080, 1920), (1280, 720), (0, 656, 1080, 608)),
        ((1920, 1080), (640, 480), (240, 0, 1440, 1080)),
    ],
)
def test_what_overhangs_is_cut_off_evenly(source: Size, target: Size, part: tuple[int, int, int, int]) -> None:
    assert crop_to_aspect(source, target) == part


@given(st.tuples(st.integers(1, 9), st.integers(1, 400)), sizes, st.booleans())
def test_the_part_that_is_kept_of_a_thin_picture_lies_within_it(source: Size, target: Size, turned: bool) -> None:
    source = source[::-1] if turned else source
    x, y, width, height = crop_to_aspect(source, target)
    assert min(x, y) >= 0
    assert min(width, height) >= 1
    assert x + width <= source[0]
    assert y + height <= source[1]


@given(sizes, sizes, st.booleans())
def test_any_picture_covers_any_size_and_flat_colours_stay(source: Size, target: Size, mirror: bool) -> None:
    pixels = empty_pixels(*source)
    for plane, level in zip(planes(pixels), (50, 100, 200), strict=True):
        plane[:] = level
    for plane, level in zip(planes(covered(pixels, target, mirror)), (50, 100, 200), strict=True):
        assert (plane == level).all()


@pytest.mark.parametrize("target", [(640, 360), (320, 240), (240, 320), (960, 540), (202, 98)])
def test_what_is_in_the_middle_stays_in_the_middle_and_square(target: Size) -> None:
    y = planes(covered(dot(640, 480, 0.5, 0.5), target)).y
    x_middle, y_middle = centre_of_light(y)
    assert abs(x_middle - target[0] / 2) <= 1.5
    assert abs(y_middle - target[1] / 2) <= 1.5
    wide, tall = (y.max(axis=0) > 127).sum(), (y.max(axis=1) > 127).sum()
    assert abs(int(wide) - int(tall)) <= 2


@pytest.mark.parametrize("target", [(640, 480), (320, 240), (500, 400), (1280, 720)])
def test_mirroring_puts_what_is_left_to_the_right_and_leaves_top_and_bottom(target: Size) -> None:
    source = dot(640, 480, 0.3, 0.4)
    plain, mirrored = (planes(covered(source, target, mirror)).y for mirror in (False, True))
    assert (mirrored == plain[:, ::-1]).all()
    assert centre_of_light(plain)[0] < target[0] / 2 < centre_of_light(mirrored)[0]
    assert centre_of_light(mirrored)[1] < target[1] / 2


def test_mirroring_flips_every_plane() -> None:
    for plane in planes(covered(ramp(64, 48), (64, 48), mirror=True)):
        assert plane[0, 0] > plane[0, -1]


def test_every_plane_keeps_its_place() -> None:
    pixels = ramp(64, 48)
    for before, after in zip(planes(pixels), planes(covered(pixels, (128, 96))), strict=True):
        assert after.shape == (before.shape[0] * 2, before.shape[1] * 2)
        assert np.abs(after[0, ::2].astype(int) - before[0]).max() <= 5


@pytest.mark.parametrize(
    ("source", "target", "mirror", "nothing"),
    [
        ((64, 48), (64, 48), False, True),
        ((64, 48), (64, 48), True, False),
        ((64, 48), (48, 64), False, False),
    ],
)
def test_it_tells_when_it_would_change_nothing(source: Size, target: Size, mirror: bool, nothing: bool) -> None:
    assert Cover(source, target, mirror).changes_nothing is nothing
    if nothing:
        pixels = ramp(*source)
        assert (covered(pixels, target) == pixels).all()


def test_the_source_is_not_changed_and_may_be_read_only() -> None:
    pixels = ramp(64, 48)
    before = pixels.copy()
    pixels.flags.writeable = False
    for mirror in (False, True):
        for target in ((64, 48), (32, 24), (100, 40)):
            covered(pixels, target, mirror)
    assert (pixels == before).all()


@pytest.mark.parametrize(
    ("source", "target"), [((854, 480), (80, 48)), ((1366, 768), (256, 144)), ((642, 362), (160, 90))]
)
def test_shrinking_sizes_that_do_not_halve_evenly_does_not_shift_the_picture(source: Size, target: Size) -> None:
    """A ramp keeps its brightness at each place, to within a level and a half."""
    plane = np.asarray(np.broadcast_to(np.linspace(0, 255, source[0]), (source[1], source[0])).round(), np.uint8)
    expected = np.interp((np.arange(target[0]) + 0.5) / target[0] * source[0] - 0.5, np.arange(source[0]), plane[0])
    assert np.abs(resized(np.ascontiguousarray(plane), target)[5] - expected).max() <= 1.5
