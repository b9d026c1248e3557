"""Pauses the camera while the screen is locked, where the setting says so and the desktop tells."""

from __future__ import annotations

import logging
import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot

from backdrop.gui.bridge import Bridge

log = logging.getLogger(__name__)

_SERVICES = (
    ("org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.gnome.ScreenSaver", "ActiveChanged"),
)
"""Interfaces on the session bus that tell of the lock (freedesktop.org Idle Inhibition, GNOME)."""


class ScreenLock(QObject):
    """Listens on the session bus. A pause that the user made is left alone. Windows and macOS tell it otherwise."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._paused_by_lock = False
        if sys.platform.startswith("linux"):
            self._listen()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        slot: Any = SLOT("locked(bool)")  # a str, which is what is taken, whatever PySide's stubs say
        for interface, name in _SERVICES if bus.isConnected() else ():
            if not bus.connect("", "", interface, name, self, slot):
                log.info("the session bus does not tell of %s", interface)

    @Slot(bool)
    def locked(self, is_locked: bool) -> None:
        """The screen was locked, or unlocked."""
        status = self._bridge.status()
        if status is None:
            return
        if is_locked and self._bridge.settings.pause_on_lock and status.state != "paused":
            self._paused_by_lock = True
            self._bridge.pause()
        elif not is_locked and self._paused_by_lock:
            self._paused_by_lock = False
            self._bridge.resume()

    def close(self) -> None:
        self._paused_by_lock = False
