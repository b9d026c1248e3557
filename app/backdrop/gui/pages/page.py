"""What every page of the settings dialog is: a heading, and rows below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from backdrop.gui.bridge import Bridge
from backdrop.gui.parts import heading, hint_label
from backdrop.gui.switches import Switch
from backdrop.settings.schema import Settings

MARGIN, GAP = 24, 14
UNDER_TEXT = 33
"""How far what belongs to a switch is set in: to where its text begins."""


class Page(QScrollArea):
    """A heading and what stands below it, scrolled where the dialog is too small for it."""

    changing = Signal()
    """The user set something here. What comes of it is told by the bridge."""

    def __init__(self, bridge: Bridge, title: str, hint: str = "") -> None:
        super().__init__(widgetResizable=True)
        self._bridge = bridge
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(GAP)
        self.column.addWidget(heading(title))
        if hint:
            self.column.addWidget(hint_label(hint))
        self.setWidget(inside)

    def change(self, **updates: object) -> None:
        """Sets what the user chose."""
        self.changing.emit()
        self._bridge.change(**updates)

    def show_settings(self, settings: Settings) -> None:
        """Puts the controls to what is set; a page without settings has none to put."""

    def add_rows(self, rows: Sequence[tuple[str, QWidget]]) -> None:
        """A group of labelled controls, whose labels are as wide as the widest."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, (text, control) in enumerate(rows):
            label = QLabel(text)
            label.setBuddy(control)
            label.setWordWrap(True)
            grid.addWidget(label, number, 0)
            grid.addWidget(control, number, 1)
        self.column.addLayout(grid)

    def add_switches(self, switches: Sequence[tuple[Switch, str]]) -> None:
        """A group of switches, each with what there is to say about it, or ""."""
        group = QVBoxLayout()
        group.setSpacing(2)
        for box, hint in switches:
            group.addWidget(box)
            if hint:
                label = hint_label(hint)
                label.setContentsMargins(UNDER_TEXT, 0, 0, 6)
                group.addWidget(label)
        self.column.addLayout(group)
