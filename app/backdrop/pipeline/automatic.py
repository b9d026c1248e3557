"""The automatic choice of the model while the camera runs: watches, loads and changes, on a thread of its own.

`stepping` decides; here it is done and said.
"""

from __future__ import annotations

import logging
import threading
import time

from backdrop.pipeline.choosing import OpenedModel
from backdrop.pipeline.live import LivePipeline
from backdrop.pipeline.meter import ModelChange
from backdrop.pipeline.stepping import ROOM_S, Step, Stepping
from backdrop.segment.choosing import Chooser
from backdrop.text import _

log = logging.getLogger(__name__)

POLL_S = 0.25
"""How often it looks: an eighth of the time after which frames count as late, and too seldom for any meter to show."""
PAUSED_POLL_S = 1.0


class AutomaticModel:
    """The automatic choice of a session: goes with one pipeline after the other, or rests. Used under their lock."""

    def __init__(self, room_s: float = ROOM_S) -> None:
        """`room_s`: how long there must be room for a better model before it is taken."""
        self._room_s, self._started_s = room_s, time.monotonic()
        self._present: _Watch | None = None
        self._ending: list[_Watch] = []
        self._awake = threading.Event()
        self._awake.set()
        self._before: tuple[ModelChange, ...] = ()

    def go_with(self, pipeline: LivePipeline, model: OpenedModel | None) -> None:
        """From now on the pipeline's model goes with the load, where it was chosen among several; else it rests."""
        if model is not None and model.chooser is not None:
            current = model.segmenter.spec.id
            stepping = Stepping(model.chooser.models, current, model.chooser.interval_s, model.chooser, self._room_s)
            self._present = _Watch(pipeline, model.chooser, stepping, self._awake, self._started_s)

    def stop(self) -> None:
        """From here on it changes nothing any more, not even to a model that it is loading at this moment."""
        watch, self._present = self._present, None
        if watch is not None:
            watch.cancel()
            self._before += watch.changes
            self._ending = [*(one for one in self._ending if one.thread.is_alive()), watch]

    def join(self, within_s: float) -> None:
        """After `stop`: waits until nothing is being loaded any more, for so long at most."""
        self._awake.set()
        deadline = time.monotonic() + within_s
        for watch in self._ending:
            watch.thread.join(max(0.0, deadline - time.monotonic()))

    def pause(self) -> None:
        self._awake.clear()

    def resume(self) -> None:
        self._awake.set()

    @property
    def changes(self) -> tuple[ModelChange, ...]:
        """What was changed since the session was made, in order."""
        present = self._present
        return self._before if present is None else self._before + present.changes

    def note(self) -> str:
        """Why the present model was taken, in words; "" while it rests."""
        present = self._present
        return "" if present is None else present.note()


class _Watch:
    """Changes the model of one pipeline, on a thread of its own, until it is cancelled."""

    def __init__(
        self, pipeline: LivePipeline, chooser: Chooser, stepping: Stepping, awake: threading.Event, started_s: float
    ) -> None:
        """It sleeps while `awake` is not set; times are told from `started_s` on."""
        self._pipeline, self._chooser, self._awake = pipeline, chooser, awake
        self._stepping, self._started_s = stepping, started_s
        self._first, self._first_cost_s = stepping.current, chooser.cost_s(stepping.current) or 0.0
        self._last: Step | None = None
        self.changes: tuple[ModelChange, ...] = ()
        self._lock = threading.Lock()  # of the cancelling and the change itself: after the first comes no other
        self._cancelled = threading.Event()
        self.thread = threading.Thread(target=self._run, name="automatic", daemon=True)
        self.thread.start()

    def cancel(self) -> None:
        with self._lock:
            self._cancelled.set()

    def note(self) -> str:
        """Why the present model was taken, in words."""
        step, there_are = self._last, self._chooser.interval_s * 1e3
        if step is None:
            return self._first_note(there_are)
        if step.up:
            return _("changed back to {model}: there is time for it again").format(model=step.model)
        told = _("changed to {model}: with {previous} a picture took {ms:.0f} of {there_are:.0f} ms")
        return told.format(model=step.model, previous=step.previous, ms=step.picture_s * 1e3, there_are=there_are)

    def _first_note(self, there_are: float) -> str:
        if self._first_cost_s <= self._chooser.budget_s:
            told = _("{model} was chosen: a picture takes {ms:.0f} of {there_are:.0f} ms")
        else:
            told = _("{model} was chosen, the fastest here: a picture takes {ms:.0f} of {there_are:.0f} ms")
        return told.format(model=self._first, ms=self._first_cost_s * 1e3, there_are=there_are)

    def _run(self) -> None:
        try:
            while not self._cancelled.wait(POLL_S):
                if self._awake.wait(PAUSED_POLL_S):
                    self._look()
        except Exception:  # the camera goes on with the model that it has
            log.exception("the automatic choice of the model has ended")

    def _look(self) -> None:
        step = self._stepping.due(time.monotonic(), self._pipeline.recent())
        if step is None or self._cancelled.is_set():
            return
        segmenter = self._chooser.load(step.model)
        if segmenter is None:
            self._stepping.failed(step.model)
            return
        with self._lock:
            if self._cancelled.is_set():
                segmenter.close()
                return
            self._pipeline.use_segmenter(segmenter)
            self._took(step)

    def _took(self, step: Step) -> None:
        now = time.monotonic()
        self._stepping.stepped(now, step)
        change = ModelChange(round(now - self._started_s, 1), step.previous, step.model, round(step.picture_s * 1e3, 1))
        self._last, self.changes = step, (*self.changes, change)
        log.info("%s", self.note())
