"""The gallery: every background there is, as tiles to choose from; one's own are added and removed here.

What there is to choose from, how tiles look and lie, and how files come in is in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery_adding import Adding, can_take
from backdrop.gui.gallery_blur import BlurStrength
from backdrop.gui.gallery_grid import TileGrid
from backdrop.gui.gallery_shelf import Shelf
from backdrop.gui.gallery_tile import MARGIN, BackgroundTile, Tile
from backdrop.gui.icons import icon
from backdrop.gui.room import confirm_room
from backdrop.gui.thumbnails import Thumbnails, name_of
from backdrop.text import _

LOOK_AGAIN_MS = 2000
"""How often the files of backgrounds are looked at while the gallery is seen."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Gallery(QWidget):
    problem = Signal(str)
    """One line about what could not be added."""
    removed = Signal(str)
    """One line about what was removed; `undo` brings it back."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._tiles: dict[str, BackgroundTile] = {}
        self._shelf, self._adding = Shelf(bridge, self), Adding(bridge, self)
        self._thumbnails = Thumbnails(bridge, self)
        self.grid, self.blur_strength, self._drop = TileGrid(), BlurStrength(bridge), _DropHint(self)
        self._colour_tile = _action_tile(_("Colour…"), _("Choose a colour"), "palette", self.choose_colour)
        self._add_tile = _action_tile(_("Add…"), _("Add pictures or videos"), "plus", self.choose_files)
        self._lay_out()
        self._look_again = QTimer(self, interval=LOOK_AGAIN_MS)
        self._look_again.timeout.connect(lambda: self._thumbnails.refresh(self._shelf.specs))
        self._adding.problem.connect(self.problem)
        self._adding.added.connect(self._add)
        self._thumbnails.changed.connect(self._show_thumbnail)
        self._shelf.changed.connect(self._show)
        self._show()

    @property
    def tiles(self) -> list[BackgroundTile]:
        """The tiles of backgrounds, in the order in which they stand."""
        return [tile for tile in self.grid.tiles if isinstance(tile, BackgroundTile)]

    def choose(self, spec: str) -> None:
        """Puts a background behind the person; asks before the room is shown."""
        if spec == "none" and self._shelf.chosen != "none" and not confirm_room(self.window(), self._bridge):
            return
        self._shelf.choose(spec)

    def focus_chosen(self) -> None:
        """Puts the keyboard's focus on the chosen tile."""
        self.grid.focus(self._tiles[self._shelf.chosen_tile])

    def add_files(self, paths: list[str]) -> None:
        """Adds the picture and video files that can be shown, and chooses the first of them."""
        self._adding.add_files(paths)

    def choose_files(self) -> None:
        self._adding.choose_files()

    def choose_colour(self) -> None:
        self._adding.choose_colour()

    def paste(self) -> None:
        self._adding.paste()

    def remove(self, spec: str) -> None:
        """Takes one's own background out of the gallery; its file stays."""
        if self._shelf.is_own(spec):
            self._shelf.remove(spec)
            self.removed.emit(_("“{name}” was removed from the gallery.").format(name=name_of(spec)))

    def undo(self) -> None:
        """Brings back what was removed last, to its place."""
        if (spec := self._shelf.undo()) is not None:
            self.grid.show_tile(self._tiles[spec])

    def _add(self, specs: list[str]) -> None:
        self._shelf.add(specs)
        self._show_chosen()

    def _show(self) -> None:
        specs = self._shelf.specs
        self._tiles = {spec: self._tile(spec) for spec in specs}
        chosen = self._tiles[self._shelf.chosen_tile]
        for tile in self._tiles.values():
            tile.set_chosen(tile is chosen)
        shown: list[Tile] = [*self._tiles.values(), self._colour_tile, self._add_tile]
        if shown != self.grid.tiles:
            self.grid.set_tiles(shown)
            self._thumbnails.want(specs)
        if not any(tile.hasFocus() for tile in shown):
            self.grid.set_current(chosen)
        self.blur_strength.setVisible(self._shelf.chosen_tile == "blur")
        self.blur_strength.show_settings(self._bridge.settings)

    def _tile(self, spec: str) -> BackgroundTile:
        """The tile that there is already, or a new one."""
        own, before = self._shelf.is_own(spec), self._tiles.get(spec)
        if before is not None and before.own == own:
            return before
        tile = BackgroundTile(spec, own)
        tile.clicked.connect(lambda: self.choose(spec))
        tile.removal_wanted.connect(lambda: self.remove(spec))
        tile.set_thumbnail(self._thumbnails.of(spec))
        return tile

    def _show_chosen(self) -> None:
        """Scrolls to the chosen tile, as soon as it has its place."""
        QTimer.singleShot(0, self, lambda: self.grid.show_tile(self._tiles[self._shelf.chosen_tile]))

    def _show_thumbnail(self, spec: str) -> None:
        if spec in self._tiles:
            self._tiles[spec].set_thumbnail(self._thumbnails.of(spec))

    def _lay_out(self) -> None:
        title = QLabel(_("Background"))
        title.setProperty("role", "title")
        add = QPushButton(icon("plus"), _("Add…"))
        add.setAccessibleName(_("Add pictures or videos"))
        add.setToolTip(_("Pictures or videos. They can also be dropped here, or pasted."))
        add.clicked.connect(self.choose_files)
        header = QHBoxLayout()
        header.setContentsMargins(MARGIN, 0, MARGIN, 0)  # in line with the pictures
        header.setSpacing(16)
        header.addWidget(title)
        header.addStretch(1)
        header.addWidget(self.blur_strength, 2)
        header.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(header)
        column.addWidget(self.grid, 1)
        self.setAccessibleName(_("Backgrounds"))
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove_focused()
        elif 1 <= digit <= 9 and event.modifiers() in _PLAIN:
            tile = self.tiles[digit - 1]
            self.grid.focus(tile)
            self.choose(tile.spec)
        else:
            super().keyPressEvent(event)

    def _remove_focused(self) -> None:
        focused = next((tile for tile in self.tiles if tile.hasFocus()), None)
        if focused is not None:
            self.remove(focused.spec)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()
            self._drop.cover(self)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        if self._adding.take(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drop.resize(self.size())

    def showEvent(self, event: QShowEvent) -> None:
        self._look_again.start()
        self._show_chosen()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look_again.stop()


class _DropHint(QFrame):
    """Lies over the gallery while files are dragged over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label = QLabel(_("Drop pictures or videos here"), alignment=Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(label)
        self.hide()

    def cover(self, whole: QWidget) -> None:
        self.setGeometry(whole.rect())
        self.raise_()
        self.show()


def _action_tile(caption: str, name: str, symbol: str, action: Callable[[], None]) -> Tile:
    tile = Tile(caption, symbol)
    tile.setAccessibleName(name)
    tile.setToolTip(name)
    tile.clicked.connect(lambda: action())
    return tile
