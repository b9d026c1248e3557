"""The worker thread: makes finished pictures of the newest frames, and never lets a failure show the room."""

from __future__ import annotations

import logging
import threading
import time

from backdrop.composite.background import Background
from backdrop.errors import BackdropError, PipelineError
from backdrop.frame import Frame
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import Meter
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.stages import STAGES, Stages
from backdrop.pipeline.workload import Recent, Workload
from backdrop.segment.segmenter import Segmenter
from backdrop.text import N_

log = logging.getLogger(__name__)

_WAIT_S = 0.5

HANGS_AFTER_S = 1.0
HANGS_AFTER_PICTURES = 3
"""A picture that has been in the making for so long, and for so many times as long as the one before, hangs."""


class Finishing:
    """Takes frames from `mailbox`, puts finished pictures into `outbox`. Parts are exchanged between two frames."""

    def __init__(self, stages: Stages, mailbox: Mailbox[Frame], outbox: Outbox, meter: Meter, faults: Faults) -> None:
        self._stages, self._mailbox, self._outbox = stages, mailbox, outbox
        self._meter, self._faults = meter, faults
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._new_segmenter: Segmenter | None = None
        self._new_background: Background | None = None
        self._scene_over = False
        self._workload = Workload()
        self._begun_at: float | None = None  # the picture that is being made
        self._last_took_s = 0.0
        faults.watch("picture", self._hang)
        self._thread = threading.Thread(target=self._run, name="finish", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, within_s: float) -> None:
        """Ends the thread, which closes the stages. What hangs already is not waited for: nothing can interrupt it."""
        self._stopping.set()
        self._mailbox.wake()
        self._thread.join(0 if self._hang() else within_s)

    def use_segmenter(self, segmenter: Segmenter) -> None:
        """From the next frame on. The one before is closed."""
        with self._lock:
            superseded, self._new_segmenter = self._new_segmenter, segmenter
        _close(superseded)

    def use_background(self, background: Background) -> None:
        """From the next frame on. The one before is closed."""
        with self._lock:
            superseded, self._new_background = self._new_background, background
        _close(superseded)

    def new_scene(self) -> None:
        """The next frame has nothing to do with the last one."""
        self._scene_over = True

    def recent(self) -> Recent | None:
        """How long pictures take lately; None while nothing can be said of the segmenter that is in use."""
        with self._lock:
            if self._new_segmenter is not None:
                return None
        return self._workload.recent(time.monotonic(), self._mailbox.dropped)

    def _hang(self) -> BackdropError | None:
        """The fault of a picture that takes too long to make; None where it does not."""
        begun_at, longest_s = self._begun_at, max(HANGS_AFTER_S, HANGS_AFTER_PICTURES * self._last_took_s)
        if begun_at is None or time.monotonic() - begun_at < longest_s:
            return None
        return PipelineError(
            N_("a picture has been in the making for over a second; if this goes on, start Backdrop again")
        )

    def _run(self) -> None:
        while not self._stopping.is_set():
            frame = self._mailbox.take(_WAIT_S)
            self._take_over()
            if frame is not None:
                begun_at = self._begun_at = time.monotonic()
                self._finish(frame)
                self._last_took_s, self._begun_at = time.monotonic() - begun_at, None
        self._take_over()
        _close(self._stages)

    def _take_over(self) -> None:
        with self._lock:
            segmenter, self._new_segmenter = self._new_segmenter, None
            background, self._new_background = self._new_background, None
        if self._scene_over:
            self._scene_over = False
            self._stages.new_scene()
        if segmenter is not None:
            previous, self._stages.segmenter = self._stages.segmenter, segmenter
            _close(previous)
            self._stages.new_scene()
            self._workload.start_anew(time.monotonic(), self._mailbox.dropped)
        if background is not None:
            background, self._stages.background = self._stages.background, background
            _close(background)

    def _finish(self, frame: Frame) -> None:
        self._workload.begun(time.monotonic(), self._mailbox.dropped)
        has_matte = False
        try:
            finished = self._stages.finish(frame)
            has_matte = finished.matte is not None
        except BackdropError as error:
            self._failed(error)
            return
        except Exception as error:  # noqa: BLE001 - the frame must not be shown, and the camera must go on
            failure = PipelineError(N_("a picture could not be made: {reason}"), reason=repr(error))
            failure.__cause__ = error  # for the log, to which it goes once, however many frames fail
            self._failed(failure)
            return
        finally:
            self._workload.ended(time.monotonic(), self._mailbox.dropped, counts=has_matte)
        self._faults.mended("picture")
        self._note_background()
        self._outbox.put(finished)
        for stage, ns in zip(STAGES, finished.stage_ns, strict=True):
            self._meter.timed(stage, ns)

    def _failed(self, error: BackdropError) -> None:
        self._outbox.fail()
        self._faults.report("picture", error)

    def _note_background(self) -> None:
        trouble = self._stages.background.trouble
        if trouble:
            self._faults.report("background", PipelineError("{trouble}", trouble=trouble))
        else:
            self._faults.mended("background")


def _close(part: Segmenter | Background | Stages | None) -> None:
    """What cannot even be closed must not keep the rest from going on."""
    try:
        if part is not None:
            part.close()
    except Exception:
        log.exception("finish")
