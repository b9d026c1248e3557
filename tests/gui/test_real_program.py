"""The program as a person uses it: a real window on a real (virtual) screen, driven by keyboard and mouse."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from backdrop.host.media.still import encode_still
from backdrop.settings.schema import Settings
from backdrop.settings.store import save_settings
from support.screen import RealProgram, Screen, must_have_screen, running, until

pytestmark = pytest.mark.usefixtures("default_model")

QUICK = Settings(source="presenter", sink="null", width=640, height=360, guide_done=True, tray_explained=True)


@pytest.fixture
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    must_have_screen()
    screen = Screen(tmp_path_factory.mktemp("s"))
    yield screen
    screen.close()


def given(screen: Screen, settings: Settings) -> None:
    save_settings(settings, screen.folder / "config" / "backdrop" / "settings.toml")


@pytest.fixture
def program(screen: Screen) -> Iterator[RealProgram]:
    given(screen, QUICK)
    with running(screen) as program:
        window = screen.window("Backdrop")
        print(f"window after {time.monotonic() - program.started:.2f} s")
        program.wait_for(state="live")
        print(f"live after {time.monotonic() - program.started:.2f} s")
        screen.do("windowactivate", "--sync", window)
        yield program


def test_the_keyboard_chooses_backgrounds_pauses_and_quits(screen: Screen, program: RealProgram) -> None:
    chosen = []
    for digit in "123456789":
        before = program.status()["background"]
        screen.key(digit)
        if digit == "1":  # the room is shown only after a question
            until(lambda: len(screen.do("search", "--onlyvisible", "--class", "backdrop").split()) > 1)
            screen.screenshot("room-question")
            screen.key("Escape")
            time.sleep(0.3)
            assert program.status()["background"] == before
            continue
        chosen.append(until(lambda before=before: (now := program.status()["background"]) != before and now))
        if len(chosen) in (1, 4):
            screen.screenshot(f"background-{digit}")
    assert chosen[0].startswith("blur")
    assert len(set(chosen)) == 8
    screen.key("ctrl+p")
    program.wait_for(state="paused")
    screen.screenshot("paused")
    screen.key("ctrl+p")
    program.wait_for(state="live")
    screen.key("ctrl+b")
    until(lambda: program.status()["background"].startswith("blur"))
    asked = time.monotonic()
    screen.key("ctrl+q")
    assert program.end() == 0
    print(f"quit in {time.monotonic() - asked:.2f} s")


def test_a_file_is_added_by_the_dialog(screen: Screen, program: RealProgram, tmp_path: Path) -> None:
    picture = tmp_path / "green.png"
    picture.write_bytes(encode_still(np.full((180, 320, 3), (20, 200, 60), np.uint8), ".png"))
    before = len(screen.do("search", "--onlyvisible", "--class", "backdrop").split())
    screen.key("ctrl+o")
    until(lambda: len(screen.do("search", "--onlyvisible", "--class", "backdrop").split()) > before)
    time.sleep(0.5)
    screen.do("type", str(picture))
    screen.screenshot("add-dialog")
    screen.key("Return")
    program.wait_for(background=f"image:{picture}")
    screen.screenshot("added")


def test_the_settings_dialog_switches_the_model(screen: Screen, program: RealProgram) -> None:
    screen.key("ctrl+comma")
    until(lambda: len(screen.do("search", "--onlyvisible", "--class", "backdrop").split()) > 1)
    for page in range(4):
        time.sleep(0.6)
        screen.screenshot(f"settings-{page + 1}")
        screen.key("Down")
    screen.key("Escape")
    program.wait_for(state="live")


def test_a_second_start_raises_the_first_window_and_ends(screen: Screen, program: RealProgram) -> None:
    screen.do("windowminimize", screen.window("Backdrop"))
    until(lambda: not screen.has_window("Backdrop"))
    with running(screen) as second:
        assert second.end() == 0
    screen.window("Backdrop")


def test_closing_the_window_goes_on_in_the_tray_and_a_click_there_toggles(screen: Screen, program: RealProgram) -> None:
    screen.key("alt+F4")
    until(lambda: not screen.has_window("Backdrop"))
    assert program.status()["state"] == "live"
    before = program.status()["background"]
    (x, y), (width, height) = tray_place(screen)
    screen.do("mousemove", x + width // 2, y + height // 2, "click", 1)
    until(lambda: program.status()["background"] != before)
    screen.screenshot("tray")
    screen.do("mousemove", x + width // 2, y + height // 2, "click", 3)
    time.sleep(0.7)
    screen.screenshot("tray-menu")
    screen.key("Escape")
    program.ctl("background", "image:hanok")
    program.wait_for(background="image:hanok")
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == 0


def tray_place(screen: Screen) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the icon is on the screen, and how large."""
    tree = subprocess.run(
        ["xwininfo", "-root", "-tree"], env=screen.environment(), capture_output=True, text=True, check=True
    ).stdout
    for line in tree.splitlines():
        found = re.search(r'"panel".* (\d+)x(\d+)\+-?\d+\+-?\d+  \+(-?\d+)\+(-?\d+)', line)
        if found:
            width, height, x, y = map(int, found.groups())
            return (x, y), (width, height)
    raise AssertionError(f"no tray:\n{tree}")


def test_the_first_start_shows_the_guide(screen: Screen) -> None:
    given(screen, QUICK.model_copy(update={"guide_done": False}))
    with running(screen) as program:
        program.wait_for(state="live")
        until(lambda: len(screen.do("search", "--onlyvisible", "--class", "backdrop").split()) > 1)
        time.sleep(0.6)
        screen.screenshot("guide-1")
        for step in range(2, 5):
            screen.key("Return")
            time.sleep(1.2)
            screen.screenshot(f"guide-{step}")
        screen.key("Return")
        until(lambda: len(screen.do("search", "--onlyvisible", "--class", "backdrop").split()) == 1)
        screen.do("windowactivate", "--sync", screen.window("Backdrop"))
        screen.key("ctrl+q")
        assert program.end() == 0
    with running(screen) as again:
        again.wait_for(state="live")
        time.sleep(0.5)
        assert len(screen.do("search", "--onlyvisible", "--class", "backdrop").split()) == 1, "the guide comes once"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", ["800x600", "1920x1080"])
def test_it_looks_right_in_both_languages_at_small_and_large_sizes(
    tmp_path_factory: pytest.TempPathFactory, language: str, size: str
) -> None:
    must_have_screen()
    screen = Screen(tmp_path_factory.mktemp("s"), size)
    given(screen, QUICK.model_copy(update={"language": language, "show_statistics": True}))
    try:
        with running(screen) as program:
            window = screen.window("Backdrop")
            screen.do("windowsize", "--sync", window, *size.split("x"))
            program.wait_for(state="live")
            time.sleep(1.0)
            picture = screen.screenshot(f"window-{language}-{size}")
            assert picture.stat().st_size > 50_000, "there is something on the screen"
    finally:
        screen.close()


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_it_looks_right_on_finer_screens(screen: Screen, scale: str) -> None:
    given(screen, QUICK)
    with running(screen, QT_SCALE_FACTOR=scale) as program:
        program.wait_for(state="live")
        time.sleep(0.5)
        screen.screenshot(f"scale-{scale}")


def test_without_a_tray_closing_minimises(screen: Screen) -> None:
    subprocess.run(["pkill", "-f", "trayer"], check=False, env=screen.environment())
    given(screen, QUICK)
    time.sleep(0.5)
    with running(screen) as program:
        window = screen.window("Backdrop")
        program.wait_for(state="live")
        screen.do("windowactivate", "--sync", window)
        screen.key("alt+F4")
        until(lambda: not screen.has_window("Backdrop"))
        assert program.status()["state"] == "live"


def test_without_a_display_it_says_what_to_do() -> None:
    from support.program import environment, one_line

    plain = {name: value for name, value in environment().items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    plain.pop("QT_QPA_PLATFORM", None)
    import sys

    done = subprocess.run([sys.executable, "-m", "backdrop"], env=plain, capture_output=True, text=True, check=False)
    assert "backdrop run" in one_line(done.stderr)
    assert done.returncode == 2
