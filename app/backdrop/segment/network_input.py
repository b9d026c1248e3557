"""From a frame to what a network takes. The only place where the picture becomes RGB."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from backdrop.frame import BLACK_Y, Frame, Plane, Planes, Region, Seen, empty_pixels, planes
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.segment.engine import Takes, Tensor
from backdrop.segment.spec import InputSpec


class NetworkInput:
    """Scales regions of frames to the network's picture, stretched as the models expect it, in one buffer.

    The picture is I420 first, as frames are: colours at full resolution cost 3 % of the network's own time, and no
    matte is better for it.
    """

    def __init__(self, spec: InputSpec, takes: Takes = "tensor") -> None:
        """`takes`: float32 of the spec's layout and range, or uint8 RGB (1, height, width, 3), whatever the spec."""
        self._takes = takes
        self._size = spec.width, spec.height
        rows, columns = spec.height + spec.height % 2, spec.width + spec.width % 2  # I420 has even sides
        self._pixels, self._mirrored = empty_pixels(columns, rows), empty_pixels(columns, rows)
        luma, u, v = planes(self._pixels)
        luma.fill(BLACK_Y)
        self._planes = Planes(luma[: spec.height, : spec.width], u, v)
        self._picture = np.empty((rows, columns, 3), np.uint8)
        self._rgb = np.empty((1, spec.height, spec.width, 3), np.uint8)
        self._fitted: _Fitted | None = None
        reverse = takes == "tensor" and spec.colour == "BGR"
        self._conversion = cv2.COLOR_YUV2BGR_I420 if reverse else cv2.COLOR_YUV2RGB_I420
        self._range = _Range(spec)

    def look(self, frame: Frame, region: Region, halve: bool = True) -> Seen:
        """Scales the region; what it gives is valid until the next call.

        `halve`: luma is halved on the way while it is large, so that small things do not shimmer.
        """
        if self._fitted is None or self._fitted.size != region[2:]:
            self._fitted = _Fitted(region, self._size)
        return self._fitted.scale(frame.part(region), self._planes, halve)

    def prepare(self, frame: Frame) -> npt.NDArray[Any]:
        """What the network takes of all of the frame; valid until the next call."""
        self.look(frame, frame.region)
        return self.tensor()

    def tensor(self, flipped: bool = False) -> npt.NDArray[Any]:
        """What the network takes of the region last looked at, or of its mirror image; valid until the next call."""
        rgb, pixels = self._rgb[0], self._pixels
        if flipped:  # plane by plane: RGB takes cv2.flip three times as long
            pixels = self._mirrored
            for plane, mirrored in zip(planes(self._pixels), planes(pixels), strict=True):
                cv2.flip(plane, 1, mirrored)
        if self._picture.shape == rgb.shape:
            cv2.cvtColor(pixels, self._conversion, rgb)
        else:
            cv2.cvtColor(pixels, self._conversion, self._picture)
            left = self._picture.shape[1] - rgb.shape[1] if flipped else 0
            np.copyto(rgb, self._picture[: rgb.shape[0], left : left + rgb.shape[1]])
        return self._rgb if self._takes == "picture" else self._range(rgb)


class _Fitted:
    """Everything that depends on the region's size."""

    def __init__(self, region: Region, target: tuple[int, int]) -> None:
        width, height = self.size = region[2:]
        self._copy = np.empty((height, width), np.uint8)
        self._halves = np.empty((3, height // 2, width // 2), np.uint8)
        self._shrinks = width >= 2 * target[0] and height >= 2 * target[1]
        self._luma = Resize((width // 2, height // 2) if self._shrinks else self.size, target)

    def scale(self, part: Planes, targets: Planes, halve: bool) -> Seen:
        """Scales the planes to the targets.

        They are copied first: nobody has looked at them before, and memory is faster read in one go. With the copying
        luma takes 0.6 of the time at 640x480 and 0.7 at 720p, colours 0.9 and 0.8. Colours are never halved: what
        shimmers in them does not matter to the networks.
        """
        half, *colours = self._halves
        np.copyto(self._copy, part.y)
        if halve:  # the refinement wants it even where the network does not: after that it takes three times as long
            cv2.resize(self._copy, half.shape[::-1], half, interpolation=cv2.INTER_AREA)
            self._luma(half if self._shrinks else self._copy, targets.y)
        else:
            _scale(self._copy, targets.y)
        for plane, copy, target in zip((part.u, part.v), colours, (targets.u, targets.v), strict=True):
            np.copyto(copy, plane)
            _scale(copy, target)
        return Seen(targets.y, self._halves if halve else None)


def _scale(plane: Plane, out: Plane) -> None:
    cv2.resize(plane, out.shape[::-1], out, interpolation=cv2.INTER_LINEAR)


class _Range:
    """From 0..255 to the network's own numbers, in its own layout."""

    def __init__(self, spec: InputSpec) -> None:
        self._by_channel = spec.layout == "NCHW"
        shape = (3, spec.height, spec.width) if self._by_channel else (spec.height, spec.width, 3)
        self._tensor = np.empty((1, *shape), np.float32)
        self._scale, self._offset = _folded(spec.scale), _folded(spec.offset)
        if self._by_channel:
            self._scale, self._offset = (values.reshape(-1, 1, 1) for values in (self._scale, self._offset))

    def __call__(self, picture: Plane) -> Tensor:
        source = picture.transpose(2, 0, 1) if self._by_channel else picture
        np.multiply(source, self._scale, out=self._tensor[0])
        if self._offset.any():
            self._tensor += self._offset
        return self._tensor


def _folded(values: tuple[float, float, float]) -> Tensor:
    """One number where all three are the same: numpy then runs through the picture in one go."""
    return np.array(values[:1] if len(set(values)) == 1 else values, np.float32)
