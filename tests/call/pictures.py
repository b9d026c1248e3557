"""What is in the pictures that the guests brought back: RGB arrays (rows, columns, 3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from backdrop.capture import Wanted, open_source
from backdrop.frame import empty_pixels
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Cover

Picture = npt.NDArray[np.uint8]

BACKGROUND = (0x2D, 0x6A, 0x4F)
"""The colour that plan/bed.py publishes behind the person."""

EXACT, CODED = 4, 16
"""Levels by which a colour may be off: converted to YUV and back; and through a video codec as well."""


def published(found: dict[str, Any], folder: Path) -> list[Picture]:
    """The pictures that v4l2-ctl read."""
    width, height = found["size"]
    if found["file"] is None:
        return []
    frames = np.fromfile(folder / found["file"], np.uint8).reshape(-1, height * 3 // 2, width)
    return [_rgb(frame) for frame in frames]


def far_end(found: dict[str, Any], folder: Path) -> list[tuple[Picture, Picture]]:
    """What the page handed over of what it saw of the call: the emptiest picture, and those with most in them.

    Each whole, as the decoder made it, and small, as it is displayed.
    """
    far = found["far"]
    assert far["format"] == "I420"
    whole = np.fromfile(folder / found["pictures"], np.uint8).reshape(-1, far["height"] * 3 // 2, far["width"])
    columns, rows = far["cells"]
    displayed = np.fromfile(folder / found["displayed"], np.uint8).reshape(-1, rows, columns, 4)[:, :, :, :3]
    return list(zip(map(_rgb, whole), displayed, strict=True))


def original(source: str, size: tuple[int, int], came: tuple[int, int] | None = None) -> Picture:
    """The source's first picture, in the size in which it came (the published one by default), fitted to `size`."""
    with open_source(source, Wanted(*(came or size), 15)) as opened:
        frame = opened.read()
    assert frame is not None
    fitted = empty_pixels(*size)
    Cover(frame.size, size, False)(frame.pixels, fitted)
    return _rgb(fitted)


def distinct(pictures: list[Picture]) -> int:
    return len({picture.tobytes() for picture in pictures})


def corners_are_ours(picture: Picture, within: int) -> bool:
    """Whether both upper corners, a sixteenth of the width by a fifth of the height, are the background alone.

    The presenter's waving hand comes near, but not as far as that.
    """
    rows, columns = picture.shape[0] // 5, picture.shape[1] // 16
    return all(_off(corner).max() <= within for corner in (picture[:rows, :columns], picture[:rows, -columns:]))


def share_of_person(picture: Picture) -> float:
    """How much of the picture is anything but the background, 0..1."""
    return float((_off(picture) > 2 * CODED).mean())


def shows(picture: Picture, person: Picture) -> bool:
    """Whether face and body have the mean colours that they have in `person`, which the background is far from."""
    for top, bottom in ((0.25, 0.5), (0.75, 0.95)):
        ours, theirs = _middle(picture, top, bottom), _middle(person, top, bottom)
        if np.abs(ours - theirs).max() > 25 or np.abs(ours - BACKGROUND).max() < 40:
            return False
    return True


def _middle(picture: Picture, top: float, bottom: float) -> npt.NDArray[np.float64]:
    rows, columns = picture.shape[:2]
    box = picture[int(top * rows) : int(bottom * rows), int(0.45 * columns) : int(0.55 * columns)]
    return np.asarray(box.reshape(-1, 3).mean(axis=0), np.float64)


def _off(picture: Picture) -> npt.NDArray[np.int16]:
    """By how much each pixel differs from the background, in the channel where it does most."""
    return np.asarray(np.abs(picture.astype(np.int16) - np.array(BACKGROUND, np.int16)).max(axis=2), np.int16)


def _rgb(pixels: Picture) -> Picture:
    return cv2.cvtColor(pixels, cv2.COLOR_YUV2RGB_I420).astype(np.uint8, copy=False)
