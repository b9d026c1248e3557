"""What a model file of the user's own does not say of itself, asked for in a small dialog."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from backdrop.errors import BackdropError
from backdrop.gui.parts import Choice, Notice, button, fit_to_screen, hint_label, in_proportion, scrolled
from backdrop.gui.switches import Switch
from backdrop.segment.own.options import OwnOptions
from backdrop.text import N_, _, translated

WANTED = QSize(560, 560)
_LEFT_OPEN = ""
"""The value of a choice that is left to the program."""
_MOST_CLASSES = 999

_LAYOUTS = {"NHWC": N_("NHWC: channels last"), "NCHW": N_("NCHW: channels first")}
_KINDS = {
    "alpha": N_("Alpha of the person"),
    "logits": N_("Logits of classes"),
    "probabilities": N_("Probabilities of classes"),
    "stride-logits": N_("Logits at a stride (BodyPix)"),
}
_RANGES = ("0..1", "-1..1", "0..255")
_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class OwnQuestions(QDialog):
    """Says what is missing, and takes what is known. Everything may be left open."""

    answered = Signal(object, object)
    """The OwnOptions to try again with, and the id that the model shall have, None to name it after its file."""

    def __init__(self, parent: QWidget, name: str, error: BackdropError, before: OwnOptions) -> None:
        """`name` of the file; `before`: what was answered to an earlier question."""
        super().__init__(parent)
        self._before = before
        self.setWindowTitle(_("About {name}").format(name=name))
        found = (_("Found automatically"), _LEFT_OPEN)
        self.name = QLineEdit(str(error.values.get("free", "")), placeholderText=_("Named after its file"))
        self.size_field = QLineEdit(before.size or "", placeholderText=_("width x height, such as 256x144"))
        self.layout_choice = Choice("", [found, *((translated(text), key) for key, text in _LAYOUTS.items())])
        self.colour = Choice("", [found, ("RGB", "RGB"), ("BGR", "BGR")])
        self.range_choice = Choice("", [found, *((text, text) for text in _RANGES)])
        self.kind = Choice("", [found, *((translated(text), key) for key, text in _KINDS.items())])
        self.person = QLineEdit(placeholderText=found[0])
        self.person.setValidator(QIntValidator(0, _MOST_CLASSES, self))
        self.threshold = Choice("", [found, *((f"{value:g}", value) for value in _THRESHOLDS)])
        self.force = Switch(_("Add it even if it finds nobody"))
        self.notice = Notice()
        self.notice.say_error(error)
        self.again = button(_("Try again"), accent=True)
        self.again.clicked.connect(self._answer)
        self.cancel = button(_("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._show(before)
        self.field(str(error.values.get("option", ""))).setFocus()
        fit_to_screen(self, in_proportion(self, WANTED))

    def _lay_out(self) -> None:
        rows: list[tuple[str, QWidget]] = [
            (_("Name"), self.name),
            (_("Size of its picture"), self.size_field),
            (_("Layout"), self.layout_choice),
            (_("Order of the colours"), self.colour),
            (_("Range of a channel"), self.range_choice),
            (_("Its answer"), self.kind),
            (_("Class of the person"), self.person),
            (_("Threshold"), self.threshold),
        ]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(
            hint_label(_("The model's publisher states these values. What you leave open is found automatically."))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, (text, control) in enumerate(rows):
            label = QLabel(text, wordWrap=True)
            label.setBuddy(control)
            control.setAccessibleName(text)
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        column.addLayout(grid)
        column.addWidget(self.force)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.again)
        outer = QVBoxLayout(self)
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(buttons)

    def field(self, option: str) -> QWidget:
        """Where the option of that name is given; the first one for any other."""
        fields: dict[str, QWidget] = {
            "id": self.name,
            "layout": self.layout_choice,
            "colour": self.colour,
            "range": self.range_choice,
            "kind": self.kind,
            "person-class": self.person,
            "threshold": self.threshold,
            "force": self.force,
        }
        return fields.get(option, self.size_field)

    def _show(self, before: OwnOptions) -> None:
        for choice, value in self._choices(before):
            choice.present(value or _LEFT_OPEN, str(value))
        self.person.setText("" if before.person_class is None else str(before.person_class))
        self.force.setChecked(before.force)

    def _choices(self, answers: OwnOptions) -> tuple[tuple[Choice, object], ...]:
        return (
            (self.layout_choice, answers.layout),
            (self.colour, answers.colour),
            (self.range_choice, answers.range),
            (self.kind, answers.kind),
            (self.threshold, answers.threshold),
        )

    def answers(self) -> OwnOptions:
        person = self.person.text()
        return replace(
            self._before,
            size=self.size_field.text().strip() or None,
            layout=self.layout_choice.currentData() or None,
            colour=self.colour.currentData() or None,
            range=self.range_choice.currentData() or None,
            kind=self.kind.currentData() or None,
            person_class=int(person) if person else None,
            threshold=self.threshold.currentData() or None,
            force=self.force.isChecked(),
        )

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(self.answers(), self.name.text().strip() or None)
