"""A part of a page that is opened when it is wanted: a line with an arrow, and what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from backdrop.gui.icons import icon
from backdrop.gui.parts import in_proportion

_ARROW = QSize(14, 14)


class Fold(QWidget):
    """Closed at first. Its content goes into `inside`, before it is opened or when `opening` says that it will be."""

    opening = Signal()
    """It is being opened, for the first time or again."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.header = _Header(title)
        self.header.toggled.connect(self._show)
        content = QWidget()
        self.inside = QVBoxLayout(content)
        self.inside.setContentsMargins(0, 4, 0, 0)
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(content)
        content.hide()

    @property
    def is_open(self) -> bool:
        return self.header.isChecked()

    def open(self) -> None:
        self.header.setChecked(True)

    def _show(self, wanted: bool) -> None:
        self.header.setIcon(icon("down" if wanted else "right"))
        if wanted:
            self.opening.emit()
        self._content.setVisible(wanted)


class _Header(QToolButton):
    """Space and Enter open and close it, and so do the arrow keys to the right and to the left."""

    def __init__(self, title: str) -> None:
        super().__init__(autoRaise=True)
        self.setCheckable(True)
        self.setObjectName("fold")
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icon("right"))
        self.setIconSize(in_proportion(self, _ARROW))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.setChecked(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
