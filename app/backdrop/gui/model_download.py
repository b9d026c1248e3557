"""Gets a model that is missing, from the banner's button: on a thread of its own, told in the banner."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer

from backdrop.gui.bridge import POLL_MS, Bridge
from backdrop.text import _

Notify = Callable[..., None]


class ModelDownload(QObject):
    """One download at a time; when it is done, the camera takes the model up."""

    def __init__(self, bridge: Bridge, notify: Notify) -> None:
        super().__init__(bridge)
        self._bridge, self._notify = bridge, notify
        self._future: Future[object] | None = None
        self._cancelled = threading.Event()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._fetch)

    def start(self, model_id: str) -> None:
        if self._future is not None:
            return
        self._cancelled.clear()
        worker = ThreadPoolExecutor(1, "download")
        self._future = worker.submit(_download, model_id, self._cancelled)
        worker.shutdown(wait=False)
        self._timer.start()
        self._notify(_("Getting the model…"), "info", _("Cancel"), self._cancelled.set)

    def _fetch(self) -> None:
        future = self._future
        if future is None or not future.done():
            return
        self._timer.stop()
        self._future = None
        error = future.exception()
        if error is None:
            self._notify(_("The model is here."))
            self._bridge.reload_model()
        else:
            self._notify(str(error), "error")


def _download(model_id: str, cancelled: threading.Event) -> object:
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.fetch import fetch
    from backdrop.segment.store import ModelStore

    return fetch(Catalogue.load().get(model_id), ModelStore(), cancelled=cancelled.is_set)
