"""The settings: a few pages, each change applied and kept at once, so that there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.pages.camera import CameraPage
from backdrop.gui.pages.general import GeneralPage
from backdrop.gui.pages.model import ModelPage
from backdrop.gui.pages.page import Page
from backdrop.gui.pages.virtual_camera import VirtualCameraPage
from backdrop.gui.parts import Notice
from backdrop.gui.steady_icon import steady_icon
from backdrop.settings.schema import Settings
from backdrop.text import N_, _, translated

PAGES = {
    "camera": (N_("Camera"), "camera"),
    "model": (N_("Model and performance"), "chart"),
    "virtual_camera": (N_("Virtual camera"), "video"),
    "general": (N_("General"), "settings"),
}
"""By name: what the list says, and its icon."""


class SettingsDialog(QDialog):
    """Modeless; goes when it is closed, and is made anew."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, open_guide: Callable[[], object]) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Settings"))
        self.pages: dict[str, Page] = {
            "camera": CameraPage(bridge),
            "model": ModelPage(bridge),
            "virtual_camera": VirtualCameraPage(bridge),
            "general": GeneralPage(bridge, open_guide),
        }
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(_("Pages"))
        self.list.setIconSize(QSize(20, 20))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        for name, (text, picture) in PAGES.items():
            self.list.addItem(QListWidgetItem(steady_icon(picture), translated(text)))
            self.stack.addWidget(self.pages[name])
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.notice = Notice()
        self._lay_out()
        bridge.failed.connect(self._show_failure)
        bridge.settings_changed.connect(self._clear_failure)
        self.open_page("camera")

    def _lay_out(self) -> None:
        self.list.ensurePolished()
        width = self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth() + 16
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 2 * self.list.frameWidth()
        self.list.setFixedSize(max(170, width), height + 6)
        left = QVBoxLayout()
        left.setContentsMargins(10, 12, 6, 12)
        left.addWidget(self.list)
        left.addStretch(1)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setStyleSheet("color: palette(mid);")
        right = QVBoxLayout()
        right.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(16, 0, 16, 0)
        above.addWidget(self.notice)
        right.addLayout(above)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(line)
        row.addLayout(right, 1)

    def sizeHint(self) -> QSize:
        return QSize(780, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 360)

    def open_page(self, name: str) -> None:
        """Shows the page of that name; stays where it is for ""."""
        if name in PAGES:
            self.list.setCurrentRow(list(PAGES).index(name))

    def _show_failure(self, error: BackdropError) -> None:
        self.notice.say_error(error)
        for page in self.pages.values():  # back to what the settings still are
            page.show_settings(self._bridge.settings)

    def _clear_failure(self, _settings: Settings) -> None:
        self.notice.say("")


def open_settings(
    parent: QWidget | None, bridge: Bridge, page: str = "", open_guide: Callable[[], object] = lambda: None
) -> SettingsDialog:
    """Shows the settings at the page of that name; raises the dialog that is open already."""
    dialog = next((d for d in (parent.findChildren(SettingsDialog) if parent else []) if d.isVisible()), None)
    if dialog is None:
        dialog = SettingsDialog(parent, bridge, open_guide)
    dialog.open_page(page)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
