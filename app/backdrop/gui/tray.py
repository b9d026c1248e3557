"""The tray icon: the state at a glance, one click between background and blur, and a menu for the rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from backdrop.gui.bridge import Bridge
from backdrop.gui.icons import icon, tray_icon
from backdrop.gui.room import confirm_room
from backdrop.gui.thumbnails import name_of
from backdrop.pipeline.live import State, Status
from backdrop.settings.schema import Settings
from backdrop.text import N_, _, translated

_ICONS: dict[State, str] = {
    "starting": "off",
    "live": "live",
    "paused": "paused",
    "asleep": "live",
    "trouble": "trouble",
    "stopped": "off",
}
_WORDS: dict[State, str] = {
    "starting": N_("Backdrop is starting"),
    "live": N_("Backdrop is live"),
    "paused": N_("Backdrop is paused"),
    "asleep": N_("Backdrop is ready: the webcam is off until a call uses it"),
    "trouble": N_("Backdrop has trouble"),
    "stopped": N_("Backdrop is off"),
}


class Tray(QObject):
    """Shown while the program runs, where the desktop has a tray."""

    window_wanted = Signal()
    settings_wanted = Signal(str)
    quit_wanted = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._state: State | None = None
        self.icon = QSystemTrayIcon(tray_icon("off"))
        self.menu = QMenu()
        self._make_menu()
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        bridge.status_changed.connect(self._show_status)
        bridge.settings_changed.connect(self._show_settings)
        self._show_settings(bridge.settings)
        self.icon.show()

    def close(self) -> None:
        self.icon.hide()

    def _make_menu(self) -> None:
        choice = QActionGroup(self)
        self.background_action = self._choice(choice, "image", _("Background"))
        self.background_action.triggered.connect(self._show_background)
        self.blur_action = self._choice(choice, "blur", _("Blur"))
        self.blur_action.triggered.connect(self._show_blur)
        self.room_action = self._choice(choice, "room", _("Show my room"))
        self.room_action.triggered.connect(self._show_room)
        self.recent_menu = self.menu.addMenu(_("Latest backgrounds"))
        self.menu.addSeparator()
        self.pause_action = self._plain("pause", _("Pause camera"), checkable=True)
        self.pause_action.triggered.connect(lambda on: self._bridge.pause() if on else self._bridge.resume())
        self.mirror_action = self._plain("mirror", _("Mirror me in the call"), checkable=True)
        self.mirror_action.triggered.connect(lambda on: self._bridge.change(mirror=on))
        self._plain("camera", _("Camera…")).triggered.connect(lambda: self.settings_wanted.emit("camera"))
        self.menu.addSeparator()
        self._plain("backdrop", _("Open window")).triggered.connect(self.window_wanted)
        self._plain("close", _("Quit Backdrop")).triggered.connect(self.quit_wanted)

    def _plain(self, name: str, text: str, checkable: bool = False) -> QAction:
        action = QAction(text, self.menu, checkable=checkable)
        if not checkable:  # an icon would stand where the mark of what is chosen belongs
            action.setIcon(icon(name))
        self.menu.addAction(action)
        return action

    def _choice(self, group: QActionGroup, name: str, text: str) -> QAction:
        action = self._plain(name, text, checkable=True)
        group.addAction(action)
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._bridge.toggle()
        elif reason == QSystemTrayIcon.ActivationReason.DoubleClick:
            self.window_wanted.emit()

    def _show_background(self) -> None:
        background = self._bridge.settings.background
        if background == "none" or background.startswith("blur"):
            recent = self._bridge.settings.recent
            self._bridge.change(background=recent[0] if recent else Settings().background)

    def _show_blur(self) -> None:
        self._bridge.change(background=self._bridge.settings.blur)

    def _show_room(self) -> None:
        if confirm_room(None, self._bridge):
            self._bridge.change(background="none")
        else:
            self._show_settings(self._bridge.settings)

    def _show_status(self, status: Status) -> None:
        if status.state != self._state:
            self._state = status.state
            self.icon.setIcon(tray_icon(_ICONS[status.state]))
            self.icon.setToolTip(translated(_WORDS[status.state]))
        self.pause_action.setChecked(status.state == "paused")

    def _show_settings(self, settings: Settings) -> None:
        self.mirror_action.setChecked(settings.mirror)
        is_blur, is_room = settings.background.startswith("blur"), settings.background == "none"
        self.blur_action.setChecked(is_blur)
        self.room_action.setChecked(is_room)
        self.background_action.setChecked(not is_blur and not is_room)
        self.recent_menu.clear()
        for spec in settings.recent:
            action = self.recent_menu.addAction(name_of(spec))
            action.triggered.connect(lambda _on=False, spec=spec: self._bridge.change(background=spec))
        self.recent_menu.setEnabled(bool(settings.recent))
