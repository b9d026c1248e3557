"""Check boxes and radio buttons whose texts wrap, which Qt's own do not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QLabel, QRadioButton, QSizePolicy


class Switch(QCheckBox):
    """A check box."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._label = _wrapped_text(self, text)

    def say(self, text: str) -> None:
        """Its text, which is its accessible name too."""
        _say(self, self._label, text)

    def sizeHint(self) -> QSize:
        return _size_with_text(self, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return _least_with_text(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class Option(QRadioButton):
    """A radio button."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._label = _wrapped_text(self, text)

    def say(self, text: str) -> None:
        """Its text, which is its accessible name too."""
        _say(self, self._label, text)

    def sizeHint(self) -> QSize:
        return _size_with_text(self, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return _least_with_text(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


_BESIDE_INDICATOR = 33
"""The indicator's width with what the style sheet puts around it."""


def _wrapped_text(owner: QAbstractButton, text: str) -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    owner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    row = QHBoxLayout(owner)
    row.setContentsMargins(_BESIDE_INDICATOR, 5, 8, 5)
    row.addWidget(label)
    _say(owner, label, text)
    return label


def _say(owner: QAbstractButton, label: QLabel, text: str) -> None:
    label.setText(text)
    owner.setAccessibleName(text)


def _size_with_text(owner: QAbstractButton, own: QSize) -> QSize:
    layout = owner.layout()
    return own if layout is None else own.expandedTo(layout.sizeHint())


def _least_with_text(owner: QAbstractButton) -> QSize:
    layout = owner.layout()
    return QSize() if layout is None else layout.minimumSize()
