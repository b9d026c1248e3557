"""Small pictures of backgrounds, and what backgrounds are called.

Made on the bridge's thread, one at a time, so that whatever a person asks for meanwhile comes next; kept in memory
until the file changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from backdrop.composite import open_background
from backdrop.composite.image import bundled_images
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.host.cv import cv2
from backdrop.host.media.colour import Rgb, to_rgb
from backdrop.host.paths import bundled, expanded
from backdrop.text import N_, _, translated

WIDTH, HEIGHT = 384, 216
"""In pixels: a tile of 192×108 at a scale factor of 2."""
_BLURRED, _BLUR_SIGMA = "image:office", 9.0

BUNDLED_NAMES = {
    "bookshelf": N_("Bookshelf"),
    "dawn": N_("Dawn"),
    "hanok": N_("Hanok"),
    "office": N_("Office"),
    "slate": N_("Slate"),
    "studio": N_("Studio"),
}
COLOURS = {
    "#3a4147": N_("Graphite"),
    "#22405f": N_("Navy"),
    "#2d6a4f": N_("Forest"),
    "#d8cab0": N_("Sand"),
}
PASTED = "pasted-"
"""How the file of a picture from the clipboard begins."""

Stamp = tuple[int, int] | None
"""By what a changed file is known: its time and size; None where it cannot be looked at, or there is no file."""


class Thumbnail(NamedTuple):
    """`image` is None for what cannot be shown, and `error` says why."""

    image: QImage | None
    error: str = ""


class Thumbnails(QObject):
    """The thumbnails of one gallery."""

    changed = Signal(str)
    """The spec of a background whose thumbnail there is now, or is another now."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: dict[str, tuple[Stamp, Thumbnail]] = {}
        self._wanted: dict[str, None] = {}  # in the order in which they were asked for
        self._busy = False

    def of(self, spec: str) -> Thumbnail | None:
        """The thumbnail of a background; None until it is made."""
        known = self._known.get(spec)
        return known[1] if known is not None else None

    def want(self, specs: Iterable[str]) -> None:
        """Has those made that there are not yet."""
        self._wanted |= {spec: None for spec in specs if spec not in self._known}
        self._next()

    def refresh(self, specs: Iterable[str]) -> None:
        """Has those made again whose files are not as they were."""
        stamps = {spec: self._known[spec][0] for spec in specs if spec in self._known}
        if stamps:
            self._bridge.do(lambda: [s for s, stamp in stamps.items() if _stamp(s) != stamp], self._renew)

    def _renew(self, specs: object) -> None:
        assert isinstance(specs, list)
        if isValid(self):
            self._wanted |= dict.fromkeys(specs)
            self._next()

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        spec = next(iter(self._wanted))
        del self._wanted[spec]
        self._bridge.do(lambda: _look(spec), lambda seen: self._took(spec, seen), lambda error: self._lost(spec, error))

    def _took(self, spec: str, seen: object) -> None:
        assert isinstance(seen, tuple)
        if not isValid(self):  # the gallery was closed meanwhile
            return
        self._busy = False
        self._known[spec] = seen
        self.changed.emit(spec)
        self._next()

    def _lost(self, spec: str, error: BackdropError) -> None:
        self._took(spec, (None, Thumbnail(None, str(error))))


def make_thumbnail(spec: str) -> QImage:
    """The background as a small picture. Raises what `open_background` raises. For any thread."""
    kind = spec.partition(":")[0]
    if kind == "none":
        return _room()
    background = open_background(_BLURRED if kind == "blur" else spec, WIDTH, HEIGHT)
    try:
        pixels = background.alone(0)
    finally:
        background.close()
    assert pixels is not None, "only blur and the room have no picture of their own"
    rgb = to_rgb(pixels)
    if kind == "blur":
        cv2.GaussianBlur(rgb, (0, 0), _BLUR_SIGMA, rgb)
    return _image(rgb)


def name_of(spec: str) -> str:
    """What a person calls the background."""
    kind, _colon, argument = spec.partition(":")
    if kind == "none":
        return _("My room")
    if kind == "blur":
        return _("Blur")
    if kind == "color":
        return translated(COLOURS.get(argument.lower(), argument))
    if kind == "image" and argument in BUNDLED_NAMES:
        return translated(BUNDLED_NAMES[argument])
    stem = Path(argument).stem
    return _("Pasted picture") if stem.startswith(PASTED) else stem


def kind_of(spec: str) -> str:
    """The noun for what the background is."""
    words = {"none": N_("no background"), "blur": N_("blurred room"), "color": N_("colour"), "video": N_("video")}
    return translated(words.get(spec.partition(":")[0], N_("picture")))


def bundled_specs() -> list[str]:
    """The pictures that come with the program."""
    return [f"image:{name}" for name in bundled_images()]


def _look(spec: str) -> tuple[Stamp, Thumbnail]:
    stamp = _stamp(spec)  # before it is read: a file that changes meanwhile is looked at again
    try:
        return stamp, Thumbnail(make_thumbnail(spec))
    except BackdropError as error:
        return stamp, Thumbnail(None, str(error))


def _stamp(spec: str) -> Stamp:
    kind, _colon, argument = spec.partition(":")
    if kind not in ("image", "video"):
        return None
    try:
        status = os.stat(expanded(argument))
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def _room() -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        QSvgRenderer(str(bundled("resources/icons") / "room-scene.svg")).render(painter)
    return image


def _image(rgb: Rgb) -> QImage:
    height, width = rgb.shape[:2]
    return QImage(rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
