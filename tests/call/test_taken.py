"""The published camera when other programs want it: no device is lost that is in use, and what is let go is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from call import pictures

Chapter = Callable[[str], dict[str, Any]]


@pytest.fixture
def found(chapter: Chapter) -> dict[str, Any]:
    return chapter("busy")


@pytest.mark.parametrize("session", ["refused", "fault"])
def test_a_camera_that_another_program_publishes_to_is_named_with_what_to_do(
    found: dict[str, Any], session: str
) -> None:
    assert "the virtual camera /dev/video10 cannot be opened" in found[session]
    assert "close what else writes to it" in found[session]


def test_a_camera_that_is_let_go_is_taken_up(found: dict[str, Any]) -> None:
    assert found["fault_when_let_go"] is None


def test_a_camera_in_use_can_be_neither_taken_nor_removed(found: dict[str, Any]) -> None:
    assert "busy" in found["second"]
    assert "in use" in found["removed"]


def test_who_reads_meanwhile_gets_our_pictures_in_our_size(found: dict[str, Any]) -> None:
    seen = pictures.published(found["v4l2"], found["folder"])
    assert len(seen) == found["v4l2"]["asked"]
    assert all(picture.shape == (180, 320, 3) for picture in seen)
    assert all(pictures.corners_are_ours(picture, pictures.EXACT) for picture in seen)
    assert found["fault_at_the_end"] is None
