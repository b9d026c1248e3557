"""Meetings, and what of the room is seen in one where nothing goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from promises.meeting import AT_MOST, NOISE, SIZE, Begin, Meeting
from support.coded_room import Seen, View, presenter_views
from support.slowed import slowed_models


@pytest.fixture(scope="session")
def views() -> list[View]:
    return presenter_views(*SIZE)


@pytest.fixture
def begin(views: list[View], tmp_path: Path, default_model: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Begins a meeting with these settings; it is ended after the test."""
    with ExitStack() as ends:
        load = ends.enter_context(slowed_models(monkeypatch))
        yield lambda **settings: ends.enter_context(Meeting(views, tmp_path, monkeypatch, load, **settings).running())


@pytest.fixture(scope="session")
def healthy(views: list[View], tmp_path_factory: pytest.TempPathFactory, default_model: str) -> Seen:
    """What of the room is seen, in the worst frame, by the soft edge of the matte and by chance."""
    with pytest.MonkeyPatch.context() as patch, slowed_models(patch) as load:
        folder = tmp_path_factory.mktemp("healthy")
        with Meeting(views, folder, patch, load).running() as meeting:
            for background in meeting.backgrounds:
                meeting.session.change(background=background)
                meeting.frames(45)
            meeting.session.pause()
            meeting.frames(3)
            seen = meeting.call.worst()
            print(f"healthy: {meeting.call.count} frames, at most {seen}")
    assert not seen.exceeds(AT_MOST)
    return Seen(seen.far + NOISE, seen.whole + NOISE)


@pytest.fixture
def meeting(begin: Begin, healthy: Seen) -> Iterator[Meeting]:
    """A meeting in whose frames, whatever is done to it, nothing more of the room is seen than in a healthy one."""
    meeting = begin()
    yield meeting
    print(f"{meeting.call.count} frames, at most {meeting.call.worst()}")
    assert not meeting.call.showing_room(healthy)
