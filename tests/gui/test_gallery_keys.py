"""The gallery by keyboard alone, and in little height."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery import Gallery
from backdrop.settings.schema import Settings
from support.gallery import (
    press,
    tile_of,
    with_own,
)


@pytest.fixture
def settings(picture: str, video: str) -> Settings:
    return with_own(picture, video)


def test_the_arrows_walk_through_rows_and_columns(qtbot: QtBot, gallery: Gallery) -> None:
    grid = gallery.grid
    columns = grid.columns
    assert 2 <= columns < len(grid.tiles)

    def after(key: Qt.Key) -> int:
        press(key)
        return next(number for number, tile in enumerate(grid.tiles) if tile.hasFocus())

    grid.focus(grid.tiles[0])
    assert after(Qt.Key.Key_Right) == 1
    assert after(Qt.Key.Key_Down) == 1 + columns
    assert after(Qt.Key.Key_Left) == columns
    assert after(Qt.Key.Key_Up) == 0
    assert after(Qt.Key.Key_Up) == 0
    assert after(Qt.Key.Key_Left) == 0
    last = len(grid.tiles) - 1
    assert after(Qt.Key.Key_End) == last
    assert after(Qt.Key.Key_Down) == last
    assert after(Qt.Key.Key_Home) == 0
    for _row in range(last // columns + 1):
        after(Qt.Key.Key_Down)
    assert after(Qt.Key.Key_Down) >= last - columns


def stops(gallery: Gallery, key: Qt.Key) -> list[str]:
    """What has the focus, one after the other, until it comes round."""
    names: list[str] = []
    while (focused := QApplication.focusWidget()) is not None and focused.accessibleName() not in names:
        names.append(focused.accessibleName())
        press(key)
    return names


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_from_the_chosen_tile_to_the_button_that_adds(qtbot: QtBot, gallery: Gallery, key: Qt.Key) -> None:
    gallery.focus_chosen()
    chosen = tile_of(gallery, "color:#2d6a4f")
    assert chosen.hasFocus()
    assert stops(gallery, key) == [chosen.accessibleName(), "Add pictures or videos"]


def test_tab_stops_at_slider_and_switch_while_blur_is_chosen(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.focus_chosen()
    press(Qt.Key.Key_2)
    blur = gallery.tiles[1]
    qtbot.waitUntil(lambda: gallery.blur_strength.isVisible() and blur.isChecked())
    assert blur.hasFocus()
    expected = [blur.accessibleName(), "Blur strength", "Stronger towards the top", "Add pictures or videos"]
    assert stops(gallery, Qt.Key.Key_Tab) == expected


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_choose(qtbot: QtBot, bridge: Bridge, gallery: Gallery, key: Qt.Key) -> None:
    tile = tile_of(gallery, "image:studio")
    gallery.grid.focus(tile)
    QTest.keyClick(tile, key)
    qtbot.waitUntil(lambda: bridge.settings.background == "image:studio")


def test_a_digit_chooses_the_tile_of_that_number(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    gallery.focus_chosen()
    press(Qt.Key.Key_3)
    expected = gallery.tiles[2].spec
    qtbot.waitUntil(lambda: bridge.settings.background == expected)
    assert gallery.tiles[2].hasFocus()


def test_the_focus_can_be_seen(gallery: Gallery) -> None:
    tile = tile_of(gallery, "image:dawn")
    before = tile.grab().toImage()
    gallery.grid.focus(tile)
    assert tile.grab().toImage() != before


def test_with_little_height_the_tiles_stand_in_one_row_that_scrolls_sideways(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.resize(700, gallery.minimumSizeHint().height())
    qtbot.waitUntil(lambda: gallery.grid.in_one_row)
    gallery.grid.focus(gallery.grid.tiles[0])
    QTest.keyClick(gallery.grid.tiles[0], Qt.Key.Key_End)
    last = gallery.grid.tiles[-1]
    assert last.hasFocus()
    corner = last.mapTo(gallery, QPoint(0, 0))
    assert gallery.rect().contains(corner)
    assert gallery.rect().contains(corner + QPoint(last.width() - 1, last.height() - 1))
