"""The parts that pages, guide and dialogs are made of, so that all of them look and behave alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from backdrop.errors import BackdropError
from backdrop.gui.icons import icon
from backdrop.text import _

if TYPE_CHECKING:
    from backdrop.doctor.finding import Wording

CHOICE_CHARACTERS = 12, 30
"""So wide a choice is at least, and at most for its longest text; the names of cameras may be of any length."""
FRAME = QSize(12, 44)
"""What a window manager puts around a window, which is not known before the window is shown."""
DEFAULT_FONT_HEIGHT = 17
"""Of a 10 pt font at 96 dpi, in pixels."""
CARD = "QFrame#card { background: palette(base); border: 1px solid palette(mid); border-radius: 10px; }"


def fit_to_screen(widget: QWidget, wanted: QSize) -> None:
    """Gives a window that size, or as much of it as the screen has room for.

    To be called before it is first shown. Left to itself, Qt makes a dialog at most two thirds of the screen.
    """
    parent = widget.parentWidget()
    screen = (parent.window() if parent is not None else widget).screen()
    room = screen.availableGeometry().size() - FRAME
    widget.resize(wanted.expandedTo(widget.minimumSizeHint()).boundedTo(room))


def in_proportion(widget: QWidget, size: QSize) -> QSize:
    """A size that suits the default font, for the font that is set."""
    return size * max(1.0, widget.fontMetrics().height() / DEFAULT_FONT_HEIGHT)


def scrolled(inside: QWidget) -> QScrollArea:
    """Scrolls what has no room; sideways only where nothing else helps, for texts wrap."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "title")
    label.setWordWrap(True)
    return label


def hint_label(text: str = "") -> QLabel:
    """A quieter text of as many lines as it needs."""
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setProperty("role", "hint")
    return label


def text_label(text: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


class Card(QFrame):
    """A group of its own, set off from the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setStyleSheet(CARD)


class Picture(QWidget):
    """One of the project's icons, in the colours of the moment."""

    def __init__(self, name: str = "", side: int = 20) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(side, side)

    def show_icon(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            icon(self._name).paint(QPainter(self), self.rect())


class Choice(QComboBox):
    """One of several values. `show` never counts as the user's choice, and a value that is not offered is added."""

    def __init__(self, name: str, offered: Sequence[tuple[str, object]] = ()) -> None:
        super().__init__(
            sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon,
        )
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(offered)

    def offer(self, offered: Sequence[tuple[str, object]]) -> None:
        """Replaces what is offered: texts and their values."""
        with QSignalBlocker(self):
            self.clear()
            for text, value in offered:
                self.addItem(text, value)
        self._make_room()

    def present(self, value: object, text: str) -> None:
        """Shows `value`; as `text` where it is none of those offered."""
        with QSignalBlocker(self):
            index = self.index_of(value)
            if index < 0:
                self.addItem(text, value)
                index = self.count() - 1
                self._make_room()
            self.setCurrentIndex(index)

    def index_of(self, value: object) -> int:
        return next((i for i in range(self.count()) if self.itemData(i) == value), -1)

    def _make_room(self) -> None:
        self.ensurePolished()
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        least, most = CHOICE_CHARACTERS
        self.setMinimumContentsLength(max(least, min(most, -(-widest // metrics.horizontalAdvance("X")))))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page: scrolling it must not change a setting on the way."""
        event.ignore()


class Lines(QPlainTextEdit):
    """Fixed-width text to read, as high as its lines need, up to `most`; from there on it scrolls."""

    def __init__(self, most: int = 12) -> None:
        super().__init__(readOnly=True)
        self._most, self._least = most, 1
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.blockCountChanged.connect(self._fit)

    def show_text(self, text: str, least: int = 1) -> None:
        """`least`: for so many lines there is room from the beginning."""
        self._least = least
        self.setPlainText(text)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():  # what is around the text is only known then
            return
        lines = round(self.document().size().height())  # a plain text's document counts its height in lines, wrapped
        first = self.document().firstBlock()
        line_height = self.blockBoundingRect(first).height() / max(1, first.layout().lineCount())
        around = 2 * self.document().documentMargin() + self.height() - self.viewport().height() + 2
        height = math.ceil(max(self._least, min(self._most, lines)) * line_height + around)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff)
        if height != self.height():
            self.setFixedHeight(height)


class CommandBox(QWidget):
    """Commands, or what they print, to read and to copy."""

    def __init__(self, name: str, text: str = "", most_lines: int = 12) -> None:
        super().__init__()
        self.text = Lines(most_lines)
        self.text.setAccessibleName(name)
        self.copy = button(_("Copy"), _("Copy: {what}").format(what=name))
        self.copy.clicked.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)
        self.show_text(text)

    def show_text(self, text: str, least_lines: int = 1) -> None:
        self.text.show_text(text, least_lines)
        self.copy.setText(_("Copy"))

    def append(self, line: str) -> None:
        self.text.appendPlainText(line)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(_("Copied"))


class Notice(QFrame):
    """A line that stands out: what went wrong, or what to know. Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._text = text_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self._text)
        self.hide()

    @property
    def message(self) -> str:
        return self._text.text()

    def say(self, message: str, kind: str = "info") -> None:
        """`kind`: info, warning or error; an empty message hides it."""
        self._text.setText(message)
        self.setAccessibleName(message)
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for widget in (self, self._text):  # style sheets look at properties only when asked to
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setVisible(bool(message))

    def say_error(self, error: BackdropError) -> None:
        self.say(sentence(str(error)), "error")


class _Button(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does; Qt does that only for buttons that answer to Enter everywhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, name: str = "", accent: bool = False) -> QPushButton:
    """A button that Enter elsewhere in the dialog does not press. `name`: its name where `text` is not enough."""
    made = _Button(text, autoDefault=False)
    made.setAccessibleName(name or text)
    if accent:
        made.setProperty("accent", True)
    return made


def dress_file_dialog(dialog: QFileDialog, accept: str) -> None:
    """Puts our texts where Qt's own may lack the language. `accept`: what the button says that ends it well."""
    labels = QFileDialog.DialogLabel
    looks = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptOpen
    for label, text in (
        (labels.LookIn, _("Look in:") if looks else _("Save in:")),
        (labels.FileName, _("File name:")),
        (labels.FileType, _("Files of type:")),
        (labels.Accept, accept),
        (labels.Reject, _("Cancel")),
    ):
        dialog.setLabelText(label, text)


def shown(wording: Wording) -> str:
    """What doctor found, in the user's language, as a sentence."""
    if wording.template.startswith("{"):  # names, which keep their spelling
        return str(wording)
    return sentence(str(wording)) if wording else ""


def sentence(text: str) -> str:
    """With a capital letter, unless it begins with a name such as v4l2loopback, and an end."""
    is_name = not text.partition(" ")[0].strip(",;:").isalpha()
    return (text if is_name else text[:1].upper() + text[1:]) + (
        "" if text.endswith((".", "!", "?", ":", "…")) else "."
    )
