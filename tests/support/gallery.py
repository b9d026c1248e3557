"""What people do with the gallery, for its tests, and what they see there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from backdrop.gui.gallery import Gallery
from backdrop.gui.gallery_tile import BackgroundTile
from backdrop.settings.schema import Settings


def with_own(picture: str, video: str) -> Settings:
    """Settings with three backgrounds of one's own."""
    own = (f"image:{picture}", f"video:{video}", "color:#b04a7a")
    return Settings(
        source="presenter", sink="null", width=320, height=180, background="color:#2d6a4f", backgrounds=own
    )  # fmt: skip


def tile_of(gallery: Gallery, spec: str) -> BackgroundTile:
    return next(tile for tile in gallery.tiles if tile.spec == spec)


def specs_of(gallery: Gallery) -> list[str]:
    return [tile.spec for tile in gallery.tiles]


def chosen_in(gallery: Gallery) -> list[str]:
    return [tile.spec for tile in gallery.tiles if tile.isChecked()]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def question() -> QMessageBox:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


def answer_room(show: bool) -> Callable[[], int]:
    """Answers the question about the room whenever it comes; gives a function that tells how often it came."""
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            wanted = QMessageBox.ButtonRole.AcceptRole if show else QMessageBox.ButtonRole.RejectRole
            click(next(button for button in box.buttons() if box.buttonRole(button) == wanted))

    timer = QTimer(interval=20)
    timer.timeout.connect(answer)
    timer.start()

    def how_often() -> int:
        timer.stop()
        return len(asked)

    return how_often


def wait_for_thumbnails(qtbot: QtBot, gallery: Gallery) -> None:
    qtbot.waitUntil(lambda: all(tile.has_thumbnail for tile in gallery.tiles), timeout=10_000)


def colour_in(tile: BackgroundTile) -> QColor:
    return tile.grab().toImage().pixelColor(tile.thumbnail_rect().center().toPoint())
