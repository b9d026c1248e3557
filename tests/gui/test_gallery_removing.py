"""One's own backgrounds are removed, brought back, and lost when their files are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery import Gallery
from backdrop.settings.schema import Settings
from support.gallery import (
    chosen_in,
    click,
    press,
    specs_of,
    tile_of,
    wait_for_thumbnails,
    with_own,
)

DEFAULT = Settings().background


@pytest.fixture
def settings(picture: str, video: str) -> Settings:
    return with_own(picture, video)


def test_delete_removes_ones_own_and_undo_brings_it_back_to_its_place(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery, video: str
) -> None:
    before = bridge.settings.backgrounds
    tile = tile_of(gallery, f"video:{video}")
    gallery.grid.focus(tile)
    with qtbot.waitSignal(gallery.removed) as told:
        QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert "waves" in told.args[0]
    qtbot.waitUntil(lambda: bridge.settings.backgrounds == (before[0], before[2]))
    assert Path(video).exists()
    assert QApplication.focusWidget() in gallery.grid.tiles  # the keyboard is not lost with the tile
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bridge.settings.backgrounds == before)
    assert specs_of(gallery)[-3:] == list(before)


def test_pointing_at_ones_own_offers_to_remove_it(qtbot: QtBot, bridge: Bridge, gallery: Gallery, video: str) -> None:
    tile = tile_of(gallery, f"video:{video}")
    button = tile.findChild(QToolButton)
    assert button is not None
    assert button.accessibleName() == "Remove waves"
    assert not button.isVisible()
    here = QPointF(30, 30)
    QApplication.sendEvent(tile, QEnterEvent(here, here, here))
    assert button.isVisible()
    click(button)
    qtbot.waitUntil(lambda: f"video:{video}" not in bridge.settings.backgrounds)
    assert tile_of(gallery, "image:office").findChild(QToolButton) is None


def test_several_removals_in_quick_succession_are_undone_one_by_one(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery
) -> None:
    before = bridge.settings.backgrounds
    for spec in before:
        gallery.remove(spec)
    qtbot.waitUntil(lambda: bridge.settings.backgrounds == ())
    for _spec in before:
        gallery.undo()
    gallery.undo()
    qtbot.waitUntil(lambda: bridge.settings.backgrounds == before)


def test_removing_the_chosen_one_shows_the_default_and_undo_chooses_it_again(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery, picture: str
) -> None:
    spec = f"image:{picture}"
    click(tile_of(gallery, spec))
    qtbot.waitUntil(lambda: bridge.settings.background == spec)
    gallery.remove(spec)
    qtbot.waitUntil(lambda: bridge.settings.background == DEFAULT)
    assert spec not in bridge.settings.backgrounds
    assert spec not in bridge.settings.recent
    assert chosen_in(gallery) == [DEFAULT]
    gallery.undo()
    qtbot.waitUntil(lambda: bridge.settings.background == spec)
    assert bridge.settings.backgrounds[0] == spec


def test_what_comes_with_the_program_cannot_be_removed(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    tile = tile_of(gallery, "image:office")
    gallery.grid.focus(tile)
    before = specs_of(gallery)
    with qtbot.assertNotEmitted(gallery.removed, wait=100):
        QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert specs_of(gallery) == before


def test_a_file_that_disappears_shows_as_broken_and_as_whole_when_it_is_back(
    qtbot: QtBot, gallery: Gallery, picture: str
) -> None:
    wait_for_thumbnails(qtbot, gallery)
    tile = tile_of(gallery, f"image:{picture}")
    aside = Path(picture).rename(Path(picture).with_suffix(".aside"))
    qtbot.waitUntil(lambda: tile.broken, timeout=6000)
    assert "cannot be shown" in tile.accessibleName()
    assert picture in tile.toolTip()
    aside.rename(picture)
    qtbot.waitUntil(lambda: not tile.broken, timeout=6000)


def test_a_gallery_that_is_closed_while_work_is_under_way_does_no_harm(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path
) -> None:
    gallery = Gallery(bridge)
    gallery.add_files([str(tmp_path / "gone.jpg")])
    gallery.choose("image:dawn")
    gallery.deleteLater()
    qtbot.waitUntil(lambda: bridge.settings.background == "image:dawn")
    qtbot.wait(300)
