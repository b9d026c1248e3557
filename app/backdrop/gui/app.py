"""The program with its window: starts everything, keeps the parts together, and ends cleanly."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from backdrop.errors import AlreadyRunningError, BackdropError, NotRunningError, UsageError
from backdrop.gui.bridge import Bridge
from backdrop.gui.garbage import GarbageCollector
from backdrop.gui.icons import app_icon
from backdrop.gui.job import cancel_all_jobs
from backdrop.gui.screen_lock import ScreenLock
from backdrop.gui.theme import apply_theme
from backdrop.gui.tray import Tray
from backdrop.gui.window import Window
from backdrop.host.control import Controlled, Message, ask
from backdrop.host.language import speak
from backdrop.pipeline.session import Session
from backdrop.pipeline.steering import Action, answer
from backdrop.settings.store import load_settings
from backdrop.text import N_, _

log = logging.getLogger(__name__)

SIGNALS_MS, TRAY_MS = 250, 2000
ANSWER_WITHIN_S = 3.0
TRAY_WITHIN_MS = 10_000
"""How long a desktop that is starting may take to have its tray, before a minimised start shows itself otherwise."""


def run(minimised: bool) -> int:
    """See `backdrop.gui.run`."""
    _must_have_display()
    settings, trouble = load_settings()
    language = speak(settings.language)
    app = QApplication([sys.argv[0]])
    _translate_qt(app, language)
    app.setApplicationName("Backdrop")
    app.setDesktopFileName("backdrop")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(app_icon())
    apply_theme(app)
    bridge = Bridge(Session(settings))
    requests = Requests()
    try:
        controlled = Controlled(lambda request: answer(bridge.session, request, requests.actions))
    except AlreadyRunningError:
        _raise_the_one_that_runs()
        return 0
    garbage = GarbageCollector()
    program = Program(app, bridge, requests)
    bridge.start()
    program.show(minimised and settings.guide_done, trouble)
    try:
        return app.exec()
    finally:
        controlled.close()
        program.close()
        bridge.close()
        garbage.close()


def _raise_the_one_that_runs() -> None:
    """Asks it to show its window. It may be starting, or ending, and not answer yet, or not any more."""
    deadline = time.monotonic() + ANSWER_WITHIN_S
    while True:
        try:
            reply = ask({"command": "show"})
            break
        except NotRunningError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    if not reply.get("ok"):
        raise AlreadyRunningError(N_("the camera runs already, without a window; end that `backdrop run` first"))


def _translate_qt(app: QApplication, language: str) -> None:
    """The texts of Qt's own dialogs, which it brings along."""
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def _must_have_display() -> None:
    on_linux = sys.platform.startswith("linux")
    if on_linux and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise UsageError(N_("there is no display for the window; use `backdrop run` for the camera alone"))


class Requests:
    """What the control channel asked of the window. Noted on the channel's thread, done by the window's timer."""

    def __init__(self) -> None:
        self.show = False

    @property
    def actions(self) -> dict[str, Action]:
        return {"show": self._note_show}

    def _note_show(self, _session: Session, _request: Message) -> Message:
        self.show = True
        return {}


class Program(QObject):
    """The window, the tray and the dialogs, and what leads from one to the other."""

    def __init__(self, app: QApplication, bridge: Bridge, requests: Requests) -> None:
        super().__init__()
        self._app, self._bridge, self._requests = app, bridge, requests
        self.window = Window(bridge)
        self.tray = Tray(bridge)  # appears whenever the desktop has a tray
        self._lock = ScreenLock(bridge)
        self._connect()
        # Python sees signals only between its own instructions, which an idle event loop does not execute.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: self.quit())
        self._tick = QTimer(self, interval=SIGNALS_MS)
        self._tick.timeout.connect(self._do_requests)
        self._tick.start()
        self._watch_tray = QTimer(self, interval=TRAY_MS)
        self._watch_tray.timeout.connect(self._keep_reachable)

    def _connect(self) -> None:
        self.window.settings_wanted.connect(self.open_settings)
        self.window.guide_wanted.connect(self.open_guide)
        self.window.quit_wanted.connect(self.quit)
        self.window.closed.connect(self._window_closed)
        self.tray.window_wanted.connect(self.raise_window)
        self.tray.settings_wanted.connect(self._settings_from_tray)
        self.tray.quit_wanted.connect(self.quit)
        self._bridge.failed.connect(self._tell_in_tray)

    def show(self, minimised: bool, trouble: BackdropError | None) -> None:
        """Shows the window, or leaves it in the tray; the guide on the first run; what was wrong with the settings."""
        if minimised:
            QTimer.singleShot(TRAY_WITHIN_MS, self._watch_tray.start)
        else:
            self.window.show()
            self._watch_tray.start()
        if trouble is not None:
            self.window.tell(trouble)
        if not self._bridge.settings.guide_done:
            QTimer.singleShot(0, self.open_guide)

    def close(self) -> None:
        self._tick.stop()
        self._watch_tray.stop()
        self._lock.close()
        cancel_all_jobs()
        self.tray.close()
        self.window.hide()

    def quit(self) -> None:
        """Ends the program. Not by `QApplication.quit`, which asks the window to close, and that only hides it."""
        self._app.exit(0)

    def raise_window(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def open_settings(self, page: str) -> None:
        from backdrop.gui.settings_dialog import open_settings

        open_settings(self.window, self._bridge, page, self.open_guide)

    def open_guide(self) -> None:
        from backdrop.gui.guide import open_guide

        open_guide(self.window, self._bridge)

    def _settings_from_tray(self, page: str) -> None:
        self.raise_window()
        self.open_settings(page)

    def _window_closed(self) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self.window.showMinimized()
            return
        self.window.hide()
        if not self._bridge.settings.tray_explained:
            self.tray.icon.showMessage("Backdrop", _("Backdrop goes on in the tray. Quit it from its menu there."))
            self._bridge.change(tray_explained=True)

    def _keep_reachable(self) -> None:
        """A window that is hidden while the tray is gone would leave nothing to reach the program by."""
        if not self.window.isVisible() and not QSystemTrayIcon.isSystemTrayAvailable():
            self.window.showMinimized()

    def _tell_in_tray(self, error: BackdropError) -> None:
        if not self.window.isVisible():
            self.tray.icon.showMessage("Backdrop", str(error))

    def _do_requests(self) -> None:
        if self._requests.show:
            self._requests.show = False
            self.raise_window()
