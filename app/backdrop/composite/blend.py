"""Puts the person over a background: out = alpha · person + (1 − alpha) · background, plane by plane in uint8."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane, Planes, planes
from backdrop.host.cv import cv2

Words = npt.NDArray[Any]
Indices = npt.NDArray[np.intp]

_WORDS = ("c16", "u8"), ("u8", "u4"), ("u4", "u2"), ("u2", "u1")
"""Types as wide as the pixels that are moved at once: of luma, and half as many of chroma. NumPy has no integer of 16
bytes; a complex number is only ever copied here, and copies are exact."""


class Blend:
    """The blend at one size, with its scratch buffers.

    Nearly all of a picture is wholly person or wholly background, and is copied. The matte at the size of the chroma
    planes is read as words of eight pixels: those of 255 alone are person, those of 0 alone background; what is left,
    the edge, is gathered into a row, blended, and put back. It takes 0.70, 0.78 and 0.70 of the runner-up's time at
    640x480, 1280x720 and 1920x1080 (one cut-out person with the exact matte), which blends all columns between the
    leftmost and the rightmost of the person, strip by strip; with five people in the picture, 0.9 to 1.0 of it. Words
    of the luma plane itself take 1.4 times as long. A matte that is nowhere 255 within the person gains nothing.

    The blend is at most one grey level off, and two where alphas of 2 or 253 stand among ones of 0 or 255.
    """

    def __init__(self, width: int, height: int) -> None:
        pairs = ((np.dtype(luma), np.dtype(chroma)) for luma, chroma in _WORDS)
        self._luma, self._chroma = next(pair for pair in pairs if width % pair[0].itemsize == 0)
        self._half_alpha = np.empty((height // 2, width // 2), np.uint8)
        words: Words = self._half_alpha.view(self._chroma)
        self._next = np.empty_like(words)
        self._chosen: npt.NDArray[np.bool_] = np.empty(words.shape, bool)
        self._rows = np.empty(words.size, np.intp)
        # Two rows of luma, or U and V, for each word of the half matte.
        self._front, self._alpha, self._back = (np.empty(2 * words.size, self._luma) for _ in range(3))

    def __call__(self, person: Plane, alpha: Plane, background: Plane, out: Plane) -> None:
        """Writes I420 `out` from I420 `person` and `background` and uint8 `alpha` (height, width), all of one size."""
        half, chosen = self._half_alpha, self._chosen
        cv2.resize(alpha, (half.shape[1], half.shape[0]), half, interpolation=cv2.INTER_AREA)
        words: Words = half.view(self._chroma)
        np.add(words, 1, out=self._next)  # all 255 become 0, all 0 become 1
        np.copyto(out, background)
        front, back, target = planes(person), planes(background), planes(out)
        np.equal(self._next, 0, out=chosen)
        self._copy_person(front, target)
        np.greater(self._next, 1, out=chosen)
        edge = chosen.reshape(-1).nonzero()[0]
        if edge.size:
            self._blend_luma(edge, front.y, alpha, back.y, target.y)
            self._blend_chroma(edge, front, words.reshape(-1), back, target)

    def _copy_person(self, front: Planes, target: Planes) -> None:
        rows, columns = self._chosen.shape
        shape = rows, 2, columns
        luma = front.y.view(self._luma).reshape(shape), target.y.view(self._luma).reshape(shape)
        np.copyto(luma[1], luma[0], where=self._chosen[:, None])
        for source, plane in ((front.u, target.u), (front.v, target.v)):
            np.copyto(plane.view(self._chroma), source.view(self._chroma), where=self._chosen)

    def _blend_luma(self, edge: Indices, front: Plane, alpha: Plane, back: Plane, target: Plane) -> None:
        """Each word of the half matte is one word of luma in each of two rows."""
        count, columns = edge.size, self._chosen.shape[1]
        where = self._rows[:count]
        np.floor_divide(edge, columns, out=where)
        where *= columns
        where += edge  # the upper of the two rows; the lower is `columns` on
        parts = slice(count), slice(count, 2 * count)
        for part in parts:
            _take(front, where, self._front[part])
            _take(alpha, where, self._alpha[part])
            _take(back, where, self._back[part])
            where += columns
        self._mix(2 * count * self._front.itemsize)
        for part in parts[::-1]:
            where -= columns
            target.reshape(-1).view(self._luma)[where] = self._back[part]

    def _blend_chroma(self, edge: Indices, front: Planes, alpha: Words, back: Planes, target: Planes) -> None:
        count = edge.size
        gathered = [buffer.view(self._chroma) for buffer in (self._front, self._alpha, self._back)]
        parts = slice(count), slice(count, 2 * count)
        for part, person, room in zip(parts, (front.u, front.v), (back.u, back.v), strict=True):
            _take(person, edge, gathered[0][part])
            _take(alpha, edge, gathered[1][part])
            _take(room, edge, gathered[2][part])
        self._mix(2 * count * gathered[0].itemsize)
        for part, plane in zip(parts, (target.u, target.v), strict=True):
            plane.reshape(-1).view(self._chroma)[edge] = gathered[2][part]

    def _mix(self, size: int) -> None:
        """Blends the first `size` bytes of what was gathered, into `_back`.

        Two scaled uint8 multiplications and a saturating sum: 0.75 of the time of cv2.blendLinear, which needs float
        weights.
        """
        front, alpha, back = (buffer.view(np.uint8)[None, :size] for buffer in (self._front, self._alpha, self._back))
        cv2.multiply(front, alpha, front, 1 / 255)
        cv2.bitwise_not(alpha, alpha)
        cv2.multiply(back, alpha, back, 1 / 255)
        cv2.add(front, back, back)


def _take(plane: Words, where: Indices, out: Words) -> None:
    # Without a mode for what lies outside, which nothing does, NumPy would make a copy of `out`.
    plane.reshape(-1).view(out.dtype).take(where, out=out, mode="clip")
