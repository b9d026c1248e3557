"""The only two things that flow through the program: Frame (pixels and capture time) and Matte (alpha of a Region).

A frame is planar I420: one contiguous uint8 buffer of shape (height·3/2, width) holding the Y plane, then U, then V at
half the width and height, BT.601 limited range (Y 16..235, U and V 16..240 around 128). That is what virtual cameras
take natively and half the bytes of BGR.

Pixels are not changed after hand-off. A stage that makes a picture takes a buffer from its FramePool, writes into it
through `planes`, and hands it off as a Frame, whose views are read-only.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint8]

BLACK_Y, NEUTRAL_UV = 16, 128


class Planes(NamedTuple):
    """Views of the three planes of an I420 buffer: y (height, width), u and v (height/2, width/2), uint8."""

    y: Plane
    u: Plane
    v: Plane


def planes(pixels: Plane) -> Planes:
    """The planes of an I420 buffer of shape (height·3/2, width), as views."""
    rows, width = pixels.shape
    height = rows * 2 // 3
    quarter = height * width // 4
    flat = pixels.reshape(-1)
    chroma = height // 2, width // 2
    luma = height * width
    return Planes(
        pixels[:height],
        flat[luma : luma + quarter].reshape(chroma),
        flat[luma + quarter :].reshape(chroma),
    )


class Region(NamedTuple):
    """A rectangle of a frame, in pixels, all four even: its left upper corner, and its size."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def whole(cls, size: tuple[int, int]) -> Region:
        """All of a frame of that (width, height)."""
        return cls(0, 0, *size)


def empty_pixels(width: int, height: int) -> Plane:
    """An uninitialised I420 buffer. Both sides must be even and positive; ValueError otherwise."""
    if width <= 0 or height <= 0 or width % 2 or height % 2:
        raise ValueError(f"I420 needs even sides, not {width}x{height}")
    return np.empty((height * 3 // 2, width), np.uint8)


def now_ns() -> int:
    """The clock of every capture time: monotonic nanoseconds."""
    return time.monotonic_ns()


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: I420 pixels (uint8, (height·3/2, width)) and its capture time in monotonic nanoseconds.

    For pictures from files that are not played live, `captured_ns` is the presentation time from the file's start.
    """

    pixels: Plane
    captured_ns: int
    _planes: Planes | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        view = self.pixels.view()
        view.flags.writeable = False
        object.__setattr__(self, "pixels", view)

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0]) * 2 // 3

    @property
    def planes(self) -> Planes:
        """Views of the pixels; made once, since every stage wants them."""
        if self._planes is None:
            object.__setattr__(self, "_planes", planes(self.pixels))
        assert self._planes is not None
        return self._planes

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.width, self.height

    @property
    def region(self) -> Region:
        """All of it."""
        return Region.whole(self.size)

    def part(self, region: Region) -> Planes:
        """The planes of a region, as views."""
        x, y, width, height = region
        luma, *chroma = self.planes
        half = slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2)
        return Planes(luma[y : y + height, x : x + width], *(plane[half] for plane in chroma))


class Seen(NamedTuple):
    """What was made of a frame's region on the way to its matte; valid until the next frame is segmented.

    `luma`: Y on the network's grid. `halves`: Y at half its size, U and V, uint8 (3, height/2, width/2); None where the
    light refinement follows.
    """

    luma: Plane
    halves: Plane | None


@dataclass(frozen=True, slots=True)
class Matte:
    """How much of each pixel is the person: uint8 alpha of shape (height, width), 255 wholly the person.

    A refined one has the frame's size, or half its sides: then each value is that of four pixels.

    `captured_ns` is the time of the frame that it was computed from: only that frame may be composited with it.
    `region` is the part of the frame that the alpha lies over, on a grid of any size, with none of the person outside;
    None stands for all of the frame. `half`: the same alpha at half its sides, where it has been made already.
    """

    alpha: Plane
    captured_ns: int
    region: Region | None = None
    seen: Seen | None = None
    half: Plane | None = None

    def __post_init__(self) -> None:
        for name in ("alpha", "half"):
            if (plane := getattr(self, name)) is not None:
                view = plane.view()
                view.flags.writeable = False
                object.__setattr__(self, name, view)

    @property
    def coverage(self) -> float:
        """Mean alpha, 0..1: the share of the region that is the person."""
        return float(self.alpha.mean()) / 255.0


class BufferPool:
    """Buffers of one shape that are used again once nobody refers to them, so that a steady stream allocates nothing.

    A buffer is free when the pool holds the only reference to it. NumPy makes every view of a view refer to the array
    that owns the memory, so a plane that someone still looks at keeps its buffer from being reused. Not thread-safe:
    one pool belongs to one stage.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self._buffers: list[Plane] = [np.empty(shape, np.uint8)]
        self._idle_references = sys.getrefcount(self._buffers[0])

    def take(self) -> Plane:
        """A free buffer with arbitrary content; a new one is allocated only when all are in use."""
        for i in range(len(self._buffers)):
            if sys.getrefcount(self._buffers[i]) == self._idle_references:
                return self._buffers[i]
        self._buffers.append(np.empty(self.shape, np.uint8))
        return self._buffers[-1]

    def __len__(self) -> int:
        return len(self._buffers)


class FramePool(BufferPool):
    """A BufferPool of I420 buffers."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(empty_pixels(width, height).shape)
