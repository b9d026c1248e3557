"""What doctor found, as a person reads it: what is wrong first, with what to do and the command that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backdrop.doctor.finding import Finding
from backdrop.gui.parts import Card, CommandBox, Picture, hint_label, shown, text_label
from backdrop.text import N_, _, translated

ICONS = {"ok": "check", "info": "info", "warn": "warning", "problem": "warning"}
_STATES = {"ok": N_("All is well"), "info": N_("Worth knowing"), "warn": N_("Will cause trouble"),
           "problem": N_("Keeps Backdrop from its job")}  # fmt: skip


class FindingsList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.findings: Sequence[Finding] = ()
        self._left: list[Finding] = []
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._add_one)

    def present(self, findings: Sequence[Finding]) -> None:
        """Shows these instead; what needs something done comes first."""
        self.findings = findings
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        order = {"problem": 0, "warn": 1}
        self._left = sorted(findings, key=lambda finding: order.get(finding.state, 2))
        self._add_one()

    def _add_one(self) -> None:
        """One at a time: all of them at once would hold the window up."""
        if self._left:
            self._column.addWidget(FindingCard(self._left.pop(0)))
        if self._left:
            self._next.start()
        else:
            self._next.stop()


class FindingCard(Card):
    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setAccessibleName(f"{finding.title}: {translated(_STATES[finding.state])}")
        title = QLabel(finding.title)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addWidget(title)
        told.addWidget(text_label(shown(finding.message)))
        if finding.remedy:
            told.addWidget(hint_label(shown(finding.remedy)))
        if finding.remedy_command:
            told.addSpacing(3)
            told.addWidget(CommandBox(_("Commands that mend it"), finding.remedy_command))
        picture = Picture(ICONS[finding.state])
        picture.setToolTip(translated(_STATES[finding.state]))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(12)
        beside = QVBoxLayout()
        beside.addWidget(picture)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addLayout(told, 1)
