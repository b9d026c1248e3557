"""The two things that flow, and the pools that their buffers come from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.frame import BufferPool, Frame, FramePool, Matte, Plane, empty_pixels, now_ns, planes

even = st.integers(1, 40).map(lambda half: half * 2)


def filled(width: int, height: int) -> Plane:
    """An I420 buffer whose bytes count up from 0."""
    return (np.arange(width * height * 3 // 2) % 256).astype(np.uint8).reshape(height * 3 // 2, width)


@given(even, even)
def test_the_planes_lie_one_after_the_other_without_gap_or_overlap(width: int, height: int) -> None:
    pixels = filled(width, height)
    y, u, v = planes(pixels)
    assert y.shape == (height, width)
    assert u.shape == v.shape == (height // 2, width // 2)
    assert np.concatenate([y.ravel(), u.ravel(), v.ravel()]).tobytes() == pixels.tobytes()


@given(even, even)
def test_writing_into_a_plane_writes_into_the_buffer(width: int, height: int) -> None:
    pixels = empty_pixels(width, height)
    for plane, value in zip(planes(pixels), (1, 2, 3), strict=True):
        plane[:] = value
    quarter = width * height // 4
    assert pixels.tobytes() == bytes([1]) * quarter * 4 + bytes([2]) * quarter + bytes([3]) * quarter


@pytest.mark.parametrize("size", [(3, 2), (2, 3), (0, 2), (2, 0), (-2, 2), (2, -2)])
@pytest.mark.parametrize("make", [empty_pixels, FramePool])
def test_sides_that_are_odd_or_not_positive_are_refused(
    make: Callable[[int, int], object], size: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="even sides"):
        make(*size)


def test_a_frame_tells_its_size() -> None:
    frame = Frame(empty_pixels(6, 4), 5)
    assert (frame.width, frame.height, frame.size) == (6, 4, (6, 4))
    assert [plane.shape for plane in frame.planes] == [(4, 6), (2, 3), (2, 3)]


def test_a_frames_pixels_and_planes_are_read_only() -> None:
    frame = Frame(filled(4, 2), 0)
    for view in (frame.pixels, *frame.planes):
        with pytest.raises(ValueError, match="read-only"):
            view[0, 0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        frame.captured_ns = 1  # type: ignore[misc]


def test_the_maker_of_a_frame_keeps_its_own_writable_view_without_a_copy() -> None:
    pixels = filled(4, 2)
    frame = Frame(pixels, 0)
    pixels[0, 0] = 77
    assert frame.pixels[0, 0] == 77


def test_a_matte_is_read_only_and_tells_its_coverage() -> None:
    alpha = np.zeros((2, 4), np.uint8)
    alpha[0] = 255
    matte = Matte(alpha, 0)
    assert matte.coverage == 0.5
    with pytest.raises(ValueError, match="read-only"):
        matte.alpha[0, 0] = 1


def test_the_clock_of_frames_does_not_go_back() -> None:
    first = now_ns()
    assert isinstance(first, int)
    assert now_ns() >= first


def plane_of(pixels: Plane) -> object:
    return planes(pixels).v


def frame_of(pixels: Plane) -> object:
    return Frame(pixels, 0)


def plane_of_a_frame(pixels: Plane) -> object:
    return Frame(pixels, 0).planes.u[1:, ::2]


def memory_of(pixels: Plane) -> object:
    return memoryview(pixels)  # type: ignore[arg-type]


def array_over_the_memory_of(pixels: Plane) -> object:
    return np.frombuffer(pixels, np.uint8)


@pytest.mark.parametrize(
    "view",
    [lambda pixels: pixels, plane_of, frame_of, plane_of_a_frame, memory_of, array_over_the_memory_of],
    ids=["itself", "plane", "frame", "plane of a frame", "memoryview", "array over its memory"],
)
def test_a_buffer_is_not_given_out_again_while_anything_refers_to_it(view: Callable[[Plane], object]) -> None:
    pool = FramePool(8, 4)
    pixels = pool.take()
    kept = view(pixels)
    place = pixels.ctypes.data
    del pixels
    others = [pool.take() for _ in range(3)]
    assert place not in [other.ctypes.data for other in others]
    del kept, others
    assert place in [taken.ctypes.data for taken in [pool.take() for _ in range(1)]]


def test_a_steady_stream_allocates_no_more_than_what_is_in_flight() -> None:
    pool = FramePool(8, 4)
    in_flight: list[Frame] = []
    for n in range(100):
        in_flight = [*in_flight[-2:], Frame(pool.take(), n)]
    assert len(pool) <= 4


def test_buffers_in_use_at_the_same_time_do_not_share_memory() -> None:
    pool = BufferPool((3, 5))
    taken = [pool.take() for _ in range(4)]
    for n, buffer in enumerate(taken):
        buffer[:] = n
    assert [int(buffer.max()) for buffer in taken] == [int(buffer.min()) for buffer in taken] == [0, 1, 2, 3]
    assert all(buffer.shape == (3, 5) and buffer.dtype == np.uint8 for buffer in taken)


def test_a_frame_pool_gives_buffers_of_its_size() -> None:
    assert Frame(FramePool(6, 4).take(), 0).size == (6, 4)
