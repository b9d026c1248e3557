"""A webcam's JPEGs become I420 in the right levels, whatever their subsampling; damaged ones are none."""

from __future__ import annotations

import struct
import tracemalloc

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.cv import cv2
from backdrop.host.media.colour import to_i420, yuv_of
from backdrop.host.media.motion_jpeg import MotionJpeg

SUBSAMPLINGS = {
    "4:2:0": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
    "4:2:2": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422,
    "4:4:4": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
    "4:4:0": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_440,
    "4:1:1": cv2.IMWRITE_JPEG_SAMPLING_FACTOR_411,
}
BARS = [
    (255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0),
    (255, 0, 255), (255, 0, 0), (0, 0, 255), (0, 0, 0),
]  # fmt: skip
BAR = 32

every_subsampling = pytest.mark.parametrize("factor", SUBSAMPLINGS.values(), ids=SUBSAMPLINGS.keys())


def coded(rgb: npt.NDArray[np.uint8], factor: int = SUBSAMPLINGS["4:2:2"]) -> Plane:
    how = [cv2.IMWRITE_JPEG_QUALITY, 98, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor]
    return np.asarray(cv2.imencode(".jpg", rgb[..., ::-1] if rgb.ndim == 3 else rgb, how)[1], np.uint8).reshape(-1)


def decoded(content: Plane, decoder: MotionJpeg | None = None) -> Plane:
    decoder = decoder or MotionJpeg()
    size = decoder.decode(content)
    assert size is not None
    out = empty_pixels(size[0] & ~1, size[1] & ~1)
    out[:] = 99
    decoder.write(out)
    return out


def smooth(width: int, height: int) -> npt.NDArray[np.uint8]:
    """A picture without edges, all of whose colours differ."""
    x, y = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return np.dstack([x, y, 255 - (x + y) / 2]).astype(np.uint8)


WHOLE = coded(smooth(48, 32))
KEPT = MotionJpeg()


def is_whole(picture: Plane) -> bool:
    return bool(np.abs(picture.astype(int) - to_i420(smooth(48, 32))).mean() < 2)


@every_subsampling
def test_colour_bars_have_the_standards_levels(factor: int) -> None:
    bars = np.repeat(np.array(BARS, np.uint8), BAR, axis=0)[None].repeat(64, axis=0)
    y, u, v = planes(decoded(coded(bars, factor)))
    for n, colour in enumerate(BARS):
        middle, half = n * BAR + BAR // 2, (n * BAR + BAR // 2) // 2
        found = [y[:, middle - 4 : middle + 4], u[:, half - 2 : half + 2], v[:, half - 2 : half + 2]]
        for plane, level in zip(found, yuv_of(*colour), strict=True):
            assert np.abs(plane.astype(int) - level).max() <= 3


@every_subsampling
def test_colours_stay_where_they_are_between_top_and_bottom_left_and_right(factor: int) -> None:
    picture = smooth(96, 64)
    difference = np.abs(decoded(coded(picture, factor)).astype(int) - to_i420(picture))
    assert difference.max() <= 6
    assert difference.mean() < 1.5


def test_black_and_white_are_those_of_limited_range() -> None:
    grey = np.repeat(np.arange(0, 256, 17, dtype=np.uint8), 16)[None].repeat(16, axis=0)
    for content in (coded(grey), coded(np.dstack([grey] * 3))):
        y, u, v = planes(decoded(content))
        assert np.abs(y - (16 + grey * (219 / 255))).max() <= 2
        assert np.abs(np.concatenate([u, v]).astype(int) - 128).max() <= 1


def test_the_colour_of_two_rows_is_their_mean() -> None:
    rows = np.zeros((16, 16, 3), np.uint8)
    rows[0::2], rows[1::2] = (200, 40, 40), (40, 40, 200)
    _, u, v = planes(decoded(coded(rows)))
    (_, u_red, v_red), (_, u_blue, v_blue) = yuv_of(200, 40, 40), yuv_of(40, 40, 200)
    assert np.abs(u - (u_red + u_blue) / 2).max() <= 3
    assert np.abs(v - (v_red + v_blue) / 2).max() <= 3


@every_subsampling
@pytest.mark.parametrize("size", [(47, 33), (48, 33), (47, 32), (3, 3), (17, 2)])
def test_an_odd_last_row_or_column_is_left_out(size: tuple[int, int], factor: int) -> None:
    picture = smooth(*size)
    even = picture[: size[1] & ~1, : size[0] & ~1]
    found = decoded(coded(picture, factor))
    assert np.abs(found[: len(even)].astype(int) - to_i420(even)[: len(even)]).mean() < 4


def test_pictures_of_changing_size_and_subsampling_come_from_one_decoder() -> None:
    decoder = MotionJpeg()
    for width, height, factor in ((48, 32, "4:2:2"), (96, 64, "4:2:0"), (16, 16, "4:4:4"), (640, 480, "4:2:2")):
        picture = smooth(width, height)
        found = decoded(coded(picture, SUBSAMPLINGS[factor]), decoder)
        assert np.abs(found.astype(int) - to_i420(picture)).mean() < 3


@settings(deadline=None)
@given(st.floats(0, 0.85))  # only of the last block, of 16x8 pixels, may a part be missing unnoticed
def test_a_picture_that_broke_off_is_none_and_the_next_is_whole(kept: float) -> None:
    for end_mark in (b"", b"\xff\xd9"):
        content = WHOLE[: int(len(WHOLE) * kept)].tobytes() + end_mark
        assert KEPT.decode(np.frombuffer(content, np.uint8)) is None
    assert is_whole(decoded(WHOLE, KEPT))


def test_a_picture_that_broke_off_before_its_first_block_is_none() -> None:
    scan = WHOLE.tobytes().index(b"\xff\xda")
    assert is_whole(decoded(WHOLE, KEPT))  # which would be shown again
    for end_mark in (b"", b"\xff\xd9"):
        assert KEPT.decode(np.frombuffer(WHOLE[:scan].tobytes() + end_mark, np.uint8)) is None


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff\xc0\x00\x11\x08"]))
def test_noise_is_no_picture(noise: bytes, start: bytes) -> None:
    assert KEPT.decode(np.frombuffer(start + noise, np.uint8)) is None
    assert is_whole(decoded(WHOLE, KEPT))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_garbled_bytes_cost_no_more_than_their_own_picture(changes: list[tuple[int, int]]) -> None:
    content = WHOLE.copy()
    for at, value in changes:
        content[at] = value
    size = KEPT.decode(content)
    if size is not None and min(size) >= 2 and max(size) < 2000:
        KEPT.write(empty_pixels(size[0] & ~1, size[1] & ~1))
    assert is_whole(decoded(WHOLE, KEPT))


def test_a_header_that_says_the_picture_is_enormous_is_refused() -> None:
    content = bytearray(WHOLE.tobytes())
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", 65_500, 65_500)
    assert MotionJpeg().decode(np.frombuffer(bytes(content), np.uint8)) is None


def test_what_follows_a_picture_is_passed_over() -> None:
    for more in (bytes(10_000), WHOLE.tobytes(), b"\xff" * 100):
        assert is_whole(decoded(np.frombuffer(WHOLE.tobytes() + more, np.uint8)))


def test_a_picture_without_code_tables_takes_those_of_the_standard() -> None:
    """Webcams leave them out (USB Video Class, payload Motion JPEG)."""
    content, at = WHOLE.tobytes(), 2
    bare = content[:2]
    while content[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        bare += b"" if content[at + 1] == 0xC4 else content[at:end]
        at = end
    assert len(bare) < at
    assert is_whole(decoded(np.frombuffer(bare + content[at:], np.uint8)))


def test_decoding_and_writing_allocate_no_plane() -> None:
    content, decoder = coded(smooth(640, 480)), MotionJpeg()
    out = decoded(content, decoder)
    tracemalloc.start()
    try:
        for _ in range(3):
            decoder.decode(content)
            decoder.write(out)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 320 * 240
