"""Keeps a worker making finished pictures: one that hangs is left behind, and another takes its place."""

from __future__ import annotations

import threading
import time

from backdrop.composite.background import Background
from backdrop.errors import BackdropError, PipelineError
from backdrop.frame import Frame
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import Meter
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.patience import Patience
from backdrop.pipeline.stages import Stages
from backdrop.pipeline.worker import Changes, OpenStages, Worker, close_part
from backdrop.pipeline.workload import Recent
from backdrop.refine import RefineOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.text import N_

LOOK_S = 0.25
LEFT_AFTER_LOOKS = 8
"""A worker that hangs at so many looks in a row, 2 s, is left behind. Counted in looks instead of time: a program that
was halted finds hours to have passed, and nothing wrong."""
LEFT_AT_MOST = 3
"""Workers left behind that have not come back: each holds a model's memory, and maybe a processor."""


class Finishing:
    """Takes frames from `mailbox`, puts finished pictures into `outbox`. Parts are exchanged between two frames."""

    def __init__(
        self, stages: Stages, mailbox: Mailbox[Frame], outbox: Outbox, meter: Meter, faults: Faults,
        open_stages: OpenStages | None = None,
    ) -> None:  # fmt: skip
        """`open_stages` makes others like the present ones for whoever takes over; without it nobody does."""
        self._mailbox, self._outbox, self._meter, self._faults = mailbox, outbox, meter, faults
        self._open_stages, self._changes, self._patience = open_stages, Changes(), Patience()
        self._stopping = threading.Event()
        self._lock = threading.Lock()  # of the present worker and the stopping
        self._worker = self._another(lambda: stages)
        self._left: list[Worker] = []
        self._watch = threading.Thread(target=self._keep_going, name="watch", daemon=True)
        faults.watch("picture", self._hang)

    def start(self) -> None:
        self._worker.start()
        if self._open_stages is not None:
            self._watch.start()

    def stop(self, within_s: float) -> None:
        """Ends the threads, which close the stages. What hangs or loads is not waited for: nothing can interrupt it."""
        with self._lock:
            self._stopping.set()
            worker = self._worker
        worker.end()
        worker.join(0 if worker.hangs or worker.is_opening else within_s)
        segmenter, background, _, _ = self._changes.take()
        close_part(segmenter)
        close_part(background)
        if self._open_stages is not None:
            self._watch.join(within_s)

    def use_segmenter(self, segmenter: Segmenter) -> None:
        """From the next frame on. The one before is closed."""
        self._changes.put_segmenter(segmenter)

    def use_background(self, background: Background) -> None:
        """From the next frame on. The one before is closed."""
        self._changes.put_background(background)

    def use_options(self, options: RefineOptions) -> None:
        """From the next frame on."""
        self._changes.put_options(options)

    def new_scene(self) -> None:
        """The next frame has nothing to do with the last one."""
        self._changes.put_new_scene()

    def recent(self) -> Recent | None:
        """How long pictures take lately; None while nothing can be said of the segmenter that is in use."""
        if self._changes.has_segmenter:
            return None
        return self._worker.workload.recent(time.monotonic(), self._mailbox.dropped)

    def _another(self, open_stages: OpenStages) -> Worker:
        return Worker(
            open_stages, self._changes, self._mailbox, self._outbox, self._meter, self._faults, self._patience
        )

    def _hang(self) -> BackdropError | None:
        """The fault of a picture that takes too long to make; None where it does not."""
        if not self._worker.hangs:
            return None
        if self._can_replace:
            return PipelineError(
                N_("a picture has been in the making for over a second; if this goes on, the model is started again")
            )
        return PipelineError(
            N_("a picture has been in the making for over a second; if this goes on, start Backdrop again")
        )

    @property
    def _can_replace(self) -> bool:
        return self._open_stages is not None and sum(worker.is_alive for worker in self._left) < LEFT_AT_MOST

    def _keep_going(self) -> None:
        looks = 0
        while not self._stopping.wait(LOOK_S):
            looks = looks + 1 if self._worker.hangs else 0
            if looks >= LEFT_AFTER_LOOKS and self._can_replace:
                self._replace()
                looks = 0

    def _replace(self) -> None:
        with self._lock:
            if self._stopping.is_set():
                return
            assert self._open_stages is not None
            hanging, self._worker = self._worker, self._another(self._open_stages)
            hanging.end()
            self._outbox.fail()
            self._left = [*(worker for worker in self._left if worker.is_alive), hanging]
            self._faults.report("picture", PipelineError(N_("the model did not answer, so it is started again")))
            self._worker.start()
