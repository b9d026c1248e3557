"""Whatever fails: the room is not shown, the far end gets its frames, the fault is named, and it recovers by itself."""

from __future__ import annotations

import errno
import itertools
import os
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import pytest

from backdrop.errors import SinkError, SourceBusyError, SourceError, SourceMissingError
from backdrop.segment.engine import Tensor
from promises.meeting import END_S, FPS, MARGIN, RECOVERY_S, SIZE, Begin, Meeting
from support.coded_room import until
from support.keying import all_ones, hardly_a_number, no_number, raising

pytestmark = pytest.mark.alone


class Fault(NamedTuple):
    """`begin` gives what mends it. `stage` and `words`: how the status names it. `hides`: whether the person goes."""

    name: str
    begin: Callable[[Meeting], Callable[[], object]]
    stage: str
    words: str
    hides: bool = True


def unplugged(meeting: Meeting) -> Callable[[], object]:
    camera = meeting.camera
    camera.failing, camera.missing = SourceError("the camera is gone"), SourceMissingError("there is no camera")

    def plug_in_elsewhere() -> None:
        camera.label = "the same on another node"
        camera.mend()

    return plug_in_elsewhere


def busy(meeting: Meeting) -> Callable[[], object]:
    camera = meeting.camera
    camera.failing, camera.missing = OSError(errno.ENODEV, "gone"), SourceBusyError("the camera is in use by another")
    return camera.mend


def frozen(meeting: Meeting) -> Callable[[], object]:
    meeting.camera.frozen.set()
    return meeting.camera.frozen.clear


def resized(meeting: Meeting) -> Callable[[], object]:
    camera = meeting.camera
    camera.failing, camera.enlarged = SourceError("the camera changed the size of its picture"), 2
    return camera.mend


def answering(fault: Callable[[Tensor], Tensor]) -> Callable[[Meeting], Callable[[], object]]:
    def begin(meeting: Meeting) -> Callable[[], object]:
        meeting.load.fault = fault
        return lambda: setattr(meeting.load, "fault", None)

    return begin


def hanging(meeting: Meeting) -> Callable[[], object]:
    goes_on = threading.Event()

    def hang(answer: Tensor) -> Tensor:
        goes_on.wait(10)
        return answer

    meeting.load.fault = hang
    return goes_on.set


def leaking_threads(meeting: Meeting) -> Callable[[], object]:
    """One a picture, until there may be no more of them."""
    goes_on, leaked = threading.Event(), list[threading.Thread]()

    def leak(answer: Tensor) -> Tensor:
        if len(leaked) == 30:
            raise RuntimeError("can't start new thread")
        leaked.append(threading.Thread(target=goes_on.wait, daemon=True))
        leaked[-1].start()
        return answer

    meeting.load.fault = leak

    def mend() -> None:
        meeting.load.fault = None
        goes_on.set()

    return mend


def cut_short(meeting: Meeting) -> Callable[[], object]:
    whole = meeting.video.read_bytes()
    meeting.session.change(background=meeting.backgrounds[-1])
    meeting.frames(round(1.5 * FPS))  # it has been played to its end
    os.truncate(meeting.video, len(whole) // 50)

    def restore() -> None:
        with open(meeting.video, "r+b") as file:
            file.write(whole)

    return restore


def output_gone(meeting: Meeting) -> Callable[[], object]:
    meeting.call.broken = SinkError("the virtual camera is used by another program")
    return lambda: setattr(meeting.call, "broken", None)


def suspended(meeting: Meeting) -> Callable[[], object]:
    """A laptop that wakes: hours have passed at once, and the camera comes back only after a while."""
    meeting.clock.monotonic_s += 7200
    meeting.clock.system_s += 7200
    return unplugged(meeting)


FAULTS = [
    Fault("unplugged and plugged in elsewhere", unplugged, "source", "no camera"),
    Fault("in use by another", busy, "source", "in use"),
    Fault("frozen", frozen, "source", "no pictures"),
    Fault("another resolution", resized, "source", "size"),
    Fault("engine raises", answering(raising), "picture", "broke"),
    Fault("answer is no number", answering(no_number), "picture", "no number"),
    Fault("answer is hardly a number", answering(hardly_a_number), "picture", "no number"),
    Fault("answer is all ones", answering(all_ones), "picture", "fills the whole"),
    Fault("engine hangs", hanging, "picture", "over a second"),
    Fault("engine leaks threads", leaking_threads, "picture", "start new thread"),
    Fault("background cut short", cut_short, "background", "waves.mp4", hides=False),
    Fault("output gone", output_gone, "sink", "another program", hides=False),
    Fault("suspended", suspended, "source", "no camera"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_and_survived_and_shows_nothing_of_the_room(meeting: Meeting, fault: Fault) -> None:
    call, session = meeting.call, meeting.session
    first = call.count
    mend = fault.begin(meeting)
    error = meeting.until_named(fault.stage, fault.words)
    if fault.stage == "picture":
        named = call.count + 1  # one frame may be on its way out at this moment
        meeting.frames(5)
        assert not any(call.of_camera[named:]), "no picture is repeated after a failure"
    if fault.hides:
        hidden_s = meeting.until_hidden()
        meeting.frames(10)
        assert not any(call.of_camera[-10:]), "until it is mended, nothing of the camera goes out"
        print(f"hidden {hidden_s:.2f} s after it was named")
    mend()
    recovered_s = until(lambda: call.is_live and session.status().state == "live", RECOVERY_S * MARGIN)
    meeting.frames(10)
    print(f"{error}: recovered after {recovered_s:.2f} s")
    if fault.stage != "sink":
        meeting.must_have_gone_on(first)
    source = session.status().source
    assert source is not None
    assert source.label == meeting.camera.label


def test_an_engine_that_fails_at_every_third_picture_shows_nothing_of_the_room(meeting: Meeting) -> None:
    """What one picture knows of the last must not come from one that failed."""
    call, first, count = meeting.call, meeting.call.count, itertools.count()
    for wrong in (no_number, hardly_a_number, all_ones, raising):
        meeting.load.fault = lambda answer, wrong=wrong: wrong(answer) if next(count) % 3 == 0 else answer
        meeting.frames(30)
    assert any(call.of_camera[first:])
    assert not all(call.of_camera[first:])
    meeting.load.fault = None
    meeting.until_live()
    meeting.must_have_gone_on(first)


def test_a_camera_that_changes_its_size_while_it_runs_is_fitted_anew(meeting: Meeting) -> None:
    call, first = meeting.call, meeting.call.count
    [source] = [source for source in meeting.camera.opened if source.is_open]
    for enlarged in (2, 1, 3, 1):
        source.enlarge(enlarged)
        meeting.frames(10)
        assert all(call.of_camera[-5:])
    assert set(call.sizes) == {SIZE}
    assert source.is_open
    meeting.must_have_gone_on(first)


def test_nothing_depends_on_the_system_clock(meeting: Meeting) -> None:
    first = meeting.call.count
    for hours in (24, -48, 24 * 365, 0):
        meeting.clock.system_s = hours * 3600.0
        meeting.frames(10)
        assert meeting.session.status().state == "live"
    assert all(meeting.call.of_camera[first:])
    meeting.must_have_gone_on(first)
    assert meeting.session.status().fps > FPS / MARGIN


def test_two_faults_at_once_are_both_named_and_recover_each_by_itself(meeting: Meeting) -> None:
    mend_engine = hanging(meeting)
    meeting.until_named("picture")
    mend_camera = unplugged(meeting)
    meeting.until_named("source")
    mend_engine()
    until(lambda: not meeting.faults("picture"))
    assert not meeting.call.is_live
    mend_camera()
    print(f"recovered after {meeting.until_live():.2f} s")


def test_a_hanging_engine_does_not_keep_the_program_from_ending(begin: Begin) -> None:
    meeting = begin()
    mend = hanging(meeting)
    meeting.until_named("picture")
    start = time.perf_counter()
    meeting.session.close()
    took_s = time.perf_counter() - start
    print(f"ended after {took_s:.2f} s")
    assert meeting.load.open == 1, "it still computes"
    mend()
    until(lambda: meeting.load.open == 0)
    assert took_s < END_S * MARGIN


def test_what_fails_at_every_frame_is_logged_once(meeting: Meeting, caplog: pytest.LogCaptureFixture) -> None:
    meeting.load.fault = raising
    meeting.until_named("picture")
    meeting.frames(30)
    about = [record for record in caplog.records if "broke" in record.getMessage()]
    assert len(about) == 1
    assert about[0].exc_info
    assert "raising" in caplog.text, "where it came from is told"


def test_what_cannot_be_closed_does_not_end_the_pictures(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = begin()

    def fail() -> None:
        raise RuntimeError("it cannot be closed")

    segmenter = meeting.session.pipeline._segmenter
    assert segmenter is not None
    with monkeypatch.context() as patched:
        patched.setattr(segmenter.engine, "close", fail)
        meeting.session.change(model="selfie-square")
        meeting.frames(10)
        until(lambda: meeting.session.status().model == "selfie-square" and meeting.call.is_live)
        meeting.frames(20)
        assert all(meeting.call.of_camera[-10:])
    segmenter.engine.close()
