"""The main window: see yourself, click a background, be in the call."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from backdrop.errors import BackdropError
from backdrop.gui.banner import Banner
from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery import Gallery
from backdrop.gui.icons import icon
from backdrop.gui.model_download import ModelDownload
from backdrop.gui.overlay import Overlay
from backdrop.gui.parts import fit_to_screen, sentence
from backdrop.gui.preview import Preview
from backdrop.pipeline.live import Status
from backdrop.settings.schema import Settings
from backdrop.text import _

SMALLEST, WANTED = QSize(560, 420), QSize(1000, 760)
TOOL_ICON = QSize(20, 20)


class Window(QMainWindow):
    """Owned by the application; asks it for dialogs and for quitting by signals."""

    settings_wanted = Signal(str)
    """The settings dialog, at the page of that name ("" for where it was)."""
    guide_wanted = Signal()
    quit_wanted = Signal()
    closed = Signal()
    """The window was closed by the user; the program goes on if it can be reached in the tray."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._shown_paused, self._note = bridge, False, ""
        self.setWindowTitle("Backdrop")
        self.setMinimumSize(SMALLEST)
        fit_to_screen(self, WANTED)
        self.setAcceptDrops(True)
        self._preview, self._banner = Preview(bridge), Banner()
        self.gallery = Gallery(bridge)
        self._overlay = Overlay(self._preview)
        self._preview.resized.connect(self._overlay.place)
        self._download = ModelDownload(bridge, self._banner)
        self._make_actions()
        self._lay_out()
        self._banner.helped.connect(self._help)
        bridge.status_changed.connect(self._show_status)
        bridge.settings_changed.connect(self._show_settings)
        bridge.failed.connect(self.tell)
        self.gallery.problem.connect(lambda message: self._banner.notify(message, "warning"))
        self.gallery.removed.connect(lambda message: self._banner.notify(message, "info", _("Undo"), self.gallery.undo))
        self._show_settings(bridge.settings)
        self.gallery.focus_chosen()

    def tell(self, error: BackdropError) -> None:
        """Says what could not be done."""
        message = str(error)
        self._banner.notify(message[:1].upper() + message[1:], "error")

    def notify(self, message: str) -> None:
        self._banner.notify(message)

    def _make_actions(self) -> None:
        self.pause_action = self._action("pause", _("Pause camera"), "Ctrl+P", checkable=True)
        self.pause_action.triggered.connect(lambda on: self._bridge.pause() if on else self._bridge.resume())
        self.toggle_action = self._action("blur", _("Background or blur"), "Ctrl+B")
        self.toggle_action.triggered.connect(self._bridge.toggle)
        self.mirror_action = self._action("mirror", _("Mirror me in the call"), "Ctrl+M", checkable=True)
        self.mirror_action.triggered.connect(lambda on: self._bridge.change(mirror=on))
        self.statistics_action = self._action("chart", _("Statistics"), "Ctrl+I", checkable=True)
        self.statistics_action.triggered.connect(lambda on: self._bridge.change(show_statistics=on))
        self.settings_action = self._action("settings", _("Settings…"), "Ctrl+,")
        self.settings_action.triggered.connect(lambda: self.settings_wanted.emit(""))
        self._add_action = self._action("plus", _("Add backgrounds…"), "Ctrl+O")
        self._add_action.triggered.connect(self.gallery.choose_files)
        self._guide_action = self._action("help", _("First-run guide…"), "F1")
        self._guide_action.triggered.connect(self.guide_wanted)
        self._quit_action = self._action("close", _("Quit Backdrop"), "Ctrl+Q")
        self._quit_action.triggered.connect(self.quit_wanted)

    def _action(self, name: str, text: str, shortcut: str, checkable: bool = False) -> QAction:
        action = QAction(icon(name), text, self, checkable=checkable)
        action.setShortcut(QKeySequence(shortcut))
        action.setToolTip(f"{text} ({QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)})")
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._title.setProperty("role", "hint")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self._button(self.pause_action, with_text=True))
        bar.addWidget(self._title, 1)
        for action in (self.toggle_action, self.mirror_action, self.statistics_action, self.settings_action):
            bar.addWidget(self._button(action))
        bar.addWidget(self._menu_button())
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self._banner)
        column.addWidget(self._preview, 1)
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(upper)
        split.addWidget(self.gallery)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([540, 200])
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(14, 10, 14, 12)
        outer.addWidget(split)
        self.setCentralWidget(central)

    def _button(self, action: QAction, with_text: bool = False) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setDefaultAction(action)
        button.setIconSize(TOOL_ICON)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if with_text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _menu_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.addAction(self._add_action)
        menu.addAction(self._guide_action)
        menu.addSeparator()
        menu.addAction(self._quit_action)
        button = QToolButton(autoRaise=True, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIcon(icon("menu"))
        button.setMenu(menu)
        button.setIconSize(TOOL_ICON)
        button.setAccessibleName(_("Menu"))
        button.setToolTip(_("Menu"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _show_status(self, status: Status) -> None:
        if not self.isVisible():
            return
        settings = self._bridge.settings
        self._overlay.show(status, settings.show_statistics)
        self._banner.show_status(status, 1000 / settings.fps)
        self.pause_action.setChecked(status.state == "paused")
        paused = status.state == "paused"
        if paused != self._shown_paused:  # an icon that is set is drawn anew, changed or not
            self._shown_paused = paused
            self.pause_action.setText(_("Resume camera") if paused else _("Pause camera"))
            self.pause_action.setIcon(icon("play" if paused else "pause"))
        self._tell_note(status.note)
        in_a_call = status.sink and settings.sink.startswith("camera")
        self._title.setText(_("In the call, choose “{camera}”.").format(camera=status.sink) if in_a_call else "")

    def _tell_note(self, note: str) -> None:
        """Says what the automatic choice of the model changed; what it began with stands in the settings."""
        if note and self._note and note != self._note:
            self._banner.notify(sentence(note))
        self._note = note

    def _show_settings(self, settings: Settings) -> None:
        self.mirror_action.setChecked(settings.mirror)
        self.statistics_action.setChecked(settings.show_statistics)
        self._overlay.show(self._bridge.status(), settings.show_statistics)

    def _help(self, action: str) -> None:
        if action == "get_model":
            self._download.start(self._bridge.settings.model)
        elif action == "background":
            self.gallery.focus_chosen()
        else:
            self.settings_wanted.emit(action)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bridge.watch(closely=not self.isMinimized())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._bridge.watch(closely=False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isVisible():
            self._bridge.watch(closely=not self.isMinimized())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.gallery.add_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            # The desktop ends the session, which a window that stays would hold up.
            event.accept()
            return
        event.ignore()
        QTimer.singleShot(0, self.closed.emit)  # hiding a window within its own close event crashes Qt
