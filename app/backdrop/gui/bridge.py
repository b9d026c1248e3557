"""The one way between the window and the camera.

The window asks and is never made to wait: changes run one after the other on a thread of the bridge, and their outcome
is fetched by a timer, in the window's own thread. No worker touches a widget, and no signal is raised outside this
thread.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from backdrop.errors import BackdropError, PipelineError, SettingsError
from backdrop.frame import Frame
from backdrop.pipeline.live import Status
from backdrop.pipeline.session import Session
from backdrop.pipeline.stages import Finished
from backdrop.settings.schema import Settings
from backdrop.settings.store import save_settings
from backdrop.text import N_

log = logging.getLogger(__name__)

POLL_MS, PENDING_MS = 15, 1000
WATCHED_MS, UNWATCHED_MS = 200, 1000
"""How often the status is told while the window is shown, and while only the tray shows it."""

Work = Callable[[], object]
Done = Callable[[object], None]
Failed = Callable[[BackdropError], None]


class Bridge(QObject):
    """Owns the session while the window lives. To be used from the window's thread only."""

    settings_changed = Signal(object)
    """The Settings as they now are, after a change from wherever it came."""
    status_changed = Signal(object)
    """The Status, a few times a second."""
    failed = Signal(object)
    """A BackdropError: something that was asked could not be done or, for a SettingsError, could not be kept."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown = session.settings
        self._saved, self._not_saved = session.settings, ""
        self._worker = ThreadPoolExecutor(1, "bridge")
        self._running: deque[tuple[Future[object], Done | None, Failed | None]] = deque()
        self._started = False
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._fetch)
        self._status = QTimer(self, interval=UNWATCHED_MS)
        self._status.timeout.connect(self._tell_status)
        self._pending = QTimer(self, interval=PENDING_MS)
        self._pending.timeout.connect(self._look_after)

    @property
    def settings(self) -> Settings:
        return self._session.settings

    @property
    def session(self) -> Session:
        """For the control channel, whose requests come on a thread of their own."""
        return self._session

    def start(self) -> None:
        """Opens camera, model and output in the background; what is missing is named in the status."""
        self.do(lambda: self._session.start(patient=True), lambda _: self._on_started())

    def close(self) -> None:
        """Stops everything. Waits, for a second or two at most: the window is gone by then."""
        for timer in (self._poll, self._status, self._pending):
            timer.stop()
        self._worker.submit(self._save)
        self._worker.submit(self._session.close).result()
        self._worker.shutdown()

    def change(self, **updates: object) -> None:
        """Sets settings, applies and keeps them. `settings_changed` or `failed` tells the outcome."""
        self.do(lambda: self._change(updates))

    def toggle(self) -> None:
        """Between the chosen background and blur."""
        self.do(self._toggle)

    def pause(self) -> None:
        """At once, and also before the session has started or while it is rebuilt."""
        self._session.pause()
        self._tell_status()

    def resume(self) -> None:
        self._session.resume()
        self._tell_status()

    def retry_background(self) -> None:
        """Opens the chosen background again, which could not be shown."""
        self.do(self._session.retry_background)

    def reload_model(self) -> None:
        """Takes up a model that was missing."""
        self.do(self._session.reload_model)

    def latest(self) -> Finished | None:
        """The newest picture with its frame and matte; None while a stand-in goes out."""
        return self._session.latest() if self._started else None

    def showing(self) -> Frame | None:
        """What goes out at this moment, stand-in or not; None until the session has started."""
        return self._session.showing() if self._started else None

    def status(self) -> Status | None:
        """None until the session has started."""
        return self._session.status() if self._started else None

    def watch(self, closely: bool) -> None:
        """Whether somebody looks at the status and the pictures now."""
        self._session.keep_awake(closely)
        self._status.setInterval(WATCHED_MS if closely else UNWATCHED_MS)
        if closely and self._started:
            self._tell_status()

    def do(self, work: Work, done: Done | None = None, failed: Failed | None = None) -> None:
        """Runs `work` on the bridge's thread, then `done` with its result, or `failed`, in the window's thread.

        Without `failed` an error is told by the signal of that name.
        """
        self._running.append((self._worker.submit(work), done, failed))
        self._poll.start()

    def _change(self, updates: dict[str, object]) -> None:
        self._session.change(**updates)
        self._save()

    def _toggle(self) -> None:
        self._session.toggle()
        self._save()

    def _save(self) -> None:
        settings = self._session.settings
        if settings == self._saved:
            return
        try:
            save_settings(settings)
        except SettingsError as error:
            if str(error) == self._not_saved:
                return  # said once
            self._not_saved = str(error)
            raise SettingsError(N_("it is applied, but cannot be kept: {reason}"), reason=error) from error
        self._saved, self._not_saved = settings, ""

    def _on_started(self) -> None:
        self._started = True
        self._status.start()
        self._pending.start()
        self._tell_status()

    def _fetch(self) -> None:
        while self._running and self._running[0][0].done():
            future, done, failed = self._running.popleft()
            error = future.exception()
            if error is None:
                if done is not None:
                    done(future.result())
            else:
                self._tell_failure(error, failed)
        if not self._running:
            self._poll.stop()
        self._tell_settings()

    def _tell_failure(self, error: BaseException, failed: Failed | None) -> None:
        if not isinstance(error, BackdropError):
            log.error("unexpected", exc_info=error)
            error = PipelineError(N_("something unexpected went wrong: {reason}"), reason=repr(error))
        (failed or self.failed.emit)(error)

    def _tell_settings(self) -> None:
        settings = self._session.settings
        if settings is not self._shown:  # also where they are what was shown: a widget may show what was set between
            self._shown = settings
            self.settings_changed.emit(settings)

    def _tell_status(self) -> None:
        if self._started:
            self._tell_settings()  # the control channel may have changed them
            self.status_changed.emit(self._session.status())

    def _look_after(self) -> None:
        """What has to be done now and then."""
        if self._running:
            return
        if self._session.pending:
            self.do(self._session.apply_pending)
        if self._session.has_troubles:
            self.do(self._session.retry_missing)
        if self._session.settings != self._saved:  # changed by the control channel
            self.do(self._save)
