"""Settings and guide on small screens and with large type: everything can be read and reached."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDir, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from backdrop.errors import UsageError
from backdrop.gui.bridge import Bridge
from backdrop.gui.guide import open_guide
from backdrop.gui.job import Job
from backdrop.gui.pages.bodypix_card import BodyPixCard
from backdrop.gui.pages.model import ModelPage
from backdrop.gui.pages.own_questions import OwnQuestions
from backdrop.gui.pages.placement import PlacementPage
from backdrop.gui.pages.virtual_camera import SHOWN_MS
from backdrop.gui.parts import fit_to_screen
from backdrop.gui.settings_dialog import LIST_SHARE, PAGES, open_settings
from backdrop.gui.theme import LIGHT, style_sheet
from backdrop.host.language import speak
from backdrop.host.paths import bundled
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.own.options import OwnOptions

WITHIN_MS = 15000
SCREENS = [("800×600", QSize(788, 556), 10.0), ("large type", QSize(788, 556), 16.0), ("200 %", QSize(628, 406), 10.0)]


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    yield request.param
    speak("en")


@pytest.fixture(params=SCREENS, ids=[name for name, _size, _points in SCREENS])
def room(request: pytest.FixtureRequest, qapp: QApplication, language: str) -> Iterator[QSize]:
    """What a window may take, with the type that is set there."""
    _name, size, points = request.param
    before = qapp.font()
    QDir.setSearchPaths("icons", [str(bundled("resources/icons"))])
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    qapp.setStyleSheet(style_sheet(LIGHT, points))
    yield size
    qapp.setStyleSheet("")
    qapp.setFont(before)


def wait_for_jobs(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: not widget.findChildren(Job), timeout=WITHIN_MS)
    qtbot.wait(60)


def cut(inside: QWidget) -> list[str]:
    """What has less room than its text needs."""
    short = []
    for kind in (QAbstractButton, QComboBox, QLabel):
        for widget in inside.findChildren(kind):
            if widget.isVisible() and widget.width() < widget.minimumSizeHint().width():
                short.append(f"{widget.accessibleName()}: {widget.width()} < {widget.minimumSizeHint().width()}")
            if isinstance(widget, QLabel) and widget.isVisible() and widget.height() < widget.heightForWidth(
                widget.width()
            ):  # fmt: skip
                short.append(f"{widget.text()}: {widget.height()} high")
    return short


def settle(qtbot: QtBot, widget: QWidget) -> None:
    """Waits for what a busy machine takes to lay out; what stays cut then is."""
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: cut(widget) == [], timeout=3000)


def assert_all_is_seen(area: QWidget | None) -> None:
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0, area.accessibleName()
    inside = area.widget()
    assert inside is not None
    assert cut(inside) == []


def test_the_settings(qtbot: QtBot, bridge: Bridge, room: QSize) -> None:
    dialog = open_settings(None, bridge)
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    dialog.resize(room)
    for name in PAGES:
        dialog.open_page(name)
        qtbot.waitUntil(lambda name=name: dialog.stack.currentWidget() is dialog.page(name))  # type: ignore[misc]
        qtbot.wait(SHOWN_MS)
        wait_for_jobs(qtbot, dialog)
        settle(qtbot, dialog.page(name))
        assert_all_is_seen(dialog.page(name))
    assert dialog.list.width() <= dialog.width() * LIST_SHARE


def test_the_model_page_with_its_folds_open(qtbot: QtBot, bridge: Bridge, room: QSize) -> None:
    dialog = open_settings(None, bridge, "model")
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    dialog.resize(room)
    page = dialog.page("model")
    assert isinstance(page, ModelPage)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is page and page.more is not None, timeout=WITHIN_MS)
    assert page.more is not None
    page.more.open()
    page.advanced.open()
    qtbot.waitUntil(lambda: all(spec.id in page.cards for spec in Catalogue.load()), timeout=WITHIN_MS)
    for card in page.cards.values():
        card.show_measuring()
        card.resolution.show() if isinstance(card, BodyPixCard) else card.notice.say("It broke. " * 20, "error")
    page.auto.taken.setText("selfie-landscape was chosen: a picture takes 11 of 33 ms. " * 2)
    page.auto.taken.show()
    settle(qtbot, page)
    assert_all_is_seen(page)


@pytest.mark.parametrize("task", ["segmentation", "super-resolution"])
def test_the_page_of_placements_with_all_that_it_has_to_say(
    qtbot: QtBot, bridge: Bridge, room: QSize, task: str
) -> None:
    dialog = open_settings(None, bridge, "placement")
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    dialog.resize(room)
    page = dialog.page("placement")
    assert isinstance(page, PlacementPage)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is page, timeout=WITHIN_MS)
    choice = page.controls.task
    choice.setCurrentIndex(choice.index_of(task))
    choice.activated.emit(choice.currentIndex())
    page.controls.use_measured(0.8)
    page.controls.participants.slider.setValue(50)
    page.controls.bitrate.slider.setValue(60)
    page.notes.open()
    page.notice.say("It broke. " * 20, "error")
    settle(qtbot, page)
    assert_all_is_seen(page)


def test_the_questions_about_a_model_of_ones_own(qtbot: QtBot, bridge: Bridge, room: QSize) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    error = UsageError("it takes pictures of any size (1×?×?×3): give the one to use, such as --size 256x144")
    asked = OwnQuestions(parent, "model.onnx", error, OwnOptions())
    asked.show()
    asked.resize(room)
    settle(qtbot, asked)
    assert_all_is_seen(asked.findChild(QScrollArea))


def test_the_guide(qtbot: QtBot, bridge: Bridge, room: QSize) -> None:
    guide = open_guide(None, bridge)
    guide.resize(room)
    for step in range(len(guide.steps)):
        guide.go(step)
        wait_for_jobs(qtbot, guide)
        assert_all_is_seen(guide.stack.currentWidget())
    guide.close()


def test_a_dialog_is_as_large_as_wanted_or_as_the_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    fit_to_screen(dialog, QSize(500, 400))
    assert dialog.size() == QSize(500, 400)
    fit_to_screen(dialog, QSize(5000, 4000))
    room = dialog.screen().availableGeometry().size()
    assert dialog.width() in range(room.width() - 20, room.width() + 1)
    assert dialog.height() in range(room.height() - 60, room.height() + 1)
