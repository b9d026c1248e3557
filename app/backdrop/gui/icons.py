"""The project's own icons, drawn at paint time in the colours that the palette then has.

A file in `resources/icons` says `currentColor` where it takes the text's colour; any other colour is its own. What
stands in a tray or a task bar is handed to other programs, and so is made as pictures of fixed sizes.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from backdrop.host.paths import bundled

_APP_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
_TRAY_SIZES = (16, 20, 22, 24, 32, 44, 48, 64)
"""What panels ask for, at scale factors from 1 to 2 and a little over."""
_PLACEHOLDER = b"currentColor"


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of that name, sharp at any size, in the palette's colour for that role whenever it is painted.

    FileNotFoundError when the project has none of that name.
    """
    _source(name)
    return QIcon(_SvgEngine(name, role))


def app_icon() -> QIcon:
    """The product's icon, for windows and task bars."""
    return _as_pictures("backdrop", _APP_SIZES)


def tray_icon(state: str) -> QIcon:
    """The icon in the tray for `live`, `paused`, `off` or `trouble`; readable on light and on dark panels."""
    return _as_pictures(f"tray-{state}", _TRAY_SIZES)


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paints the icon into the rectangle, in one colour."""
    _renderer(name, colour.name(QColor.NameFormat.HexRgb)).render(painter, rect)


class _SvgEngine(QIconEngine):
    """Keeps no picture: Qt asks again whenever it paints, and so a new palette needs nobody to renew the icons."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name, self._role = name, role

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # Not another colour where a row is selected: the style sheet's lists and menus mark it by a pale tint.
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        draw_icon(painter, self._name, QRectF(rect), QGuiApplication.palette().color(group, self._role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a button that was given no room, as pages do for a moment while they are filled
            return QPixmap()
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            self.paint(painter, QRect(QPoint(), size), mode, state)
        return picture


def _as_pictures(name: str, sizes: tuple[int, ...]) -> QIcon:
    pictures = QIcon()
    for side in sizes:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            _renderer(name, "#000000").render(painter, QRectF(0, 0, side, side))
        pictures.addPixmap(picture)
    return pictures


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(_PLACEHOLDER, colour.encode())))


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    return (bundled("resources/icons") / f"{name}.svg").read_bytes()
