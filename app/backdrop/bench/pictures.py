"""Pictures whose true matte is known: photographs with masks, or cut-out people put into rooms.

Finds and makes them; how well a model does on them is `quality`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backdrop.capture.presenter import Presenter
from backdrop.composite.image import Image
from backdrop.errors import MediaError, UsageError
from backdrop.frame import Frame, Plane
from backdrop.host.cv import cv2
from backdrop.host.media.colour import Rgb, Rgba, to_i420, to_rgb
from backdrop.host.media.still import load_rgba, load_still, pictures_in
from backdrop.text import N_

SCENE = 1280, 720
"""Width and height of the pictures that are made of cut-outs: a webcam's."""

_SHAPE_TOLERANCE = 0.02
"""By which the aspect ratios of a picture and its mask may differ: masks are often kept smaller, with rounded sides."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A picture, padded to even sides as everywhere, its own (width, height), and its person's true alpha."""

    frame: Frame
    size: tuple[int, int]
    alpha: Plane


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a picture with a known matte comes from: a photograph and its mask, or a cut-out and a room.

    A cut-out without a room stands in the drawn presenter's.
    """

    image: Path
    mask: Path | None = None
    room: Path | None = None

    def load(self) -> Truth:
        """Raises MediaError, or BackgroundError for the room, when a file cannot be used."""
        if self.mask is None:
            return _of_cut_out(self.image, self.room)
        rgb, alpha = load_still(self.image), _mask(self.mask)
        height, width = rgb.shape[:2]
        ratio = alpha.shape[1] * height / (alpha.shape[0] * width)
        if abs(ratio - 1) > _SHAPE_TOLERANCE:
            raise MediaError(
                N_("{mask} is {mask_width}x{mask_height}, of another shape than {image} with {width}x{height}; give "
                   "each picture a mask of its own shape"),
                mask=self.mask, mask_width=alpha.shape[1], mask_height=alpha.shape[0], image=self.image,
                width=width, height=height,
            )  # fmt: skip
        return Truth(Frame(to_i420(rgb), 0), (width, height), alpha)


def find_samples(images: Path, masks: Path | None, rooms: Path | None) -> list[Sample]:
    """The pictures of a folder that have a mask of the same name in another, or, without masks, its cut-outs.

    Each cut-out is put into each of the rooms. UsageError where the folders hold nothing that fits together.
    """
    pictures = _pictures(images)
    if masks is None:
        behind: Sequence[Path | None] = _pictures(rooms) if rooms is not None else [None]
        return [Sample(image, room=room) for image in pictures for room in behind]
    if rooms is not None:
        raise UsageError(N_("rooms are put behind cut-outs, which need no masks; leave out --rooms or --masks"))
    by_name = {mask.stem: mask for mask in _pictures(masks)}
    samples = [Sample(image, mask=by_name[image.stem]) for image in pictures if image.stem in by_name]
    if not samples:
        raise UsageError(
            N_("no mask in {masks} has the name of a picture in {images}; name a mask as its picture: a.jpg, a.png"),
            masks=masks, images=images,
        )  # fmt: skip
    return samples


def _pictures(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UsageError(N_("{path} is no folder; name the one that holds the pictures"), path=folder)
    return pictures_in(folder)


def _mask(path: Path) -> Plane:
    """The alpha channel of a picture that has one that says something, else its grey."""
    rgba = load_rgba(path)
    if _is_cut_out(rgba):
        return np.ascontiguousarray(rgba[..., 3])
    return np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2GRAY), np.uint8)


def _is_cut_out(rgba: Rgba) -> bool:
    return int(rgba[..., 3].min()) < 255


def _of_cut_out(path: Path, room: Path | None) -> Truth:
    rgba = load_rgba(path)
    if not _is_cut_out(rgba):
        raise MediaError(
            N_("{path} is no cut-out: nothing of it is transparent; name the folder of its masks with --masks"),
            path=path,
        )
    rgb, alpha = put_into(rgba, _room(room))
    return Truth(Frame(to_i420(rgb), 0), SCENE, alpha)


def _room(path: Path | None) -> Rgb:
    if path is None:
        return to_rgb(Presenter(*SCENE, paced=False).room.pixels)
    return to_rgb(Image(path, *SCENE).alone(0))


def put_into(cut_out: Rgba, room: Rgb) -> tuple[Rgb, Plane]:
    """The cut-out as large as fits into the room, on the middle of its lower edge: the picture, and its exact alpha."""
    height, width = room.shape[:2]
    scale = min(height / cut_out.shape[0], width / cut_out.shape[1])
    size = max(1, round(cut_out.shape[1] * scale)), max(1, round(cut_out.shape[0] * scale))
    # Colours are weighted before they are mixed: those of clear pixels mean nothing.
    layer = cut_out.astype(np.float32)
    layer[..., :3] *= layer[..., 3:] / 255
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    layer = np.asarray(cv2.resize(layer, size, interpolation=how), np.float32)
    top, left = height - size[1], (width - size[0]) // 2
    alpha = np.zeros((height, width), np.float32)
    alpha[top:, left : left + size[0]] = layer[..., 3]
    picture = room * (1 - alpha[..., None] / 255)
    picture[top:, left : left + size[0]] += layer[..., :3]
    return picture.round().astype(np.uint8), alpha.round().astype(np.uint8)
