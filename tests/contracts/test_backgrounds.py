"""What every kind of background keeps to. Above all: what it shows without a matte has no camera pixel in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image as PillowImage

from backdrop.composite import BACKGROUNDS, Background, open_background
from backdrop.errors import UsageError
from backdrop.frame import Frame, Matte, empty_pixels, planes

MARKER = 219
"""A value of all three planes that no background of these tests has: a camera that shows nothing else."""
HIDING = sorted(set(BACKGROUNDS) - {"none"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("배경 사진")
    rgb = np.full((90, 170, 3), (40, 80, 120), np.uint8)
    PillowImage.fromarray(rgb).save(folder / "나.png")
    with av.open(str(folder / "나.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height = 64, 48
        for n in range(4):
            picture = np.full((48, 64, 3), (30 + 10 * n, 60, 90), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode(None))
    return folder


Opener = Callable[..., Background]


@pytest.fixture
def opened(folder: Path) -> Iterator[Opener]:
    """opened(kind, width, height): a background of that kind, closed when the test ends."""
    examples = {
        "image": f"image:{folder / '나.png'}",
        "video": f"video:{folder / '나.mp4'}",
        "blur": "blur:7",
        "color": "color:#2d6a4f",
        "none": "none",
    }
    made: list[Background] = []

    def make(kind: str, width: int = 320, height: int = 180) -> Background:
        made.append(open_background(examples[kind], width, height))
        return made[-1]

    yield make
    for background in made:
        background.close()


def camera(width: int, height: int, captured_ns: int = 0, value: int = MARKER) -> Frame:
    pixels = empty_pixels(width, height)
    pixels.fill(value)
    return Frame(pixels, captured_ns)


def matte(width: int, height: int, captured_ns: int = 0) -> Matte:
    """A person in the middle third, with a soft edge."""
    ramp = np.clip((width / 6 - np.abs(np.arange(width) - width / 2)) * 20, 0, 255).astype(np.uint8)
    return Matte(np.ascontiguousarray(np.broadcast_to(ramp, (height, width))), captured_ns)


@pytest.mark.parametrize("size", [(320, 180), (2, 2), (2, 64), (66, 2), (638, 358), (1280, 720), (90, 160)], ids=str)
@pytest.mark.parametrize("kind", sorted(BACKGROUNDS))
def test_any_even_size_is_filled(opened: Opener, kind: str, size: tuple[int, int]) -> None:
    background = opened(kind, *size)
    for n in range(3):
        behind = background.behind(camera(*size, n), matte(*size, n))
        assert behind.shape == (size[1] * 3 // 2, size[0])
        assert behind.dtype == np.uint8
        assert behind.flags.c_contiguous


@pytest.mark.parametrize("kind", HIDING)
def test_alone_has_no_camera_pixel_in_it(opened: Opener, kind: str) -> None:
    background = opened(kind)
    for n in range(3):
        background.behind(camera(320, 180, n), matte(320, 180, n))
        alone = background.alone(n)
        assert alone is None or not (np.abs(alone.astype(int) - MARKER) <= 2).any()


@pytest.mark.parametrize("kind", HIDING)
def test_alone_is_there_before_any_frame_or_never(opened: Opener, kind: str) -> None:
    background = opened(kind)
    before = background.alone(0)
    background.behind(camera(320, 180), matte(320, 180))
    after = background.alone(0)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert before.shape == after.shape == (270, 320)


def test_only_a_background_made_of_the_camera_has_nothing_to_show_alone(opened: Opener) -> None:
    assert {kind for kind in BACKGROUNDS if opened(kind).alone(0) is None} == {"blur", "none"}


@pytest.mark.parametrize("kind", sorted(set(HIDING) - {"blur"}))
def test_replacement_does_not_depend_on_the_camera(opened: Opener, kind: str) -> None:
    background = opened(kind)
    seen = [background.behind(camera(320, 180, 0, value), matte(320, 180)).copy() for value in (16, MARKER)]
    np.testing.assert_array_equal(seen[0], seen[1])
    assert not (seen[0] == MARKER).any()


def test_only_none_shows_the_room(opened: Opener) -> None:
    assert {kind for kind in BACKGROUNDS if not opened(kind).hides_room} == {"none"}
    frame = camera(320, 180)
    np.testing.assert_array_equal(opened("none").behind(frame, None), frame.pixels)


@pytest.mark.parametrize("kind", sorted(BACKGROUNDS))
def test_same_frame_gives_the_same_again(opened: Opener, kind: str) -> None:
    background = opened(kind)
    frame = camera(320, 180)
    first = background.behind(frame, matte(320, 180)).copy()
    np.testing.assert_array_equal(background.behind(frame, matte(320, 180)), first)


@pytest.mark.parametrize("kind", sorted(BACKGROUNDS))
def test_frame_is_left_as_it_was(opened: Opener, kind: str) -> None:
    frame = camera(320, 180)
    opened(kind).behind(frame, matte(320, 180))
    assert (frame.pixels == MARKER).all()


@pytest.mark.parametrize("kind", sorted(BACKGROUNDS))
def test_close_may_be_repeated_and_nothing_is_wrong_meanwhile(opened: Opener, kind: str) -> None:
    background = opened(kind)
    assert background.trouble == ""
    background.close()
    background.close()


@pytest.mark.parametrize("kind", HIDING)
def test_values_are_those_of_limited_range(opened: Opener, kind: str) -> None:
    y, u, v = planes(opened(kind).behind(camera(320, 180, value=128), matte(320, 180)))
    assert y.min() >= 16
    assert y.max() <= 235
    assert min(u.min(), v.min()) >= 16
    assert max(u.max(), v.max()) <= 240


@pytest.mark.parametrize(
    "text",
    ["", "image", "image:", "video:", "color", "color:", "colour:#fff", "blurr", "none:x", "blur:loud", ":", "IMAGE:x"],
)
def test_spec_that_names_no_background_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        open_background(text, 320, 180)
