"""The automatic choice while the camera runs: real models, on a machine that gets slow on command."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backdrop.composite import open_background
from backdrop.errors import ModelMissingError, UsageError
from backdrop.pipeline.automatic import AutomaticModel
from backdrop.pipeline.choosing import open_model, time_pictures
from backdrop.pipeline.live import LivePipeline
from backdrop.pipeline.offline import Job, process
from backdrop.pipeline.session import Session
from backdrop.pipeline.steering import answer
from backdrop.pipeline.stepping import LATE_S
from backdrop.refine import RefineOptions
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Tensor
from backdrop.segment.engines import ENGINES
from backdrop.segment.options import RunOptions
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import Settings
from support.fakes import (
    BACKGROUND,
    HEIGHT,
    WIDTH,
    MarkerSource,
    RecordingSink,
    ScriptedEngine,
    person_seen,
    scripted_segmenter,
)  # fmt: skip
from support.slowed import QUALITIES, Load, rank_models, slowed_models

FPS = 15.0
"""Slow enough that both models leave half of the time free on whatever machine the tests run."""
AUTOMATIC = Settings(source="presenter", sink="null", width=320, height=180, fps=FPS, background="color:#2d6a4f")
BEST, NEXT = QUALITIES


@pytest.fixture(autouse=True)
def ranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two models are ranked, and nothing is remembered of any."""
    catalogue, store = Catalogue.load(), ModelStore()
    for model_id in QUALITIES:
        if store.locate(catalogue.get(model_id)) is None:
            pytest.skip(f"the model {model_id} is not on this machine; `backdrop models fetch` gets it")
    monkeypatch.setattr("backdrop.segment.costs.cache_dir", lambda: tmp_path / "cache")
    rank_models(tmp_path / "catalogue.toml", monkeypatch, QUALITIES)


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    with slowed_models(monkeypatch) as load:
        yield load
    assert load.open == 0, "a network was not let go"


@pytest.fixture
def session(load: Load) -> Iterator[Session]:
    session = Session(AUTOMATIC)
    session.start()
    until(lambda: session.latest() is not None)
    yield session
    session.close()


def until(condition: Callable[[], bool], within_s: float = 6.0) -> float:
    """Seconds until it was so."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < within_s, "it did not happen in time"
        time.sleep(0.01)
    return time.monotonic() - start


def test_late_pictures_lead_to_a_faster_model_which_is_said(session: Session, load: Load) -> None:
    status = answer(session, {"command": "status"})
    assert (status["model"], status["auto"]) == (BEST, True)
    assert str(status["note"]).startswith(f"{BEST} was chosen: a picture takes ")
    load.extra_s[BEST] = 0.15
    took = until(lambda: session.status().model == NEXT, LATE_S * 3)
    print(f"changed to {NEXT} {took:.2f} s after {BEST} became slow")
    until(lambda: f"changed to {NEXT}" in session.status().note)
    report = session.report()
    (change,) = report.model_changes
    assert (report.model, report.auto) == (NEXT, True)
    assert (change.previous, change.model) == (BEST, NEXT)
    assert change.picture_ms > 150
    assert session.settings.model == "auto", "what was set stays set"


def test_the_room_is_never_shown_and_frames_go_on_through_changes_down_and_up(load: Load) -> None:
    size, automatic, sink = (WIDTH, HEIGHT), AutomaticModel(room_s=1.0), RecordingSink()
    model = open_model("auto", size, RunOptions(), 1 / FPS)
    pipeline = LivePipeline(
        size, FPS, model.segmenter, open_background(BACKGROUND, *size), sink, options=RefineOptions(skip=False)
    )  # fmt: skip
    pipeline.start(MarkerSource(FPS), MarkerSource)
    automatic.go_with(pipeline, model)
    with contextlib.ExitStack() as ends:
        ends.callback(automatic.join, 5)
        ends.callback(pipeline.stop)
        ends.callback(automatic.stop)
        until(lambda: len(sink.shares) > 5)
        start = time.monotonic()
        load.extra_s[BEST] = 0.15
        until(lambda: pipeline.status().model == NEXT, LATE_S * 3)
        load.extra_s.clear()
        took = until(lambda: pipeline.status().model == BEST, 5 * 3)
        print(f"back after {took:.1f} s of room")
        sent = len(sink.shares)
        until(lambda: len(sink.shares) > sent + 10)
    print(f"longest gap {sink.longest_gap_s(start) * 1e3:.0f} ms")
    assert sink.longest_gap_s(start) < 5 / FPS * 3
    assert max(sink.shares) < 0.1, "the marker camera shows nobody"
    assert [change.model for change in automatic.changes] == [NEXT, BEST]


def test_naming_a_model_ends_the_choice_and_auto_brings_it_back(session: Session, load: Load) -> None:
    session.change(model=BEST)
    load.extra_s[BEST] = 0.15
    time.sleep(LATE_S * 1.5)
    status = session.status()
    assert (status.model, status.auto, status.note) == (BEST, False, "")
    session.change(model="auto")
    assert session.status().auto
    until(lambda: session.status().model == NEXT, LATE_S * 3)


def test_a_model_that_is_named_while_another_is_loaded_stays(session: Session, load: Load) -> None:
    load.loading_s[NEXT] = 1.5
    load.extra_s[BEST] = 0.15
    until(lambda: load.loaded[NEXT] > 0, LATE_S * 3)
    session.change(model=BEST)
    time.sleep(2.5)
    assert session.status().model == BEST
    until(lambda: load.open == 1)


def test_the_end_does_not_wait_for_a_model_that_is_being_loaded(session: Session, load: Load) -> None:
    load.loading_s[NEXT] = 5.0
    load.extra_s[BEST] = 0.15
    until(lambda: load.loaded[NEXT] > 0, LATE_S * 3)
    start = time.perf_counter()
    session.close()
    took_s = time.perf_counter() - start
    print(f"ended after {took_s:.2f} s")
    assert took_s < 1.0 * 3
    until(lambda: not any(thread.name == "automatic" for thread in threading.enumerate()), 15)
    assert load.open == 0, "what was loaded afterwards is closed"


def test_nothing_is_changed_during_a_pause(session: Session, load: Load) -> None:
    load.extra_s[BEST] = 0.15
    session.pause()
    time.sleep(LATE_S * 1.5)
    assert session.status().model == BEST
    session.resume()
    until(lambda: session.status().model == NEXT, LATE_S * 3 + 1)


def test_another_size_begins_anew_and_what_was_changed_stays_reported(session: Session, load: Load) -> None:
    load.extra_s[BEST] = 0.15
    until(lambda: session.status().model == NEXT, LATE_S * 3)
    load.extra_s.clear()
    session.pause()
    session.change(width=640, height=360)
    session.resume()
    assert session.status().model == BEST
    assert [change.model for change in session.report().model_changes] == [NEXT]


def test_a_second_start_measures_nothing(load: Load, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    measured = []
    for _ in range(2):
        caplog.clear()
        start = time.perf_counter()
        opened = open_model("auto", (1280, 720), RunOptions(), 1 / FPS)
        print(f"opened in {(time.perf_counter() - start) * 1e3:.0f} ms")
        opened.segmenter.close()
        measured.append(sum("a picture here" in record.getMessage() for record in caplog.records))
    assert measured == [1, 0]
    assert load.loaded == {BEST: 2}


def test_the_measured_time_is_of_whole_pictures_of_that_size(load: Load) -> None:
    opened = open_model(NEXT, (1280, 720), RunOptions(), 1 / FPS)
    with contextlib.closing(opened.segmenter):
        small, large = (time_pictures(opened.segmenter, size).alone_s for size in ((320, 180), (1920, 1080)))
    print(f"{small * 1e3:.1f} ms at 320x180, {large * 1e3:.1f} ms at 1920x1080")
    assert large > small


def test_the_measured_time_is_that_of_pictures_that_the_network_looks_at() -> None:
    def busy(tensor: Tensor) -> Tensor:
        until = time.thread_time() + 0.01
        while time.thread_time() < until:
            pass
        return person_seen(tensor)

    measured = time_pictures(scripted_segmenter(ScriptedEngine(busy)), (128, 72))
    assert measured.alone_s > 0.01


def test_a_model_that_is_too_slow_here_is_not_chosen(load: Load) -> None:
    load.extra_s[BEST] = 0.5
    opened = open_model("auto", (320, 180), RunOptions(), 1 / FPS)
    opened.segmenter.close()
    assert opened.segmenter.spec.id == NEXT


def test_without_any_model_the_default_is_named_as_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("BACKDROP_MODEL_PATH", "")
    with pytest.raises(ModelMissingError, match=Catalogue.load().default):
        open_model("auto", (320, 180), RunOptions(), 1 / 30)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (RunOptions(internal_resolution="huge"), '"huge" is no internal resolution'),
        (RunOptions(internal_resolution="5x5"), "internal resolution .* cannot be used"),
        (RunOptions(engine="litert", internal_resolution="huge"), '"huge" is no internal resolution'),
    ],
)
def test_what_no_model_could_take_is_told_without_naming_one(options: RunOptions, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        open_model("auto", (320, 180), options, 1 / FPS)
    assert not any(spec.id in str(error.value) for spec in Catalogue.load())


@pytest.mark.skipif(not ENGINES["onnx"].present, reason="onnx is not installed here")
def test_what_the_engine_lacks_is_told_of_the_engine() -> None:
    with pytest.raises(UsageError, match="onnx has no choice of kernels"):
        open_model("auto", (320, 180), RunOptions(engine="onnx", kernels="builtin"), 1 / FPS)


def test_where_nothing_is_ranked_the_default_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rank_models(tmp_path / "unranked.toml", monkeypatch, {})
    opened = open_model("auto", (320, 180), RunOptions(), 1 / 30)
    opened.segmenter.close()
    assert (opened.segmenter.spec.id, opened.chooser) == (Catalogue.load().default, None)


def test_a_video_is_cut_out_by_one_chosen_model(shared_dir: Path, tmp_path: Path, load: Load) -> None:
    clip = shared_dir / "clips" / "akiyo_cif.mp4"
    report = process(Job(clip, tmp_path / "out.mp4", "auto", "color:#000000"), lambda _done, _total: None).report
    assert (report.model, report.auto, report.model_changes) == (BEST, True, ())
    assert set(load.loaded) == {BEST}


def test_pictures_of_several_sizes_are_cut_out_by_one_chosen_model(shared_dir: Path, tmp_path: Path) -> None:
    photos = sorted((shared_dir / "portraits" / "images").iterdir())[:3]
    (tmp_path / "in").mkdir()
    for photo in photos:
        (tmp_path / "in" / photo.name).write_bytes(photo.read_bytes())
    report = process(Job(tmp_path / "in", tmp_path / "out", "auto", "color:#000000"), lambda _done, _total: None).report
    assert (report.model, report.auto, report.frames_out) == (BEST, True, 3)
