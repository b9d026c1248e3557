"""The blend, held against arithmetic in float64."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.composite.blend import Blend
from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.cv import cv2


def noise(width: int, height: int, seed: int) -> Plane:
    pixels = empty_pixels(width, height)
    pixels[:] = np.random.default_rng(seed).integers(0, 256, pixels.shape, np.uint8)
    return pixels


def blended(person: Plane, alpha: Plane, background: Plane) -> Plane:
    height, width = alpha.shape
    return Blend(width, height)(person, alpha, background)


def halved(alpha: Plane) -> npt.NDArray[np.float64]:
    """The mean of each 2×2 block."""
    height, width = alpha.shape
    return np.asarray(alpha.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)), np.float64)


def assert_is_the_blend(person: Plane, alpha: Plane, background: Plane) -> None:
    found = blended(person, alpha, background)
    alphas = (alpha.astype(np.float64), halved(alpha), halved(alpha))
    almost = (alpha <= 2) | (alpha >= 253)  # may be taken for none or all where nearly all around are
    bounds = (np.where(almost, 2.0, 1.0), 1.5, 1.5)  # chroma's alpha is rounded to 8 bits first
    parts = zip(planes(person), planes(background), planes(found), alphas, bounds, strict=True)
    for front, back, plane, share, bound in parts:
        expected = (front * share + back.astype(np.float64) * (255 - share)) / 255
        assert (np.abs(plane - expected) <= bound).all()


@settings(max_examples=100, deadline=None)
@given(
    half=st.tuples(st.integers(1, 60), st.integers(1, 60)),
    ends=st.tuples(*[st.floats(0, 1)] * 4),
    highest=st.integers(0, 255),
    seed=st.integers(0, 1000),
)
def test_any_alpha_is_blended_within_a_level(
    half: tuple[int, int], ends: tuple[float, float, float, float], highest: int, seed: int
) -> None:
    """The person covers any rectangle of the picture, or none of it."""
    width, height = 2 * half[0], 2 * half[1]
    (top, bottom), (left, right) = sorted(ends[:2]), sorted(ends[2:])
    alpha = np.zeros((height, width), np.uint8)
    part = alpha[int(top * height) : round(bottom * height), int(left * width) : round(right * width)]
    part[:] = np.random.default_rng(seed).integers(0, highest + 1, part.shape)
    assert_is_the_blend(noise(width, height, seed), alpha, noise(width, height, seed + 1))


def test_every_alpha_with_every_grey_is_blended_within_a_level() -> None:
    alpha = np.repeat(np.repeat(np.arange(256, dtype=np.uint8)[:, None], 2, axis=0), 512, axis=1)
    person, background = empty_pixels(512, 512), empty_pixels(512, 512)
    person[:] = np.arange(512, dtype=np.uint16) // 2
    for back in (0, 1, 16, 127, 128, 235, 254, 255):
        background.fill(back)
        assert_is_the_blend(person, alpha, background)


@pytest.mark.parametrize("size", [(2, 2), (640, 480), (1280, 720), (130, 14)], ids=str)
def test_no_person_leaves_exactly_the_background(size: tuple[int, int]) -> None:
    person, background = noise(*size, 1), noise(*size, 2)
    np.testing.assert_array_equal(blended(person, np.zeros(size[::-1], np.uint8), background), background)


@pytest.mark.parametrize("size", [(2, 2), (640, 480), (1280, 720), (130, 14)], ids=str)
def test_nothing_but_person_leaves_exactly_the_person(size: tuple[int, int]) -> None:
    person, background = noise(*size, 1), noise(*size, 2)
    np.testing.assert_array_equal(blended(person, np.full(size[::-1], 255, np.uint8), background), person)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), spots=st.integers(0, 6))
def test_no_pixel_of_the_room_is_seen_where_alpha_is_none(seed: int, spots: int) -> None:
    """The camera shows 255 everywhere and the background is 0: whatever is not 0 was let through."""
    chance = np.random.default_rng(seed)
    width, height = 192, 108
    alpha = np.zeros((height, width), np.uint8)
    for _ in range(spots):
        top, left = chance.integers(0, height), chance.integers(0, width)
        alpha[top : top + chance.integers(1, 30), left : left + chance.integers(1, 30)] = chance.integers(1, 256)
    person, background = empty_pixels(width, height), empty_pixels(width, height)
    person.fill(255)
    background.fill(0)
    y, u, v = planes(blended(person, alpha, background))
    assert not y[alpha == 0].any()
    assert not u[halved(alpha) == 0].any()
    assert not v[halved(alpha) == 0].any()
    assert (y[alpha > 1] > 0).all()


def test_person_background_and_alpha_are_left_as_they_were() -> None:
    person, background = noise(64, 48, 1), noise(64, 48, 2)
    alpha = np.random.default_rng(3).integers(0, 256, (48, 64), np.uint8)
    copies = person.copy(), alpha.copy(), background.copy()
    blended(person, alpha, background)
    for now, before in zip((person, alpha, background), copies, strict=True):
        np.testing.assert_array_equal(now, before)


def test_read_only_pixels_can_be_blended() -> None:
    """Frames and mattes are read-only."""
    person, background, alpha = noise(64, 48, 1), noise(64, 48, 2), np.full((48, 64), 7, np.uint8)
    expected = blended(person, alpha, background)
    for array in (person, background, alpha):
        array.flags.writeable = False
    np.testing.assert_array_equal(blended(person, alpha, background), expected)


class TestStillBackground:
    """What a picture's buffer holds already is not copied again."""

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 10_000), st.integers(2, 6), st.booleans())
    def test_any_run_of_mattes_gives_what_each_alone_would(self, seed: int, count: int, half: bool) -> None:
        chance, (width, height) = np.random.default_rng(seed), (64, 48)
        blend, step = Blend(width, height), 2 if half else 1
        backgrounds = [noise(width, height, seed + n) for n in range(2)]
        for n in range(count):
            alpha = np.zeros((height // step, width // step), np.uint8)
            top, left = chance.integers(0, alpha.shape[0]), chance.integers(0, alpha.shape[1])
            part = alpha[top : top + chance.integers(1, 40), left : left + chance.integers(1, 40)]
            part[:] = 255 if chance.random() < 0.5 else chance.integers(0, 256, part.shape)
            person, background = noise(width, height, seed + 10 + n), backgrounds[int(chance.random() < 0.2)]
            found = blend(person, alpha, background, is_still=chance.random() < 0.9).copy()
            expected = Blend(width, height)(person, alpha, background)
            assert np.abs(found.astype(int) - expected).max() <= 2

    def test_a_background_that_moves_is_copied_each_time(self) -> None:
        blend, nobody, background = Blend(64, 48), np.zeros((48, 64), np.uint8), noise(64, 48, 1)
        for n in range(3):
            background[:] = 20 * n
            np.testing.assert_array_equal(blend(noise(64, 48, 2), nobody, background), background)

    def test_pictures_in_use_are_not_written_again(self) -> None:
        blend, background = Blend(64, 48), noise(64, 48, 1)
        kept = []
        for n in range(4):
            alpha = np.full((48, 64), 60 * n, np.uint8)
            picture = blend(noise(64, 48, n), alpha, background, is_still=True)
            kept.append((picture, picture.copy()))
        for picture, copy in kept:
            np.testing.assert_array_equal(picture, copy)


@settings(max_examples=60, deadline=None)
@given(half=st.tuples(st.integers(1, 60), st.integers(1, 60)), seed=st.integers(0, 1000))
def test_each_value_of_a_matte_of_half_the_sides_is_that_of_four_pixels(half: tuple[int, int], seed: int) -> None:
    width, height = 2 * half[0], 2 * half[1]
    chance = np.random.default_rng(seed)
    alpha = chance.integers(0, 256, (half[1], half[0]), np.uint8)
    alpha[chance.random(alpha.shape) < 0.6] = 255 * (seed % 2)
    person, background = noise(width, height, seed), noise(width, height, seed + 1)
    whole = np.repeat(np.repeat(alpha, 2, axis=0), 2, axis=1)
    found = Blend(width, height)(person, alpha, background)
    np.testing.assert_array_equal(found, Blend(width, height)(person, whole, background))


def test_a_half_that_is_at_hand_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    width, height, chance = 320, 240, np.random.default_rng(5)
    hills = cv2.GaussianBlur(chance.standard_normal((height, width)), (0, 0), 9)
    alpha = (127.5 + 127.5 * hills / hills.std()).clip(0, 255).astype(np.uint8)
    half = cv2.resize(alpha, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    person, background = noise(width, height, 1), noise(width, height, 2)
    expected = Blend(width, height)(person, alpha, background)
    monkeypatch.setattr(Blend, "_halved", None)
    np.testing.assert_array_equal(Blend(width, height)(person, alpha, background, half=half), expected)
