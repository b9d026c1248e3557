"""Gets a model that is missing, from the banner's button: in the background, told in the banner."""

from __future__ import annotations

from PySide6.QtCore import QObject

from backdrop.errors import BackdropError
from backdrop.gui.banner import Banner
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job, Link
from backdrop.segment import AUTO
from backdrop.text import _


class ModelDownload(QObject):
    """One download at a time; when it is done, the camera takes the model up."""

    def __init__(self, bridge: Bridge, banner: Banner) -> None:
        super().__init__(bridge)
        self._bridge, self._banner = bridge, banner
        self._job: Job | None = None

    def start(self, model_id: str) -> None:
        """Of `auto`, which is told where no model at all is here, the default."""
        if self._job is not None:
            return
        job = self._job = Job(lambda link: _download(model_id, link), self)
        job.reported.connect(self._progressed)
        job.done.connect(self._arrived)
        job.failed.connect(self._failed)
        self._say(_("Getting the model…"))

    def _say(self, message: str) -> None:
        self._banner.notify(message, "info", _("Cancel"), self._cancel, lasting=True)

    def _progressed(self, percent: int | None) -> None:
        if self._job is not None and percent is not None:
            self._say(_("Getting the model… {percent} %").format(percent=percent))

    def _arrived(self, _path: object) -> None:
        self._job = None
        self._banner.notify(_("The model is here."))
        self._bridge.reload_model()

    def _failed(self, error: BackdropError) -> None:
        self._job = None
        self._banner.notify(str(error), "error")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _download(model_id: str, link: Link) -> object:
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.fetch import fetch
    from backdrop.segment.store import ModelStore

    def report(done: int, total: int | None) -> None:
        link.report(round(100 * done / total) if total else None)

    catalogue = Catalogue.load()
    spec = catalogue.get(catalogue.default if model_id == AUTO else model_id)
    return fetch(spec, ModelStore(), report, link.cancelled)
