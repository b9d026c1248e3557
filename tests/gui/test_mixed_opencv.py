"""MediaPipe brings a second OpenCV into the same folder, with a Qt of its own: the window starts all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from backdrop.settings.schema import EngineName, Settings
from backdrop.settings.store import save_settings
from support.program import backdrop
from support.screen import Screen, must_have_screen, running

_BUILDS = {"opencv-python-headless", "opencv-contrib-python"} & {
    distribution.metadata["Name"] for distribution in metadata.distributions()
}
pytestmark = pytest.mark.skipif(len(_BUILDS) < 2, reason="there is one OpenCV here, as there should be")


@pytest.fixture
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    must_have_screen()
    screen = Screen(tmp_path_factory.mktemp("s"))
    yield screen
    screen.close()


@pytest.mark.usefixtures("default_model")
@pytest.mark.parametrize("engine", ["litert", "mediapipe"])
def test_the_window_opens_and_the_camera_goes_live(screen: Screen, engine: EngineName) -> None:
    settings = Settings(
        source="presenter", sink="null", width=640, height=360, guide_done=True, tray_explained=True,
        model="selfie-landscape", engine=engine,
    )  # fmt: skip
    save_settings(settings, screen.folder / "config" / "backdrop" / "settings.toml")
    with running(screen) as program:
        window = screen.window("Backdrop")
        program.wait_for(state="live")
        screen.screenshot(f"mixed-opencv-{engine}")
        screen.do("windowactivate", "--sync", window)
        screen.key("ctrl+q")
        assert program.end() == 0


def test_the_doctor_names_the_two_builds(tmp_path: Path) -> None:
    findings = json.loads(backdrop("doctor", "--json", cwd=tmp_path).stdout)
    [found] = [finding for finding in findings if finding["check"] == "opencv"]
    assert found["state"] == "warn"
    for name in _BUILDS:
        assert name in found["message"]
        assert name in found["remedy_command"]
