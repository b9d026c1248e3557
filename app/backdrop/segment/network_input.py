"""From a frame to the tensor that a network takes. The only place where the picture becomes RGB."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Frame
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Resize
from backdrop.segment.engine import Tensor
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
    """Scales frames to the network's picture, stretched as the models expect it, and writes them into one tensor."""

    def __init__(self, spec: InputSpec) -> None:
        self._spec = spec
        size = spec.width, spec.height
        self._size = size
        self._planes = [np.empty((spec.height, spec.width), np.uint8) for _ in range(3)]
        self._yuv = np.empty((spec.height, spec.width, 3), np.uint8)
        self._rgb = np.empty_like(self._yuv)
        self._tensor = np.empty((1, spec.height, spec.width, 3), np.float32)
        self._resizes: tuple[Resize, Resize] | None = None
        self._matrix = _YUV_TO_RGB if spec.colour == "RGB" else np.ascontiguousarray(_YUV_TO_RGB[::-1])
        self._scale = np.float32((spec.high - spec.low) / 255)
        self._low = np.float32(spec.low)

    def prepare(self, frame: Frame) -> Tensor:
        """The tensor of the frame, float32, of the layout and range that the spec names; valid until the next call."""
        luma, chroma = self._resizes_for(frame)
        y, u, v = frame.planes
        luma(y, self._planes[0])
        chroma(u, self._planes[1])
        chroma(v, self._planes[2])
        cv2.merge(self._planes, self._yuv)
        cv2.transform(self._yuv, self._matrix, self._rgb)
        np.multiply(self._rgb, self._scale, out=self._tensor[0])
        if self._low:
            self._tensor += self._low
        return self._tensor

    def _resizes_for(self, frame: Frame) -> tuple[Resize, Resize]:
        if self._resizes is None or self._resizes[0].source != frame.size:
            half = frame.width // 2, frame.height // 2
            self._resizes = Resize(frame.size, self._size), Resize(half, self._size)
        return self._resizes
