"""A background whose light follows the camera's: nearer to it, within limits, calmly, and otherwise as it was."""

from __future__ import annotations

import numpy as np
import pytest

from backdrop.composite import open_background
from backdrop.composite.background import Background
from backdrop.composite.color import Color
from backdrop.composite.light import MOST_BRIGHTER, MatchedLight
from backdrop.frame import Frame, Matte, Plane, empty_pixels, planes

WIDTH, HEIGHT = 320, 180
FRAME_NS = 33_333_333
NOBODY = np.zeros((HEIGHT, WIDTH), np.uint8)


def room(mean: float, deviation: float = 30.0, seed: int = 0, captured_ns: int = 0) -> Frame:
    """A camera's picture of that light."""
    pixels = empty_pixels(WIDTH, HEIGHT)
    pixels.fill(128)
    noise = np.random.default_rng(seed).normal(mean, deviation, (HEIGHT, WIDTH))
    planes(pixels).y[:] = noise.clip(16, 235).astype(np.uint8)
    return Frame(pixels, captured_ns)


class Fixed(Background):
    """A picture of that light, with colours."""

    is_still = True

    def __init__(self, mean: float, deviation: float = 30.0) -> None:
        self.pixels = np.array(room(mean, deviation, seed=1).pixels)
        planes(self.pixels).u.fill(90)
        planes(self.pixels).v.fill(170)
        self.trouble_told, self.closed = "", 0

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        return self.pixels

    def alone(self, now_ns: int) -> Plane | None:
        return self.pixels

    @property
    def trouble(self) -> str:
        return self.trouble_told

    def close(self) -> None:
        self.closed += 1


def luma(matched: MatchedLight, frame: Frame) -> Plane:
    return np.array(planes(matched.behind(frame, Matte(NOBODY, frame.captured_ns))).y)


@pytest.mark.parametrize(("of_room", "of_picture"), [(70, 130), (150, 110), (100, 60)])
def test_the_mean_comes_half_of_the_way(of_room: int, of_picture: int) -> None:
    found = luma(MatchedLight(Fixed(of_picture), WIDTH, HEIGHT), room(of_room))
    assert found.mean() == pytest.approx((of_room + of_picture) / 2, abs=3)


@pytest.mark.parametrize(("of_room", "of_picture"), [(20, 200), (200, 40)])
def test_a_picture_never_moves_further_than_the_limit(of_room: int, of_picture: int) -> None:
    inner = Fixed(of_picture, 10)
    found = luma(MatchedLight(inner, WIDTH, HEIGHT), room(of_room, 10))
    assert abs(found.mean() - planes(inner.pixels).y.mean()) <= MOST_BRIGHTER + 1
    assert abs(found.mean() - of_room) < abs(of_picture - of_room) - MOST_BRIGHTER + 2


@pytest.mark.parametrize(("of_room", "of_picture"), [(20, 40), (40, 20), (5, 50)])
def test_contrast_comes_nearer_within_a_quarter(of_room: int, of_picture: int) -> None:
    inner = Fixed(120, of_picture)
    found = luma(MatchedLight(inner, WIDTH, HEIGHT), room(120, of_room)).std() / planes(inner.pixels).y.std()
    if of_room == 5:  # a wall has no contrast to go by
        assert found == pytest.approx(1, abs=0.03)
    elif of_room < of_picture:
        assert 1 / 1.3 < found < 0.85
    else:
        assert 1.15 < found < 1.3


def test_light_that_agrees_leaves_the_picture_exactly_as_it_is() -> None:
    inner = Fixed(120)
    matched = MatchedLight(inner, WIDTH, HEIGHT)
    frame = Frame(inner.pixels, 0)
    np.testing.assert_array_equal(matched.behind(frame, Matte(NOBODY, 0)), inner.pixels)


def test_colours_stay_and_so_does_the_picture_that_was_given() -> None:
    inner = Fixed(180)
    before = inner.pixels.copy()
    out = planes(MatchedLight(inner, WIDTH, HEIGHT).behind(room(40), Matte(NOBODY, 0)))
    assert (out.u == 90).all()
    assert (out.v == 170).all()
    np.testing.assert_array_equal(inner.pixels, before)


def test_noise_of_the_camera_never_flickers_in_the_background() -> None:
    """Ten seconds in which every pixel is noisy, and the room's light trembles by half a level."""
    matched = MatchedLight(Fixed(180), WIDTH, HEIGHT)
    first = luma(matched, room(80))
    chance = np.random.default_rng(2)
    for n in range(1, 300):
        pixels = room(80).pixels.copy()
        noisy = planes(pixels).y + chance.normal(chance.normal(0, 0.5), 3, (HEIGHT, WIDTH))
        planes(pixels).y[:] = noisy.clip(0, 255).astype(np.uint8)
        frame = Frame(pixels, n * FRAME_NS)
        np.testing.assert_array_equal(luma(matched, frame), first)


def test_a_lamp_that_is_switched_off_is_followed_slowly_and_to_the_end() -> None:
    matched = MatchedLight(Fixed(120), WIDTH, HEIGHT)
    means = [luma(matched, room(150 if n < 30 else 90, captured_ns=n * FRAME_NS)).mean() for n in range(600)]
    assert np.abs(np.diff(means)).max() <= 2.5
    assert means[29] == pytest.approx(135, abs=4)
    assert means[45] > 120  # half a second
    assert means[-1] == pytest.approx(105, abs=4)


def test_a_clock_that_jumps_changes_nothing_at_once() -> None:
    matched = MatchedLight(Fixed(120), WIDTH, HEIGHT)
    before = luma(matched, room(150, captured_ns=10**12)).mean()
    for captured_ns in (0, 5 * 10**12):
        assert abs(luma(matched, room(60, captured_ns=captured_ns)).mean() - before) < 16


def test_alone_has_the_light_of_the_last_frame_and_nothing_of_its_pixels() -> None:
    matched = MatchedLight(Color((200, 200, 200), WIDTH, HEIGHT), WIDTH, HEIGHT)
    first = matched.alone(0)
    assert first is not None
    np.testing.assert_array_equal(first, Color((200, 200, 200), WIDTH, HEIGHT).alone(0))
    shown = matched.behind(room(60), Matte(NOBODY, 0)).copy()
    np.testing.assert_array_equal(matched.alone(0), shown)
    assert len(np.unique(planes(shown).y)) == 1


def test_a_moving_background_is_mapped_anew_each_time() -> None:
    inner = Fixed(120)
    inner.is_still = False
    matched = MatchedLight(inner, WIDTH, HEIGHT)
    before = luma(matched, room(120))
    planes(inner.pixels).y[:] = planes(inner.pixels).y[::-1].copy()
    np.testing.assert_allclose(luma(matched, room(120)), before[::-1], atol=2)


def test_trouble_and_the_end_are_those_of_the_background_itself() -> None:
    inner = Fixed(120)
    matched = MatchedLight(inner, WIDTH, HEIGHT)
    assert matched.trouble == ""
    inner.trouble_told = "gone"
    assert matched.trouble == "gone"
    matched.close()
    assert inner.closed == 1


@pytest.mark.parametrize("spec", ["color:#808080", "image:studio"])
def test_what_is_chosen_is_matched_on_request_only(spec: str) -> None:
    frame = room(40)
    plain, matched = (
        planes(open_background(spec, WIDTH, HEIGHT, match_light=on).behind(frame, Matte(NOBODY, 0))).y.mean()
        for on in (False, True)
    )
    assert matched < plain - 10


def test_blur_and_the_bare_room_are_the_cameras_own_and_stay() -> None:
    frame = room(40)
    for spec in ("blur:3", "none"):
        plain, matched = (
            open_background(spec, WIDTH, HEIGHT, match_light=on).behind(frame, Matte(NOBODY, 0)).copy()
            for on in (False, True)
        )
        np.testing.assert_array_equal(plain, matched)
