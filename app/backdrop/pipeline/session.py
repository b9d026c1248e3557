"""The running camera as people steer it: settings in, changes applied while it runs.

One lock orders the changes, which may come from a window, the control channel or the command line; none of them waits
for a frame. Who keeps the settings on disk is the owner's business: `settings` has the present ones.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from backdrop.capture import Source
from backdrop.composite import BACKGROUNDS, Background
from backdrop.composite.blur import parse_blur
from backdrop.errors import BackdropError, PipelineError, UsageError
from backdrop.frame import Frame
from backdrop.pipeline.automatic import AutomaticModel
from backdrop.pipeline.choosing import OpenedModel
from backdrop.pipeline.demand import Demand
from backdrop.pipeline.live import LivePipeline, State, Status
from backdrop.pipeline.meter import Report
from backdrop.pipeline.parts import Parts
from backdrop.pipeline.stages import Finished
from backdrop.publish import Sink
from backdrop.refine import RefineOptions
from backdrop.segment import AUTO
from backdrop.segment.segmenter import Segmenter
from backdrop.settings.changes import changed, remembering_background
from backdrop.settings.schema import Settings
from backdrop.settings.spec import check_size, parse_spec
from backdrop.text import N_, _

log = logging.getLogger(__name__)

_FORMAT = ("width", "height", "fps", "sink")
"""What cannot change while somebody reads: it takes a new pipeline."""
_NETWORK = ("model", "engine", "threads", "kernels", "internal_resolution")
"""What takes another segmenter."""
_BACKGROUND = ("background", "match_light")
"""What takes another background."""
_LET_GO_WITHIN_S = 0.25
"""How long the end waits for a change that is being made just then, and for a model that is being loaded: whoever asks
for the end gets it within a second, and what is loaded afterwards is closed by whoever loaded it."""


class Session:
    """Started once, closed once."""

    def __init__(self, settings: Settings, limit: int | None = None) -> None:
        """`limit`: how many frames to publish in all."""
        self._lock = threading.RLock()
        self._settings, self._limit = _remembering_blur(settings), limit
        self._running = settings  # what the pipeline was started with, as far as _FORMAT goes
        self._pipeline: LivePipeline | None = None
        self._switch = threading.Lock()  # of the pipeline and the pause, held for moments only: a pause never waits
        self._paused = self._closed = False
        self._parts = Parts()
        self._automatic = AutomaticModel()
        self._demand = Demand(_release_after(settings))

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def pipeline(self) -> LivePipeline:
        if self._pipeline is None:
            raise PipelineError(N_("Backdrop is still starting; try again in a moment"))
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
                source = self._parts.source(settings)
                opened.callback(source.close)
            model = self._parts.model(settings, patient)
            if model is not None:
                opened.callback(model.segmenter.close)
            background = self._parts.background(settings, (settings.width, settings.height), patient)
            opened.callback(background.close)
            if sink is None and not patient:
                sink = self._parts.sink(settings)
                opened.callback(sink.abandon)
            pipeline = self._make(settings, model.segmenter if model else None, background, sink, patient)
            pipeline.set_mirror(settings.mirror)
            if not patient:
                self._demand.want(time.monotonic())  # for a while: whoever starts it sees that it works
            with self._switch:
                self._must_be_open()
                if self._paused:
                    pipeline.pause()
                pipeline.start(source, lambda: self._parts.source(self._settings))
                self._pipeline = pipeline
            self._running = settings
            opened.pop_all()
            self._automatic.go_with(pipeline, model)

    def close(self) -> None:
        """Stops the pipeline; SinkError when a recording cannot be completed."""
        with self._switch:
            self._closed = True  # from here on none is started, and no change is begun
            pipeline = self._pipeline
        has_lock = self._lock.acquire(timeout=_LET_GO_WITHIN_S)
        try:
            self._automatic.stop()
            if pipeline is not None:
                pipeline.stop()
        finally:
            self._automatic.join(_LET_GO_WITHIN_S)
            if has_lock:
                self._lock.release()

    def change(self, **updates: object) -> Settings:
        """Sets what is given and applies it at once, save that size, rate and sink wait while somebody reads.

        Gives the settings as they now are. Raises UsageError for values that cannot be, or what opening the new
        background or model raises; then nothing has changed.
        """
        with self._lock:
            self._must_be_open()
            before, after = self._settings, changed(self._settings, updates)
            background = model = None
            if any(getattr(after, name) != getattr(before, name) for name in _NETWORK):
                # A model that is missing anyway keeps nothing else from being set.
                model = self._parts.model(after, may_be_missing="model" in self._parts.missing)
            if any(getattr(after, name) != getattr(before, name) for name in _BACKGROUND):
                with _closing_on_failure(model and model.segmenter):
                    background = self._parts.background(after, self.pipeline.size)
                after = _remembering_blur(remembering_background(after))
            with _closing_on_failure(model and model.segmenter, background):
                self._must_be_open()  # loading may have taken long
            self._settings = after  # from here on nothing can fail
            self._demand.release_after(_release_after(after))
            if background is not None:
                self._parts.missing.pop("background", None)
                self.pipeline.use_background(background)
            if model is not None:
                self._use_model(model)
            if RefineOptions.of(after) != RefineOptions.of(before):
                self.pipeline.use_options(RefineOptions.of(after))
            self.pipeline.set_mirror(after.mirror)
            if after.source != before.source:
                self.pipeline.use_source(None, lambda: self._parts.source(self._settings))
            self.apply_pending()
            return after

    @property
    def pending(self) -> bool:
        """Whether a changed size, rate or sink waits for the last reader to leave."""
        return any(getattr(self._settings, name) != getattr(self._running, name) for name in _FORMAT)

    def apply_pending(self) -> None:
        """Takes up a changed size, rate or sink if nobody reads. To be called now and then while `pending`."""
        with self._lock:
            if self._closed or not self.pending or self.pipeline.has_readers():
                return
            self._restart()

    def release_output(self) -> None:
        """Publishes nowhere until `take_output_back`; for work on the virtual camera that needs it unused."""
        with self._lock:
            self._must_be_open()
            self._parts.output_released = True
            self._restart()

    def take_output_back(self) -> None:
        with self._lock:
            self._parts.output_released = False
            if not self._closed:
                self._restart()

    def _restart(self) -> None:
        self._automatic.stop()
        self.pipeline.stop()
        self.start(patient=True)

    def _must_be_open(self) -> None:
        if self._closed:
            raise PipelineError(N_("Backdrop is quitting"))

    @property
    def has_troubles(self) -> bool:
        """Whether something that was missing at the start still is."""
        return bool(self._parts.missing)

    def retry_missing(self) -> None:
        """Takes up a background or a model that was missing and is there now. To be called while `has_troubles`."""
        with self._lock, contextlib.suppress(BackdropError):
            self._must_be_open()
            if "background" in self._parts.missing:
                self.retry_background()
            if "model" in self._parts.missing:
                self.reload_model()

    def retry_background(self) -> None:
        """Opens the chosen background again. Raises what opening it raises."""
        with self._lock:
            self._must_be_open()
            background = self._parts.background(self._settings, self.pipeline.size)
            self._parts.missing.pop("background", None)
            self.pipeline.use_background(background)

    def reload_model(self) -> None:
        """Takes up a model that was missing and is there now. Raises what loading it raises."""
        with self._lock:
            self._must_be_open()
            model = self._parts.model(self._settings)
            assert model is not None
            with _closing_on_failure(model.segmenter):
                self._must_be_open()
            self._use_model(model)

    def toggle(self) -> Settings:
        """Between the chosen background and blur."""
        with self._lock:
            if not self._settings.background.startswith("blur"):
                return self.change(background=self._settings.blur)
            chosen = next(iter(self._settings.recent), Settings().background)
            return self.change(background=chosen)

    def keep_awake(self, kept: bool) -> None:
        """Whether somebody wants pictures without reading the output, such as a window that shows them."""
        self._demand.keep(kept)

    def pause(self) -> None:
        """The privacy picture goes out from the next frame on; the camera is released. Holds whatever is restarted."""
        with self._switch:
            self._paused = True
            if self._pipeline is not None:
                self._pipeline.pause()
            self._automatic.pause()

    def resume(self) -> None:
        with self._switch:
            self._paused = False
            if self._pipeline is not None:
                self._pipeline.resume()
            self._automatic.resume()

    def status(self) -> Status:
        """How the camera stands, with what was missing at the start among the faults."""
        is_auto = self._settings.model == AUTO
        status = replace(self.pipeline.status(), auto=is_auto, note=self._automatic.note())
        if not self._parts.missing:
            return status
        faults = dict(status.faults) | self._parts.missing
        if "model" in faults:
            faults.pop("picture", None)  # that no picture can be made follows from it
        state: State = "trouble" if status.state in ("live", "starting", "asleep") else status.state
        return replace(status, faults=faults, state=state)

    def latest(self) -> Finished | None:
        """The newest picture with its frame and matte; None while a stand-in goes out."""
        return self.pipeline.latest()

    def showing(self) -> Frame:
        """What goes out at this moment, stand-in or not."""
        return self.pipeline.showing()

    def report(self) -> Report:
        """What was measured since the first frame was published."""
        is_auto = self._settings.model == AUTO
        return replace(self.pipeline.report(), auto=is_auto, model_changes=self._automatic.changes)

    def _use_model(self, model: OpenedModel) -> None:
        """In place of the present one; stopped first, the automatic choice cannot put another there afterwards."""
        self._automatic.stop()
        self.pipeline.use_segmenter(model.segmenter)
        self._automatic.go_with(self.pipeline, model)

    def _make(
        self, settings: Settings, segmenter: Segmenter | None, background: Background, sink: Sink | None, patient: bool
    ) -> LivePipeline:
        size = settings.width, settings.height
        can_reopen = patient or (sink is not None and sink.watched_from_the_start)
        reopen = (lambda: self._parts.sink(settings)) if can_reopen else None
        demand = self._demand if self._limit is None else None  # who counts frames wants them
        return LivePipeline(
            size, settings.fps, segmenter, background, sink, reopen, self._limit, demand,
            lambda model: self._parts_again(model, size), RefineOptions.of(settings),
        )  # fmt: skip

    def _parts_again(self, model: str | None, size: tuple[int, int]) -> tuple[Segmenter | None, Background]:
        """Others like those in use, as the settings have them. What is missing by now is done without."""
        settings = self._settings
        segmenter = None
        if model is not None:
            opened = self._parts.model(settings.model_copy(update={"model": model}), may_be_missing=True)
            segmenter = opened and opened.segmenter
        with _closing_on_failure(segmenter):
            return segmenter, self._parts.background(settings, size, may_be_missing=True)


def _remembering_blur(settings: Settings) -> Settings:
    """With the strength and depth of the blur, where that is the background, for the next time that it is chosen."""
    kind, _colon, argument = settings.background.strip().partition(":")
    if kind != "blur":
        return settings
    try:
        strength, depth = parse_blur(argument)
    except UsageError:  # a settings file may say anything; opening it tells
        return settings
    return settings.model_copy(update={"blur_strength": strength, "blur_depth": depth})


def _release_after(settings: Settings) -> float | None:
    return settings.release_after if settings.on_demand else None


@contextlib.contextmanager
def _closing_on_failure(*parts: Segmenter | Background | None) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for part in parts:
            if part is not None:
                part.close()
        raise
