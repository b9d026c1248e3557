"""Sleeping while nobody reads, with the real module telling who does, and a real webcam to release."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from call import pictures
from call.plan.bed import CAPTURING

Chapter = Callable[[str], dict[str, Any]]


@pytest.fixture
def found(chapter: Chapter) -> dict[str, Any]:
    return chapter("asleep")


def test_without_a_reader_it_falls_asleep_and_lets_the_webcam_go(found: dict[str, Any]) -> None:
    assert found["status"]["state"] == "asleep"
    assert not found["holds_the_webcam"]


def test_asleep_it_still_is_a_camera(found: dict[str, Any]) -> None:
    assert found["caps"] == CAPTURING


def test_who_comes_while_it_sleeps_gets_a_picture_of_our_background(found: dict[str, Any]) -> None:
    (picture,) = pictures.published(found["first_pictures"], found["folder"])
    assert pictures.corners_are_ours(picture, pictures.EXACT)


def test_a_reader_wakes_it(found: dict[str, Any]) -> None:
    assert found["read"]["state"] == "live"
    assert found["read"]["source"] == "Test Webcam"
    assert found["holds_the_webcam_awake"]


def test_when_the_reader_has_left_it_sleeps_again(found: dict[str, Any]) -> None:
    assert found["left"]["state"] == "asleep"
    assert not found["holds_the_webcam_again"]


def test_it_ends_asleep(found: dict[str, Any]) -> None:
    assert found["end"]["exit"] == 0
