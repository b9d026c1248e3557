"""The first-run guide: four steps forwards and back, what each finds, and that it is not shown by itself again."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from backdrop.capture.cameras import CameraInfo
from backdrop.doctor import Finding, setup
from backdrop.doctor.finding import say
from backdrop.doctor.offers import Facts
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.guide import Guide, open_guide
from backdrop.gui.guide_steps import Examined
from backdrop.gui.job import Job
from backdrop.settings.schema import Settings
from backdrop.settings.store import load_settings

WITHIN_MS = 60000
MISSING = Finding("virtual camera", "Virtual camera", "problem", say("not there"), say("install it"), "apt install it")
FREE = Finding("virtual camera", "Virtual camera", "ok", say("it is free"))
KEY = Finding("secure boot", "Secure Boot", "warn", say("on"), say("enrol the key"), "sudo mokutil --import key")
PLAN = setup.plan(Facts("6.1.0", candidate="0.13.2-1", offered=("0.13.2-1",)))


@pytest.fixture
def guide(qtbot: QtBot, bridge: Bridge) -> Iterator[Guide]:
    qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
    guide = open_guide(None, bridge)
    yield guide
    wait_for_jobs(qtbot, guide)
    if isValid(guide):  # a test may have ended it
        guide.close()


def wait_for_jobs(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: not isValid(widget) or not widget.findChildren(Job), timeout=WITHIN_MS)


def press(button: QAbstractButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Space)


def at_virtual_camera(qtbot: QtBot, guide: Guide, findings: list[Finding], with_plan: bool = True) -> None:
    guide.go(2)
    wait_for_jobs(qtbot, guide)
    guide.virtual_camera._show(Examined(findings, PLAN if with_plan else None))


def test_it_leads_through_four_steps_and_back_and_is_then_done(qtbot: QtBot, bridge: Bridge, guide: Guide) -> None:
    assert not guide.back_button.isVisible()
    for step in (1, 2, 3):
        QTest.keyClick(guide, Qt.Key.Key_Return)
        assert guide.stack.currentIndex() == step
        wait_for_jobs(qtbot, guide)
    assert not guide.skip_button.isVisible()
    press(guide.back_button)
    assert guide.stack.currentIndex() == 2
    wait_for_jobs(qtbot, guide)
    press(guide.next_button)
    wait_for_jobs(qtbot, guide)
    assert not bridge.settings.guide_done
    with qtbot.waitSignal(guide.destroyed, timeout=WITHIN_MS):
        press(guide.next_button)
    qtbot.waitUntil(lambda: load_settings().settings.guide_done, timeout=WITHIN_MS)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_skipped_it_does_not_come_by_itself_again(
    qtbot: QtBot, bridge: Bridge, guide: Guide, key: Qt.Key | None
) -> None:
    with qtbot.waitSignal(guide.destroyed, timeout=WITHIN_MS):
        if key is None:
            press(guide.skip_button)
        else:
            QTest.keyClick(guide, key)
    qtbot.waitUntil(lambda: bridge.settings.guide_done, timeout=WITHIN_MS)


def test_it_is_opened_once(qtbot: QtBot, bridge: Bridge) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    guide = open_guide(parent, bridge)
    assert open_guide(parent, bridge) is guide
    wait_for_jobs(qtbot, guide)


class TestCamera:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"source": "camera"})

    def test_without_a_camera_the_presenter_stands_in(self, qtbot: QtBot, bridge: Bridge, guide: Guide) -> None:
        guide.go(1)
        wait_for_jobs(qtbot, guide)
        guide.camera._show_cameras([])
        assert "Plug one in" in guide.camera.none_found.message
        press(guide.camera.presenter_button)
        qtbot.waitUntil(lambda: bridge.settings.source == "presenter", timeout=WITHIN_MS)
        qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=WITHIN_MS)
        assert not guide.camera.presenter_button.isVisible()

    def test_with_a_camera_nothing_is_said(self, qtbot: QtBot, guide: Guide) -> None:
        guide.go(1)
        wait_for_jobs(qtbot, guide)
        guide.camera._show_cameras([CameraInfo("0", "HD Webcam", "", "", 0, 200)])
        assert not guide.camera.none_found.message
        assert not guide.camera.presenter_button.isVisible()


class TestVirtualCamera:
    def test_this_machine_is_looked_at(self, qtbot: QtBot, guide: Guide) -> None:
        guide.go(2)
        wait_for_jobs(qtbot, guide)
        step = guide.virtual_camera
        assert step.is_ready or step.panel.isVisible() or step.findings.findings
        assert step.check_button.isEnabled()

    def test_one_that_is_there_is_ready(self, qtbot: QtBot, guide: Guide) -> None:
        at_virtual_camera(qtbot, guide, [FREE], with_plan=False)
        assert guide.virtual_camera.is_ready
        assert not guide.virtual_camera.panel.isVisible()

    def test_a_missing_one_shows_exactly_what_will_run(self, qtbot: QtBot, guide: Guide) -> None:
        at_virtual_camera(qtbot, guide, [MISSING])
        panel = guide.virtual_camera.panel
        assert panel.script.text.toPlainText() == PLAN.script.rstrip()
        assert panel.run_button.isVisible()
        assert "v4l2loopback 0.13.2" in panel.summary.text()

    def test_secure_boot_s_step_stands_with_its_command(self, qtbot: QtBot, guide: Guide) -> None:
        at_virtual_camera(qtbot, guide, [MISSING, KEY])
        assert [finding.remedy_command for finding in guide.virtual_camera.findings.findings] == [KEY.remedy_command]

    def test_a_look_that_fails_is_said_and_can_be_repeated(
        self, qtbot: QtBot, guide: Guide, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def failing(*_checks: object) -> None:
            raise BackdropError("it broke")

        monkeypatch.setattr("backdrop.doctor.examine", failing)
        guide.go(2)
        step = guide.virtual_camera
        qtbot.waitUntil(lambda: "it broke" in step.notice.message.lower(), timeout=WITHIN_MS)
        assert step.check_button.isEnabled()

    def test_where_nothing_can_be_run_it_says_what_to_install(self, qtbot: QtBot, guide: Guide) -> None:
        at_virtual_camera(qtbot, guide, [MISSING], with_plan=False)
        assert not guide.virtual_camera.panel.isVisible()
        assert guide.virtual_camera.findings.findings == [MISSING]


def test_the_end_names_what_to_choose_in_the_call(qtbot: QtBot, guide: Guide) -> None:
    guide.go(3)
    wait_for_jobs(qtbot, guide)
    expected = "Backdrop Camera" if sys.platform == "linux" else "OBS Virtual Camera"
    assert guide.done_step.choose.text() == f"Choose “{expected}” in Vmeeting."


@pytest.mark.parametrize(("found", "is_ready"), [(FREE, True), (MISSING, False)])
def test_the_end_does_not_promise_what_is_not_there(qtbot: QtBot, guide: Guide, found: Finding, is_ready: bool) -> None:
    at_virtual_camera(qtbot, guide, [found])
    guide.go(3)
    assert guide.done_step.title.text() == ("You are ready" if is_ready else "Almost ready")
    assert bool(guide.done_step.missing.message) != is_ready


def test_browsers_that_cannot_see_the_camera_are_named(qtbot: QtBot, guide: Guide) -> None:
    guide.go(3)
    wait_for_jobs(qtbot, guide)
    assert not guide.done_step.browsers_title.isVisible()
    snap = Finding("sandboxed browsers", "Firefox", "warn", say("a Snap"), say("allow it"), "snap connect")
    guide.done_step._show_browsers([snap])
    assert guide.done_step.browsers_title.isVisible()
    assert guide.done_step.browsers.findings == [snap]
