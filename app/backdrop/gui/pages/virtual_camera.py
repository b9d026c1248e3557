"""The page of the virtual camera: whether it is there, how to choose it in a call, and what doctor says of the rest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from backdrop.doctor.finding import Finding
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.findings_list import FindingsList
from backdrop.gui.job import Job
from backdrop.gui.pages.page import Page
from backdrop.gui.parts import Card, Notice, Picture, button, heading, hint_label
from backdrop.gui.set_up import MakePlan, SetUpDialog
from backdrop.gui.virtual_label import camera_label, without_our_own_use
from backdrop.pipeline.live import Status
from backdrop.text import _

if TYPE_CHECKING:
    from backdrop.doctor.setup import SetupPlan


SHOWN_MS = 80
"""By then the page has been painted, which the examination would make slower: Python runs one thread at a time."""


class Examined(NamedTuple):
    findings: list[Finding]
    module_is_loaded: bool


class VirtualCameraPage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, _("Virtual camera"))
        self._job: Job | None = None
        self._label: str | None = None
        self.state_icon = Picture("info", 24)
        self.state = QLabel(wordWrap=True)
        self.state_hint = hint_label()
        self.set_up_button = button(_("Set it up…"), accent=True)
        self.reload_button = button(_("Reload the module…"))
        self.remove_button = button(_("Remove…"))
        self.refresh_button = button(_("Check again"))
        self.notice = Notice()
        self.findings = FindingsList()
        self._lay_out()
        self.set_up_button.clicked.connect(self.set_up)
        self.reload_button.clicked.connect(self.reload)
        self.remove_button.clicked.connect(self.remove)
        self.refresh_button.clicked.connect(self.refresh)
        bridge.status_changed.connect(self._show_status)
        self._tell_state()
        QTimer.singleShot(SHOWN_MS, self, self.refresh)

    def _lay_out(self) -> None:
        card = Card()
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addWidget(self.state)
        text.addWidget(self.state_hint)
        inside = QHBoxLayout(card)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(14)
        inside.addWidget(self.state_icon)
        inside.addLayout(text, 1)
        self.column.addWidget(card)
        buttons = QHBoxLayout()
        for each in (self.set_up_button, self.reload_button, self.remove_button):
            each.setVisible(sys.platform == "linux")
            buttons.addWidget(each)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addSpacing(8)
        title = QHBoxLayout()
        title.addWidget(heading(_("This machine")), 1)
        title.addWidget(self.refresh_button)
        self.column.addLayout(title)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.findings)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Examines this machine anew."""
        if self._job is not None:
            return
        self.refresh_button.setEnabled(False)
        self.refresh_button.setText(_("Checking…"))
        self._job = Job(lambda _link: _examined(), self)
        self._job.done.connect(self._show_examined)
        self._job.failed.connect(self._not_examined)

    def set_up(self) -> SetUpDialog:
        return self._open(_("Set up the virtual camera"), _("Set it up"), _plan)

    def reload(self) -> SetUpDialog:
        return self._open(_("Reload the module"), _("Reload"), _reload_plan)

    def remove(self) -> SetUpDialog:
        return self._open(_("Remove the virtual camera"), _("Remove"), _undo_plan)

    def _open(self, title: str, action: str, make: MakePlan) -> SetUpDialog:
        dialog = SetUpDialog(self.window(), self._bridge, title, action, make)
        dialog.finished_well.connect(self.refresh)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _show_examined(self, examined: Examined) -> None:
        self._end_check()
        self.notice.say("")
        self.reload_button.setEnabled(examined.module_is_loaded)
        self.findings.present(without_our_own_use(examined.findings, self._bridge.status()))

    def _not_examined(self, error: BackdropError) -> None:
        self._end_check()
        self.notice.say_error(error)

    def _end_check(self) -> None:
        self._job = None
        self.refresh_button.setEnabled(True)
        self.refresh_button.setText(_("Check again"))

    def _show_status(self, _status: Status) -> None:
        self._tell_state()

    def _tell_state(self) -> None:
        label = camera_label(self._bridge.status(), self._bridge.settings.sink)
        if label == self._label:
            return
        self._label = label
        self.state_icon.show_icon("check" if label else "warning")
        if label:
            self.state.setText(_("“{label}” is ready.").format(label=label))
            self.state_hint.setText(_("Choose it as the camera in Vmeeting, or in any other call."))
        else:
            self.state.setText(_("There is no virtual camera yet."))
            self.state_hint.setText(_("Without it the call cannot see your picture. What to do stands below."))
        self.set_up_button.setProperty("accent", not label)
        self.set_up_button.style().unpolish(self.set_up_button)
        self.set_up_button.style().polish(self.set_up_button)


def _examined() -> Examined:
    from backdrop.doctor import examine
    from backdrop.host import v4l2

    return Examined(examine(), v4l2.loopback_module() is not None)


def _plan() -> SetupPlan:
    from backdrop.doctor import setup

    return setup.plan()


def _reload_plan() -> SetupPlan:
    from backdrop.doctor import setup

    return setup.reload_plan()


def _undo_plan() -> SetupPlan:
    from backdrop.doctor import setup

    return setup.undo_plan()
