"""The settings: a few pages, each change applied and kept at once, so that there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
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
from backdrop.gui.pages.page import Page
from backdrop.gui.parts import Notice, fit_to_screen, in_proportion
from backdrop.gui.steady_icon import steady_icon
from backdrop.text import N_, _, translated

PAGES = {
    "camera": (N_("Camera"), "camera"),
    "model": (N_("Model and performance"), "chart"),
    "virtual_camera": (N_("Virtual camera"), "video"),
    "general": (N_("General"), "settings"),
    "placement": (N_("Where to run it"), "places"),
}
"""By name: what the list says, and its icon."""
WANTED = QSize(780, 560)
PAINTED_MS = 20
"""A window that is shown has been painted by then."""
NARROW, LIST_SHARE = 620, 0.32
"""In a dialog narrower than that, or of which the list's texts would take more than that, the list has icons only."""


class SettingsDialog(QDialog):
    """Modeless; goes when it is closed, and is made anew."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, open_guide: Callable[[], object]) -> None:
        super().__init__(parent)
        self._bridge, self._open_guide = bridge, open_guide
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Settings"))
        self._pages: dict[str, Page] = {}
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(_("Pages"))
        self.list.setIconSize(in_proportion(self.list, QSize(20, 20)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        for name, (text, picture) in PAGES.items():
            item = QListWidgetItem(steady_icon(picture), translated(text))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, translated(text))
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self._list_moved)
        self.notice = Notice()
        self._lay_out()
        bridge.failed.connect(self._show_failure)
        fit_to_screen(self, in_proportion(self, WANTED))
        self.open_page("camera")

    def _lay_out(self) -> None:
        self.list.ensurePolished()
        self._list_width = max(170, self._width_of_list())
        self._fit_list()
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
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # below its least size the pages scroll
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(line)
        row.addLayout(right, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """Texts beside the icons where there is room for them."""
        with_texts = self.width() >= NARROW and self._list_width <= self.width() * LIST_SHARE
        for row, (text, _picture) in enumerate(PAGES.values()):
            item = self.list.item(row)
            item.setText(translated(text) if with_texts else "")
            item.setToolTip("" if with_texts else translated(text))
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 2 * self.list.frameWidth()
        self.list.setFixedSize(self._list_width if with_texts else self._width_of_list(), height + 6)

    def _width_of_list(self) -> int:
        return self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth() + 16

    def page(self, name: str) -> Page:
        """The page of that name; made when it is first asked for."""
        if name not in self._pages:
            page = self._pages[name] = self._maker(name)()
            page.changing.connect(self._clear_failure)
            self.stack.addWidget(page)
        return self._pages[name]

    def _maker(self, name: str) -> Callable[[], Page]:
        """What makes the page of that name, with all that it needs imported."""
        if name == "camera":
            from backdrop.gui.pages.camera import CameraPage

            return lambda: CameraPage(self._bridge)
        if name == "model":
            from backdrop.gui.pages.model import ModelPage

            return lambda: ModelPage(self._bridge)
        if name == "virtual_camera":
            from backdrop.gui.pages.virtual_camera import VirtualCameraPage

            return lambda: VirtualCameraPage(self._bridge)
        if name == "placement":
            from backdrop.gui.pages.placement import PlacementPage

            return lambda: PlacementPage(self._bridge)
        from backdrop.gui.pages.general import GeneralPage

        return lambda: GeneralPage(self._bridge, self._open_guide)

    def _list_moved(self) -> None:
        """The dialog is painted first, then the page's code is loaded, then it is made, then shown: all at once would
        hold the window up."""
        QTimer.singleShot(0 if self.isVisible() else PAINTED_MS, self, self._load_current)

    def _load_current(self) -> None:
        self._maker(self._current_name())
        QTimer.singleShot(0, self, self._make_current)

    def _make_current(self) -> None:
        self._current_page()
        QTimer.singleShot(0, self, lambda: self.stack.setCurrentWidget(self._current_page()))

    def _current_name(self) -> str:
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _current_page(self) -> Page:
        return self.page(self._current_name())

    def open_page(self, name: str) -> None:
        """Shows the page of that name; stays where it is for ""."""
        if name in PAGES:
            self.list.setCurrentRow(list(PAGES).index(name))

    def _show_failure(self, error: BackdropError) -> None:
        self.notice.say_error(error)
        for page in self._pages.values():  # back to what the settings still are
            page.show_settings(self._bridge.settings)

    def _clear_failure(self) -> None:
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
