"""What may be shown: the outbox fails closed."""

from __future__ import annotations

import time

from backdrop.frame import Frame, now_ns
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.privacy import privacy_picture
from backdrop.pipeline.stages import Finished
from support.fakes import HEIGHT, WIDTH, camera_pixels


def finished(shows_room: bool = False, age_ms: float = 0, model_ms: float = 5, rested: bool = False) -> Finished:
    frame = Frame(camera_pixels(), now_ns() - round(age_ms * 1e6))
    model_ns = round(model_ms * 1e6)
    times = model_ns, 0 if rested else model_ns, 0, 0
    return Finished(frame, None, frame, shows_room, times, times)


def outbox(hides_room: bool = True) -> tuple[Outbox, Frame]:
    stand_in = privacy_picture(WIDTH, HEIGHT)
    return Outbox(stand_in, hides_room), stand_in


def test_before_the_first_picture_the_stand_in_goes_out() -> None:
    box, stand_in = outbox()
    assert box.take() == (stand_in, None)
    assert box.latest() is None


def test_a_picture_is_fresh_once_and_then_repeated() -> None:
    box, _ = outbox()
    done = finished()
    box.put(done)
    assert box.take() == (done.picture, done)
    assert box.take() == (done.picture, None)


def test_a_picture_older_than_half_a_second_is_not_repeated() -> None:
    box, stand_in = outbox()
    box.put(finished(age_ms=450))
    assert box.take().picture is not stand_in
    time.sleep(0.06)
    assert box.take() == (stand_in, None)


def test_a_slow_model_may_repeat_for_three_times_its_own_time() -> None:
    box, stand_in = outbox()
    box.put(finished(age_ms=800, model_ms=300))
    assert box.take().picture is not stand_in
    box.put(finished(age_ms=950, model_ms=300))
    assert box.take().picture is stand_in


def test_a_slow_model_that_rested_may_repeat_as_long_as_before() -> None:
    box, stand_in = outbox()
    box.put(finished(model_ms=300))
    box.put(finished(age_ms=800, model_ms=0.2, rested=True))
    assert box.take().picture is not stand_in


def test_a_model_that_hung_once_may_not_repeat_for_longer_because_of_it() -> None:
    box, stand_in = outbox()
    for age_ms in (0, 600):
        box.put(finished(model_ms=5))
        box.put(finished(age_ms=age_ms, model_ms=10_000))
        assert (box.take().picture is stand_in) == (age_ms == 600)


def test_a_failure_brings_the_stand_in_at_once() -> None:
    box, stand_in = outbox()
    box.put(finished())
    box.fail()
    assert box.take() == (stand_in, None)


def test_a_picture_of_the_room_is_refused_once_the_room_is_to_be_hidden() -> None:
    box, _ = outbox(hides_room=False)
    box.put(finished(shows_room=True))
    stand_in = privacy_picture(WIDTH, HEIGHT)
    box.show_instead(stand_in, hides_room=True)
    assert box.take() == (stand_in, None)
    box.put(finished(shows_room=True))  # the worker was still busy with the old background
    assert box.take() == (stand_in, None)


def test_a_picture_that_hides_the_room_survives_a_change_of_background() -> None:
    box, stand_in = outbox()
    done = finished()
    box.put(done)
    box.show_instead(stand_in, hides_room=True)
    assert box.take().picture is done.picture


def test_pictures_replaced_before_they_went_out_are_counted() -> None:
    box, _ = outbox()
    for _ in range(3):
        box.put(finished())
    assert box.superseded == 2
    assert box.wait_fresh(0)
    box.take()
    assert not box.wait_fresh(0.01)


def test_a_picture_that_was_captured_before_a_pause_does_not_go_out_after_it() -> None:
    box, stand_in = outbox()
    late = finished()
    box.pause(privacy_picture(WIDTH, HEIGHT))
    box.pause(None)
    box.put(late)
    assert box.take() == (stand_in, None)
    box.put(done := finished())
    assert box.take() == (done.picture, done)
