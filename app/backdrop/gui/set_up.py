"""Sets the virtual camera up, reloads or removes it: shows exactly what will run, runs it, and shows what it prints.

What runs and how root is asked for is doctor.setup's business.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job, Link
from backdrop.gui.parts import (
    CommandBox,
    Notice,
    button,
    fit_to_screen,
    hint_label,
    in_proportion,
    scrolled,
    shown,
    text_label,
)
from backdrop.pipeline.session import Session
from backdrop.text import _

if TYPE_CHECKING:
    from backdrop.doctor.setup import SetupPlan

MakePlan = Callable[[], "SetupPlan"]


WANTED = QSize(640, 560)


class SetUpPanel(QWidget):
    """A plan, and the button that carries it out."""

    finished = Signal()
    """It ran to its end, and well."""
    printing = Signal()
    """What it prints is shown from now on."""

    def __init__(self, bridge: Bridge, action: str, script_lines: int = 9) -> None:
        """`action`: what the button says. `script_lines`: as many of the script are seen at once."""
        super().__init__()
        self._bridge: Bridge = bridge
        self._plan: SetupPlan | None = None
        self._job: Job | None = None
        self.summary = text_label()
        self.before_note, self.after_note = hint_label(), hint_label()
        self.before = CommandBox(_("Commands to run first"))
        self.script = CommandBox(_("What will run"), most_lines=script_lines)
        self.after = CommandBox(_("Commands to run afterwards"))
        self.output = CommandBox(_("What was printed"), most_lines=7)
        self.output.copy.hide()
        self.notice = Notice()
        self.run_button = button(action, accent=True)
        self.run_button.clicked.connect(self.run)
        self.cancel_button = button(_("Cancel"))
        self.cancel_button.clicked.connect(self._cancel)
        self._script_note = hint_label(_("This is exactly what will run, with the administrator's rights:"))
        self._lay_out()
        for widget in (
            self.before, self._script_note, self.script, self.script.copy, self.after, self.run_button,
            self.cancel_button, self.output,
        ):  # fmt: skip
            widget.hide()

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            self.summary, self.before_note, self.before, self._script_note, self.script, self.after_note, self.after,
            self.notice, self.output,
        ):  # fmt: skip
            column.addWidget(widget)
        self.foot = QWidget()
        self.buttons = QHBoxLayout(self.foot)
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.buttons.addWidget(self.run_button)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.script.copy)  # beside what carries it out, for those who rather do it themselves
        column.addStretch(1)
        column.addWidget(self.foot)

    def present(self, plan: SetupPlan) -> None:
        """Shows what would be done."""
        self._plan = plan
        self.summary.setText("\n".join(f"•  {shown(step)}" for step in plan.summary))
        note = "\n".join(shown(note) for note in plan.notes)
        self.before_note.setText("" if plan.after else note)
        self.after_note.setText(note if plan.after else "")
        self.before.show_text(plan.before)
        self.script.show_text(plan.script.rstrip())
        self.after.show_text(plan.after)
        for widget, is_needed in (
            (self.before_note, bool(note) and not plan.after), (self.before, bool(plan.before)),
            (self._script_note, bool(plan.script)), (self.script, bool(plan.script)),
            (self.script.copy, bool(plan.script)),
            (self.after_note, bool(note and plan.after)), (self.after, bool(plan.after)),
            (self.run_button, bool(plan.script)), (self.cancel_button, False), (self.output, False),
        ):  # fmt: skip
            widget.setVisible(is_needed)
        self.notice.say("")

    def run(self) -> None:
        """Carries the plan out."""
        plan = self._plan
        if self.is_running or plan is None:
            return
        self.run_button.setEnabled(False)
        self.cancel_button.show()
        self.notice.say(_("Waiting for the administrator's password…"))
        self.output.show_text("")
        session = self._bridge.session if self._bridge.status() is not None else None
        self._job = Job(lambda link: _carry_out(plan, session, link), self)
        self._job.reported.connect(self._printed)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)

    def _printed(self, line: object) -> None:
        if not self.output.isVisibleTo(self):
            self.notice.say(_("Running. This may take a minute or two."))
            self.cancel_button.hide()  # from here on it must come to its end
            self.output.show_text("", least_lines=7)
            self.output.show()
            self.printing.emit()
        self.output.append(str(line))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, _result: object) -> None:
        self._end()
        self.notice.say(_("Done."))
        self.finished.emit()

    def _failed(self, error: BackdropError) -> None:
        self._end()
        self.notice.say_error(error)

    def _end(self) -> None:
        self._job = None
        self.run_button.setEnabled(True)
        self.cancel_button.hide()


class SetUpDialog(QDialog):
    """One plan in a window of its own, for the settings dialog."""

    finished_well = Signal()

    def __init__(self, parent: QWidget, bridge: Bridge, title: str, action: str, make: MakePlan) -> None:
        """`make` gives the plan; it may ask the system, and runs in the background."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.panel = SetUpPanel(bridge, action, script_lines=16)
        self.panel.summary.setText(_("Looking at this machine…"))
        self.panel.finished.connect(self.finished_well)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        self._area = scrolled(self.panel)
        column.addWidget(self._area, 1)
        column.addWidget(self.panel.foot)
        fit_to_screen(self, in_proportion(self, WANTED))
        self.close_button = button(_("Close"))
        self.close_button.clicked.connect(self.reject)
        self.panel.buttons.addWidget(self.close_button)
        self.panel.printing.connect(self._show_output)
        job = Job(lambda _link: make(), self)
        job.done.connect(self._planned)
        job.failed.connect(self.panel.notice.say_error)

    def _planned(self, plan: SetupPlan) -> None:
        self.panel.present(plan)
        self.panel.run_button.setFocus()

    def _show_output(self) -> None:
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.panel.output))  # when it has its place

    def reject(self) -> None:
        if not self.panel.is_running:  # what runs as root must not go on unseen
            super().reject()


def _carry_out(plan: SetupPlan, session: Session | None, link: Link) -> None:
    from backdrop.doctor import setup

    with camera_let_go(session if plan.unloads else None):
        setup.run(plan, link.report, link.cancelled)


@contextlib.contextmanager
def camera_let_go(session: Session | None) -> Iterator[None]:
    """Meanwhile nothing is published, so that the kernel can give the module up; preview and settings stay."""
    if session is None or not session.settings.sink.startswith("camera"):
        yield
        return
    session.release_output()
    try:
        yield
    finally:
        session.take_output_back()
