"""The model's file is lost while it runs, and the program is asked to end while it loads one."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backdrop.errors import BackdropError, ModelError, PipelineError
from promises.meeting import END_S, FPS, MARGIN, Begin, Meeting
from support.coded_room import Seen, until

pytestmark = pytest.mark.alone

OTHER = "selfie-square"


def garble(file: Path) -> None:
    file.chmod(0o600)
    file.write_bytes(bytes(byte ^ 0x55 for byte in file.read_bytes()))


def cut_short(file: Path) -> None:
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize("damage", [Path.unlink, garble, cut_short], ids=["deleted", "garbled", "cut short"])
def test_a_model_file_that_is_lost_while_it_runs(
    begin: Begin, healthy: Seen, shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], None],
) -> None:  # fmt: skip
    """The model in use goes on; another that cannot be loaded is named, and changes nothing."""
    folder = tmp_path / "models"
    shutil.copytree(shared_dir / "models" / "selfie", folder)
    monkeypatch.setenv("BACKDROP_MODEL_PATH", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    meeting = begin()
    session, call, first = meeting.session, meeting.call, meeting.call.count
    before = session.settings
    for file in folder.iterdir():
        damage(file)
    meeting.frames(round(FPS))
    for _ in range(2):
        with pytest.raises(ModelError, match=OTHER) as caught:
            session.change(model=OTHER, background=meeting.backgrounds[1])
        meeting.frames(5)
    print(caught.value)
    assert session.settings == before
    assert session.status().model == "selfie-landscape"
    meeting.until_live()
    assert not call.showing_room(healthy)
    shutil.rmtree(folder)
    shutil.copytree(shared_dir / "models" / "selfie", folder)
    session.change(model=OTHER)
    until(lambda: session.status().model == OTHER)
    meeting.until_live()
    meeting.must_have_gone_on(first)


def test_the_end_does_not_wait_for_a_model_that_is_being_loaded(begin: Begin) -> None:
    meeting, failed = begin(), list[BackdropError]()
    meeting.load.loading_s[OTHER] = END_S * MARGIN + 1
    changing = threading.Thread(target=_change, args=(meeting, failed))
    changing.start()
    until(lambda: meeting.load.loaded[OTHER] == 1)
    start = time.perf_counter()
    meeting.session.close()
    took_s = time.perf_counter() - start
    print(f"ended after {took_s:.2f} s")
    assert took_s < END_S * MARGIN
    changing.join()
    assert [type(error) for error in failed] == [PipelineError]
    assert meeting.load.open == 0, "what was loaded afterwards is closed"
    assert meeting.session.settings.model != OTHER


def _change(meeting: Meeting, failed: list[BackdropError]) -> None:
    try:
        meeting.session.change(model=OTHER)
    except BackdropError as error:
        failed.append(error)
