"""An engine that does not come back: another takes its place, and nobody hears what the lost one says in the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from backdrop.pipeline.finishing import LEFT_AT_MOST
from backdrop.segment.engine import Tensor
from promises.meeting import END_S, FPS, MARGIN, RECOVERY_S, Begin, Meeting
from support.coded_room import until

pytestmark = pytest.mark.alone

REPLACED = "did not answer"


class Hang:
    """Hangs at the next so many pictures of somebody, and takes half of the room for the person in the end.

    A model that is loaded meanwhile is not kept from it: it warms up with a picture of nobody.
    """

    def __init__(self, times: int = 1, for_s: float | None = None) -> None:
        self.times_left, self.for_s = times, for_s
        self.goes_on = threading.Event()
        self.came_back = 0

    def __call__(self, answer: Tensor) -> Tensor:
        if self.times_left == 0 or float(answer.max()) < 0.5:
            return answer
        self.times_left -= 1
        self.goes_on.wait(self.for_s)
        self.came_back += 1
        late: Tensor = answer.copy()
        late[:, :, : answer.shape[2] // 2] = 1
        return late


@pytest.fixture
def hang() -> Iterator[Callable[..., Hang]]:
    """Lets the engine of a meeting hang; it goes on after the test at the latest."""
    hangs = list[Hang]()

    def begin(meeting: Meeting, **how: int | float | None) -> Hang:
        hangs.append(Hang(**how))  # type: ignore[arg-type]
        meeting.load.fault = hangs[-1]
        return hangs[-1]

    yield begin
    for one in hangs:
        one.times_left = 0
        one.goes_on.set()


def until_replaced(meeting: Meeting) -> float:
    """Seconds from when another worker could begin to a picture of the camera."""
    meeting.until_named("picture", "over a second")
    hidden = meeting.call.count + 1  # one frame may be on its way out at this moment
    meeting.until_named("picture", REPLACED)
    assert not any(meeting.call.of_camera[hidden:])
    recovered_s = meeting.until_live()
    print(f"recovered {recovered_s:.2f} s after another could begin")
    return recovered_s


@pytest.mark.parametrize(
    ("for_s", "background"), [(10.0, 0), (None, 1), (None, 3)], ids=["ten seconds", "ever, blur", "ever, video"]
)
def test_one_that_hangs_is_replaced(
    meeting: Meeting, hang: Callable[..., Hang], for_s: float | None, background: int
) -> None:
    meeting.session.change(background=meeting.backgrounds[background])
    meeting.until_live()
    first, begun = meeting.call.count, time.perf_counter()
    hanging = hang(meeting, for_s=for_s)
    assert until_replaced(meeting) < RECOVERY_S * MARGIN
    print(f"{time.perf_counter() - begun:.2f} s after it began to hang")
    meeting.frames(round(FPS))
    assert meeting.load.open == 2, "the lost one still computes"
    if for_s is None:
        hanging.goes_on.set()
    until(lambda: meeting.load.open == 1, 3 * 10)
    assert hanging.came_back == 1
    meeting.frames(10)
    assert all(meeting.call.of_camera[-10:])
    meeting.must_have_gone_on(first)


def test_what_is_chosen_while_one_hangs_is_what_comes(meeting: Meeting, hang: Callable[..., Hang]) -> None:
    hang(meeting)
    meeting.until_named("picture")
    meeting.session.change(background="blur", model="selfie-square")
    meeting.until_named("picture", REPLACED)
    meeting.until_live()
    assert meeting.session.status().model == "selfie-square"
    until(lambda: meeting.load.open == 2)


def test_so_many_are_lost_and_no_more(
    meeting: Meeting, hang: Callable[..., Hang], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backdrop.pipeline.finishing.LOOK_S", 0.05)
    hanging = hang(meeting, times=100)
    error = until_given_up(meeting)
    assert "start Backdrop again" in error
    threads = threading.active_count()
    meeting.frames(round(2 * FPS))
    assert meeting.load.open == LEFT_AT_MOST + 1
    assert threading.active_count() == threads
    assert not any(meeting.call.of_camera[-round(FPS) :])
    hanging.times_left = 0
    hanging.goes_on.set()
    print(f"came back by itself after {meeting.until_live():.2f} s")
    until(lambda: meeting.load.open == 1)


def until_given_up(meeting: Meeting) -> str:
    until(lambda: meeting.load.open == LEFT_AT_MOST + 1, 30)
    return str(meeting.until_named("picture", "start Backdrop"))


def test_a_slow_model_is_not_taken_for_one_that_hangs(meeting: Meeting) -> None:
    meeting.load.extra_s["selfie-square"] = 1.3
    meeting.session.change(model="selfie-square", threads=1)
    for _ in range(3):
        before = meeting.call.captured_ns[-1]
        until(lambda before=before: meeting.call.is_live and meeting.call.captured_ns[-1] != before)  # type: ignore[misc]
    assert meeting.load.loaded["selfie-square"] == 1
    meeting.load.extra_s.clear()
    meeting.until_live()


def test_one_that_only_now_and_then_takes_long_is_started_again_once(meeting: Meeting) -> None:
    """As on a machine that others keep busy in bursts: each start again would cost the time of a model's loading."""
    slow, seen = 3, 0

    def uneven(answer: Tensor) -> Tensor:
        nonlocal slow, seen
        if float(answer.max()) >= 0.5:  # a model that is loaded meanwhile warms up with a picture of nobody
            seen += 1
            if slow and seen % 5 == 0:
                slow -= 1
                time.sleep(4.5)
        return answer

    meeting.load.fault = uneven
    started_before = sum(meeting.load.loaded.values())
    until(lambda: slow == 0, 60)
    time.sleep(5)
    meeting.until_live()
    assert sum(meeting.load.loaded.values()) == started_before + 1
    until(lambda: meeting.load.open == 1)


def test_a_model_that_is_gone_when_it_is_started_again_is_named(
    begin: Begin, hang: Callable[..., Hang], monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = begin()
    with monkeypatch.context() as patched:
        patched.setenv("BACKDROP_MODEL_PATH", "")
        hang(meeting)
        until(lambda: meeting.faults("model"))
        meeting.frames(10)
        assert not any(meeting.call.of_camera[-10:])
    meeting.session.retry_missing()
    meeting.until_live()


def test_one_that_takes_long_to_start_again_does_not_keep_the_program_from_ending(
    begin: Begin, hang: Callable[..., Hang]
) -> None:
    meeting = begin()
    meeting.load.loading_s["selfie-landscape"] = END_S * MARGIN + 1
    hanging = hang(meeting)
    until(lambda: meeting.load.loaded["selfie-landscape"] == 2)
    start = time.perf_counter()
    meeting.session.close()
    took_s = time.perf_counter() - start
    print(f"ended after {took_s:.2f} s")
    assert took_s < END_S * MARGIN
    hanging.goes_on.set()
    until(lambda: not any(thread.name == "finish" for thread in threading.enumerate()), 20)
    assert meeting.load.open == 0
