"""A call in Chromium, looked at where the other side would: past the camera, the encoder, the network, the decoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from call import guests, pictures

Chapter = Callable[[str], dict[str, Any]]
Call = tuple[dict[str, Any], str, tuple[int, int], pictures.Picture]


@pytest.fixture(params=guests.SHOWN)
def call(request: pytest.FixtureRequest, chapter: Chapter) -> Call:
    """What the page found, the source and the published size, and the last picture at the far end."""
    found = chapter(request.param)
    made = found["call"]
    assert made["ended"], f"the page did not get to its end: {sorted(made)}"
    assert made["end"] is None, made["end"]
    return made, *guests.SHOWN[request.param], pictures.far_end(made, found["folder"])


def test_the_browser_lists_the_camera_under_its_name(call: Call) -> None:
    made, _, _, _ = call
    assert made["listed"] == ["Backdrop Camera"]


def test_what_jitsi_asks_for_is_given_in_the_published_size(call: Call) -> None:
    made, _, size, _ = call
    assert made["track"]["label"] == "Backdrop Camera"
    assert (made["track"]["width"], made["track"]["height"]) == size
    assert made["track"]["resizeMode"] == "none"


def test_the_far_end_receives_the_published_size(call: Call) -> None:
    made, _, size, _ = call
    assert (made["far"]["width"], made["far"]["height"]) == size


def test_pictures_arrive_at_the_far_end_and_keep_arriving(call: Call) -> None:
    made, _, _, _ = call
    before, after = made["far"]["stats"]
    assert after["framesDecoded"] - before["framesDecoded"] >= 8
    assert len(made["far"]["first"]) == len(made["far"]["later"]) == 4


def test_the_far_end_sees_our_background(call: Call) -> None:
    _, _, _, picture = call
    assert pictures.corners_are_ours(picture, pictures.CODED)


def test_the_far_end_sees_the_person(call: Call) -> None:
    _, source, size, picture = call
    assert 0.1 < pictures.share_of_person(picture) < 0.7
    assert pictures.shows(picture, pictures.original(source, size))
