"""The running camera between parts that fail on command: the room is never shown, and the call goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from backdrop.capture import Source
from backdrop.composite import open_background
from backdrop.errors import ModelMissingError, SinkError, SourceError
from backdrop.frame import Frame, planes
from backdrop.host.media.still import encode_still
from backdrop.pipeline.live import LivePipeline
from backdrop.publish import Sink
from backdrop.segment.engine import Tensor
from support.fakes import (
    BACKGROUND,
    FPS,
    HEIGHT,
    PERSON_Y,
    WIDTH,
    MarkerSource,
    RecordingSink,
    ScriptedEngine,
    person_seen,
    scripted_segmenter,
)

PERSON = 0.25
SOFT_EDGE = 0.06
"""The bilinear edge of the 64-column matte shows at most this share of the camera beyond the person."""


class Rig:
    """A pipeline between a marker camera and a recording sink."""

    def __init__(self, background: str = BACKGROUND, reopen_sink: Callable[[], Sink] | None = None) -> None:
        self.engine, self.source, self.sink = ScriptedEngine(), MarkerSource(), RecordingSink()
        self.pipeline = LivePipeline(
            (WIDTH, HEIGHT),
            FPS,
            scripted_segmenter(self.engine),
            open_background(background, WIDTH, HEIGHT),
            self.sink,
            reopen_sink,
        )
        self.can_open = threading.Event()
        self.can_open.set()

    def start(self) -> None:
        self.pipeline.start(self.source, self.reopen)

    def reopen(self) -> Source:
        if not self.can_open.is_set():
            raise SourceError("no marker camera")
        self.source = MarkerSource()
        return self.source

    def run_until(self, condition: Callable[[], bool], within_s: float = 5.0) -> float:
        """Seconds until the condition held; fails when it does not in time."""
        start = time.monotonic()
        while not condition():
            assert time.monotonic() - start < within_s, "it did not happen in time"
            time.sleep(0.005)
        return time.monotonic() - start

    def is_live(self) -> bool:
        return bool(self.sink.shares) and abs(self.sink.shares[-1] - PERSON) < SOFT_EDGE

    def shows_nothing_of_the_camera(self) -> bool:
        return bool(self.sink.shares) and self.sink.shares[-1] == 0

    def frames_from_now(self, count: int) -> list[float]:
        sent = len(self.sink.shares)
        self.run_until(lambda: len(self.sink.shares) >= sent + count)
        return self.sink.shares[sent : sent + count]


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig()
    rig.start()
    yield rig
    rig.pipeline.stop()
    assert rig.sink.closed
    assert max(rig.sink.shares) <= PERSON + SOFT_EDGE, "the room was shown"


def test_the_person_is_published_over_the_background_at_the_set_rate(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    start = time.monotonic()
    shares = rig.frames_from_now(50)
    rate = 50 / (time.monotonic() - start)
    assert np.allclose(shares, PERSON, atol=SOFT_EDGE)
    assert FPS / 3 < rate < FPS * 1.5


def test_frames_go_out_before_the_first_matte_and_none_shows_the_room() -> None:
    rig = Rig()
    may_answer = threading.Event()

    def slow_first_answer(tensor: Tensor) -> Tensor:
        may_answer.wait(5)
        return person_seen(tensor)

    rig.engine.answer = slow_first_answer
    rig.start()
    assert rig.frames_from_now(10) == [0] * 10
    may_answer.set()
    rig.run_until(rig.is_live)
    rig.pipeline.stop()


def test_latency_stays_under_a_frame_interval_and_is_reported(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    rig.frames_from_now(50)
    report = rig.pipeline.report()
    assert report.latency_ms is not None
    print(f"latency {report.latency_ms}")
    assert report.latency_ms.median < 3 * 1000 / FPS
    assert report.frames_out >= 50
    assert report.frames_in >= report.frames_out - report.frames_repeated
    assert set(report.stage_ms) == {"segment", "inference", "refine", "composite", "publish"}
    assert report.stage_ms["segment"].median >= report.stage_ms["inference"].median


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_an_answer_that_is_no_number_shows_the_background_alone(rig: Rig, value: float) -> None:
    rig.run_until(rig.is_live)
    rig.engine.answer = lambda _tensor: np.full((1, 36, 64, 1), value, np.float32)
    rig.run_until(rig.shows_nothing_of_the_camera, 1.5)
    assert rig.frames_from_now(20) == [0] * 20


def test_a_hanging_engine_shows_the_background_alone_after_half_a_second(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    release = threading.Event()

    def hang(tensor: Tensor) -> Tensor:
        release.wait(10)
        return person_seen(tensor)

    rig.engine.answer = hang
    start = time.monotonic()
    took = rig.run_until(rig.shows_nothing_of_the_camera, 1.5)
    print(f"repeated for {took:.2f} s")
    assert took > 0.3
    assert rig.sink.longest_gap_s(start) < 0.2 * 3
    release.set()
    rig.run_until(rig.is_live)


def test_hiding_the_room_again_hides_it_in_the_very_next_frame() -> None:
    rig = Rig(background="none")
    rig.start()
    rig.run_until(lambda: bool(rig.sink.shares) and rig.sink.shares[-1] == 1)
    for _ in range(20):
        rig.pipeline.use_background(open_background(BACKGROUND, WIDTH, HEIGHT))
        sent = len(rig.sink.shares) + 1  # one frame may be on its way out at this moment
        rig.frames_from_now(5)
        assert max(rig.sink.shares[sent:]) <= PERSON + SOFT_EDGE
        rig.pipeline.use_background(open_background("none", WIDTH, HEIGHT))
        rig.run_until(lambda: rig.sink.shares[-1] == 1)
    rig.pipeline.stop()


def test_blur_without_a_matte_shows_the_privacy_picture() -> None:
    rig = Rig(background="blur")
    rig.start()
    rig.run_until(lambda: rig.pipeline.latest() is not None)

    def fail(_tensor: Tensor) -> Tensor:
        raise RuntimeError("engine broke")

    rig.engine.answer = fail
    rig.run_until(rig.shows_nothing_of_the_camera, 1.5)
    assert np.ptp(rig.sink.pixels[-1]) > 10, "the privacy picture shows something"
    rig.pipeline.stop()


def test_without_a_model_nothing_of_the_camera_is_shown_until_there_is_one() -> None:
    rig = Rig()
    rig.pipeline = LivePipeline((WIDTH, HEIGHT), FPS, None, open_background(BACKGROUND, WIDTH, HEIGHT), rig.sink)
    rig.start()
    assert rig.frames_from_now(20) == [0] * 20
    rig.run_until(lambda: isinstance(rig.pipeline.status().faults.get("picture"), ModelMissingError))
    rig.pipeline.use_segmenter(scripted_segmenter(rig.engine))
    rig.run_until(rig.is_live)
    rig.pipeline.stop()


def test_without_an_output_it_runs_and_opens_one_as_soon_as_it_can() -> None:
    rig = Rig()
    may_open = threading.Event()

    def reopen() -> Sink:
        if not may_open.is_set():
            raise SinkError("no virtual camera yet")
        return rig.sink

    rig.pipeline = LivePipeline(
        (WIDTH, HEIGHT), FPS, scripted_segmenter(rig.engine), open_background(BACKGROUND, WIDTH, HEIGHT), None, reopen
    )
    rig.start()
    rig.run_until(lambda: rig.pipeline.latest() is not None)
    assert "sink" in rig.pipeline.status().faults
    may_open.set()
    rig.run_until(rig.is_live)
    assert rig.pipeline.status().sink == "recording"
    rig.pipeline.stop()


def test_another_source_takes_over(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    other = MarkerSource()
    previous, rig.source = rig.source, other
    rig.pipeline.use_source(other, rig.reopen)
    with pytest.raises(SourceError):
        previous.read()
    rig.run_until(rig.is_live)
    rig.frames_from_now(30)
    assert not rig.pipeline.status().faults


def test_mirror_flips_the_person_and_not_the_background(tmp_path: Path) -> None:
    """The background is black at its left and white at its right; the person is at the camera's left."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    picture[:, WIDTH // 2 :] = 255
    (tmp_path / "halves.png").write_bytes(encode_still(picture, ".png"))
    rig = Rig(f"image:{tmp_path / 'halves.png'}")
    rig.start()
    far_left, far_right = slice(0, WIDTH // 8), slice(WIDTH * 7 // 8, None)
    for mirrored, left, right in ((False, PERSON_Y, 235), (True, 16, PERSON_Y), (False, PERSON_Y, 235)):
        rig.pipeline.set_mirror(mirrored)
        rig.frames_from_now(10)
        luma = planes(rig.sink.pixels[-1]).y
        assert abs(float(luma[:, far_left].mean()) - left) < 3
        assert abs(float(luma[:, far_right].mean()) - right) < 3
    rig.pipeline.stop()


def test_a_failing_recording_ends_the_run_with_its_error() -> None:
    broken = threading.Event()
    rig = Rig()
    rig.sink = RecordingSink(fail=broken)
    rig.pipeline = LivePipeline(
        (WIDTH, HEIGHT), FPS, scripted_segmenter(rig.engine), open_background(BACKGROUND, WIDTH, HEIGHT), rig.sink
    )
    rig.start()
    rig.run_until(rig.is_live)
    broken.set()
    with pytest.raises(SinkError, match="gone"):
        rig.pipeline.wait(5)
    rig.pipeline.stop()


def test_a_failing_virtual_camera_is_opened_again() -> None:
    broken = threading.Event()
    opened: list[RecordingSink] = []

    def reopen() -> Sink:
        if broken.is_set():
            raise SinkError("still gone")
        opened.append(RecordingSink())
        return opened[-1]

    rig = Rig()
    rig.sink = RecordingSink(fail=broken)
    rig.pipeline = LivePipeline(
        (WIDTH, HEIGHT),
        FPS,
        scripted_segmenter(rig.engine),
        open_background(BACKGROUND, WIDTH, HEIGHT),
        rig.sink,
        reopen,
    )
    rig.start()
    rig.run_until(rig.is_live)
    broken.set()
    rig.run_until(lambda: "sink" in rig.pipeline.status().faults)
    broken.clear()
    took = rig.run_until(lambda: bool(opened) and bool(opened[-1].shares), 2 * 3)
    print(f"published again {took:.2f} s after the device came back")
    rig.pipeline.stop()
    assert opened[-1].closed


def test_the_run_ends_after_the_set_number_of_frames() -> None:
    rig = Rig()
    rig.pipeline = LivePipeline(
        (WIDTH, HEIGHT),
        FPS,
        scripted_segmenter(rig.engine),
        open_background(BACKGROUND, WIDTH, HEIGHT),
        rig.sink,
        limit=7,
    )
    rig.start()
    assert rig.pipeline.wait(5)
    rig.pipeline.stop()
    assert len(rig.sink.shares) == 7
    assert rig.pipeline.report().frames_out == 7


def test_stopping_takes_less_than_a_second_even_with_a_frozen_camera() -> None:
    rig = Rig()
    rig.start()
    rig.run_until(rig.is_live)
    rig.source.freeze.set()
    start = time.monotonic()
    rig.pipeline.stop()
    took = time.monotonic() - start
    print(f"stopped in {took:.2f} s")
    assert took < 1.0 * 3
    assert rig.pipeline.status().state == "stopped"


def test_memory_and_buffers_do_not_grow_over_many_switches(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    threads = threading.active_count()
    for i in range(100):
        rig.pipeline.use_background(open_background(f"color:#{i:02x}{i:02x}{i:02x}", WIDTH, HEIGHT))
        rig.frames_from_now(1)
    assert threading.active_count() == threads


def test_an_error_that_is_none_of_ours_while_reopening_does_not_end_the_camera(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    attempts: list[int] = []

    def stumble_once() -> Source:
        attempts.append(1)
        if len(attempts) == 1:
            raise OSError("a driver stumbled")
        return MarkerSource()

    rig.pipeline.use_source(None, stumble_once)
    rig.run_until(lambda: "source" in rig.pipeline.status().faults)
    took = rig.run_until(lambda: len(attempts) > 1 and not rig.pipeline.status().faults and rig.is_live(), 2 * 3)
    print(f"captures again after {took:.2f} s")


def test_another_source_is_taken_up_without_waiting(rig: Rig) -> None:
    rig.run_until(rig.is_live)
    start = time.monotonic()
    other = MarkerSource()
    rig.pipeline.use_source(None, lambda: other)
    rig.run_until(lambda: rig.pipeline.status().source is not None and rig.is_live())
    rig.frames_from_now(3)
    took = time.monotonic() - start
    print(f"exchanged in {took * 1e3:.0f} ms")
    assert took < 0.25 * 3


class BrokenSink(RecordingSink):
    """Fails with what is no error of ours."""

    def send(self, frame: Frame) -> None:
        raise OSError("a driver stumbled")


def test_an_output_that_fails_in_its_own_way_is_opened_again() -> None:
    opened: list[RecordingSink] = []

    def reopen() -> Sink:
        opened.append(RecordingSink())
        return opened[-1]

    rig = Rig()
    rig.pipeline = LivePipeline(
        (WIDTH, HEIGHT),
        FPS,
        scripted_segmenter(rig.engine),
        open_background(BACKGROUND, WIDTH, HEIGHT),
        BrokenSink(),
        reopen,
    )
    rig.start()
    rig.run_until(lambda: bool(opened) and bool(opened[-1].shares), 2 * 3)
    rig.pipeline.stop()
    assert opened[-1].closed


class UncloseableSource(MarkerSource):
    def close(self) -> None:
        super().close()
        raise OSError("a driver stumbled")


def test_a_source_that_cannot_be_closed_does_not_keep_the_rest_from_stopping() -> None:
    rig = Rig()
    rig.source = UncloseableSource()
    rig.start()
    rig.run_until(rig.is_live)
    rig.pipeline.stop()
    assert rig.sink.closed


class SlowSink(RecordingSink):
    """Hangs in the middle of a frame, and notices when it is closed meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.hang, self.sending, self.closed_while_sending = threading.Event(), False, False

    def send(self, frame: Frame) -> None:
        self.sending = True
        while self.hang.is_set():
            time.sleep(0.01)
        super().send(frame)
        self.sending = False

    def close(self) -> None:
        self.closed_while_sending = self.sending
        super().close()


def test_an_output_is_never_closed_while_it_takes_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backdrop.pipeline.live.STOP_WITHIN_S", 0.2)
    rig = Rig()
    sink = rig.sink = SlowSink()
    rig.pipeline = LivePipeline(
        (WIDTH, HEIGHT), FPS, scripted_segmenter(rig.engine), open_background(BACKGROUND, WIDTH, HEIGHT), sink
    )
    rig.start()
    rig.run_until(rig.is_live)
    sink.hang.set()
    rig.run_until(lambda: sink.sending)
    rig.pipeline.stop()
    assert not sink.closed
    sink.hang.clear()
    rig.run_until(lambda: sink.closed)
    assert not sink.closed_while_sending
