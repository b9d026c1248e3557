"""A call in Chromium, looked at where the other side would: past the camera, the encoder, the network, the decoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from call import guests, pictures

Chapter = Callable[[str], dict[str, Any]]
Call = tuple[dict[str, Any], str, tuple[int, int], list[tuple[pictures.Picture, pictures.Picture]]]


@pytest.fixture(params=guests.SHOWN)
def call(request: pytest.FixtureRequest, chapter: Chapter) -> Call:
    """What the page found, the source and the published size, and pictures from the far end."""
    found = chapter(request.param)
    made = found["call"]
    if not made["ended"]:
        logs = sorted(found["folder"].glob(f"chromium-{request.param}-*.log"))
        pytest.fail("\n".join([f"the page did not get to its end: {made}", *(log.read_text()[-800:] for log in logs)]))
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


def test_the_far_end_sees_our_background_in_every_picture(call: Call) -> None:
    _, _, _, seen = call
    assert len(seen) == 3
    assert all(pictures.corners_are_ours(picture, pictures.CODED) for pair in seen for picture in pair)


def test_the_far_end_sees_the_person_and_nothing_else(call: Call) -> None:
    _, source, size, seen = call
    person = pictures.original(source, size)
    shares = [[pictures.share_of_person(picture) for picture in pair] for pair in seen]
    assert all(share < 0.7 for pair in shares for share in pair)
    # Where inference takes a second, the background alone may go out for a moment.
    with_person = [pair for pair, share in zip(seen, shares, strict=True) if min(share) > 0.1]
    assert any(all(pictures.shows(picture, person) for picture in pair) for pair in with_person)
