"""One line at the top for what is wrong at the moment, with the one button that helps. Goes away when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from backdrop.errors import BackdropError, ModelMissingError, SinkMissingError, SourceDeniedError
from backdrop.gui.icons import icon
from backdrop.pipeline.live import Status
from backdrop.text import N_, _, translated

NOTICE_MS = 9000
SLOW_AFTER = 10
"""How many statuses in a row must say that the network is too slow before the banner does."""


class Trouble(NamedTuple):
    """What a banner says: `key` identifies it, `action` names the help that its button offers."""

    key: str
    kind: str
    message: str
    action: str
    button: str


_HELP = {
    "model": ("model", N_("Choose a model…")),
    "source": ("camera", N_("Camera settings…")),
    "sink": ("virtual_camera", N_("Virtual camera…")),
    "picture": ("model", N_("Choose a model…")),
    "background": ("background", N_("Choose another")),
}
"""In the order of what matters most: the stage at fault, the help for it, and its button."""
_GET_MODEL = "get_model", N_("Get the model")


def trouble_of(status: Status, interval_ms: float) -> Trouble | None:
    """The one thing to say about a status; None when all is well, or while paused."""
    if status.state == "paused":
        return None
    for stage, (action, button) in _HELP.items():
        error = status.faults.get(stage)
        if error is not None:
            if stage == "model" and _can_be_fetched(error):
                action, button = _GET_MODEL
            return Trouble(f"{stage}:{error}", _kind(error), _sentence(str(error)), action, translated(button))
    too_slow = status.inference_ms is not None and status.inference_ms > interval_ms
    if too_slow and not status.auto:  # the automatic choice takes a lighter one by itself, where there is one
        message = _("This model needs {ms:.0f} ms a frame, too long for the set rate.").format(ms=status.inference_ms)
        return Trouble("slow", "warning", message, "model", _("Choose a lighter one…"))
    return None


def _can_be_fetched(error: BackdropError) -> bool:
    """Whether a download mends it: of a model that is missing or damaged, if anybody offers it."""
    from backdrop.segment.store import Remedy

    remedy = error.values.get("remedy")
    return bool(remedy.spec.sources) if isinstance(remedy, Remedy) else isinstance(error, ModelMissingError)


def _kind(error: BackdropError) -> str:
    return "warning" if isinstance(error, SinkMissingError | SourceDeniedError) else "error"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


class Banner(QFrame):
    """Shows the present trouble, or for a while a notice about something that was asked."""

    helped = Signal(str)
    """The button of a trouble was pressed: the name of its action."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._icon, self._text = QLabel(), QLabel(wordWrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._close = QToolButton(autoRaise=True)
        self._close.setIcon(icon("close"))
        self._close.setAccessibleName(_("Dismiss"))
        self._close.setToolTip(_("Dismiss"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        for widget in (self._icon, self._text, self._button, self._close):
            row.addWidget(widget)
        self._trouble: Trouble | None = None
        self._dismissed = ""
        self._slow = 0
        self._lasts = False
        self._on_button: Callable[[], object] = lambda: None
        self._button.clicked.connect(lambda: self._on_button())
        self._close.clicked.connect(self._dismiss)
        self._notice = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._notice.timeout.connect(self._end_notice)
        self.hide()

    def show_status(self, status: Status, interval_ms: float) -> None:
        """Takes up what the status says; a notice that stands is left to stand."""
        trouble = trouble_of(status, interval_ms)
        self._slow = self._slow + 1 if trouble is not None and trouble.key == "slow" else 0
        if trouble is not None and trouble.key == "slow" and self._slow < SLOW_AFTER:
            trouble = None
        if trouble is None:
            self._dismissed = ""
        self._trouble = trouble
        if not self._notice.isActive() and not self._lasts:
            self._show_trouble()

    def notify(
        self, message: str, kind: str = "info", button: str = "", action: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:  # fmt: skip
        """Says something once, with a button if something can be done about it (such as undoing it).

        For a while, or, `lasting`, until something else is said or it is dismissed.
        """
        self._present(kind, message, button)
        self._on_button = lambda: self._act_on_notice(action)
        if lasting:
            self._lasts = True
            self._notice.stop()
        else:
            self._lasts = False
            self._notice.start()

    def _show_trouble(self) -> None:
        trouble = self._trouble
        if trouble is None or trouble.key == self._dismissed:
            self.hide()
            return
        self._present(trouble.kind, trouble.message, trouble.button)
        self._on_button = lambda: self.helped.emit(trouble.action)

    def _present(self, kind: str, message: str, button: str) -> None:
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for widget in (self, *self.findChildren(QWidget)):  # the style sheet looks at properties only when asked to
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        if self._text.text() != message:
            self._text.setText(message)
            self._icon.setPixmap(icon({"info": "info"}.get(kind, "warning")).pixmap(20, 20))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()

    def _dismiss(self) -> None:
        if self._notice.isActive() or self._lasts:
            self._end_notice()
        elif self._trouble is not None:
            self._dismissed = self._trouble.key
            self.hide()

    def _act_on_notice(self, action: Callable[[], object] | None) -> None:
        self._end_notice()
        if action is not None:
            action()

    def _end_notice(self) -> None:
        self._notice.stop()
        self._lasts = False
        self._show_trouble()
