"""Which camera: those of this machine, the drawn presenter, and whatever else the settings name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from backdrop.capture.cameras import DENIED, IN_USE, VIRTUAL, CameraInfo, list_cameras
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.parts import Choice, Notice, button
from backdrop.settings.schema import Settings
from backdrop.text import N_, _, translated

AUTOMATIC, PRESENTER = "camera", "presenter"
_OTHER = "…"
_NOTES = {VIRTUAL: N_("virtual camera"), DENIED: N_("no permission"), IN_USE: N_("in use")}


class _Field(QLineEdit):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keeps Enter to itself: it takes the text over, and does not also press a button of the dialog."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class CameraChoice(QWidget):
    """Lists the cameras when it is shown and when asked; a choice is applied at once."""

    listed = Signal(object)
    """The cameras were looked for: a list of CameraInfo."""
    changing = Signal()
    """The user chose another."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._cameras: Sequence[CameraInfo] = ()
        self._job: Job | None = None
        self.choice = Choice(_("Camera"))
        self.choice.activated.connect(self._chosen)
        self.refresh_button = button(_("Refresh"), _("Look for cameras again"))
        self.refresh_button.clicked.connect(self.refresh)
        self.other = _Field(placeholderText=_("camera:ID, file:PATH, image:PATH or presenter"))
        self.other.setAccessibleName(_("Other source"))
        self.other.returnPressed.connect(self._other_given)
        self.other.hide()
        self.notice = Notice()
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.refresh_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.other)
        column.addWidget(self.notice)
        self.setFocusProxy(self.choice)
        bridge.settings_changed.connect(self._present)
        bridge.failed.connect(self._present_again)
        self._offer()
        self.refresh()

    def refresh(self) -> None:
        """Looks for the cameras anew."""
        if self._job is not None:
            return
        self.refresh_button.setEnabled(False)
        self._job = Job(lambda _link: list_cameras(), self)
        self._job.done.connect(self._found)
        self._job.failed.connect(self._not_found)

    def _not_found(self, error: BackdropError) -> None:
        self._job = None
        self.refresh_button.setEnabled(True)
        self.notice.say_error(error)

    def _found(self, cameras: Sequence[CameraInfo]) -> None:
        self._job = None
        self.refresh_button.setEnabled(True)
        self.notice.say("")
        self._cameras = cameras
        if not self.choice.view().isVisible():  # not under the user's hand
            self._offer()
        self.listed.emit(cameras)

    def _offer(self) -> None:
        offered: list[tuple[str, object]] = [(_("Automatic (the first camera)"), AUTOMATIC)]
        offered += [(_label(camera), f"camera:{camera.path or camera.id}") for camera in self._cameras]
        offered += [(_("Drawn presenter (for trying)"), PRESENTER), (_("Other…"), _OTHER)]
        self.choice.offer(offered)
        self._present(self._bridge.settings)

    def _present_again(self, _error: object) -> None:
        self._present(self._bridge.settings)

    def _present(self, settings: Settings) -> None:
        if self.other.isVisibleTo(self) and self.other.hasFocus():
            return
        self.other.hide()
        source = settings.source
        by_id = {f"camera:{camera.id}": f"camera:{camera.path or camera.id}" for camera in self._cameras}
        self.choice.present(by_id.get(source, source), source)

    def _chosen(self, index: int) -> None:
        source = self.choice.itemData(index)
        self.other.setVisible(source == _OTHER)
        if source == _OTHER:
            self.other.setText(self._bridge.settings.source)
            self.other.setFocus()
            self.other.selectAll()
        elif source != self._bridge.settings.source:
            self._change(source)

    def _other_given(self) -> None:
        self.choice.setFocus()
        self._change(self.other.text().strip())

    def _change(self, source: str) -> None:
        self.changing.emit()
        self._bridge.change(source=source)


def _label(camera: CameraInfo) -> str:
    note = _NOTES.get(camera.note)
    return f"{camera.name} — {translated(note)}" if note else camera.name
