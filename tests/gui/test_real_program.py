"""The program as a person uses it: a real window on a real (virtual) screen, driven by keyboard and mouse."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from backdrop.host.media.still import encode_still
from backdrop.settings.schema import Settings
from backdrop.settings.store import load_settings, save_settings
from support.program import environment, one_line
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
    screen.key("1")  # the room is shown only after a question
    screen.window(r"Show my room\?")
    screen.screenshot("room-question")
    screen.key("Escape")
    time.sleep(0.3)
    chosen = [str(program.status()["background"])]
    assert chosen == ["image:office"]
    for digit in "2345789":  # 6 is the office, which is chosen
        screen.key(digit)
        chosen.append(until(lambda: another(program, chosen[-1])))
        screen.screenshot(f"background-{digit}")
    assert chosen[1].startswith("blur")
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


def another(program: RealProgram, than: str) -> str | None:
    """The background in use, once it is another."""
    now = str(program.status()["background"])
    return now if now != than else None


def test_a_file_is_added_by_the_dialog(screen: Screen, program: RealProgram, tmp_path: Path) -> None:
    picture = tmp_path / "green.png"
    picture.write_bytes(encode_still(np.full((180, 320, 3), (20, 200, 60), np.uint8), ".png"))
    screen.key("ctrl+o")
    screen.window("Add pictures or videos")
    time.sleep(0.5)
    screen.do("type", str(picture))
    screen.screenshot("add-dialog")
    screen.key("Return")
    program.wait_for(background=f"image:{picture}")
    screen.screenshot("added")


def test_the_settings_dialog_switches_the_model(screen: Screen, program: RealProgram) -> None:
    screen.key("ctrl+comma")
    screen.window("Settings")
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
    screen.close_window("Backdrop")
    assert program.status()["state"] == "live"
    before = program.status()["background"]
    x, y = screen.tray_icon
    screen.do("mousemove", x, y, "click", 1)
    until(lambda: another(program, before))
    screen.screenshot("tray")
    screen.do("mousemove", x, y, "click", 3)
    time.sleep(0.7)
    screen.screenshot("tray-menu")
    screen.key("Escape")
    program.ctl("background", "image:hanok")
    program.wait_for(background="image:hanok")
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == 0


def test_the_first_start_shows_the_guide(screen: Screen) -> None:
    given(screen, QUICK.model_copy(update={"guide_done": False}))
    with running(screen) as program:
        program.wait_for(state="live")
        screen.window("First-run guide")
        time.sleep(0.6)
        screen.screenshot("guide-1")
        for step in range(2, 5):
            screen.key("Return")
            time.sleep(1.2)
            screen.screenshot(f"guide-{step}")
        screen.key("Return")
        until(lambda: not screen.has_window("First-run guide"))
        screen.do("windowactivate", "--sync", screen.window("Backdrop"))
        screen.key("ctrl+q")
        assert program.end() == 0
    with running(screen) as again:
        again.wait_for(state="live")
        time.sleep(0.5)
        assert not screen.has_window("First-run guide"), "the guide comes once"


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
    screen.end_tray()
    given(screen, QUICK)
    with running(screen) as program:
        screen.window("Backdrop")
        program.wait_for(state="live")
        screen.close_window("Backdrop")
        assert program.status()["state"] == "live"


class TestWebcam:
    """With an output that nobody can read, so that only the window wants the webcam."""

    @pytest.fixture(autouse=True)
    def unread(self, screen: Screen) -> None:
        given(screen, QUICK.model_copy(update={"sink": "camera:/dev/video97"}))

    @staticmethod
    def is_on(program: RealProgram) -> bool:
        return program.status()["source"] is not None

    def test_it_is_on_while_the_window_shows_it(self, screen: Screen) -> None:
        with running(screen) as program:
            window = screen.window("Backdrop")
            until(lambda: program.status() and self.is_on(program))
            screen.do("windowminimize", window)
            until(lambda: not self.is_on(program))
            screen.do("windowactivate", "--sync", window)
            until(lambda: self.is_on(program))
            time.sleep(QUICK.release_after + 1)
            assert self.is_on(program)
            screen.close_window("Backdrop")
            until(lambda: not self.is_on(program))
            said = program.ctl("status")
            assert said.startswith("trouble: webcam off → no output"), said
            program.process.send_signal(signal.SIGTERM)
            assert program.end() == 0

    def test_a_window_that_comes_back_minimised_leaves_it_off(self, screen: Screen) -> None:
        """As where the tray goes while the window is hidden in it."""
        with running(screen) as program:
            screen.window("Backdrop")
            until(lambda: program.status() and self.is_on(program))
            screen.close_window("Backdrop")
            until(lambda: not self.is_on(program))
            screen.end_tray()
            until(lambda: screen.do("search", "--class", "backdrop"))
            for _ in range(20):
                assert not self.is_on(program)
                time.sleep(0.2)

    def test_a_start_in_the_tray_does_not_open_it(self, screen: Screen) -> None:
        with running(screen, "--minimised") as program:
            until(lambda: "sink" in program.status().get("faults", {}))
            for _ in range(10):
                assert not self.is_on(program)
                time.sleep(0.2)
            with running(screen) as second:
                second.end()
            until(lambda: self.is_on(program))


def test_without_a_display_it_says_what_to_do() -> None:
    plain = {name: value for name, value in environment().items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    plain.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run([sys.executable, "-m", "backdrop"], env=plain, capture_output=True, text=True, check=False)
    assert "backdrop run" in one_line(done.stderr)
    assert done.returncode == 2


def test_a_running_camera_without_a_window_is_said(screen: Screen) -> None:
    given(screen, QUICK)
    with running(screen, "run") as camera:
        camera.wait_for(state="live")  # before the other starts: whichever comes first is the one that runs
        with running(screen) as window:
            output, _ = window.process.communicate(timeout=20)
            assert "without a window" in one_line(output)
            assert window.process.returncode == 1


def test_what_is_changed_from_outside_is_kept(screen: Screen, program: RealProgram) -> None:
    program.ctl("background", "color:#123456")
    program.wait_for(background="color:#123456")
    screen.do("windowactivate", "--sync", screen.window("Backdrop"))
    screen.key("ctrl+q")
    assert program.end() == 0
    kept = load_settings(screen.folder / "config" / "backdrop" / "settings.toml").settings
    assert kept.background == "color:#123456"


def test_a_tray_that_comes_late_shows_the_icon(screen: Screen) -> None:
    screen.end_tray()
    given(screen, QUICK)
    with running(screen) as program:
        screen.window("Backdrop")
        program.wait_for(state="live")
        screen.start_tray()
        until(screen.has_tray_icon)
        screen.close_window("Backdrop")
        before = program.status()["background"]
        x, y = screen.tray_icon
        screen.do("mousemove", x, y, "click", 1)
        until(lambda: another(program, before))
