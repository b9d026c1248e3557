"""The first choice on the model page: the program chooses the model itself, and says which it has taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from backdrop.gui.pages.page import UNDER_TEXT
from backdrop.gui.parts import Card, hint_label, sentence
from backdrop.gui.switches import Option
from backdrop.pipeline.live import Status
from backdrop.segment import AUTO
from backdrop.settings.schema import Settings
from backdrop.text import _


class AutoCard(Card):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.radio = Option(_("Automatic"))
        self.radio.clicked.connect(lambda: self.chosen.emit(AUTO))
        self.taken = hint_label()
        self.taken.setAccessibleName(_("What was chosen automatically"))
        about = hint_label(
            _("Uses the best model on this machine that leaves half of the time between two frames free.")
        )
        text = QVBoxLayout()
        text.setContentsMargins(UNDER_TEXT, 0, 0, 0)
        text.setSpacing(2)
        text.addWidget(about)
        text.addWidget(self.taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(self.radio)
        column.addLayout(text)
        self.taken.hide()

    def show_settings(self, settings: Settings) -> None:
        if settings.model == AUTO:
            self.radio.setChecked(True)

    def show_status(self, status: Status | None) -> None:
        """Which model it has taken, and what it did last."""
        told = ""
        if status is not None and status.auto and status.model:
            told = sentence(status.note) if status.note else _("In use: {model}.").format(model=status.model)
        if told != self.taken.text():
            self.taken.setText(told)
            self.taken.setVisible(bool(told))
