"""RGB to I420 and back, BT.601 limited range (ITU-R BT.601-7: Kr 0.299, Kb 0.114; Y 16..235, C 16..240).

For pictures that are converted once: a frame in the live path stays I420.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.cv import cv2

Rgb = npt.NDArray[np.uint8]
Rgba = npt.NDArray[np.uint8]

_KR, _KG, _KB = 0.299, 0.587, 0.114
_TO_Y = np.array([[_KR * 219 / 255, _KG * 219 / 255, _KB * 219 / 255, 16]], np.float32)
_CB, _CR = 112 / 255 / (1 - _KB), 112 / 255 / (1 - _KR)
_TO_UV = np.array(
    [
        [-_KR * _CB, -_KG * _CB, (1 - _KB) * _CB, 128],
        [(1 - _KR) * _CR, -_KG * _CR, -_KB * _CR, 128],
    ],
    np.float32,
)


def to_i420(rgb: Rgb, out: Plane | None = None) -> Plane:
    """RGB uint8 (height, width, 3) as I420; odd sides are padded by repeating the last row or column.

    Chroma is the mean of each 2×2 block. `out`, where given, has the (even) size of the result.
    """
    height, width = rgb.shape[:2]
    if height % 2 or width % 2:
        rgb = np.asarray(cv2.copyMakeBorder(rgb, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE), np.uint8)
        height, width = rgb.shape[:2]
    pixels = empty_pixels(width, height) if out is None else out
    y, u, v = planes(pixels)
    cv2.transform(rgb, _TO_Y, y)
    half = cv2.resize(rgb, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    cv2.split(cv2.transform(half, _TO_UV), [u, v])
    return pixels


def to_rgb(pixels: Plane) -> Rgb:
    """I420 as RGB uint8 (height, width, 3)."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_YUV2RGB_I420), np.uint8)


def yuv_of(red: int, green: int, blue: int) -> tuple[int, int, int]:
    """The (Y, U, V) of one RGB colour, each 0..255."""
    colour = np.array([red, green, blue, 1], np.float32)
    y, (u, v) = float((_TO_Y @ colour)[0]), (_TO_UV @ colour).tolist()
    return round(y), round(u), round(v)
