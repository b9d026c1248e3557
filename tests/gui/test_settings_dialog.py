"""The settings dialog: what is chosen applies and is kept, what cannot be is put back, and all of it by keyboard."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from backdrop.capture.cameras import CameraInfo
from backdrop.doctor import Finding
from backdrop.doctor.finding import say
from backdrop.doctor.setup import SetupPlan
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.camera import CameraPage
from backdrop.gui.pages.general import GeneralPage
from backdrop.gui.pages.model import ModelPage
from backdrop.gui.pages.virtual_camera import VirtualCameraPage
from backdrop.gui.set_up import SetUpDialog, camera_let_go
from backdrop.gui.settings_dialog import PAGES, SettingsDialog, open_settings
from backdrop.gui.virtual_label import without_our_own_use
from backdrop.host import autostart
from backdrop.settings.store import load_settings

WITHIN_MS = 15000


@pytest.fixture
def dialog(qtbot: QtBot, bridge: Bridge) -> SettingsDialog:
    qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
    dialog = open_settings(None, bridge)
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    return dialog


def wait_for_jobs(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: not isValid(widget) or not widget.findChildren(Job), timeout=WITHIN_MS)


def camera_page(dialog: SettingsDialog) -> CameraPage:
    page = dialog.page("camera")
    assert isinstance(page, CameraPage)
    return page


def model_page(dialog: SettingsDialog) -> ModelPage:
    page = dialog.page("model")
    assert isinstance(page, ModelPage)
    return page


def general_page(dialog: SettingsDialog) -> GeneralPage:
    page = dialog.page("general")
    assert isinstance(page, GeneralPage)
    return page


def virtual_page(dialog: SettingsDialog) -> VirtualCameraPage:
    page = dialog.page("virtual_camera")
    assert isinstance(page, VirtualCameraPage)
    return page


def choose(box: QComboBox, value: object) -> None:
    """Chooses as the user does."""
    index = next(i for i in range(box.count()) if box.itemData(i) == value)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def failing() -> None:
    raise BackdropError("it broke")


def press(button: QAbstractButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_it_opens_at_the_page_asked_for_and_once(qtbot: QtBot, bridge: Bridge) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    first = open_settings(parent, bridge, "model")
    assert first.list.currentRow() == 1
    assert open_settings(parent, bridge, "general") is first
    assert first.list.currentRow() == 3
    assert open_settings(parent, bridge, "") is first
    assert first.list.currentRow() == 3
    wait_for_jobs(qtbot, first)


def test_the_pages_are_reached_by_keyboard(qtbot: QtBot, dialog: SettingsDialog) -> None:
    for page in list(PAGES)[1:]:
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda page=page: dialog.stack.currentWidget() is dialog.page(page))  # type: ignore[misc]


def test_every_control_has_a_name_and_a_place_for_the_keyboard(qtbot: QtBot, dialog: SettingsDialog) -> None:
    for name in PAGES:
        dialog.page(name)
    qtbot.waitUntil(
        lambda: bool(model_page(dialog).cards and virtual_page(dialog).findings.findings), timeout=WITHIN_MS
    )
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QProgressBar)
    controls = [found for kind in kinds for found in dialog.findChildren(kind) if not of_qt(found)]
    assert len(controls) > 20
    for control in controls:
        assert control.accessibleName(), control
        if not isinstance(control, QProgressBar):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()


def of_qt(widget: QWidget) -> bool:
    """A part that Qt makes itself inside a control, such as the list of a combo box."""
    return isinstance(widget.parent(), QComboBox | QScrollBar) or widget.objectName().startswith("qt_")


def test_the_wheel_over_a_choice_scrolls_the_page_instead(dialog: SettingsDialog) -> None:
    assert camera_page(dialog).rate_choice.focusPolicy() == Qt.FocusPolicy.StrongFocus


class TestCamera:
    def test_size_and_rate_apply_and_are_kept(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        page = camera_page(dialog)
        choose(page.size_choice, (640, 480))
        choose(page.rate_choice, 15.0)
        qtbot.waitUntil(lambda: bridge.settings.fps == 15.0, timeout=WITHIN_MS)
        assert (bridge.settings.width, bridge.settings.height) == (640, 480)
        qtbot.waitUntil(lambda: load_settings().settings.fps == 15.0, timeout=WITHIN_MS)
        assert load_settings().settings.width == 640

    def test_a_size_of_ones_own_is_offered_and_kept(self, dialog: SettingsDialog) -> None:
        page = camera_page(dialog)
        assert page.size_choice.currentData() == (320, 180)
        assert "320" in page.size_choice.currentText()

    def test_mirroring_is_switched_by_keyboard(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        page = camera_page(dialog)
        press(page.mirror)
        press(page.mirror_preview)
        qtbot.waitUntil(lambda: bridge.settings.mirror and not bridge.settings.mirror_preview, timeout=WITHIN_MS)

    def test_the_light_is_matched_on_request(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        page = camera_page(dialog)
        assert not page.match_light.isChecked()
        press(page.match_light)
        qtbot.waitUntil(lambda: bridge.settings.match_light, timeout=WITHIN_MS)
        bridge.change(match_light=False)
        qtbot.waitUntil(lambda: not page.match_light.isChecked(), timeout=WITHIN_MS)

    def test_a_change_from_elsewhere_is_shown(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        bridge.change(mirror=True, fps=24)
        page = camera_page(dialog)
        qtbot.waitUntil(lambda: page.mirror.isChecked(), timeout=WITHIN_MS)
        assert page.rate_choice.currentData() == 24.0

    def test_cameras_are_offered_by_name_with_what_there_is_to_say(self, qtbot: QtBot, dialog: SettingsDialog) -> None:
        wait_for_jobs(qtbot, dialog)
        camera = camera_page(dialog).camera
        found = [
            CameraInfo("0", "HD Webcam", "/dev/v4l/by-id/usb-hd", "", 0, 200),
            CameraInfo("2", "Phone", "", "virtual camera", 2, 200, is_virtual=True),
        ]
        camera._found(found)
        texts = {camera.choice.itemData(i): camera.choice.itemText(i) for i in range(camera.choice.count())}
        assert texts["camera:/dev/v4l/by-id/usb-hd"] == "HD Webcam"
        assert texts["camera:2"] == "Phone — virtual camera"
        assert camera.choice.currentData() == "presenter"

    def test_another_source_can_be_typed(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        camera = camera_page(dialog).camera
        choose(camera.choice, "…")
        assert camera.other.isVisible()
        camera.other.setText("camera:77")
        QTest.keyClick(camera.other, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bridge.settings.source == "camera:77", timeout=WITHIN_MS)
        qtbot.waitUntil(lambda: camera.choice.currentText() == "camera:77", timeout=WITHIN_MS)


class TestVirtualCamera:
    def test_an_examination_that_fails_is_said_and_can_be_repeated(
        self, qtbot: QtBot, dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = virtual_page(dialog)
        qtbot.waitUntil(lambda: bool(page.findings.findings), timeout=WITHIN_MS)
        monkeypatch.setattr("backdrop.host.v4l2.loopback_module", failing)
        page.refresh()
        assert not page.refresh_button.isEnabled()
        qtbot.waitUntil(lambda: "it broke" in page.notice.message.lower(), timeout=WITHIN_MS)
        assert page.refresh_button.isEnabled()
        monkeypatch.undo()
        page.refresh()
        qtbot.waitUntil(lambda: not page.notice.message, timeout=WITHIN_MS)

    def test_what_doctor_found_is_shown_with_commands_to_copy(self, qtbot: QtBot, dialog: SettingsDialog) -> None:
        page = virtual_page(dialog)
        qtbot.waitUntil(lambda: bool(page.findings.findings), timeout=WITHIN_MS)
        assert {"webcam", "virtual camera", "model"} <= {finding.check for finding in page.findings.findings}
        finding = Finding("x", "X", "problem", say("it is off"), say("switch it on"), "switch --on\nlook")
        page.findings.present([finding])
        copy = next(b for b in page.findings.findChildren(QAbstractButton) if b.isVisibleTo(page.findings))
        press(copy)
        assert QGuiApplication.clipboard().text() == "switch --on\nlook"

    def test_our_own_use_of_the_camera_is_no_trouble(self, qtbot: QtBot, bridge: Bridge) -> None:
        qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
        in_use = Finding("virtual camera", "Virtual camera", "warn", say("in use"), say("end that"))
        old = Finding("virtual camera", "Virtual camera", "warn", say("old"), say("reload"), "modprobe")
        assert without_our_own_use([in_use, old], bridge.status()) == [old]
        assert without_our_own_use([in_use, old], None) == [in_use, old]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="runs a script as root")
    def test_a_plan_is_shown_run_and_its_output_told(
        self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog
    ) -> None:
        plan = SetupPlan((say("say something"),), "echo it is done", unloads=True)
        asked = SetUpDialog(dialog, bridge, "Set up", "Go", lambda: plan)
        asked.show()
        qtbot.waitUntil(lambda: asked.panel.run_button.isVisible(), timeout=WITHIN_MS)
        assert asked.panel.script.text.toPlainText() == "echo it is done"
        with qtbot.waitSignal(asked.panel.finished, timeout=WITHIN_MS):
            press(asked.panel.run_button)
            asked.reject()
            assert asked.isVisible(), "what runs as root must not go on unseen"
        assert "it is done" in asked.panel.output.text.toPlainText()
        asked.reject()
        assert not asked.isVisible()

    def test_the_camera_is_let_go_meanwhile_and_taken_up_again(self, qtbot: QtBot, bridge: Bridge) -> None:
        qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
        bridge.session.change(sink="camera")
        with contextlib.suppress(BackdropError), camera_let_go(bridge.session):
            status = bridge.status()
            assert status is not None
            assert not status.faults.get("sink")
            assert bridge.settings.sink == "camera", "ended meanwhile, the program must find its camera again"
            raise BackdropError("it failed")
        assert bridge.settings.sink == "camera"


def test_enter_presses_the_button_that_has_the_focus(bridge: Bridge, qtbot: QtBot) -> None:
    opened: list[bool] = []
    dialog = SettingsDialog(None, bridge, lambda: opened.append(True))
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    QTest.keyClick(general_page(dialog).guide_button, Qt.Key.Key_Return)
    assert opened


class TestGeneral:
    def test_the_switches_apply(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        page = general_page(dialog)
        for box in page.switches.values():
            press(box)
        qtbot.waitUntil(lambda: all(getattr(bridge.settings, name) for name in page.switches), timeout=WITHIN_MS)

    def test_another_language_says_when_it_comes(self, qtbot: QtBot, bridge: Bridge, dialog: SettingsDialog) -> None:
        dialog.open_page("general")
        page = general_page(dialog)
        assert not page.language_hint.isVisible()
        choose(page.language, "ko")
        qtbot.waitUntil(lambda: page.language_hint.isVisible(), timeout=WITHIN_MS)
        assert bridge.settings.language == "ko"

    def test_starting_with_the_session(self, qtbot: QtBot, dialog: SettingsDialog) -> None:
        page = general_page(dialog)
        press(page.autostart)
        assert autostart.is_on()
        press(page.autostart)
        assert not autostart.is_on()

    def test_an_entry_that_cannot_be_made_is_said_and_the_switch_goes_back(
        self, qtbot: QtBot, dialog: SettingsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
        page = general_page(dialog)
        press(page.autostart)
        assert not page.autostart.isChecked()
        assert page.notice.message

    def test_a_report_is_saved(self, qtbot: QtBot, dialog: SettingsDialog, tmp_path: Path) -> None:
        page = general_page(dialog)
        page.save_report(tmp_path / "보고서.txt")
        qtbot.waitUntil(lambda: "보고서.txt" in page.notice.message, timeout=WITHIN_MS)
        assert "Findings" in (tmp_path / "보고서.txt").read_text("utf-8")
