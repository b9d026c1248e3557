"""Camera and model sleep while nobody reads, and wake for the first who does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import psutil
import pytest

from backdrop.capture import Source, SourceInfo
from backdrop.composite import open_background
from backdrop.errors import SinkError, SinkMissingError
from backdrop.frame import Frame
from backdrop.pipeline.demand import Demand
from backdrop.pipeline.live import LivePipeline
from backdrop.publish import Sink
from backdrop.segment.engine import Tensor
from support.fakes import (
    BACKGROUND,
    FPS,
    HEIGHT,
    WIDTH,
    MarkerSource,
    RecordingSink,
    ScriptedEngine,
    everything,
    person_seen,
    scripted_segmenter,
)

RELEASE_S = 0.5
MARGIN = 3
PROMISED_WAKE_S = 1.0
PROMISED_CPU_SHARE = 0.01


class ReadSink(RecordingSink):
    """A recording sink that knows whether somebody reads, as a virtual camera on Linux does."""

    def __init__(self) -> None:
        super().__init__()
        self.read = threading.Event()
        self.gone = threading.Event()
        self.failing: SinkError | None = None

    def send(self, frame: Frame) -> None:
        if self.failing is not None:
            raise self.failing
        super().send(frame)

    def is_read(self, timeout_s: float = 0.0) -> bool | None:
        return None if self.gone.is_set() else self.read.wait(timeout_s)


class Webcam:
    """Opens one source after the other, and knows whether one is open."""

    def __init__(self, takes_s: float = 0.0) -> None:
        self.opened: list[MarkerSource] = []
        self.takes_s = takes_s

    def __call__(self) -> Source:
        time.sleep(self.takes_s)
        self.opened.append(MarkerSource())
        return self.opened[-1]

    @property
    def is_on(self) -> bool:
        return bool(self.opened) and not self.opened[-1]._closed.is_set()


def wanted_just_now() -> Demand:
    demand = Demand(RELEASE_S)
    demand.want(time.monotonic())
    return demand


class Bed:
    """A pipeline whose output comes and goes: `missing` says why there is none."""

    def __init__(
        self, webcam: Webcam | None = None, missing: SinkError | None = None, demand: Demand | None = None
    ) -> None:
        self.sink, self.webcam, self.missing = ReadSink(), webcam or Webcam(), missing
        self.engine = ScriptedEngine()
        self.demand = demand or wanted_just_now()
        self.pipeline = self.another()
        self.pipeline.start(None, self.webcam)

    def another(self) -> LivePipeline:
        """Not started."""
        return LivePipeline(
            (WIDTH, HEIGHT), FPS, scripted_segmenter(self.engine), open_background(BACKGROUND, WIDTH, HEIGHT),
            None, self._open, demand=self.demand,
        )  # fmt: skip

    def _open(self) -> Sink:
        if self.missing is not None:
            raise self.missing
        return self.sink

    @property
    def state(self) -> str:
        return self.pipeline.status().state


def until(happens: Callable[[], bool], within_s: float = 10.0) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    while not happens():
        assert time.monotonic() - began < within_s, "it never happened"
        time.sleep(0.005)
    return time.monotonic() - began


@pytest.fixture
def bed() -> Iterator[Bed]:
    made = Bed()
    yield made
    made.pipeline.stop()


def test_the_webcam_is_released_when_the_last_reader_has_left(bed: Bed) -> None:
    bed.sink.read.set()
    until(lambda: bed.state == "live" and bed.webcam.is_on)
    time.sleep(2 * RELEASE_S)
    assert bed.webcam.is_on, "somebody reads"
    bed.sink.read.clear()
    took = until(lambda: not bed.webcam.is_on)
    print(f"released {took:.2f} s after the last reader left; {RELEASE_S} s are set")
    assert RELEASE_S * 0.9 <= took <= RELEASE_S * MARGIN
    assert bed.state == "asleep"


def test_what_nobody_wants_from_the_start_is_not_opened() -> None:
    """As in the tray, where the program waits from the login on."""
    bed = Bed(demand=Demand(RELEASE_S))
    try:
        until(lambda: bed.state == "asleep" and len(bed.sink.times) > 0)
        time.sleep(0.3)
        assert not bed.webcam.opened
        bed.demand.keep(True)
        until(lambda: bed.state == "live" and bed.webcam.is_on)
    finally:
        bed.pipeline.stop()


def test_it_sleeps_when_nobody_comes_at_all(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    assert not bed.webcam.is_on


def test_the_output_gets_an_idle_picture_now_and_then(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    time.sleep(0.3)
    before = len(bed.sink.times)
    time.sleep(3)
    assert 1 <= len(bed.sink.times) - before <= 4
    assert max(bed.sink.shares) == 0 or bed.sink.shares[-1] == 0


def test_the_first_reader_wakes_it() -> None:
    bed = Bed(webcam=Webcam(takes_s=0.3))  # as real ones do
    try:
        until(lambda: bed.state == "asleep")
        time.sleep(0.5)
        started, frames = time.monotonic(), bed.pipeline.status().frames_out
        bed.sink.read.set()
        until(lambda: bed.pipeline.latest() is not None)
        took = time.monotonic() - started
        print(f"the first real picture came {took:.2f} s after the reader")
        assert took <= PROMISED_WAKE_S * MARGIN
        until(lambda: bed.pipeline.status().frames_out > frames + FPS)
        assert bed.state == "live"
    finally:
        bed.pipeline.stop()


def test_what_failed_before_it_slept_does_not_delay_the_first_reader(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is left alone for a while, but not when somebody comes."""
    monkeypatch.setattr("backdrop.pipeline.capturing.RETRY_S", 60.0)
    bed.sink.read.set()
    until(lambda: bed.state == "live")
    bed.webcam.opened[-1].fail.set()
    until(lambda: bed.state == "trouble")
    bed.sink.read.clear()
    until(lambda: bed.state == "asleep")
    started = time.monotonic()
    bed.sink.read.set()
    until(lambda: bed.pipeline.latest() is not None)
    took = time.monotonic() - started
    print(f"the first real picture came {took:.2f} s after the reader")
    assert took <= PROMISED_WAKE_S * MARGIN


def test_what_goes_out_asleep_and_at_waking_never_shows_the_room(bed: Bed) -> None:
    """A quarter of the picture is the person, who is drawn in the marker's colour as well."""
    for _ in range(3):
        until(lambda: bed.state == "asleep")
        bed.sink.read.set()
        until(lambda: bed.pipeline.latest() is not None)
        time.sleep(0.2)
        bed.sink.read.clear()
    assert max(bed.sink.shares) < 0.3


def test_a_reader_that_comes_and_goes_and_comes_keeps_it_awake(bed: Bed) -> None:
    bed.sink.read.set()
    until(lambda: bed.state == "live")
    opened = len(bed.webcam.opened)
    for _ in range(6):
        bed.sink.read.clear()
        time.sleep(RELEASE_S / 3)
        bed.sink.read.set()
        time.sleep(0.05)
    assert len(bed.webcam.opened) == opened
    assert bed.state == "live"


def test_a_window_that_shows_it_keeps_it_awake_and_wakes_it(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    bed.demand.keep(True)
    until(lambda: bed.state == "live")
    time.sleep(2 * RELEASE_S)
    assert bed.state == "live"
    bed.demand.keep(False)
    until(lambda: bed.state == "asleep")


def test_pausing_asleep_shows_the_privacy_picture_and_resuming_sleeps_on(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    idle = bed.pipeline.showing()
    bed.pipeline.pause()
    assert bed.state == "paused"
    assert bed.pipeline.showing() is not idle
    bed.sink.read.set()
    time.sleep(0.3)
    assert not bed.webcam.is_on, "a reader does not undo the pause"
    bed.sink.read.clear()
    time.sleep(RELEASE_S + 0.3)
    bed.pipeline.resume()
    until(lambda: bed.state == "asleep")
    bed.sink.read.set()
    until(lambda: bed.state == "live" and bed.webcam.is_on)


def test_a_background_that_is_chosen_asleep_is_what_goes_out(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    bed.pipeline.use_background(open_background("color:#ffffff", WIDTH, HEIGHT))
    assert bed.pipeline.showing().pixels[0, 0] > 230
    assert bed.state == "asleep"


def test_an_output_that_cannot_tell_keeps_it_awake(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    bed.sink.gone.set()
    until(lambda: bed.state == "live")
    time.sleep(2 * RELEASE_S)
    assert bed.state == "live"


def test_it_may_be_told_never_to_sleep(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    bed.demand.release_after(None)
    until(lambda: bed.state == "live")
    time.sleep(2 * RELEASE_S)
    assert bed.webcam.is_on


def test_asleep_it_takes_no_processor(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    time.sleep(0.5)
    process = psutil.Process()
    before, began = process.cpu_times(), time.monotonic()
    time.sleep(10)
    after, took = process.cpu_times(), time.monotonic() - began
    share = (after.user + after.system - before.user - before.system) / took
    print(f"asleep: {share:.2%} of a core over {took:.0f} s")
    assert share < PROMISED_CPU_SHARE * MARGIN


def test_without_an_output_it_sleeps_and_a_window_wakes_it() -> None:
    bed = Bed(missing=SinkMissingError("there is no virtual camera"))
    try:
        until(lambda: bed.webcam.is_on)
        until(lambda: not bed.webcam.is_on)
        assert bed.state == "trouble", "nobody can use it as it is"
        bed.demand.keep(True)
        until(lambda: bed.webcam.is_on and bed.pipeline.latest() is not None)
    finally:
        bed.pipeline.stop()


def test_an_output_that_goes_while_it_sleeps_is_named_and_taken_up_again(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    bed.missing = bed.sink.failing = SinkError("the virtual camera is gone")
    until(lambda: bed.state == "trouble")
    assert list(bed.pipeline.status().faults) == ["sink"]
    assert not bed.webcam.is_on
    bed.missing = bed.sink.failing = None
    until(lambda: bed.state == "asleep")
    bed.sink.read.set()
    until(lambda: bed.state == "live" and bed.webcam.is_on)


def test_what_was_wrong_with_a_picture_is_over_when_none_is_asked_for(bed: Bed) -> None:
    bed.sink.read.set()
    until(lambda: bed.state == "live")
    bed.engine.answer = everything
    until(lambda: bed.state == "trouble")
    bed.sink.read.clear()
    until(lambda: bed.state == "asleep")
    assert not bed.pipeline.status().faults


@pytest.mark.parametrize("how", ["asleep", "paused"])
def test_what_was_before_a_rest_says_nothing_of_the_person_after_it(bed: Bed, how: str) -> None:
    """Mattes are averaged with those before them, which would leave a trace of the room in sight."""
    bed.engine.answer = with_a_trace_of_the_room
    bed.sink.read.set()
    until(lambda: bed.state == "live")
    bed.pipeline.pause() if how == "paused" else bed.sink.read.clear()
    until(lambda: bed.state == how and not bed.webcam.is_on)
    bed.engine.answer = person_seen
    before = len(bed.sink.pixels)
    bed.pipeline.resume() if how == "paused" else bed.sink.read.set()
    until(lambda: bed.state == "live")
    idle = bed.sink.pixels[before]
    assert all((sent[:HEIGHT, WIDTH // 2 :] == idle[:HEIGHT, WIDTH // 2 :]).all() for sent in bed.sink.pixels[before:])


def with_a_trace_of_the_room(tensor: Tensor) -> Tensor:
    answer = person_seen(tensor)
    return np.clip(answer, 0.5, 1, out=answer)


def test_one_that_is_started_anew_while_nobody_reads_leaves_the_webcam_off(bed: Bed) -> None:
    """As for another size."""
    until(lambda: bed.state == "asleep")
    bed.pipeline.stop()
    opened = len(bed.webcam.opened)
    bed.pipeline = bed.another()
    given = MarkerSource()
    bed.pipeline.start(given, bed.webcam)
    assert given._closed.is_set()
    time.sleep(RELEASE_S)
    assert bed.state == "asleep"
    assert len(bed.webcam.opened) == opened
    bed.sink.read.set()
    until(lambda: bed.state == "live" and bed.webcam.is_on)


def test_the_report_leaves_out_what_was_slept(bed: Bed) -> None:
    bed.sink.read.set()
    until(lambda: bed.state == "live")
    bed.sink.read.clear()
    until(lambda: bed.state == "asleep")
    awake = bed.pipeline.report()
    time.sleep(3)
    slept = bed.pipeline.report()
    assert slept.frames_out == awake.frames_out
    assert slept.frames_repeated == awake.frames_repeated
    assert slept.fps == pytest.approx(awake.fps, rel=0.05)
    assert slept.asleep_s == pytest.approx(awake.asleep_s + 3, abs=0.5)


def test_stopping_asleep_is_quick(bed: Bed) -> None:
    until(lambda: bed.state == "asleep")
    began = time.monotonic()
    bed.pipeline.stop()
    assert time.monotonic() - began < 1


class _Stuck(Source):
    """A driver whose read does not end before it is closed."""

    def __init__(self) -> None:
        self._closed = threading.Event()

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("stuck", WIDTH, HEIGHT, FPS)

    def read(self) -> Frame | None:
        self._closed.wait()
        return None

    def close(self) -> None:
        self._closed.set()


def test_a_stuck_webcam_is_released_as_well() -> None:
    opened: list[_Stuck] = []

    def open_stuck() -> Source:
        opened.append(_Stuck())
        return opened[-1]

    sink = ReadSink()
    pipeline = LivePipeline(
        (WIDTH, HEIGHT), FPS, scripted_segmenter(ScriptedEngine()), open_background(BACKGROUND, WIDTH, HEIGHT), sink,
        demand=wanted_just_now(),
    )  # fmt: skip
    pipeline.start(None, open_stuck)
    try:
        until(lambda: pipeline.status().state == "asleep")
        until(lambda: all(source._closed.is_set() for source in opened))
    finally:
        pipeline.stop()
