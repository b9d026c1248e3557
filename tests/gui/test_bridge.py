"""The bridge: changes are done elsewhere, told here, kept on disk, and never make the window wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backdrop.errors import BackdropError, BackgroundError, UsageError
from backdrop.gui.bridge import Bridge
from backdrop.pipeline.session import Session
from backdrop.settings.schema import Settings
from backdrop.settings.store import load_settings, settings_file
from support.coded_room import until


def test_it_starts_in_the_background_and_tells_how_it_stands(qtbot: QtBot, bridge: Bridge) -> None:
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    with qtbot.waitSignal(bridge.status_changed, timeout=3000) as told:
        pass
    assert told.args is not None
    assert told.args[0].state == "live"


def test_a_change_is_applied_told_and_kept(qtbot: QtBot, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.settings_changed, timeout=8000) as told:
        bridge.change(background="color:#ffffff", mirror=True)
    assert told.args is not None
    assert (told.args[0].background, told.args[0].mirror) == ("color:#ffffff", True)
    qtbot.waitUntil(lambda: load_settings().settings == bridge.settings, timeout=3000)


def test_a_change_that_is_taken_back_before_it_was_told_is_told(qtbot: QtBot, bridge: Bridge) -> None:
    """A switch shows what it was set to; what it is now has to be told, though nobody was told anything else."""
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    with qtbot.waitSignal(bridge.settings_changed, timeout=8000) as told:
        for mirror in (True, False):
            bridge.change(mirror=mirror)
            until(lambda: bridge.settings.mirror == mirror)  # noqa: B023 - the window's thread does nothing else
    assert told.args is not None
    assert not told.args[0].mirror


def test_a_change_that_cannot_be_is_told_and_nothing_is_kept(qtbot: QtBot, bridge: Bridge) -> None:
    for updates, expected in (({"background": "image:absent.png"}, BackgroundError), ({"fps": 0}, UsageError)):
        with qtbot.waitSignal(bridge.failed, timeout=8000) as told:
            bridge.change(**updates)
        assert told.args is not None
        assert isinstance(told.args[0], expected)
    assert bridge.settings.background == "color:#2d6a4f"
    assert not settings_file().exists()


def test_settings_that_cannot_be_kept_still_apply_and_are_told(qtbot: QtBot, bridge: Bridge) -> None:
    settings_file().parent.parent.mkdir(parents=True, exist_ok=True)
    settings_file().parent.write_text("a file where the folder should be")
    with qtbot.waitSignals([bridge.failed, bridge.settings_changed], timeout=8000):
        bridge.change(background="color:#ffffff")
    assert bridge.settings.background == "color:#ffffff"


def test_changes_run_one_after_the_other_and_outcomes_come_in_this_thread(qtbot: QtBot, bridge: Bridge) -> None:
    done: list[tuple[int, object]] = []

    def work(i: int) -> Callable[[], object]:
        def later() -> object:
            time.sleep(0.02 * (5 - i))
            return i

        return later

    for i in range(5):
        bridge.do(work(i), lambda result: done.append((threading.get_ident(), result)))
    qtbot.waitUntil(lambda: len(done) == 5, timeout=8000)
    assert done == [(threading.get_ident(), i) for i in range(5)]


def test_an_unexpected_failure_is_worded(qtbot: QtBot, bridge: Bridge) -> None:
    errors: list[BackdropError] = []

    def fail() -> object:
        raise ZeroDivisionError("oops")

    bridge.do(fail, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=8000)
    assert "oops" in str(errors[0])


def test_pausing_takes_effect_at_once(qtbot: QtBot, bridge: Bridge) -> None:
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    bridge.pause()
    assert bridge.latest() is None
    status = bridge.status()
    assert status is not None
    assert status.state == "paused"
    bridge.resume()
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)


def test_a_change_from_the_control_channel_is_told(qtbot: QtBot, bridge: Bridge) -> None:
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    with qtbot.waitSignal(bridge.settings_changed, timeout=8000):
        threading.Thread(target=lambda: bridge.session.toggle()).start()
    assert bridge.settings.background == "blur:5"


def test_closing_before_the_start_is_done_ends_cleanly(qtbot: QtBot, default_model: str) -> None:
    bridge = Bridge(Session(Settings(source="presenter", sink="null", width=320, height=180)))
    bridge.start()
    bridge.close()


@pytest.mark.parametrize("source", ["camera:/dev/no-such-camera"])
def test_what_is_missing_is_named_and_does_not_keep_it_from_starting(
    qtbot: QtBot, default_model: str, source: str, tmp_path: Path
) -> None:
    bridge = Bridge(Session(Settings(source=source, sink="camera:/dev/no-such-output", width=320, height=180)))
    bridge.start()
    bridge.watch(closely=True)  # as its window does: nobody else wants a camera that nothing can be seen of
    qtbot.waitUntil(
        lambda: (status := bridge.status()) is not None and {"source", "sink"} <= set(status.faults), timeout=8000
    )
    bridge.close()
