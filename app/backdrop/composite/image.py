"""A picture behind the person."""

from __future__ import annotations

import os
from pathlib import Path

from backdrop.composite.background import Background
from backdrop.errors import BackgroundError
from backdrop.frame import Frame, Matte, Plane, empty_pixels
from backdrop.host.cv import cv2
from backdrop.host.media.colour import to_i420
from backdrop.host.media.cover import crop_to_aspect
from backdrop.host.media.still import load_still
from backdrop.host.paths import bundled
from backdrop.settings.spec import nearest
from backdrop.text import N_


def bundled_images() -> dict[str, Path]:
    """The pictures that come with the program, by name."""
    return {path.stem: path for path in sorted(bundled("resources/backgrounds").glob("*.jpg"))}


def find_image(name: str) -> Path:
    """The file that `image:NAME` means: a path as it stands, or else the bundled picture of that name."""
    path = Path(os.path.expanduser(name))  # pathlib's own raises for a user that there is not
    known = bundled_images()
    if os.path.lexists(path) or name not in known:
        if not os.path.lexists(path) and path.name == name and not path.suffix:
            raise BackgroundError(
                N_('"{name}" is neither a file nor a bundled picture{hint}; the bundled ones are {known}'),
                name=name, hint=nearest(name, known), known=", ".join(known),
            )  # fmt: skip
        return path
    return known[name]


class Image(Background):
    """Scaled to cover the output size, once: the file is not needed afterwards.

    Raises BackgroundError when the file cannot be read.
    """

    is_still = True

    def __init__(self, path: str | os.PathLike[str], width: int, height: int) -> None:
        rgb = load_still(path, at_least=(width, height), error=BackgroundError)
        x, y, w, h = crop_to_aspect((rgb.shape[1], rgb.shape[0]), (width, height))
        part = rgb[y : y + h, x : x + w]
        how = cv2.INTER_AREA if w > width else cv2.INTER_CUBIC
        self._pixels = empty_pixels(width, height)
        to_i420(cv2.resize(part, (width, height), interpolation=how), self._pixels)  # type: ignore[arg-type]

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        return self._pixels

    def alone(self, now_ns: int) -> Plane:
        return self._pixels
