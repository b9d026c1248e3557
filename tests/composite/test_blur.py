"""The blurred room: nothing of the person in it, no seams, as strong as was asked for."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.composite.blur import DEFAULT_STRENGTH, FARTHEST, MAX_STRENGTH, MIN_STRENGTH, Blur, parse_blur
from backdrop.errors import UsageError
from backdrop.frame import Frame, Matte, Plane, empty_pixels, planes
from backdrop.host.cv import cv2

SIZES = [(1280, 720), (640, 480), (1920, 1080), (90, 160), (64, 64)]


def flat(width: int, height: int, y: int, u: int, v: int) -> Plane:
    pixels = empty_pixels(width, height)
    for plane, value in zip(planes(pixels), (y, u, v), strict=True):
        plane.fill(value)
    return pixels


def head(width: int, height: int, soft: float = 0.005) -> Plane:
    """The alpha of a round person in the middle, with an edge `soft` picture heights wide."""
    y, x = np.mgrid[:height, :width]
    distance = np.hypot(y - height / 2, x - width / 2) - 0.3 * min(width, height)
    return np.asarray(255 / (1 + np.exp(distance / (soft * height))) + 0.5, np.float64).astype(np.uint8)


def over(person: Plane, room: Plane, alpha: Plane) -> Frame:
    """What a camera sees, in float."""
    pixels = room.copy()
    height, width = alpha.shape
    half = alpha.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3))
    for out, front, share in zip(planes(pixels), planes(person), (alpha, half, half), strict=True):
        out[:] = np.round(out + (front.astype(float) - out) * (share / 255))
    return Frame(pixels, 0)


def stripes(width: int, height: int, period: int) -> Plane:
    pixels = flat(width, height, 60, 128, 128)
    planes(pixels).y[:, (np.arange(width) // period) % 2 == 1] = 190
    return pixels


def behind(blur: Blur, frame: Frame, alpha: Plane) -> Plane:
    return np.array(blur.behind(frame, Matte(alpha, frame.captured_ns)))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("strength", "most"), [(MIN_STRENGTH, 10), (DEFAULT_STRENGTH, 1), (MAX_STRENGTH, 1)])
def test_red_person_leaves_no_red_in_a_grey_room(size: tuple[int, int], strength: int, most: int) -> None:
    """At most one level of chroma, wherever there is more room than person: the eye sees none.

    The weakest blur reaches no further than the soft edge itself: there it is a tenth of what the person had (112).
    """
    alpha = head(*size)
    frame = over(flat(*size, 81, 90, 240), flat(*size, 120, 128, 128), alpha)
    y, u, v = planes(behind(Blur(*size, strength), frame, alpha))
    outside = alpha[::2, ::2] < 128
    assert np.abs(v[outside].astype(int) - 128).max() <= most
    assert np.abs(u[outside].astype(int) - 128).max() <= most
    assert np.abs(y[alpha < 128].astype(int) - 120).max() <= most


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("colour", [(120, 128, 128), (16, 128, 128), (235, 128, 128), (81, 90, 240)], ids=str)
def test_even_room_stays_exactly_as_it_is(size: tuple[int, int], colour: tuple[int, int, int]) -> None:
    pixels = flat(*size, *colour)
    for alpha in (np.zeros(size[::-1], np.uint8), head(*size)):
        np.testing.assert_array_equal(behind(Blur(*size), Frame(pixels, 0), alpha), pixels)


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)], ids=str)
def test_greater_strength_blurs_more(size: tuple[int, int]) -> None:
    """An edge between dark and light grows wider with each step."""
    width, height = size
    pixels, nobody = flat(width, height, 40, 128, 128), np.zeros((height, width), np.uint8)
    planes(pixels).y[:, width // 2 :] = 220
    widths = []
    for strength in range(MIN_STRENGTH, MAX_STRENGTH + 1):
        row = planes(behind(Blur(width, height, strength), Frame(pixels, 0), nobody)).y[height // 2].astype(float)
        slope = np.diff(row)
        at = np.arange(slope.size)
        middle = (slope * at).sum() / slope.sum()
        widths.append(float(np.sqrt((slope * (at - middle) ** 2).sum() / slope.sum())))
    assert all(more > less for less, more in itertools.pairwise(widths))
    for strength, found in enumerate(widths, MIN_STRENGTH):
        assert found == pytest.approx(strength * 0.006 * height, rel=0.25, abs=2)


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("strength", [3, DEFAULT_STRENGTH])
def test_depth_blurs_the_far_end_more_and_the_near_one_as_asked(size: tuple[int, int], strength: int) -> None:
    """The width of an upright edge, row by row."""
    width, height = size
    pixels, nobody = flat(width, height, 40, 128, 128), np.zeros((height, width), np.uint8)
    planes(pixels).y[:, width // 2 :] = 220

    def edge_width(blur: Blur, row: int) -> float:
        slope = np.diff(planes(behind(blur, Frame(pixels, 0), nobody)).y[row].astype(float))
        at = np.arange(slope.size)
        return float(np.sqrt((slope * (at - (slope * at).sum() / slope.sum()) ** 2).sum() / slope.sum()))

    asked = edge_width(Blur(width, height, strength), height - 1)
    widths = [edge_width(Blur(width, height, strength, depth=True), row) for row in range(height - 1, 0, -height // 8)]
    assert widths[0] == pytest.approx(asked, rel=0.02)
    assert all(farther > nearer - 0.5 for nearer, farther in itertools.pairwise(widths))
    assert widths[-1] == pytest.approx(FARTHEST * asked, rel=0.15)


@pytest.mark.parametrize("colour", [(120, 128, 128), (16, 128, 128), (81, 90, 240)], ids=str)
def test_even_room_stays_exactly_as_it_is_with_depth(colour: tuple[int, int, int]) -> None:
    pixels = flat(640, 480, *colour)
    alpha = head(640, 480)
    np.testing.assert_array_equal(behind(Blur(640, 480, depth=True), Frame(pixels, 0), alpha), pixels)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_red_person_leaves_no_red_at_any_depth(size: tuple[int, int]) -> None:
    alpha = head(*size)
    frame = over(flat(*size, 81, 90, 240), flat(*size, 120, 128, 128), alpha)
    _, u, v = planes(behind(Blur(*size, depth=True), frame, alpha))
    outside = alpha[::2, ::2] < 128
    assert np.abs(v[outside].astype(int) - 128).max() <= 1
    assert np.abs(u[outside].astype(int) - 128).max() <= 1


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)], ids=str)
def test_print_in_the_room_cannot_be_read_at_the_default_strength(size: tuple[int, int]) -> None:
    """Strokes of a hundredth of the picture's height lose 98 % of their contrast."""
    frame = Frame(stripes(*size, size[1] // 100), 0)
    luma = planes(behind(Blur(*size), frame, np.zeros(size[::-1], np.uint8))).y
    rim = size[1] // 10
    assert luma[rim:-rim, rim:-rim].std() <= 0.02 * frame.planes.y.std()


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1278, 718)], ids=str)
@pytest.mark.parametrize("strength", [3, DEFAULT_STRENGTH, MAX_STRENGTH])
def test_there_are_no_seams(size: tuple[int, int], strength: int) -> None:
    """On a real picture, neighbouring pixels never differ by more than a soft slope explains."""
    frame, truth = Presenter(*size, paced=False).draw(0)
    luma = planes(behind(Blur(*size, strength), frame, truth.alpha)).y.astype(int)
    steepest = 235 / (strength * 0.006 * size[1]) + 2  # from black to white within one standard deviation
    for axis in (0, 1):
        slopes = np.diff(luma, axis=axis)
        assert np.abs(slopes).max() <= steepest
        bends = np.diff(slopes, axis=axis)
        assert np.abs(bends).max() <= 10


def test_blur_agrees_with_normalised_convolution_in_float() -> None:
    """With a true Gaussian of the same width, where nobody hides the room, within a few levels."""
    width, height = 1280, 720
    presenter = Presenter(width, height, paced=False)
    frame = presenter.room
    found = planes(behind(Blur(width, height), frame, np.zeros((height, width), np.uint8))).y
    values: npt.NDArray[np.float32] = frame.planes.y.astype(np.float32)
    ideal = cv2.GaussianBlur(values, (0, 0), DEFAULT_STRENGTH * 0.006 * height, borderType=cv2.BORDER_REPLICATE)
    difference = np.abs(found - np.asarray(ideal))
    assert difference.mean() <= 2
    assert difference.max() <= 16


def test_where_the_person_hides_all_the_blur_is_still_a_picture() -> None:
    frame = Frame(flat(640, 480, 81, 90, 240), 0)
    out = behind(Blur(640, 480), frame, np.full((480, 640), 255, np.uint8))
    assert out.shape == frame.pixels.shape  # its values are never seen


@pytest.mark.parametrize(("text", "strength"), [("", DEFAULT_STRENGTH), ("1", 1), ("10", 10), ("7.5", 7.5), (" 3 ", 3)])
def test_strength_is_read(text: str, strength: float) -> None:
    assert parse_blur(text) == (strength, False)


@pytest.mark.parametrize(("text", "strength"), [("5:depth", 5), (":depth", DEFAULT_STRENGTH), ("2.5: depth ", 2.5)])
def test_depth_is_read(text: str, strength: float) -> None:
    assert parse_blur(text) == (strength, True)


@pytest.mark.parametrize("text", ["5:", "5:deep", "5:depth:", "5:depth:2", "depth:5"])
def test_what_is_no_depth_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="blur:5:depth"):
        parse_blur(text)


@pytest.mark.parametrize("text", ["0", "11", "-1", "loud", "nan", "inf", "-inf", "1,5", "5 5", "0.999", "1e9"])
def test_strength_that_is_none_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="1 to 10"):
        parse_blur(text)


@pytest.mark.parametrize("text", ["0:depth", "loud:depth"])
def test_strength_is_checked_with_depth_too(text: str) -> None:
    with pytest.raises(UsageError, match="1 to 10"):
        parse_blur(text)
