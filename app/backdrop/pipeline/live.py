"""The running camera: owns the three threads that move frames from a source to a sink, and what may change meanwhile.

    capture ──mailbox──▶ finish (segment, refine, composite) ──outbox──▶ publish

Whoever shows its state asks for `status` and `latest` when it likes; nothing here calls back.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from backdrop.capture.source import Source, SourceInfo
from backdrop.composite.background import Background
from backdrop.errors import BackdropError, SourceError
from backdrop.frame import Frame, now_ns
from backdrop.pipeline.capturing import Capturing, OpenSource
from backdrop.pipeline.demand import Demand
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.finishing import Finishing
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import Meter, Report
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.privacy import privacy_picture
from backdrop.pipeline.publishing import OpenSink, Publishing
from backdrop.pipeline.stages import Finished, Stages
from backdrop.pipeline.workload import Recent
from backdrop.publish.sink import Sink
from backdrop.refine import RefineOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.text import N_

STOP_WITHIN_S = 2.0
"""How long each thread may take to end before it is left behind."""

State = Literal["starting", "live", "paused", "asleep", "trouble", "stopped"]

OpenParts = Callable[[str | None], tuple[Segmenter | None, Background]]
"""Opens another segmenter of the model of that id (none for None), and another of the background in use."""


@dataclass(frozen=True, slots=True)
class Status:
    """How the camera stands. `fps` published now; times in milliseconds over the last frames, None before the first.

    `faults` maps a stage (source, picture, background, sink) to what is wrong there at the moment. `model`: the id of
    the one in use, "" without one; `auto`: whether it is chosen automatically, and `note` what that did last, in words.
    """

    state: State
    source: SourceInfo | None
    sink: str
    fps: float
    inference_ms: float | None
    latency_ms: float | None
    frames_out: int
    dropped: int
    faults: dict[str, BackdropError]
    model: str = ""
    auto: bool = False
    note: str = ""


class LivePipeline:
    """Made of opened parts, which it owns from then on; started once, stopped once, from one thread."""

    def __init__(
        self, size: tuple[int, int], fps: float, segmenter: Segmenter | None, background: Background,
        sink: Sink | None, reopen_sink: OpenSink | None = None, limit: int | None = None,
        demand: Demand | None = None, reopen_parts: OpenParts | None = None, options: RefineOptions | None = None,
    ) -> None:  # fmt: skip
        """`size` (width, height) and `fps` of what is published; background and sink are made for them.

        `segmenter` None hides the person as well, until one is given. `reopen_sink` opens the sink when it is None, and
        again after it failed; without it a failing sink ends the run. `limit`: frames to publish.
        While there is no `demand`, the source is released and the background alone goes out. `reopen_parts` is for a
        picture that never gets done: its parts are lost then; without it nothing is done about that.
        """
        self.size, self.fps = size, fps
        self._privacy = privacy_picture(*self.size)
        self._meter, self._faults = Meter(), Faults()
        self._options = options or RefineOptions()
        self._segmenter, self._reopen_parts = segmenter, reopen_parts
        mailbox: Mailbox[Frame] = Mailbox()
        self._mailbox = mailbox
        self._idle = self._stand_in(background)
        self._outbox = Outbox(self._idle, background.hides_room)
        self._capturing = Capturing(size, fps, mailbox, self._meter, self._faults)
        self._finishing = Finishing(
            self._stages(segmenter, background), mailbox, self._outbox, self._meter, self._faults,
            self._other_stages if reopen_parts is not None else None,
        )  # fmt: skip
        self._publishing = Publishing(
            sink, fps, reopen_sink, self._outbox, self._meter, self._faults, limit, demand, self._sleep
        )
        self._state: State = "starting"
        self._resting = threading.Lock()  # of the two below: whichever holds, nothing of the camera goes out
        self._paused = self._asleep = False

    def start(self, source: Source | None, reopen: OpenSource) -> None:
        """Begins. `source` may be None or fail later: then `reopen` is tried until it works. May be paused already."""
        self._state = "live"
        self._publishing.look()  # before a source is opened that nobody wants
        if self._resting_state() is not None and source is not None:
            source.close()
            source = None
        self._publishing.start()
        self._finishing.start()
        self._capturing.start(source, reopen)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Waits until the run has ended by itself; False when the time was over first. Raises what ended it."""
        ended = self._publishing.ended.wait(timeout_s)
        if ended and self._publishing.error is not None:
            raise self._publishing.error
        return ended

    def stop(self) -> None:
        """Ends all threads, releases the source, completes the sink; SinkError when that fails."""
        if self._state == "stopped":  # by another thread, and maybe not yet done
            self._publishing.ended.wait(STOP_WITHIN_S)
            return
        self._state = "stopped"
        with contextlib.ExitStack() as stops:  # each happens, whatever becomes of the others
            stops.callback(self._publishing.stop, STOP_WITHIN_S)
            stops.callback(self._finishing.stop, STOP_WITHIN_S)
            stops.callback(self._capturing.stop, STOP_WITHIN_S)

    def use_background(self, background: Background) -> None:
        """Puts another background (of this size) behind the person from now on; takes it over."""
        self._idle = self._stand_in(background)
        self._outbox.show_instead(self._idle, background.hides_room)
        self._rest()  # while asleep, the new one is what goes out
        self._finishing.use_background(background)

    def use_segmenter(self, segmenter: Segmenter) -> None:
        """Finds the person with another model from now on; takes it over."""
        self._segmenter = segmenter
        self._finishing.use_segmenter(segmenter)

    def use_source(self, source: Source | None, reopen: OpenSource) -> None:
        """Captures from another source from now on; takes it over."""
        self._capturing.exchange(source, reopen)
        self._finishing.new_scene()

    def use_options(self, options: RefineOptions) -> None:
        """Refines mattes so from now on."""
        self._options = options
        self._finishing.use_options(options)

    def set_mirror(self, mirror: bool) -> None:
        """Flips the camera's picture left to right, or not; the chosen background stays as it is."""
        self._capturing.mirror = mirror

    def pause(self) -> None:
        """The privacy picture goes out from the next frame on, and the source is released."""
        self._rest(paused=True)

    def resume(self) -> None:
        """Goes on where `pause` left off."""
        self._rest(paused=False)

    def _sleep(self, asleep: bool) -> None:
        self._rest(asleep=asleep)

    def _rest(self, paused: bool | None = None, asleep: bool | None = None) -> None:
        with self._resting:
            if self._state == "stopped":
                return
            rested = self._paused or self._asleep
            self._paused = self._paused if paused is None else paused
            self._asleep = self._asleep if asleep is None else asleep
            if self._paused or self._asleep:
                self._outbox.pause(self._privacy if self._paused else self._idle)
                if not rested:
                    self._capturing.pause()
            elif rested:
                self._mailbox.take(0)  # a frame from before the rest
                self._finishing.new_scene()
                self._outbox.pause(None)
                self._capturing.resume()

    def status(self) -> Status:
        faults = self._faults.present()
        if self._publishing.error is not None:
            faults["sink"] = self._publishing.error
        source = self._capturing.info
        state = self._resting_state() or self._state
        if state != self._state:
            faults.pop("picture", None)  # none is asked for
        if source is not None and self._capturing.is_silent:
            faults.setdefault("source", SourceError(N_("{label} delivers no pictures at present"), label=source.label))
        if state == "live" and not faults and self._outbox.latest() is None:
            state = "starting"
        if state in ("live", "asleep") and faults:
            state = "trouble"
        return Status(
            state=state,
            source=source,
            sink=self._publishing.label,
            fps=round(self._meter.current_fps(), 1),
            inference_ms=self._meter.recent_ms("inference"),
            latency_ms=self._meter.recent_ms("latency"),
            frames_out=self._meter.frames_out,
            dropped=self._dropped,
            faults=faults,
            model=self._segmenter.spec.label if self._segmenter is not None else "",
        )

    def _resting_state(self) -> State | None:
        if self._state == "stopped":
            return None
        return "paused" if self._paused else "asleep" if self._asleep else None

    def recent(self) -> Recent | None:
        """How long pictures take lately with the segmenter in use; None while nothing can be said of that."""
        return self._finishing.recent()

    def has_readers(self) -> bool:
        """Whether somebody may be looking at the output, so that its size and rate must not change."""
        return self._publishing.has_readers()

    def showing(self) -> Frame:
        """What goes out at this moment, stand-in or not."""
        return self._outbox.showing()

    def latest(self) -> Finished | None:
        """The newest picture with its frame and matte; None while a stand-in goes out."""
        return self._outbox.latest()

    def report(self) -> Report:
        """What was measured since the first frame was published."""
        self._meter.frames_dropped = self._dropped
        if self._segmenter is None:
            return self._meter.report("", "", 0)
        engine = self._segmenter.engine
        return self._meter.report(self._segmenter.spec.label, engine.name, engine.threads)

    @property
    def _dropped(self) -> int:
        return self._mailbox.dropped + self._outbox.superseded

    def _stages(self, segmenter: Segmenter | None, background: Background) -> Stages:
        return Stages(*self.size, segmenter, self._options, background, guarded=True)

    def _other_stages(self) -> Stages:
        assert self._reopen_parts is not None
        segmenter = self._segmenter
        return self._stages(*self._reopen_parts(segmenter.spec.id if segmenter is not None else None))

    def _stand_in(self, background: Background) -> Frame:
        alone = background.alone(now_ns())
        return self._privacy if alone is None else Frame(alone.copy(), now_ns())
