"""What the window's tests share: no display is needed, and whatever Qt warns of fails the test that caused it."""

from __future__ import annotations

import functools
import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported, which reads it when it starts

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backdrop.doctor import offers
from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery import Gallery
from backdrop.pipeline.session import Session
from backdrop.settings.schema import Settings
from support.clips import counted, write_video

_BAD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
_OF_THE_PLATFORM = ("This plugin does not support", "QObject::connect: No such signal QPlatformNativeInterface")
"""What a display that is not there cannot do is not a fault of ours."""


@pytest.fixture(autouse=True)
def no_qt_warnings() -> Iterator[None]:
    """Fails a test during which Qt warned."""
    warned: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind in _BAD and not (message or "").startswith(_OF_THE_PLATFORM):
            warned.append(message or "")

    before = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(before)
    assert not warned, f"Qt warned: {warned}"


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """As in the program: a widget that is collected in a worker's thread crashes Qt."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def the_package_manager_is_asked_once() -> Iterator[None]:
    """What it offers stays as it is meanwhile, and each question takes it half a second."""
    with pytest.MonkeyPatch.context() as here:
        here.setattr(offers, "_run", functools.cache(offers._run))
        yield


@pytest.fixture
def settings() -> Settings:
    """What the `bridge` starts with; a test module or a test may have its own."""
    return Settings(source="presenter", sink="null", width=320, height=180, background="color:#2d6a4f")


@pytest.fixture
def bridge(qapp: QApplication, default_model: str, settings: Settings) -> Iterator[Bridge]:
    """A real bridge to a real session, running."""
    bridge = Bridge(Session(settings))
    bridge.start()
    yield bridge
    bridge.close()


@pytest.fixture
def picture(tmp_path: Path) -> str:
    path = tmp_path / "Strand über Mittag.png"
    Image.new("RGB", (400, 225), (200, 120, 40)).save(path)
    return str(path)


@pytest.fixture
def video(tmp_path: Path) -> str:
    path = tmp_path / "waves.mp4"
    write_video(path, counted(6))
    return str(path)


@pytest.fixture
def gallery(qtbot: QtBot, bridge: Bridge) -> Gallery:
    gallery = Gallery(bridge)
    qtbot.addWidget(gallery)
    gallery.resize(700, 600)
    gallery.show()
    qtbot.waitExposed(gallery)
    return gallery
