"""One thread that makes finished pictures, and never lets a failure show the room. Who watches it is not its business.

What it works with can be exchanged between two pictures. One that hangs is left behind: a thread cannot be interrupted,
but it can be kept from saying anything.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from backdrop.composite.background import Background
from backdrop.errors import BackdropError, PipelineError
from backdrop.frame import Frame
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import Meter
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.patience import Patience
from backdrop.pipeline.stages import Finished, Stages
from backdrop.pipeline.workload import Workload
from backdrop.refine import RefineOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.text import N_

log = logging.getLogger(__name__)

_WAIT_S = 0.5
_RETRY_S = 1.0
"""After stages could not be opened."""

OpenStages = Callable[[], Stages]


class Changes:
    """What is to be exchanged before the next picture. Any thread may put, the worker takes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._segmenter: Segmenter | None = None
        self._background: Background | None = None
        self._options: RefineOptions | None = None
        self._scene_over = False

    def put_segmenter(self, segmenter: Segmenter) -> None:
        """What was put before and not taken yet is closed."""
        with self._lock:
            superseded, self._segmenter = self._segmenter, segmenter
        close_part(superseded)

    def put_background(self, background: Background) -> None:
        """What was put before and not taken yet is closed."""
        with self._lock:
            superseded, self._background = self._background, background
        close_part(superseded)

    def put_options(self, options: RefineOptions) -> None:
        with self._lock:
            self._options = options

    def put_new_scene(self) -> None:
        with self._lock:
            self._scene_over = True

    @property
    def has_segmenter(self) -> bool:
        return self._segmenter is not None

    def take(self) -> tuple[Segmenter | None, Background | None, RefineOptions | None, bool]:
        """What to take up, where there is anything, and whether another scene begins."""
        with self._lock:
            taken = self._segmenter, self._background, self._options, self._scene_over
            self._segmenter, self._background, self._options, self._scene_over = None, None, None, False
            return taken


class Worker:
    """Takes frames from `mailbox`, puts finished pictures into `outbox`, with stages of its own, which it closes."""

    def __init__(
        self, open_stages: OpenStages, changes: Changes, mailbox: Mailbox[Frame], outbox: Outbox, meter: Meter,
        faults: Faults, patience: Patience,
    ) -> None:  # fmt: skip
        """`open_stages` is called on the worker's thread, and again after a while where it fails."""
        self._open_stages, self._changes = open_stages, changes
        self._mailbox, self._outbox, self._meter, self._faults = mailbox, outbox, meter, faults
        self._patience, self.workload = patience, Workload()
        self._ending = threading.Event()
        self._gate = threading.Lock()  # of the ending and what comes out: after the first comes nothing
        self._begun_at: float | None = None  # the picture that is being made
        self.is_opening = True
        """Whether it has no stages yet."""
        self._thread = threading.Thread(target=self._run, name="finish", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """What it still makes is thrown away; its stages are closed as soon as it can."""
        with self._gate:
            self._ending.set()
        self._mailbox.wake()

    def join(self, within_s: float) -> None:
        self._thread.join(within_s)

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def hangs(self) -> bool:
        """Whether a picture takes too long to make."""
        begun_at = self._begun_at
        return begun_at is not None and time.monotonic() - begun_at >= self._patience.longest_s

    def _run(self) -> None:
        stages = self._opened()
        while stages is not None and not self._ending.is_set():
            frame = self._mailbox.take(_WAIT_S)
            self._take_over(stages)
            if frame is not None:
                self._finish(stages, frame)
        close_part(stages)

    def _opened(self) -> Stages | None:
        """None where it has ended before they could be opened."""
        while not self._ending.is_set():
            try:
                stages = self._open_stages()
                self._patience.begin(stages.segmenter)
                self.is_opening = False
                return stages
            except Exception as error:  # noqa: BLE001 - whatever it is, the camera must go on
                self._failed(error)
                self._ending.wait(_RETRY_S)
        return None

    def _take_over(self, stages: Stages) -> None:
        with self._gate:  # what is put after its end is another's
            if self._ending.is_set():
                return
            segmenter, background, options, scene_over = self._changes.take()
        if options is not None:
            stages.use_options(options)
        if scene_over or segmenter is not None:
            stages.new_scene()
        if segmenter is not None:
            previous, stages.segmenter = stages.segmenter, segmenter
            close_part(previous)
            self._patience.begin(segmenter)
            self.workload.start_anew(time.monotonic(), self._mailbox.dropped)
        if background is not None:
            background, stages.background = stages.background, background
            close_part(background)

    def _finish(self, stages: Stages, frame: Frame) -> None:
        begun_at = self._begun_at = time.monotonic()
        self.workload.begun(begun_at, self._mailbox.dropped)
        network_ran = False
        try:
            finished = stages.finish(frame)
            network_ran = finished.network_ran
        except Exception as error:  # noqa: BLE001 - the frame must not be shown, and the camera must go on
            self._failed(error)
            return
        finally:
            now, self._begun_at = time.monotonic(), None
            self.workload.ended(now, self._mailbox.dropped, counts=network_ran)
            if network_ran and self._ending.is_set():
                self._patience.came_back(now - begun_at)
            elif network_ran:
                self._patience.made(now - begun_at)
        self._hand_on(finished, stages.background.trouble)

    def _hand_on(self, finished: Finished, trouble: str) -> None:
        with self._gate:
            if self._ending.is_set():
                return
            self._faults.mended("picture")
            if trouble:
                self._faults.report("background", PipelineError("{trouble}", trouble=trouble))
            else:
                self._faults.mended("background")
            self._outbox.put(finished)
        for stage, ns in finished.times():
            self._meter.timed(stage, ns)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, BackdropError):
            fault = error
        else:
            fault = PipelineError(N_("a picture could not be made: {reason}"), reason=repr(error))
            fault.__cause__ = error  # for the log, to which it goes once, however many frames fail
        with self._gate:
            if self._ending.is_set():
                return
            self._outbox.fail()
            self._faults.report("picture", fault)


def close_part(part: Segmenter | Background | Stages | None) -> None:
    """What cannot even be closed must not keep the rest from going on."""
    try:
        if part is not None:
            part.close()
    except Exception:
        log.exception("finish")
