"""How the gallery's tiles are laid out and walked through: a wrapping grid, or one row where there is little height."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from backdrop.gui.gallery_tile import Tile
from backdrop.text import _

GAP = 4
WIDEST = 1.45
"""Tiles grow to fill their rows, up to this many times their own width."""


class TileGrid(QScrollArea):
    """Scrolls down, or sideways in one row. Tab enters it at the current tile, and leaves it when pressed again."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Backgrounds"))
        self._inside = QWidget()
        self._inside.setAccessibleName(_("Backgrounds"))
        self.setWidget(self._inside)
        self._tiles: list[Tile] = []
        self._columns = 1

    @property
    def tiles(self) -> list[Tile]:
        return self._tiles

    @property
    def columns(self) -> int:
        return self._columns

    @property
    def in_one_row(self) -> bool:
        return self._columns >= len(self._tiles)

    def set_tiles(self, tiles: list[Tile]) -> None:
        """Shows these, in this order; those that are gone are deleted."""
        focused = next((tile for tile in self._tiles if tile.hasFocus()), None)
        place = self._tiles.index(focused) if focused is not None else 0
        for tile in self._tiles:
            if tile not in tiles:
                tile.hide()
                tile.deleteLater()
        before, self._tiles = self._tiles, tiles
        for tile in tiles:
            if tile not in before:
                tile.setParent(self._inside)
                tile.show()
        self.arrange()
        if focused is not None and focused not in tiles:
            self.focus(tiles[min(place, len(tiles) - 1)])

    def set_current(self, tile: Tile) -> None:
        """The one tile that Tab stops at."""
        for other in self._tiles:
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is tile else Qt.FocusPolicy.ClickFocus)

    def focus(self, tile: Tile) -> None:
        self.set_current(tile)
        tile.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_tile(tile)

    def show_tile(self, tile: Tile) -> None:
        self.ensureWidgetVisible(tile, GAP, GAP)

    def minimumSizeHint(self) -> QSize:
        bar = self.horizontalScrollBar().sizeHint().height()
        tile = self._tile_size()
        return QSize(tile.width() + bar, tile.height() + bar)

    def sizeHint(self) -> QSize:
        return QSize(self._tile_size().width() * 5, self.minimumSizeHint().height())

    def arrange(self) -> None:
        """Places the tiles for the present size. By the outer size: whether a scroll bar shows must not decide."""
        if not self._tiles:
            return
        size, height = self._tile_size(), self.height()
        if height < 2 * size.height() + GAP:
            self._place(len(self._tiles), size)
            return
        width = self.viewport().width()
        columns = max(1, (width + GAP) // (size.width() + GAP))
        wide = max(size.width(), min((width + GAP) // columns - GAP, int(size.width() * WIDEST)))
        wider = QSize(wide, size.height() + round((wide - size.width()) * 9 / 16))
        rows = -(-len(self._tiles) // columns)
        fits_only_narrow = rows * (size.height() + GAP) - GAP <= height < rows * (wider.height() + GAP) - GAP
        self._place(columns, size if fits_only_narrow else wider)

    def _place(self, columns: int, size: QSize) -> None:
        self._columns = columns
        rows = -(-len(self._tiles) // columns)
        step = QPoint(size.width() + GAP, size.height() + GAP)
        across = min(columns, len(self._tiles))
        self._inside.resize(across * step.x() - GAP, rows * step.y() - GAP)
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, columns)
            tile.setGeometry(QRect(QPoint(column * step.x(), row * step.y()), size))

    def _tile_size(self) -> QSize:
        return self._tiles[0].sizeHint() if self._tiles else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """In one row an ordinary wheel scrolls sideways."""
        turned = event.angleDelta()
        if self.in_one_row and turned.x() == 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned.y())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((number for number, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        target = None if focused is None else self._target(Qt.Key(event.key()), focused)
        if target is None:
            event.ignore()  # the scroll area would take the arrows for itself
        else:
            self.focus(self._tiles[target])

    def _target(self, key: Qt.Key, number: int) -> int | None:
        """Where a key leads from that tile; None for keys that are not the grid's."""
        last = len(self._tiles) - 1
        leftwards = -1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else 1
        steps = {
            Qt.Key.Key_Left: leftwards, Qt.Key.Key_Right: -leftwards,
            Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Home: -number, Qt.Key.Key_End: last - number,
        }  # fmt: skip
        if key not in steps:
            return None
        target = number + steps[key]
        if key == Qt.Key.Key_Down and target > last and number // self._columns < last // self._columns:
            return last  # the last row is shorter
        return target if 0 <= target <= last else number
