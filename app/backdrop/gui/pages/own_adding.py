"""Adds a model of the user's own: the file is chosen, tried out in the background, and asked about where need be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from backdrop.errors import BackdropError, UsageError
from backdrop.gui.job import Job, Link
from backdrop.gui.parts import Notice, button, dress_file_dialog, hint_label
from backdrop.text import _

if TYPE_CHECKING:
    from backdrop.gui.pages.own_questions import OwnQuestions
    from backdrop.segment.own.adding import Added
    from backdrop.segment.own.options import OwnOptions


class OwnAdding(QWidget):
    """One file at a time."""

    added = Signal(str)
    """The id of a model that is among the user's own now."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self.questions: OwnQuestions | None = None
        self.notice = Notice()
        self.add_button = button(_("Add a model of your own…"))
        self.add_button.clicked.connect(self._choose_file)
        self.progress = QProgressBar(textVisible=False, maximum=0)
        self.progress.setAccessibleName(_("Trying the model out"))
        self.cancel = button(_("Cancel"), _("Cancel the trial of the model"))
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addLayout(row)
        column.addWidget(
            hint_label(
                _("A .tflite or .onnx file, or the model.json of a TensorFlow.js model. It is tried out safely first.")
            )
        )
        self._show_busy(False)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Add a model of your own"), str(Path.home()))
        dress_file_dialog(dialog, _("Add"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Models (*.tflite *.onnx *.json)"), _("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.try_file)
        dialog.open()

    def try_file(self, path: str, options: OwnOptions | None = None, model_id: str | None = None) -> None:
        """Tries the file out, and adds it where it can be used; `model_id` None names it after the file."""
        if self._job is not None:
            return
        self.notice.say(_("Trying {name} out…").format(name=Path(path).name))
        self._job = Job(lambda link: _added(path, options, model_id, link), self)
        self._job.done.connect(self._end_well)
        self._job.failed.connect(lambda error: self._fail(path, options, error))
        self._show_busy(True)
        self.cancel.setFocus()

    def _show_busy(self, busy: bool) -> None:
        self.add_button.setEnabled(not busy)
        self.cancel.setEnabled(True)
        for widget in (self.progress, self.cancel):
            widget.setVisible(busy)

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self._show_busy(False)
        self.add_button.setFocus()

    def _end_well(self, added: Added | None) -> None:
        self._end()
        if added is None:  # cancelled
            self.notice.say("")
            return
        told = _("{title} was added: it answers {kind}. IoU {iou:.2f} on the drawn presenter, {ms:.1f} ms a frame.")
        self.notice.say(told.format(title=added.spec.title, kind=added.spec.output, iou=added.iou, ms=added.ms))
        self.added.emit(added.spec.id)

    def _fail(self, path: str, options: OwnOptions | None, error: BackdropError) -> None:
        self._end()
        self.notice.say_error(error)
        if isinstance(error, UsageError):  # something has to be said, or was said that cannot be
            self._ask(path, options, error)

    def _ask(self, path: str, before: OwnOptions | None, error: BackdropError) -> None:
        from backdrop.gui.pages.own_questions import OwnQuestions
        from backdrop.segment.own.options import OwnOptions

        asked = self.questions = OwnQuestions(self, Path(path).name, error, before or OwnOptions())
        asked.answered.connect(lambda answers, model_id: self.try_file(path, answers, model_id))
        asked.finished.connect(asked.deleteLater)
        asked.open()


def _added(path: str, options: OwnOptions | None, model_id: str | None, link: Link) -> Added | None:
    """None where it was cancelled."""
    from backdrop.segment.own.adding import add_model
    from backdrop.segment.own.sandbox import TryingCancelled

    try:
        return add_model(Path(path), options, model_id, cancelled=link.cancelled)
    except TryingCancelled:
        return None
