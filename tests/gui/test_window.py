"""The window: what it shows of the camera, what its buttons do, and that nothing makes it wait."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backdrop.errors import ModelMissingError, SinkMissingError, SourceError
from backdrop.gui.banner import SLOW_AFTER, Banner
from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery_tile import Tile
from backdrop.gui.preview import Preview
from backdrop.gui.window import Window
from backdrop.host.media.still import encode_still
from backdrop.pipeline.live import Status


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge) -> Iterator[Window]:
    window = Window(bridge)
    window.show()
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    yield window
    window.hide()
    window.deleteLater()


def status(**changes: object) -> Status:
    plain: dict[str, object] = {
        "state": "live", "source": None, "sink": "", "fps": 30.0, "inference_ms": 2.0, "latency_ms": 8.0,
        "frames_out": 1, "dropped": 0, "faults": {},
    }  # fmt: skip
    return Status(**(plain | changes))  # type: ignore[arg-type]


def corner(preview: Preview) -> QColor:
    rect = preview.picture_rect()
    return preview.grab().toImage().pixelColor(rect.left() + 6, rect.top() + rect.height() // 2)


def named(window: QWidget, name: str) -> QAbstractButton:
    return next(b for b in window.findChildren(QAbstractButton) if b.accessibleName() == name and b.isVisible())


def test_the_preview_shows_what_the_call_sees(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    preview = window.findChild(Preview)
    assert preview is not None
    qtbot.waitUntil(lambda: abs(corner(preview).green() - 106) < 12 and corner(preview).red() < 70, timeout=8000)
    bridge.change(background="color:#ffffff")
    qtbot.waitUntil(lambda: corner(preview).lightness() > 240, timeout=8000)


def test_pressing_shows_the_camera_and_letting_go_the_call_again(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    preview = window.findChild(Preview)
    assert preview is not None
    bridge.change(background="color:#ff0000")
    qtbot.waitUntil(lambda: corner(preview).red() > 240, timeout=8000)
    where = preview.picture_rect().center()
    qtbot.mousePress(preview, Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: corner(preview).red() < 240, timeout=8000)
    qtbot.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: corner(preview).red() > 240, timeout=8000)


def test_the_preview_is_mirrored_for_the_viewer_only(
    qtbot: QtBot, window: Window, bridge: Bridge, tmp_path: Path
) -> None:
    halves = np.zeros((180, 320, 3), np.uint8)
    halves[:, :160] = (255, 255, 255)
    (tmp_path / "halves.png").write_bytes(encode_still(halves, ".png"))
    preview = window.findChild(Preview)
    assert preview is not None
    bridge.change(background=f"image:{tmp_path / 'halves.png'}")
    qtbot.waitUntil(lambda: corner(preview).lightness() < 20, timeout=8000)  # white is at the right now
    finished = bridge.latest()
    assert finished is not None
    assert finished.picture.planes.y[4, 4] > 220
    bridge.change(mirror_preview=False)
    qtbot.waitUntil(lambda: corner(preview).lightness() > 230, timeout=8000)


def test_the_pause_button_pauses_and_resumes(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    window.pause_action.trigger()
    qtbot.waitUntil(lambda: window.pause_action.isChecked() and "Resume" in window.pause_action.text(), timeout=8000)
    assert bridge.latest() is None
    window.pause_action.trigger()
    qtbot.waitUntil(lambda: bridge.latest() is not None, timeout=8000)
    qtbot.waitUntil(lambda: not window.pause_action.isChecked(), timeout=8000)


def test_actions_change_the_settings(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    window.mirror_action.trigger()
    qtbot.waitUntil(lambda: bridge.settings.mirror, timeout=8000)
    window.toggle_action.trigger()
    qtbot.waitUntil(lambda: bridge.settings.background == "blur:5", timeout=8000)
    window.statistics_action.trigger()
    qtbot.waitUntil(lambda: bridge.settings.show_statistics, timeout=8000)
    qtbot.waitUntil(lambda: any("fps" in label.text() and label.isVisible() for label in window.findChildren(QLabel)))


def test_files_dropped_anywhere_are_added(qtbot: QtBot, window: Window, bridge: Bridge, tmp_path: Path) -> None:
    picture = tmp_path / "배경.png"
    picture.write_bytes(encode_still(np.full((90, 160, 3), 200, np.uint8), ".png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    drop = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: bridge.settings.background == f"image:{picture}", timeout=8000)
    assert f"image:{picture}" in bridge.settings.backgrounds


def test_closing_asks_the_program_and_quitting_is_an_action(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.closed, timeout=2000):
        window.close()
    assert window.isVisible(), "whether it hides is the program's decision"


def test_every_control_can_be_named_and_reached_by_the_keyboard(window: Window) -> None:
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QAbstractSlider | QComboBox) and widget.isVisible():
            if widget.objectName().startswith("qt_") or widget.metaObject().className() == "QScrollBar":
                continue
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget
            if not isinstance(widget, Tile):
                assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.accessibleName() or text
    tiles = window.findChildren(Tile)
    by_tab = [tile for tile in tiles if tile.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(by_tab) == 1, "one tile is reached by Tab, the others from there by the arrow keys"


@pytest.mark.parametrize("size", [(560, 420), (800, 600), (1920, 1080), (3840, 2160)])
def test_no_text_is_cut_at_any_size(qtbot: QtBot, window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.wait(50)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.metaObject().className() in ("QPushButton", "QToolButton"):
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    preview = window.findChild(Preview)
    assert preview is not None
    assert preview.picture_rect().height() >= 140


def test_changes_never_block_the_window(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    """The longest gap of the event loop over model and background switches and a lost camera, printed."""
    gaps, last = [0.0], time.monotonic()

    def note() -> None:
        nonlocal last
        now = time.monotonic()
        gaps.append(now - last)
        last = now

    timer = QTimer(interval=1)
    timer.timeout.connect(note)
    timer.start()
    bridge.change(model="selfie-square")
    bridge.change(background="image:hanok")
    bridge.change(source="camera:/dev/no-such-camera")
    qtbot.waitUntil(lambda: (now := bridge.status()) is not None and "source" in now.faults, timeout=8000)
    bridge.change(source="presenter", model="selfie-landscape")
    qtbot.waitUntil(lambda: (now := bridge.status()) is not None and now.state == "live", timeout=8000)
    qtbot.wait(300)
    timer.stop()
    print(f"longest gap of the event loop {max(gaps) * 1e3:.0f} ms over {len(gaps)} turns")
    assert max(gaps) < 0.05 * 3


FAULTS: list[tuple[dict[str, object], str, str]] = [
    ({"faults": {"model": ModelMissingError("no model here")}}, "No model here.", "get_model"),
    ({"faults": {"source": SourceError("the camera is gone")}}, "The camera is gone.", "camera"),
    ({"faults": {"sink": SinkMissingError("no virtual camera")}}, "No virtual camera.", "virtual_camera"),
]


@pytest.mark.parametrize(("changes", "message", "action"), FAULTS)
def test_a_banner_says_what_is_wrong_helps_and_goes_away_when_it_is_mended(
    qtbot: QtBot, changes: dict[str, object], message: str, action: str
) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_status(status(state="trouble", **changes), 33)
    assert not banner.isHidden()
    assert any(label.text() == message for label in banner.findChildren(QLabel))
    (button,) = banner.findChildren(QPushButton)
    with qtbot.waitSignal(banner.helped, timeout=1000) as helped:
        button.click()
    assert helped.args == [action]
    banner.show_status(status(), 33)
    assert banner.isHidden()


def test_a_dismissed_banner_stays_away_until_something_else_is_wrong(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    for changes, _message, _action in FAULTS:
        banner.show_status(status(**changes), 33)
        assert not banner.isHidden()
        named_close = next(b for b in banner.findChildren(QAbstractButton) if b.accessibleName() == "Dismiss")
        named_close.click()
        banner.show_status(status(**changes), 33)
        assert banner.isHidden()


def test_a_slow_model_is_said_only_when_it_stays_slow(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    for _ in range(SLOW_AFTER - 1):
        banner.show_status(status(inference_ms=80.0), 33)
        assert banner.isHidden()
    banner.show_status(status(inference_ms=80.0), 33)
    assert not banner.isHidden()


def test_a_notice_with_a_button_gives_way_to_what_is_wrong(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.notify("Removed.", "info", "Undo", lambda: done.append("undone"))
    banner.show_status(status(state="trouble", **FAULTS[1][0]), 33)
    assert any(label.text() == "Removed." for label in banner.findChildren(QLabel))
    (button,) = banner.findChildren(QPushButton)
    button.click()
    assert done == ["undone"]
    assert any(label.text() == FAULTS[1][1] for label in banner.findChildren(QLabel))


def test_nothing_is_wrong_while_paused(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_status(status(state="paused", **FAULTS[1][0]), 33)
    assert banner.isHidden()


def test_a_lasting_notice_stays_until_something_else_is_said(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    stopped: list[str] = []
    banner.notify("Getting it…", "info", "Cancel", lambda: stopped.append("stopped"), lasting=True)
    banner.show_status(status(state="trouble", **FAULTS[0][0]), 33)
    assert any(label.text() == "Getting it…" for label in banner.findChildren(QLabel))
    (button,) = banner.findChildren(QPushButton)
    button.click()
    assert stopped == ["stopped"]
    assert any(label.text() == FAULTS[0][1] for label in banner.findChildren(QLabel))


def test_the_preview_shows_what_stands_in_while_paused(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    preview = window.findChild(Preview)
    assert preview is not None
    bridge.change(background="color:#ffffff")
    qtbot.waitUntil(lambda: corner(preview).lightness() > 240, timeout=8000)
    bridge.pause()
    qtbot.waitUntil(lambda: corner(preview).lightness() < 80, timeout=8000)
    rect = preview.picture_rect()
    picture = preview.grab(rect).toImage()
    shades = {picture.pixelColor(rect.width() // 2, y).lightness() for y in range(rect.height() // 3, rect.height(), 9)}
    assert max(shades) - min(shades) > 20, "the privacy picture has a figure in it"


def test_the_space_bar_shows_the_camera_while_it_is_held(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    preview = window.findChild(Preview)
    assert preview is not None
    bridge.change(background="color:#ff0000")
    qtbot.waitUntil(lambda: corner(preview).red() > 240, timeout=8000)
    preview.setFocus()
    qtbot.keyPress(preview, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: corner(preview).red() < 240, timeout=8000)
    qtbot.keyRelease(preview, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: corner(preview).red() > 240, timeout=8000)


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"source": SourceError("gone")}, "No camera"),
        ({"sink": SinkMissingError("none")}, "Preview only"),
        ({}, "Live"),
    ],
)
def test_the_state_over_the_preview_says_what_is_the_matter(
    qtbot: QtBot, window: Window, bridge: Bridge, faults: dict[str, object], words: str
) -> None:
    bridge.status_changed.emit(status(state="trouble" if faults else "live", faults=faults))
    (label,) = [label for label in window.findChildren(QLabel) if label.accessibleName() == "State of the camera"]
    assert words in label.text()
