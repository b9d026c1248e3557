"""The running camera as people steer it: settings in, changes applied while it runs.

One lock orders the changes, which may come from a window, the control channel or the command line; none of them waits
for a frame. Who keeps the settings on disk is the owner's business: `settings` has the present ones.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from backdrop.capture import Source, Wanted, open_source
from backdrop.composite import BACKGROUNDS, Background, open_background
from backdrop.errors import BackdropError, UsageError
from backdrop.pipeline.live import LivePipeline, State, Status
from backdrop.pipeline.meter import Report
from backdrop.pipeline.stages import Finished
from backdrop.publish import Sink, open_sink
from backdrop.segment import load_segmenter
from backdrop.segment.segmenter import Segmenter
from backdrop.settings.reason import reason
from backdrop.settings.schema import RECENT_KEPT, Settings
from backdrop.settings.spec import check_size, parse_spec
from backdrop.text import _

log = logging.getLogger(__name__)

_FORMAT = ("width", "height", "fps", "sink")
"""What cannot change while somebody reads: it takes a new pipeline."""
_LAST_RESORT = "color:#2b3140"
"""Stands in for a chosen background that cannot be shown at the start."""


class Session:
    """Started once, closed once."""

    def __init__(self, settings: Settings, limit: int | None = None) -> None:
        """`limit`: how many frames to publish in all."""
        self._lock = threading.RLock()
        self._settings, self._limit = settings, limit
        self._running = settings  # what the pipeline was started with, as far as _FORMAT goes
        self._pipeline: LivePipeline | None = None
        self._troubles: dict[str, BackdropError] = {}

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def pipeline(self) -> LivePipeline:
        assert self._pipeline is not None, "not started"
        return self._pipeline

    def start(self, source: Source | None = None, sink: Sink | None = None, patient: bool = False) -> None:
        """Opens what the settings name and runs it; `source` and `sink` where they are open already are taken over.

        Raises what the first part that cannot be opened raises, and leaves nothing open. A `patient` session starts
        without what is missing, names it in its status, and takes it up as soon as it is there.
        """
        settings = self._settings
        with self._lock, contextlib.ExitStack() as opened:
            if source is not None:
                opened.callback(source.close)
            if sink is not None:
                opened.callback(sink.abandon)
            check_size(settings.width, settings.height)
            parse_spec(settings.background, _("background"), BACKGROUNDS)
            if source is None and not patient:
                source = self._open_source(settings)
                opened.callback(source.close)
            segmenter = self._open_segmenter(settings, patient)
            if segmenter is not None:
                opened.callback(segmenter.close)
            background = self._open_background(settings, (settings.width, settings.height), patient)
            opened.callback(background.close)
            if sink is None and not patient:
                sink = self._open_sink(settings)
                opened.callback(sink.abandon)
            self._pipeline = self._make(settings, segmenter, background, sink, patient)
            self._pipeline.set_mirror(settings.mirror)
            self._pipeline.start(source, lambda: self._open_source(self._settings))
            self._running = settings
            opened.pop_all()

    def close(self) -> None:
        """Stops the pipeline; SinkError when a recording cannot be completed."""
        with self._lock:
            if self._pipeline is not None:
                self._pipeline.stop()

    def change(self, **updates: object) -> Settings:
        """Sets what is given and applies it at once, save that size, rate and sink wait while somebody reads.

        Gives the settings as they now are. Raises UsageError for values that cannot be, or what opening the new
        background or model raises; then nothing has changed.
        """
        with self._lock:
            before, after = self._settings, self._validated(updates)
            background = segmenter = None
            if (after.model, after.threads) != (before.model, before.threads):
                segmenter = self._open_segmenter(after)
            if after.background != before.background:
                background = self._open_background(after, self.pipeline.size)
                after = after.model_copy(update={"recent": _recent(after)})
            self._settings = after  # from here on nothing can fail
            if background is not None:
                self._troubles.pop("background", None)
                self.pipeline.use_background(background)
            if segmenter is not None:
                self.pipeline.use_segmenter(segmenter)
            self.pipeline.set_mirror(after.mirror)
            if after.source != before.source:
                self.pipeline.use_source(None, lambda: self._open_source(self._settings))
            self.apply_pending()
            return after

    @property
    def pending(self) -> bool:
        """Whether a changed size, rate or sink waits for the last reader to leave."""
        return any(getattr(self._settings, name) != getattr(self._running, name) for name in _FORMAT)

    def apply_pending(self) -> None:
        """Takes up a changed size, rate or sink if nobody reads. To be called now and then while `pending`."""
        with self._lock:
            if not self.pending or self.pipeline.has_readers():
                return
            paused = self.pipeline.paused
            self.pipeline.stop()
            self.start(patient=True)
            if paused:
                self.pause()

    def reload_model(self) -> None:
        """Takes up a model that was missing and is there now. Raises what loading it raises."""
        with self._lock:
            segmenter = self._open_segmenter(self._settings)
            assert segmenter is not None
            self.pipeline.use_segmenter(segmenter)

    def toggle(self) -> Settings:
        """Between the chosen background and blur."""
        with self._lock:
            if not self._settings.background.startswith("blur"):
                return self.change(background=f"blur:{self._settings.blur_strength:g}")
            chosen = next(iter(self._settings.recent), Settings().background)
            return self.change(background=chosen)

    def pause(self) -> None:
        """The privacy picture goes out from the next frame on; the camera is released."""
        self.pipeline.pause()

    def resume(self) -> None:
        self.pipeline.resume()

    def status(self) -> Status:
        """How the camera stands, with what was missing at the start among the faults."""
        status = self.pipeline.status()
        if not self._troubles:
            return status
        faults = dict(status.faults) | self._troubles
        if "model" in faults:
            faults.pop("picture", None)  # that no picture can be made follows from it
        state: State = "trouble" if status.state in ("live", "starting") else status.state
        return replace(status, faults=faults, state=state)

    def latest(self) -> Finished | None:
        return self.pipeline.latest()

    def report(self) -> Report:
        return self.pipeline.report()

    def _validated(self, updates: dict[str, Any]) -> Settings:
        try:
            after = Settings.model_validate(self._settings.model_dump() | updates)
        except ValidationError as errors:
            first = errors.errors(include_url=False)[0]
            raise UsageError("{name}: {reason}", name=first["loc"][0], reason=reason(first)) from None
        check_size(after.width, after.height)
        return after

    def _make(
        self, settings: Settings, segmenter: Segmenter | None, background: Background, sink: Sink | None, patient: bool
    ) -> LivePipeline:
        size = settings.width, settings.height
        can_reopen = patient or (sink is not None and sink.watched_from_the_start)
        reopen = (lambda: self._open_sink(settings)) if can_reopen else None
        return LivePipeline(size, settings.fps, segmenter, background, sink, reopen, self._limit)

    @staticmethod
    def _open_source(settings: Settings) -> Source:
        return open_source(settings.source, Wanted(settings.width, settings.height, settings.fps))

    @staticmethod
    def _open_sink(settings: Settings) -> Sink:
        return open_sink(settings.sink, settings.width, settings.height, settings.fps)

    def _open_segmenter(self, settings: Settings, patient: bool = False) -> Segmenter | None:
        try:
            segmenter = load_segmenter(settings.model, settings.threads, 1 / settings.fps)
        except BackdropError as error:
            if not patient:
                raise
            self._troubles["model"] = error
            return None
        self._troubles.pop("model", None)
        return segmenter

    def _open_background(self, settings: Settings, size: tuple[int, int], patient: bool = False) -> Background:
        try:
            return open_background(settings.background, *size)
        except BackdropError as error:
            if not patient:
                raise
            self._troubles["background"] = error
            return open_background(_LAST_RESORT, *size)


def _recent(settings: Settings) -> tuple[str, ...]:
    """The latest backgrounds, with the present one in front; blur and the bare room are never among them."""
    spec = settings.background
    if spec == "none" or spec.startswith("blur"):
        return settings.recent
    return (spec, *(other for other in settings.recent if other != spec))[:RECENT_KEPT]
