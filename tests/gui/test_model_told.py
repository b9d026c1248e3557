"""What the main window tells of the model: the one in use, what the automatic choice changed, and how to come by it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backdrop.errors import BackdropError, ModelError, ModelMissingError
from backdrop.gui.banner import SLOW_AFTER, Banner, trouble_of
from backdrop.gui.bridge import Bridge
from backdrop.gui.window import Window
from backdrop.pipeline.live import Status
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import Remedy
from backdrop.settings.schema import Settings

WITHIN_MS = 8000


def status(**changes: object) -> Status:
    plain: dict[str, object] = {
        "state": "live", "source": None, "sink": "", "fps": 30.0, "inference_ms": 2.0, "latency_ms": 8.0,
        "frames_out": 1, "dropped": 0, "faults": {}, "model": "selfie-landscape", "auto": True,
    }  # fmt: skip
    return Status(**(plain | changes))  # type: ignore[arg-type]


def missing(model_id: str) -> BackdropError:
    return ModelMissingError("{id} is missing; {remedy}", id=model_id, remedy=Remedy(Catalogue.load().get(model_id)))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A model that is set, so that the session has nothing to say of it by itself."""
    return settings.model_copy(update={"model": "selfie-landscape"})


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge) -> Window:
    window = Window(bridge)
    qtbot.addWidget(window, before_close_func=Window.hide)  # closing leaves that to the program
    window.show()
    qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
    return window


def texts(window: Window) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("fault", "action"),
    [
        (missing("selfie-landscape"), "get_model"),
        (missing("meet-lite"), "model"),
        (ModelError("the engine is not installed"), "model"),
    ],
)
def test_the_model_is_got_where_it_can_be_and_otherwise_chosen(fault: BackdropError, action: str) -> None:
    trouble = trouble_of(status(state="trouble", faults={"model": fault}), 33)
    assert trouble is not None
    assert trouble.action == action


def test_the_statistics_name_the_model_in_use(qtbot: QtBot, bridge: Bridge, window: Window) -> None:
    bridge.change(show_statistics=True)
    qtbot.waitUntil(lambda: any("selfie-landscape" in text for text in texts(window)), timeout=WITHIN_MS)


def test_a_change_of_the_automatic_choice_is_told_and_its_beginning_is_not(bridge: Bridge, window: Window) -> None:
    first = "x was chosen: a picture takes 11 of 33 ms"
    bridge.status_changed.emit(status(note=first))
    assert f"{first}." not in [text.lower() for text in texts(window)]
    bridge.status_changed.emit(status(note="changed to y: with x a picture took 40 of 33 ms"))
    assert "Changed to y: with x a picture took 40 of 33 ms." in texts(window)


def test_nobody_is_asked_to_choose_a_lighter_model_while_that_is_done_automatically(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    for _ in range(SLOW_AFTER + 1):
        banner.show_status(status(inference_ms=80.0), 33)
    assert banner.isHidden()
