"""The virtual camera as a device: what applications are told, what readers get, and that it outlives its producers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from call import guests, pictures
from call.plan.bed import CAPTURING

Chapter = Callable[[str], dict[str, Any]]

TAKING = 0x05200002
"""Device Caps while nobody publishes: pictures can be written to it, and no application lists it as a camera."""


@pytest.fixture(params=guests.SHOWN)
def published(request: pytest.FixtureRequest, chapter: Chapter) -> tuple[str, dict[str, Any], list[pictures.Picture]]:
    found = chapter(request.param)
    return request.param, found, pictures.published(found["v4l2"], found["folder"])


def test_the_camera_shows_itself_as_a_camera_only_while_it_publishes(chapter: Chapter) -> None:
    assert chapter("idle")["caps"] == TAKING
    assert chapter("presenter")["caps"] == CAPTURING
    assert chapter("presenter")["caps_after"] == TAKING


def test_a_reader_gets_every_picture_it_asks_for_in_the_published_size(
    published: tuple[str, dict[str, Any], list[pictures.Picture]],
) -> None:
    name, found, seen = published
    assert tuple(found["v4l2"]["size"]) == guests.SHOWN[name][1]
    assert len(seen) == found["v4l2"]["asked"]


def test_a_reader_gets_changing_pictures_until_the_end(
    published: tuple[str, dict[str, Any], list[pictures.Picture]],
) -> None:
    _, _, seen = published
    assert pictures.distinct(seen) >= 2
    if len(seen) >= 60:  # several seconds, so that the later half shows that it goes on
        assert pictures.distinct(seen[len(seen) // 2 :]) >= 2


def test_the_background_that_goes_out_is_ours_in_every_picture(
    published: tuple[str, dict[str, Any], list[pictures.Picture]],
) -> None:
    _, _, seen = published
    assert all(pictures.corners_are_ours(picture, pictures.EXACT) for picture in seen)


@pytest.mark.parametrize("name", guests.SHOWN)
def test_the_person_that_goes_out_is_the_one_before_the_camera(chapter: Chapter, name: str) -> None:
    found = chapter(name)
    seen = pictures.published(found["v4l2"], found["folder"])
    person = pictures.original(*guests.SHOWN[name])
    # Where inference takes a second, the background alone may go out for a moment.
    whole = [picture for picture in seen if pictures.share_of_person(picture) > 0]
    assert whole
    assert all(0.1 < pictures.share_of_person(picture) < 0.7 for picture in whole)
    assert all(pictures.shows(picture, person) for picture in whole)


def test_opencv_reads_it_like_any_webcam(chapter: Chapter) -> None:
    found = chapter("presenter")
    seen = np.load(found["folder"] / found["opencv"]["file"])
    assert seen.shape == (found["opencv"]["asked"], 180, 320, 3)
    assert pictures.distinct(list(seen)) >= 2
    assert all(pictures.corners_are_ours(picture[:, :, ::-1], pictures.EXACT) for picture in seen)


@pytest.mark.parametrize("name", ["presenter", "clip", "unplugged"])
def test_ended_politely_it_leaves_a_camera_that_can_be_taken_at_once(chapter: Chapter, name: str) -> None:
    ended = chapter(name)
    assert ended["end"]["exit"] == 0
    assert ended["caps_after"] == TAKING


def test_started_again_it_publishes_in_another_size(chapter: Chapter) -> None:
    assert chapter("presenter")["v4l2"]["size"] == [320, 180]
    assert chapter("clip")["v4l2"]["size"] == [1280, 720]


def test_killed_while_somebody_reads_and_started_again_it_goes_on_for_that_reader(chapter: Chapter) -> None:
    killed = chapter("killed")
    assert killed["end"]["exit"] == -9
    assert killed["size_after"] > killed["size_before"]


def test_killed_it_leaves_a_camera_that_can_be_taken_at_once(chapter: Chapter) -> None:
    assert chapter("killed")["caps_after"] == TAKING


def test_ended_it_is_no_camera_any_more_even_for_who_has_it_still_open(chapter: Chapter) -> None:
    assert chapter("presenter")["caps_while_open"] == TAKING
