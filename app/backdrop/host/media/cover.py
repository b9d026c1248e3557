"""Resizing planes without shimmer and without allocating, and scaling a whole I420 picture to cover another size."""

from __future__ import annotations

import numpy as np

from backdrop.frame import Plane, planes
from backdrop.host.cv import cv2

Size = tuple[int, int]


class Resize:
    """Resizes one plane from a fixed size to another; its scratch buffers are made once.

    Enlarging is bilinear. Shrinking halves exactly while the picture is at least twice as large as the target and its
    sides are even, and is bilinear for the rest: 2:1 is the one ratio at which OpenCV's area filter is fast (0.06 ms
    for a 720p plane, where 5:1 in one go takes 0.35 ms), and without it small pictures shimmer. Where an odd side ends
    the halving early, the area filter does the rest, since halving it would shift the picture.
    """

    def __init__(self, source: Size, target: Size) -> None:
        """Sizes are (width, height) in pixels."""
        self.source, self.target = source, target
        self._halves: list[Plane] = []
        width, height = source
        while width >= 2 * target[0] and height >= 2 * target[1] and width % 2 == height % 2 == 0:
            width, height = width // 2, height // 2
            self._halves.append(np.empty((height, width), np.uint8))
        self._ends_halved = bool(self._halves) and (width, height) == target
        if self._ends_halved:
            self._halves.pop()
        shrinks = width >= 2 * target[0] and height >= 2 * target[1]
        self._rest = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR

    def __call__(self, plane: Plane, out: Plane) -> None:
        """Resizes `plane` (height, width) of the source size into `out` of the target size."""
        for half in self._halves:
            _halve(plane, half)
            plane = half
        if self._ends_halved:
            _halve(plane, out)
        elif plane.shape == out.shape:
            np.copyto(out, plane)
        else:
            cv2.resize(plane, self.target, out, interpolation=self._rest)


def _halve(plane: Plane, out: Plane) -> None:
    height, width = out.shape
    cv2.resize(plane, (width, height), out, interpolation=cv2.INTER_AREA)


def crop_to_aspect(size: Size, target: Size) -> tuple[int, int, int, int]:
    """The largest centred part (x, y, width, height) of a picture that has the target's aspect ratio.

    All even where the picture's sides are; a side of one pixel is kept.
    """
    (width, height), (target_width, target_height) = size, target
    part_width = min(width, max(2, round(height * target_width / target_height / 2) * 2))
    part_height = min(height, max(2, round(width * target_height / target_width / 2) * 2))
    return (width - part_width) // 4 * 2, (height - part_height) // 4 * 2, part_width, part_height


class Cover:
    """Scales I420 pictures of one size to cover another: the whole target is filled, what overhangs is cut off evenly.

    `mirror` flips left and right.
    """

    def __init__(self, source: Size, target: Size, mirror: bool = False) -> None:
        """Sizes are (width, height) in pixels, even."""
        self.source, self.target, self.mirror = source, target, mirror
        x, y, width, height = crop_to_aspect(source, target)
        self._parts = [(slice(y // n, (y + height) // n), slice(x // n, (x + width) // n)) for n in (1, 2, 2)]
        self._resizes = [Resize((width // n, height // n), (target[0] // n, target[1] // n)) for n in (1, 2, 2)]
        self._before_flip = [np.empty((target[1] // n, target[0] // n), np.uint8) for n in (1, 2, 2)]

    @property
    def changes_nothing(self) -> bool:
        return self.source == self.target and not self.mirror

    def __call__(self, source: Plane, out: Plane) -> None:
        """Writes I420 `source` into I420 `out`."""
        stages = zip(planes(source), planes(out), self._parts, self._resizes, self._before_flip, strict=True)
        for plane, target, part, resize, unflipped in stages:
            if not self.mirror:
                resize(plane[part], target)
            elif self.source == self.target:
                cv2.flip(plane, 1, target)
            else:
                resize(plane[part], unflipped)
                cv2.flip(unflipped, 1, target)
