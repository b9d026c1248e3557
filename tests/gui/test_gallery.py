"""The gallery as people use it: what there is, and choosing."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QSlider,
)
from pytestqt.qtbot import QtBot

from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery import Gallery
from backdrop.gui.room import confirm_room
from backdrop.settings.schema import Settings
from backdrop.settings.store import load_settings
from support.gallery import (
    answer_room,
    chosen_in,
    click,
    colour_in,
    question,
    specs_of,
    tile_of,
    wait_for_thumbnails,
    with_own,
)


@pytest.fixture
def settings(picture: str, video: str) -> Settings:
    return with_own(picture, video)


def test_all_kinds_of_backgrounds_are_there_with_ones_own_last(gallery: Gallery, settings: Settings) -> None:
    specs = specs_of(gallery)
    assert specs[:2] == ["none", "blur"]
    assert {f"image:{name}" for name in ("bookshelf", "dawn", "hanok", "office", "slate", "studio")} == set(specs[2:8])
    assert specs[-3:] == list(settings.backgrounds)


def test_the_chosen_one_is_marked_and_said(gallery: Gallery) -> None:
    assert chosen_in(gallery) == ["color:#2d6a4f"]
    assert tile_of(gallery, "color:#2d6a4f").accessibleName() == "Forest, colour, chosen"
    assert tile_of(gallery, "image:office").accessibleName() == "Office, picture"


def test_tiles_show_what_they_stand_for(qtbot: QtBot, gallery: Gallery, picture: str, video: str) -> None:
    wait_for_thumbnails(qtbot, gallery)
    for spec, expected in ((f"image:{picture}", (200, 120, 40)), ("color:#b04a7a", (0xB0, 0x4A, 0x7A))):
        colour = colour_in(tile_of(gallery, spec))
        assert np.allclose((colour.red(), colour.green(), colour.blue()), expected, atol=4), spec
    assert colour_in(tile_of(gallery, f"video:{video}")).lightness() < 20  # the first picture is the darkest
    assert not any(tile.broken for tile in gallery.tiles)


def test_every_control_has_an_accessible_name(gallery: Gallery) -> None:
    for control in (*gallery.findChildren(QAbstractButton), *gallery.findChildren(QSlider)):
        assert control.accessibleName(), control


def test_a_background_set_elsewhere_is_shown_too(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    bridge.change(background="color:#010203")
    qtbot.waitUntil(lambda: chosen_in(gallery) == ["color:#010203"])
    click(tile_of(gallery, "image:dawn"))
    qtbot.waitUntil(lambda: bridge.settings.background == "image:dawn")
    assert "color:#010203" not in specs_of(gallery)


def test_a_click_chooses_and_is_kept(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    click(tile_of(gallery, "image:hanok"))
    assert chosen_in(gallery) == ["image:hanok"]  # at once, before it is done
    qtbot.waitUntil(lambda: bridge.settings.background == "image:hanok")
    qtbot.waitUntil(lambda: load_settings().settings.background == "image:hanok")
    assert chosen_in(gallery) == ["image:hanok"]


def test_choosing_what_cannot_be_shown_leaves_the_choice_as_it_was(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery, picture: str
) -> None:
    Path(picture).unlink()
    with qtbot.waitSignal(bridge.failed):
        click(tile_of(gallery, f"image:{picture}"))
    qtbot.waitUntil(lambda: chosen_in(gallery) == ["color:#2d6a4f"])
    assert bridge.settings.background == "color:#2d6a4f"


def test_the_room_is_shown_only_after_a_yes_which_is_asked_for_once(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery
) -> None:
    asked = answer_room(show=False)
    click(tile_of(gallery, "none"))
    assert asked() == 1
    assert bridge.settings.background == "color:#2d6a4f"
    assert chosen_in(gallery) == ["color:#2d6a4f"]

    asked = answer_room(show=True)
    click(tile_of(gallery, "none"))
    assert asked() == 1
    qtbot.waitUntil(lambda: bridge.settings.background == "none")
    assert bridge.settings.room_confirmed

    asked = answer_room(show=False)
    assert confirm_room(None, bridge)
    assert asked() == 0


def test_enter_on_the_question_keeps_the_room_hidden(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    QTimer.singleShot(100, lambda: QTest.keyClick(question(), Qt.Key.Key_Return))
    assert not confirm_room(gallery, bridge)


def test_blur_shows_its_strength_which_changes_what_is_shown(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    assert not gallery.blur_strength.isVisible()
    click(tile_of(gallery, "blur"))
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:5")
    assert gallery.blur_strength.isVisible()
    slider = gallery.blur_strength.slider
    slider.setFocus()
    for _press in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:8")
    assert bridge.settings.blur_strength == 8
    assert chosen_in(gallery) == ["blur"]
    click(tile_of(gallery, "image:dawn"))
    assert not gallery.blur_strength.isVisible()


def test_the_slider_leaves_what_was_said_of_depth(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    bridge.change(background="blur:3:depth")
    slider = gallery.blur_strength.slider
    qtbot.waitUntil(lambda: gallery.blur_strength.isVisible() and slider.value() == 3)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:4:depth")


def test_blur_may_be_stronger_towards_the_top(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    click(tile_of(gallery, "blur"))
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:5")
    deeper = gallery.blur_strength.deeper
    assert not deeper.isChecked()
    QTest.keyClick(deeper, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:5:depth")
    qtbot.waitUntil(deeper.isChecked)
    assert chosen_in(gallery) == ["blur"]
    QTest.keyClick(deeper, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:5")
    bridge.change(background="blur:5:depth")
    qtbot.waitUntil(deeper.isChecked)


def test_blur_is_chosen_again_as_it_was(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    bridge.change(background="blur:3:depth")
    qtbot.waitUntil(lambda: chosen_in(gallery) == ["blur"])
    click(tile_of(gallery, "image:dawn"))
    qtbot.waitUntil(lambda: bridge.settings.background == "image:dawn")
    click(tile_of(gallery, "blur"))
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:3:depth")
    assert gallery.blur_strength.deeper.isChecked()
    assert gallery.blur_strength.slider.value() == 3


class TestMissing:
    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        return settings.model_copy(update={"background": f"image:{tmp_path / 'late.png'}"})

    def test_a_click_on_the_chosen_background_that_could_not_be_opened_tries_again(
        self, qtbot: QtBot, bridge: Bridge, gallery: Gallery, tmp_path: Path, picture: str
    ) -> None:
        def missing() -> bool:
            status = bridge.status()
            return status is not None and "background" in status.faults

        qtbot.waitUntil(missing, timeout=10_000)
        shutil.copy(picture, tmp_path / "late.png")
        click(tile_of(gallery, bridge.settings.background))
        qtbot.waitUntil(lambda: not missing(), timeout=10_000)
