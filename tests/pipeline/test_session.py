"""The session: changes apply while it runs, what cannot be leaves everything as it was, missing parts are taken up."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from backdrop.errors import (
    BackdropError,
    BackgroundError,
    ModelMissingError,
    PipelineError,
    SourceMissingError,
    UsageError,
)
from backdrop.host.control import Message
from backdrop.host.media.still import encode_still
from backdrop.pipeline.session import Session
from backdrop.pipeline.steering import answer
from backdrop.settings.schema import RECENT_KEPT, Settings

pytestmark = pytest.mark.usefixtures("default_model")

QUICK = Settings(source="presenter", sink="null", width=320, height=180, background="color:#2d6a4f")


def until(condition: Callable[[], bool], within_s: float = 6.0) -> None:
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def until_live(session: Session) -> None:
    until(lambda: session.latest() is not None)


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session(QUICK)
    session.start()
    until(lambda: session.latest() is not None)
    yield session
    session.close()


def background_luma(session: Session) -> int:
    finished = session.latest()
    return -1 if finished is None else int(finished.picture.planes.y[2, 2])


def test_a_changed_background_is_shown_and_remembered(session: Session) -> None:
    session.change(background="color:#ffffff")
    until(lambda: background_luma(session) > 230)
    assert session.settings.background == "color:#ffffff"
    assert session.settings.recent[0] == "color:#ffffff"


def test_the_light_is_matched_while_it_runs_and_put_back(session: Session) -> None:
    session.change(background="color:#ffffff")
    until(lambda: background_luma(session) > 230)
    session.change(match_light=True)
    until(lambda: background_luma(session) < 230)
    session.change(match_light=False)
    until(lambda: background_luma(session) > 230)


def test_the_toggle_brings_blur_back_as_it_was(session: Session) -> None:
    session.change(background="blur:7:depth")
    session.change(background="color:#ffffff")
    assert session.toggle().background == "blur:7:depth"
    session.change(background="blur:2")
    session.toggle()
    assert session.toggle().background == "blur:2"


def test_blur_that_a_run_began_with_is_remembered_as_well() -> None:
    assert Session(QUICK.model_copy(update={"background": "blur:7:depth"})).settings.blur == "blur:7:depth"
    Session(QUICK.model_copy(update={"background": "blur:strong"}))  # opening it tells


def test_only_the_latest_backgrounds_are_remembered_each_once(session: Session) -> None:
    for i in [*range(9), 3]:
        session.change(background=f"color:#00000{i}")
    session.change(background="blur")
    session.change(background="none")
    assert session.settings.recent == tuple(f"color:#00000{i}" for i in (3, 8, 7, 6, 5, 4))
    assert len(session.settings.recent) == RECENT_KEPT


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        ({"background": "image:absent.png"}, BackgroundError),
        ({"background": "blurr"}, UsageError),
        ({"model": "no-such-model"}, UsageError),
        ({"fps": 900}, UsageError),
        ({"width": 321}, UsageError),
        ({"colour": "red"}, UsageError),
        ({"background": "color:#ffffff", "model": "no-such-model"}, UsageError),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(
    session: Session, updates: dict[str, object], expected: type[BackdropError]
) -> None:
    with pytest.raises(expected):
        session.change(**updates)
    assert session.settings == QUICK
    time.sleep(0.2)
    assert 80 < background_luma(session) < 110


def test_the_toggle_goes_between_the_chosen_background_and_blur(session: Session) -> None:
    session.change(background="color:#ffffff")
    session.change(blur_strength=8)
    assert session.toggle().background == "blur:8"
    assert session.toggle().background == "color:#ffffff"


def test_the_model_can_be_changed_while_it_runs(session: Session) -> None:
    session.change(model="selfie-square")
    until(lambda: session.report().model == "selfie-square")
    until(lambda: session.latest() is not None)


def test_a_new_size_is_taken_up_when_nobody_reads(session: Session) -> None:
    session.pause()
    session.change(width=640, height=360)
    assert not session.pending
    assert session.pipeline.size == (640, 360)
    assert session.status().state == "paused", "a pause outlives the change"
    session.resume()
    until(lambda: session.latest() is not None)


def test_another_source_is_taken_up_and_a_missing_one_is_named(session: Session) -> None:
    session.change(source="camera:/dev/no-such-camera")
    until(lambda: "source" in session.status().faults)
    session.change(source="presenter")
    until(lambda: session.status().state == "live")


def test_an_impatient_session_fails_and_a_patient_one_starts_without_what_is_missing() -> None:
    settings = QUICK.model_copy(update={"source": "camera:/dev/no-such-camera", "sink": "camera:/dev/no-such-output"})
    with pytest.raises(SourceMissingError):
        Session(settings).start()
    patient = Session(settings)
    patient.start(patient=True)
    patient.keep_awake(True)
    until(lambda: {"source", "sink"} <= set(patient.status().faults))
    assert patient.status().state == "trouble"
    patient.change(source="presenter")
    until(lambda: patient.latest() is not None)
    patient.change(sink="null")
    until(lambda: patient.status().state == "live")
    patient.close()


def test_a_patient_session_starts_without_its_background_and_its_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_dir: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("BACKDROP_MODEL_PATH", str(tmp_path / "models"))
    patient = Session(QUICK.model_copy(update={"background": "image:absent.png"}))
    patient.start(patient=True)
    faults = patient.status().faults
    assert isinstance(faults["model"], ModelMissingError)
    assert isinstance(faults["background"], BackgroundError)
    shutil.copytree(shared_dir / "models" / "selfie", tmp_path / "models")
    patient.reload_model()
    until(lambda: patient.latest() is not None)
    patient.change(background="color:#ffffff")
    until(lambda: patient.status().state == "live")
    patient.close()


def test_requests_steer_the_session(session: Session) -> None:
    assert answer(session, {"command": "background", "spec": "color:#fff"}) == {"background": "color:#fff"}
    assert answer(session, {"command": "toggle"}) == {"background": "blur:5"}
    answer(session, {"command": "pause"})
    assert answer(session, {"command": "status"})["state"] == "paused"
    answer(session, {"command": "resume"})
    until(lambda: answer(session, {"command": "status"})["state"] == "live")
    assert answer(session, {"command": "show"}, {"show": lambda *_: {"shown": True}}) == {"shown": True}
    wrong: list[Message] = [{}, {"command": 3}, {"command": "fly"}, {"command": "background"}, {"command": []}]
    for request in wrong:
        with pytest.raises(UsageError):
            answer(session, request)


def test_a_pause_holds_while_the_size_changes() -> None:
    """Whenever in the change it comes, no frame of the camera goes out after it."""
    for delay_ms in (0, 10, 30, 60, 100):
        session = Session(QUICK)
        session.start()
        until_live(session)
        change = threading.Thread(target=session.change, kwargs={"width": 640, "height": 360})
        change.start()
        time.sleep(delay_ms / 1000)
        session.pause()
        change.join()
        time.sleep(0.3)
        assert session.status().state == "paused", delay_ms
        assert session.latest() is None
        session.resume()
        until_live(session)
        session.close()


def test_a_pause_before_the_start_holds() -> None:
    session = Session(QUICK)
    session.pause()
    session.start()
    time.sleep(0.5)
    assert session.status().state == "paused"
    assert session.latest() is None
    session.resume()
    until(lambda: session.latest() is not None)
    session.close()


def test_before_the_start_requests_are_refused_in_words() -> None:
    with pytest.raises(PipelineError, match="starting"):
        answer(Session(QUICK), {"command": "status"})


def test_after_the_end_nothing_is_started_again() -> None:
    session = Session(QUICK)
    session.start()
    session.close()
    with pytest.raises(PipelineError, match="quitting"):
        session.change(background="color:#ffffff")
    session.apply_pending()


def test_what_is_mended_meanwhile_is_taken_up(tmp_path: Path) -> None:
    picture = tmp_path / "later.png"
    session = Session(QUICK.model_copy(update={"background": f"image:{picture}"}))
    session.start(patient=True)
    session.retry_missing()
    assert [session.has_troubles] == [True]
    picture.write_bytes(encode_still(np.full((90, 160, 3), 255, np.uint8), ".png"))
    session.retry_missing()
    assert [session.has_troubles] == [False]
    until(lambda: background_luma(session) > 230)
    session.close()


def test_the_output_can_be_let_go_and_taken_back(session: Session) -> None:
    settings = session.settings
    session.release_output()
    until(lambda: session.latest() is not None)
    session.change(background="color:#ffffff")
    session.take_output_back()
    until(lambda: session.latest() is not None)
    assert session.settings.sink == settings.sink


def test_what_shows_is_the_stand_in_where_nothing_else_may_be_seen(session: Session) -> None:
    session.pause()
    assert session.latest() is None
    assert session.showing().size == (320, 180)
    assert session.showing().planes.y.max() < 130, "the privacy picture"
