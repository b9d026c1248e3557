"""Models of the user's own in the settings: added by a file, asked about where need be, used, and removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from backdrop.gui.bridge import Bridge
from backdrop.gui.pages.model import ModelPage
from backdrop.gui.pages.own_questions import OwnQuestions
from backdrop.gui.settings_dialog import SettingsDialog
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from support.model_page import WITHIN_MS, model_page, open_dialog, wait_for_jobs


@pytest.fixture
def dialog(qtbot: QtBot, bridge: Bridge) -> SettingsDialog:
    return open_dialog(qtbot, bridge)


@pytest.fixture
def page(qtbot: QtBot, dialog: SettingsDialog) -> ModelPage:
    return model_page(qtbot, dialog)


@pytest.fixture
def model_file(tmp_path: Path, default_model: str) -> Path:
    """A file that somebody might have: one of the bundled models, under another name."""
    found = ModelStore().locate(Catalogue.load().get(default_model))
    assert found is not None
    return Path(shutil.copy(found, tmp_path / "Mein Modell.tflite"))


def press(button: QAbstractButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Space)


def add(qtbot: QtBot, page: ModelPage, path: Path) -> None:
    page.own.adding.try_file(str(path))
    wait_for_jobs(qtbot, page)


def test_a_file_is_tried_added_and_used(qtbot: QtBot, bridge: Bridge, page: ModelPage, model_file: Path) -> None:
    page.own.adding.try_file(str(model_file))
    assert not page.own.adding.add_button.isEnabled()
    assert page.own.adding.progress.isVisible()
    qtbot.waitUntil(lambda: "mein-modell" in page.cards, timeout=WITHIN_MS)
    told = page.own.adding.notice.message
    assert "IoU 0." in told
    assert "ms a frame" in told
    assert "alpha" in told
    assert page.own.title.isVisible()
    press(page.cards["mein-modell"].radio)
    qtbot.waitUntil(lambda: bridge.settings.model == "mein-modell", timeout=WITHIN_MS)


def test_a_file_that_is_no_model_is_said(qtbot: QtBot, page: ModelPage, tmp_path: Path) -> None:
    (tmp_path / "broken.tflite").write_bytes(b"\0\0\0\0TFL3" + bytes(500))
    add(qtbot, page, tmp_path / "broken.tflite")
    assert "broken.tflite" in page.own.adding.notice.message
    assert page.own.adding.add_button.isEnabled()
    assert not page.own.cards


def test_a_trial_can_be_cancelled(qtbot: QtBot, page: ModelPage, model_file: Path) -> None:
    page.own.adding.try_file(str(model_file))
    press(page.own.adding.cancel)
    wait_for_jobs(qtbot, page)
    assert not page.own.adding.notice.message
    assert not [spec for spec in Catalogue.load() if spec.own]


def test_what_has_to_be_said_is_asked_for_and_then_it_is_tried_again(
    qtbot: QtBot, page: ModelPage, model_file: Path
) -> None:
    taken = model_file.rename(model_file.with_name("selfie-landscape.tflite"))
    add(qtbot, page, taken)
    asked = page.own.adding.questions
    assert isinstance(asked, OwnQuestions)
    assert asked.isVisible()
    assert "selfie-landscape" in asked.notice.message
    assert asked.name.text() == "selfie-landscape-2"
    asked.name.setText("another")
    press(asked.again)
    qtbot.waitUntil(lambda: "another" in page.cards, timeout=WITHIN_MS)


def test_what_is_answered_is_what_is_tried(qtbot: QtBot, page: ModelPage, model_file: Path) -> None:
    taken = model_file.rename(model_file.with_name("selfie-landscape.tflite"))
    add(qtbot, page, taken)
    asked = page.own.adding.questions
    assert asked is not None
    asked.size_field.setText("256x144")
    asked.layout_choice.setCurrentIndex(asked.layout_choice.index_of("NHWC"))
    asked.range_choice.setCurrentIndex(asked.range_choice.index_of("-1..1"))
    asked.person.setText("15")
    asked.threshold.setCurrentIndex(asked.threshold.index_of(0.7))
    given = asked.answers()
    assert (given.size, given.layout, given.range, given.person_class, given.threshold) == (
        "256x144", "NHWC", "-1..1", 15, 0.7,
    )  # fmt: skip
    assert (given.colour, given.kind, given.force) == (None, None, False)
    asked.reject()


def test_removing_asks_once_and_leaves_the_file(
    qtbot: QtBot, bridge: Bridge, page: ModelPage, model_file: Path
) -> None:
    add(qtbot, page, model_file)
    qtbot.waitUntil(lambda: "mein-modell" in page.cards, timeout=WITHIN_MS)
    press(page.cards["mein-modell"].radio)
    qtbot.waitUntil(lambda: bridge.settings.model == "mein-modell", timeout=WITHIN_MS)
    press(page.cards["mein-modell"].remove)
    box = page.findChild(QMessageBox)
    assert box is not None
    assert [spec.id for spec in Catalogue.load() if spec.own] == ["mein-modell"], "nothing is removed before the answer"
    press(next(each for each in box.buttons() if each.accessibleName() == "Remove"))
    qtbot.waitUntil(lambda: "mein-modell" not in page.cards, timeout=WITHIN_MS)
    assert bridge.settings.model == "auto"
    assert not [spec for spec in Catalogue.load() if spec.own]
    assert model_file.exists()
