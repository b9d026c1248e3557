"""One's own backgrounds come in by dialog, drop and paste; what cannot be shown is refused. With real files."""

from __future__ import annotations

import struct
import warnings
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from backdrop.gui.bridge import Bridge
from backdrop.gui.gallery import Gallery
from backdrop.settings.schema import Settings
from support.clips import counted, write_video
from support.gallery import (
    click,
    press,
    tile_of,
    with_own,
)


@pytest.fixture
def settings(picture: str, video: str) -> Settings:
    return with_own(picture, video)


def test_files_are_added_and_the_first_is_chosen(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery, tmp_path: Path
) -> None:
    good = tmp_path / "garden.jpg"
    Image.new("RGB", (64, 36), "green").save(good)
    clip = tmp_path / "rain.MP4"
    write_video(clip, counted(4))
    before = bridge.settings.backgrounds
    gallery.add_files([str(good), str(clip)])
    qtbot.waitUntil(lambda: bridge.settings.backgrounds == (*before, f"image:{good}", f"video:{clip}"))
    assert bridge.settings.background == f"image:{good}"
    assert tile_of(gallery, f"video:{clip}").accessibleName() == "rain, video"


def test_adding_what_is_there_already_only_chooses_it(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery, picture: str
) -> None:
    before = bridge.settings.backgrounds
    gallery.add_files([picture, picture])
    qtbot.waitUntil(lambda: bridge.settings.background == f"image:{picture}")
    assert bridge.settings.backgrounds == before


def make_folder(path: Path) -> None:
    path.mkdir()


def make_text(path: Path) -> None:
    path.write_text("not a picture\n")


def make_empty(path: Path) -> None:
    path.touch()


def make_enormous(path: Path) -> None:
    """A PNG of 20000×10000 by its header."""
    header = struct.pack(">IIBBBBB", 20_000, 10_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    )  # fmt: skip


def make_broken_video(path: Path) -> None:
    path.write_bytes(b"\x00\x00\x00\x20ftypisom" + bytes(4000))


BAD = {
    "holidays": (make_folder, "folder"),
    "notes.txt": (make_text, "neither a picture nor a video"),
    "renamed.jpg": (make_text, "not a picture"),
    "empty.png": (make_empty, "empty"),
    "enormous.png": (make_enormous, "megapixels"),
    "broken.mp4": (make_broken_video, "damaged"),
    "gone.jpg": (lambda _path: None, "does not exist"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_shown_is_refused_in_one_line_and_the_good_of_the_same_drop_is_added(
    qtbot: QtBot, bridge: Bridge, gallery: Gallery, tmp_path: Path, name: str
) -> None:
    make, word = BAD[name]
    make(tmp_path / name)
    good = tmp_path / "good.png"
    Image.new("RGB", (64, 36), "blue").save(good)
    before = bridge.settings.backgrounds
    with qtbot.waitSignal(gallery.problem) as told:
        gallery.add_files([str(tmp_path / name), str(good)])
    (message,) = told.args
    assert word in message
    assert message.startswith(name)
    assert "\n" not in message
    assert str(tmp_path) not in message
    qtbot.waitUntil(lambda: bridge.settings.backgrounds == (*before, f"image:{good}"))


def test_several_bad_files_are_told_of_at_once(qtbot: QtBot, gallery: Gallery, tmp_path: Path) -> None:
    told: list[str] = []
    gallery.problem.connect(told.append)
    gallery.add_files([str(tmp_path / f"{number}.jpg") for number in range(3)])
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(100)
    assert len(told) == 1
    assert "3 files" in told[0]
    assert "0.jpg" in told[0]


def drag_over(gallery: Gallery, data: QMimeData) -> bool:
    """Whether the gallery would take it."""
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer versions of Qt want a QPointF, older know none
        enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, plain)
    enter.ignore()
    QApplication.sendEvent(gallery, enter)
    return enter.isAccepted()


def test_dropped_files_are_added(qtbot: QtBot, bridge: Bridge, gallery: Gallery, tmp_path: Path) -> None:
    good = tmp_path / "dropped.png"
    Image.new("RGB", (64, 36), "blue").save(good)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good))])
    assert drag_over(gallery, data)
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(50, 50), copy, data, left, plain)
    QApplication.sendEvent(gallery, drop)
    assert drop.isAccepted()
    qtbot.waitUntil(lambda: bridge.settings.background == f"image:{good}")


def test_dragged_text_is_not_taken(gallery: Gallery) -> None:
    data = QMimeData()
    data.setText("words")
    assert not drag_over(gallery, data)


def paste(gallery: Gallery) -> None:
    gallery.focus_chosen()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_picture_is_kept_and_chosen_and_kept_once(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    image = QImage(80, 45, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 30))
    before = bridge.settings.backgrounds
    for _twice in range(2):
        QGuiApplication.clipboard().setImage(image)
        paste(gallery)
        qtbot.waitUntil(lambda: "pasted" in bridge.settings.background)
        assert bridge.settings.backgrounds == (*before, bridge.settings.background)
        spec = bridge.settings.background
        click(tile_of(gallery, "image:dawn"))
        qtbot.waitUntil(lambda: bridge.settings.background == "image:dawn")
    with Image.open(spec.removeprefix("image:")) as stored:
        assert stored.size == (80, 45)
        assert stored.convert("RGB").getpixel((5, 5)) == (10, 200, 30)
    assert tile_of(gallery, spec).accessibleName() == "Pasted picture, picture"


def test_copied_files_are_pasted(qtbot: QtBot, bridge: Bridge, gallery: Gallery, tmp_path: Path) -> None:
    good = tmp_path / "copied.png"
    Image.new("RGB", (64, 36), "blue").save(good)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good))])
    QGuiApplication.clipboard().setMimeData(data)
    paste(gallery)
    qtbot.waitUntil(lambda: bridge.settings.background == f"image:{good}")


def test_pasting_text_says_what_can_be_pasted(qtbot: QtBot, gallery: Gallery) -> None:
    QGuiApplication.clipboard().setText("words")
    with qtbot.waitSignal(gallery.problem) as told:
        paste(gallery)
    assert "picture" in told.args[0]


def test_files_are_added_by_the_dialog(qtbot: QtBot, bridge: Bridge, gallery: Gallery, tmp_path: Path) -> None:
    good = tmp_path / "picked.png"
    Image.new("RGB", (64, 36), "blue").save(good)
    click(gallery.grid.tiles[-1])
    dialog = gallery.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(good))
    dialog.accept()
    qtbot.waitUntil(lambda: bridge.settings.background == f"image:{good}")


def test_a_colour_is_added_by_the_dialog(qtbot: QtBot, bridge: Bridge, gallery: Gallery) -> None:
    click(gallery.grid.tiles[-2])
    dialog = gallery.findChild(QColorDialog)
    assert dialog is not None
    dialog.setCurrentColor(QColor("#123456"))
    dialog.accept()
    qtbot.waitUntil(lambda: bridge.settings.background == "color:#123456")
    assert bridge.settings.backgrounds[-1] == "color:#123456"
