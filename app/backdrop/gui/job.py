"""Slow work for one widget, on a thread of its own: a download, a look at the machine, a command.

The bridge's thread is for the camera; what may take minutes runs here. The work reports and asks whether to stop
through its `Link`; a timer carries both the reports and the outcome into the window's thread, and ends with the widget.
The thread does not keep the program from ending, as one of Python's own pools would.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from backdrop.errors import BackdropError, PipelineError
from backdrop.text import N_

log = logging.getLogger(__name__)

POLL_MS = 30


class Link:
    """The work's side: safe to use from its thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._reports: deque[object] = deque()

    def report(self, value: object) -> None:
        self._reports.append(value)

    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()

    def reports(self) -> list[object]:
        """What was reported since this was last asked."""
        return [self._reports.popleft() for _ in range(len(self._reports))]


Work = Callable[[Link], object]

_live: set[Link] = set()


def cancel_all_jobs() -> None:
    """Asks every work that still runs to stop: the program ends. What does not stop by then ends with it."""
    for link in tuple(_live):
        link.cancel()


def _run(work: Work, link: Link, outcome: Future[object]) -> None:
    """Sets the outcome, whatever it is: it is raised where it is asked for."""
    try:
        outcome.set_result(work(link))
    except BaseException as error:  # noqa: BLE001 - told by Job.failed
        outcome.set_exception(error)
    finally:
        _live.discard(link)


class Job(QObject):
    """Runs at once. When `parent` goes first, the work is asked to stop and its outcome is dropped."""

    reported = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    """A BackdropError."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._link = Link()
        self._future: Future[object] = Future()
        _live.add(self._link)
        threading.Thread(target=_run, args=(work, self._link, self._future), name="job", daemon=True).start()
        self.destroyed.connect(self._link.cancel)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        self._poll.start()

    def cancel(self) -> None:
        """Asks the work to stop, which it may take its time over."""
        self._link.cancel()

    def _look(self) -> None:
        is_done = self._future.done()  # asked first: what is reported before the end is told before it
        for value in self._link.reports():
            self.reported.emit(value)
        if not is_done:
            return
        self._poll.stop()
        error = self._future.exception()
        if error is None:
            self.done.emit(self._future.result())
        else:
            self.failed.emit(_worded(error))
        self.deleteLater()


def _worded(error: BaseException) -> BackdropError:
    if isinstance(error, BackdropError):
        return error
    log.error("unexpected", exc_info=error)
    return PipelineError(N_("something unexpected went wrong: {reason}"), reason=repr(error))
