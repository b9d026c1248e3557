"""What people change in the middle of a call never shows the room, not for one frame, and never stops the frames."""

from __future__ import annotations

import contextlib
import itertools
from random import Random

import numpy as np
import pytest

from backdrop.composite import open_background
from backdrop.frame import Frame
from backdrop.pipeline.privacy import privacy_picture
from backdrop.pipeline.stages import Stages
from backdrop.refine import RefineOptions
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES, engine_for
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import Settings
from promises.meeting import FPS, NOISE, SIZE, Begin, Meeting
from support.coded_room import Search, Seen, View, until
from support.slowed import QUALITIES, rank_models

pytestmark = pytest.mark.alone

FAMILIES = ("selfie-square", "meet-lite", "deeplab-v3", "bodypix-mobilenet-050-s16-q4", "sinet", "selfie-landscape")
"""One of each that differs in its input, its answer or its engine."""

WORST_MODEL = 0.1
"""The share of the room, over the whole picture, that a model may take for the person."""


def test_backgrounds(meeting: Meeting) -> None:
    first = meeting.call.count
    for one, other in itertools.permutations(meeting.backgrounds, 2):
        meeting.session.change(background=one)
        meeting.frames(3)
        meeting.session.change(background=other)
        meeting.frames(3)
    meeting.until_live()
    meeting.must_have_gone_on(first)


def test_a_pause_shows_the_privacy_picture_within_one_frame_and_releases_the_camera(meeting: Meeting) -> None:
    call, privacy = meeting.call, privacy_picture(*SIZE)
    for _ in range(3):
        first = call.count
        meeting.session.pause()
        paused = call.count + 1  # one frame may be on its way out at this moment
        assert not any(source.is_open for source in meeting.camera.opened)
        meeting.frames(10)
        assert not any(call.of_camera[paused:])
        assert call.last is not None
        np.testing.assert_array_equal(call.last, privacy.pixels)
        meeting.session.resume()
        resumed_s = meeting.until_live()
        print(f"resumed after {resumed_s * 1e3:.0f} ms")
        meeting.must_have_gone_on(first)


def test_settings_that_all_change_at_once(meeting: Meeting) -> None:
    """As when another program writes them, or a hand slips over the window."""
    random, first = Random(3), meeting.call.count
    for n in range(12):
        meeting.session.change(
            background=random.choice(meeting.backgrounds), mirror=random.random() < 0.5, source=f"camera:{n % 3}",
            model=random.choice(["selfie-landscape", "selfie-square"]), blur_strength=random.randint(5, 10),
        )  # fmt: skip
        meeting.frames(random.randint(1, 6))
    meeting.until_live()
    meeting.must_have_gone_on(first)


def test_a_size_that_is_taken_up_while_nobody_reads(meeting: Meeting) -> None:
    meeting.session.change(width=640, height=360)
    meeting.frames(5)
    assert set(meeting.call.sizes) == {SIZE}, "somebody reads"
    meeting.call.read = False
    meeting.session.apply_pending()
    meeting.call.read = True
    _until_taken_up(meeting, (640, 360))
    for size in ((160, 90), SIZE):
        meeting.call.read = False
        meeting.session.change(width=size[0], height=size[1])
        meeting.call.read = True
        _until_taken_up(meeting, size)
    assert set(meeting.call.sizes) == {SIZE, (640, 360), (160, 90)}


def _until_taken_up(meeting: Meeting, size: tuple[int, int]) -> None:
    before = meeting.call.sizes[size]
    until(lambda: meeting.call.sizes[size] > before)
    meeting.until_live()
    meeting.frames(5)


@pytest.fixture
def present() -> list[str]:
    catalogue, store = Catalogue.load(), ModelStore()
    specs = [catalogue.get(model) for model in FAMILIES]
    can_run = [spec for spec in specs if ENGINES[engine_for(spec, None)].present]
    present = [spec.id for spec in can_run if store.locate(spec) is not None]
    if len(present) < 3:
        pytest.skip("few models are on this machine; `backdrop models fetch` gets them")
    return present


def shown_by(model: str, views: list[View]) -> Seen:
    """What the model shows of the room by its own mistakes, in the worst of these pictures."""
    search, worst = Search(views, SIZE), Seen(0, 0)
    background = open_background("color:#1d3557", *SIZE)
    stages = Stages(*SIZE, load_segmenter(model, SIZE), RefineOptions(), background)
    with contextlib.closing(stages):
        for number, view in enumerate(views[:-1]):
            picture = stages.finish(Frame(view.pixels, number)).picture
            worst = Seen(*map(max, worst, search(picture.pixels, number)))
    print(f"{model}: {worst}")
    assert worst.whole < WORST_MODEL
    return worst


def test_every_switch_between_models(begin: Begin, present: list[str], views: list[View]) -> None:
    """Each model's own mistakes are what it shows of the room when it runs alone; a switch shows no more."""
    alone = {model: shown_by(model, views) for model in present}
    meeting = begin(model=present[-1])
    call, first, previous = meeting.call, meeting.call.count, present[-1]
    for model in [*present, *present[-2::-1]]:
        start = call.count
        meeting.session.change(model=model)
        until(lambda model=model: meeting.session.status().model == model)  # type: ignore[misc]
        meeting.frames(8)
        meeting.until_live()
        both = [*zip(alone[previous], alone[model], strict=True)]
        bound = Seen(*(max(of) + NOISE for of in both))
        assert not call.worst(start).exceeds(bound), (previous, model, call.worst(start), bound)
        previous = model
    meeting.must_have_gone_on(first)


def test_the_automatic_change_of_the_model(
    begin: Begin, healthy: Seen, present: list[str], tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("ranked")
    monkeypatch.setattr("backdrop.segment.costs.cache_dir", lambda: folder)
    rank_models(folder / "catalogue.toml", monkeypatch, QUALITIES)
    best, other = QUALITIES
    meeting = begin(model="auto")
    assert meeting.session.status().model == best
    first = meeting.call.count
    meeting.load.extra_s[best] = 0.1
    took_s = until(lambda: meeting.session.status().model == other, 10)
    meeting.until_live()
    meeting.frames(round(FPS))
    print(f"changed after {took_s:.1f} s; at most {meeting.call.worst()}")
    assert not meeting.call.showing_room(healthy)
    meeting.must_have_gone_on(first)
    assert Settings().model == meeting.session.settings.model
