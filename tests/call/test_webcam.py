"""Real capture: a webcam in the formats that webcams have, one that another program takes, one that is pulled out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from call import pictures

Chapter = Callable[[str], dict[str, Any]]

FORMATS = ("YUYV 640x480", "MJPG 640x480", "MJPG 1280x720")


def _seen(found: dict[str, Any], chapter: dict[str, Any]) -> list[pictures.Picture]:
    seen = pictures.published(found["v4l2"], chapter["folder"])
    assert len(seen) == found["v4l2"]["asked"]
    return seen


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_webcam_is_captured_even_when_it_comes_back_in_another_format(chapter: Chapter, wanted: str) -> None:
    found = chapter("webcam")
    captured = found["formats"][wanted]
    fourcc, size = wanted.split()
    assert f"'{fourcc}'" in captured["offered"]
    assert size.replace("x", "/") in captured["offered"]
    assert captured["status"]["source"] == "Test Webcam"
    width, height = (int(side) for side in size.split("x"))
    person = pictures.original("presenter", (320, 180), came=(width, height))
    seen = _seen(captured, found)
    assert all(pictures.corners_are_ours(picture, pictures.EXACT) for picture in seen)
    # Where inference takes a second, the background alone may go out for a moment.
    assert any(pictures.shows(picture, person) for picture in seen)


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_webcam_that_stops_is_named_in_the_status(chapter: Chapter, wanted: str) -> None:
    stopped = chapter("webcam")["formats"][wanted]["stopped"]
    assert "Test Webcam" in stopped["faults"]["source"]


def test_a_webcam_that_another_program_took_is_named_as_in_use(chapter: Chapter) -> None:
    busy = chapter("webcam")["busy"]
    assert "Test Webcam" in busy["status"]["faults"]["source"]
    assert "v4l2-ctl" in busy["said"]
    assert "Test Webcam is in use by" in busy["said"]


def test_while_the_webcam_is_taken_the_background_goes_out_and_the_call_goes_on(chapter: Chapter) -> None:
    found = chapter("webcam")
    for picture in _seen(found["busy"], found):
        assert pictures.share_of_person(picture) == 0


def test_a_webcam_that_is_let_go_is_taken_up_again(chapter: Chapter) -> None:
    recovered = chapter("webcam")["busy"]["recovered"]
    assert (recovered["faults"], recovered["source"]) == ({}, "Test Webcam")


def test_a_webcam_that_is_pulled_out_in_use_is_named_in_the_status(chapter: Chapter) -> None:
    found = chapter("unplugged")
    assert found["before"]["source"].startswith("vivid")
    assert found["gone"]
    assert "vivid" in found["status"]["faults"]["source"]
    assert "vivid" in found["said"]


def test_while_the_webcam_is_pulled_out_the_background_goes_out_and_the_call_goes_on(chapter: Chapter) -> None:
    found = chapter("unplugged")
    for picture in _seen(found, found):
        assert pictures.share_of_person(picture) == 0


def test_a_webcam_that_is_put_in_again_is_taken_up_again(chapter: Chapter) -> None:
    recovered = chapter("unplugged")["recovered"]
    assert recovered["faults"] == {}
    assert recovered["source"].startswith("vivid")
