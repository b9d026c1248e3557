"""The question that is asked once before the camera's own picture, with the room in it, is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from backdrop.gui.bridge import Bridge
from backdrop.gui.icons import icon
from backdrop.text import _

_ICON = QSize(40, 40)


def confirm_room(parent: QWidget | None, bridge: Bridge) -> bool:
    """Whether the room may be shown. Asks until it was agreed to once, which is kept in the settings."""
    if bridge.settings.room_confirmed:
        return True
    box = QMessageBox(parent)
    box.setWindowTitle(_("Show my room?"))
    box.setText(_("Show my room?"))
    box.setInformativeText(
        _("Everyone in the call will see what is behind you, as your camera sees it. You will not be asked again.")
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(icon("room").pixmap(_ICON, box.devicePixelRatioF()))
    show = box.addButton(_("Show my room"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(_("Keep my background"), QMessageBox.ButtonRole.RejectRole)
    for button in (show, keep):
        button.setAccessibleName(button.text())
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    if box.clickedButton() is not show:
        return False
    bridge.change(room_confirmed=True)
    return True
