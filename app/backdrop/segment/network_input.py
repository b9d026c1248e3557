"""From a frame to what a network takes. The only place where the picture becomes RGB."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from backdrop.frame import Frame, Plane, Region
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.segment.engine import Takes, Tensor
from backdrop.segment.spec import InputSpec

# ITU-R BT.601-7, limited range: RGB = M · (Y, U, V, 1).
_Y, _RV, _GU, _GV, _BU = 255 / 219, 1.402 * 255 / 224, -0.344136 * 255 / 224, -0.714136 * 255 / 224, 1.772 * 255 / 224
_YUV_TO_RGB = np.array(
    [
        [_Y, 0.0, _RV, -16 * _Y - 128 * _RV],
        [_Y, _GU, _GV, -16 * _Y - 128 * (_GU + _GV)],
        [_Y, _BU, 0.0, -16 * _Y - 128 * _BU],
    ],
    np.float32,
)


class NetworkInput:
    """Scales regions of frames to the network's picture, stretched as the models expect it, in one buffer."""

    def __init__(self, spec: InputSpec, takes: Takes = "tensor") -> None:
        """`takes`: float32 of the spec's layout and range, or uint8 RGB (1, height, width, 3), whatever the spec."""
        self._takes = takes
        self._size = spec.width, spec.height
        self._planes = [np.empty((spec.height, spec.width), np.uint8) for _ in range(3)]
        self._yuv = np.empty((spec.height, spec.width, 3), np.uint8)
        self._mirrored = np.empty_like(self._yuv)
        self._rgb = np.empty((1, spec.height, spec.width, 3), np.uint8)
        self._resizes: tuple[Resize, Resize] | None = None
        reverse = takes == "tensor" and spec.colour == "BGR"
        self._matrix = np.ascontiguousarray(_YUV_TO_RGB[::-1]) if reverse else _YUV_TO_RGB
        self._range = _Range(spec)

    def look(self, frame: Frame, region: Region) -> Plane:
        """Scales the region; its luma on the network's grid, uint8, valid until the next call."""
        luma, chroma = self._resizes_for(region)
        y, u, v = frame.part(region)
        luma(y, self._planes[0])
        chroma(u, self._planes[1])
        chroma(v, self._planes[2])
        return self._planes[0]

    @property
    def half_luma(self) -> Plane | None:
        """The luma of what was looked at last at half its size, where that was made; valid until the next look."""
        return self._resizes[0].half if self._resizes is not None else None

    def prepare(self, frame: Frame) -> npt.NDArray[Any]:
        """What the network takes of all of the frame; valid until the next call."""
        self.look(frame, frame.region)
        return self.tensor()

    def tensor(self, flipped: bool = False) -> npt.NDArray[Any]:
        """What the network takes of the region last looked at, or of its mirror image; valid until the next call."""
        cv2.merge(self._planes, self._yuv)
        if flipped:
            cv2.transform(self._yuv, self._matrix, self._mirrored)
            cv2.flip(self._mirrored, 1, self._rgb[0])
        else:
            cv2.transform(self._yuv, self._matrix, self._rgb[0])
        return self._rgb if self._takes == "picture" else self._range(self._rgb[0])

    def _resizes_for(self, region: Region) -> tuple[Resize, Resize]:
        size = region.width, region.height
        if self._resizes is None or self._resizes[0].source != size:
            half = region.width // 2, region.height // 2
            self._resizes = Resize(size, self._size), Resize(half, self._size)
        return self._resizes


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
