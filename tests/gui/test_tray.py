"""The tray: the state at a glance, and its menu does what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from backdrop.gui.bridge import Bridge
from backdrop.gui.thumbnails import name_of
from backdrop.gui.tray import Tray


@pytest.fixture
def tray(qtbot: QtBot, bridge: Bridge) -> Iterator[Tray]:
    tray = Tray(bridge)
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    yield tray
    tray.close()


def test_the_icon_says_how_it_stands(qtbot: QtBot, tray: Tray, bridge: Bridge) -> None:
    qtbot.waitUntil(lambda: tray.icon.toolTip() == "Backdrop is live", timeout=8000)
    live = tray.icon.icon().pixmap(22).toImage()
    bridge.pause()
    qtbot.waitUntil(lambda: tray.icon.toolTip() == "Backdrop is paused", timeout=8000)
    assert tray.icon.icon().pixmap(22).toImage() != live


def test_a_click_toggles_between_background_and_blur(qtbot: QtBot, tray: Tray, bridge: Bridge) -> None:
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:5", timeout=8000)
    qtbot.waitUntil(tray.blur_action.isChecked, timeout=8000)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    qtbot.waitUntil(tray.background_action.isChecked, timeout=8000)


def test_the_menu_has_the_latest_backgrounds(qtbot: QtBot, tray: Tray, bridge: Bridge) -> None:
    for i in range(8):
        bridge.change(background=f"color:#00000{i}")
    newest = name_of("color:#000007")
    qtbot.waitUntil(lambda: [a.text() for a in tray.recent_menu.actions()][:1] == [newest], timeout=8000)
    assert len(tray.recent_menu.actions()) == 6
    tray.recent_menu.actions()[3].trigger()
    qtbot.waitUntil(lambda: bridge.settings.background == "color:#000004", timeout=8000)


def test_pause_mirror_and_what_opens_something(qtbot: QtBot, tray: Tray, bridge: Bridge) -> None:
    tray.pause_action.trigger()
    qtbot.waitUntil(lambda: (now := bridge.status()) is not None and now.state == "paused", timeout=8000)
    tray.mirror_action.trigger()
    qtbot.waitUntil(lambda: bridge.settings.mirror, timeout=8000)
    texts = {action.text(): action for action in tray.menu.actions()}
    with qtbot.waitSignal(tray.window_wanted, timeout=1000):
        texts["Open window"].trigger()
    with qtbot.waitSignal(tray.quit_wanted, timeout=1000):
        texts["Quit Backdrop"].trigger()


def test_showing_the_room_asks_once(qtbot: QtBot, tray: Tray, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(parent: object, _bridge: Bridge) -> bool:
        asked.append(parent)
        return False

    monkeypatch.setattr("backdrop.gui.tray.confirm_room", refuse)
    tray.room_action.trigger()
    assert asked == [None]
    assert bridge.settings.background == "color:#2d6a4f"
    assert not tray.room_action.isChecked()
