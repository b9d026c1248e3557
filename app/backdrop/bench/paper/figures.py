"""What the paper measured, as its tables give it.

S. Ryu, K. Ko, J. W.-K. Hong, "Research on Applying Deep Learning Methods on Web-based Video Conferencing Systems",
2021. Means over 100 s of the clip "Akiyo", played through a virtual camera into a call.
"""

from __future__ import annotations

from typing import NamedTuple

MACHINE = "Intel i5-9400F 2.90 GHz, 16 GB, Chrome"
"""The paper's machine. TensorFlow.js ran on its GPU there (WebGL), which the paper does not name."""


class Published(NamedTuple):
    """`table` of the paper, the model's size in 10⁶ bytes, FPS of the whole pipeline, and one inference in ms."""

    table: int
    size_mb: float
    fps: float
    inference_ms: float


BODYPIX = {
    (0.75, 2): Published(1, 2.0, 8.06, 80.28),
    (0.75, 1): Published(1, 1.0, 7.97, 76.94),
    (0.50, 2): Published(1, 2.0, 8.93, 70.32),
    (0.50, 1): Published(1, 0.6, 8.94, 67.93),
}
"""Table 1: MobileNet-V1 in TensorFlow.js, WebGL. By multiplier, and bytes a weight (quantBytes)."""

MEET = {"SIMD": Published(2, 0.4, 17.45, 6.91), "no SIMD": Published(2, 0.4, 16.97, 8.38)}
"""Table 2: the Google Meet model in WebAssembly. The paper does not say whether it is the lite or the full one: both
have 400 kB."""

DEEPLAB = {"SIMD": Published(3, 2.7, 8.11, 63.98), "no SIMD": Published(3, 2.7, 3.16, 260.44)}
"""Table 3: DeepLab v3 in WebAssembly."""
