"""What v4l2loopback tells of who reads: the ground that sleeping while nobody does stands on.

The first two counts of a program that streams may come as one: only the newest is kept until it is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Chapter = Callable[[str], dict[str, Any]]


@pytest.fixture
def events(chapter: Chapter) -> dict[str, Any]:
    """The counts that came during each doing."""
    told: dict[str, Any] = chapter("presenter")["events"]
    return told


def test_who_subscribes_is_told_the_present_count_and_is_not_counted(events: dict[str, Any]) -> None:
    assert events["subscribing"] == [0]


@pytest.mark.parametrize("doing", ["opening it", "asking what it is"])
def test_who_only_opens_the_camera_is_no_reader(events: dict[str, Any], doing: str) -> None:
    assert all(count == 0 for count in events[doing])


@pytest.mark.parametrize("reader", ["v4l2-ctl", "OpenCV", "Chromium"])
def test_a_reader_is_told_of_when_it_comes_and_when_it_leaves(events: dict[str, Any], reader: str) -> None:
    assert 1 in events[reader]
    assert events[reader][-1] == 0


def test_a_reader_that_is_killed_is_told_of_as_well(events: dict[str, Any]) -> None:
    assert events["a second reader"][-1:] in ([], [1])
    assert events["a reader that is killed"][-1] == 0


def test_the_producers_going_is_not_a_readers(events: dict[str, Any]) -> None:
    assert all(count == 0 for count in events["the producer ending"])
