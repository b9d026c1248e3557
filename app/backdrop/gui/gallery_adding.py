"""How one's own backgrounds come in: files by dialog, drop and paste, pictures from the clipboard, and colours.

Each is looked at on the bridge's thread before it is taken; what cannot be used is said in one line.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QColorDialog, QFileDialog, QWidget
from shiboken6 import isValid

from backdrop.errors import BackdropError, BackgroundError
from backdrop.gui.bridge import Bridge
from backdrop.gui.parts import dress_file_dialog
from backdrop.gui.thumbnails import PASTED, make_thumbnail
from backdrop.host.files import write_atomically
from backdrop.host.media.still import MAX_MEGAPIXELS, STILL_SUFFIXES
from backdrop.host.paths import data_dir
from backdrop.text import N_, _

VIDEO_SUFFIXES = (".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".wmv", ".ogv", ".3gp", ".flv")


class Adding(QObject):
    added = Signal(list)
    """The specs of what can be used, in the order in which it was given."""
    problem = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._parent = bridge, parent

    def add_files(self, paths: list[str]) -> None:
        self._check([os.path.abspath(path) for path in paths], [], [])

    def paste(self) -> None:
        """Takes what is on the clipboard, or says that it is nothing that can be used."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.problem.emit(_("There is no picture on the clipboard. Copy a picture or a file first."))

    def take(self, data: QMimeData) -> bool:
        """Takes files, or else a picture, out of what was dropped or pasted; False when it holds neither."""
        if paths := local_files(data):
            self.add_files(paths)
            return True
        image = data.imageData() if data.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        self._bridge.do(lambda: store_pasted(image), lambda path: self.add_files([str(path)]), self._refuse)
        return True

    def choose_files(self) -> None:
        """Asks with the system's dialog."""
        title = _("Add pictures or videos")
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self._parent, title, pictures if os.path.isdir(pictures) else str(Path.home()))
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)  # more suffixes than anybody reads
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dress_file_dialog(dialog, _("Add"))
        patterns = " ".join(f"*{suffix}" for suffix in (*STILL_SUFFIXES, *VIDEO_SUFFIXES))
        dialog.setNameFilters([_("Pictures and videos ({patterns})").format(patterns=patterns), _("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    def choose_colour(self) -> None:
        dialog = QColorDialog(QColor("#2a7f8e"), self._parent)
        dialog.setWindowTitle(_("Choose a colour"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.colorSelected.connect(lambda colour: self.added.emit([f"color:{colour.name()}"]))
        dialog.open()

    def _check(self, left: list[str], good: list[str], bad: list[BackdropError]) -> None:
        """One file at a time, so that whatever else is asked of the bridge meanwhile comes between them."""
        if not isValid(self):  # the gallery was closed meanwhile
            return
        if not left:
            self._finish(good, bad)
            return
        path, rest = left[0], left[1:]
        self._bridge.do(
            lambda: check_file(path),
            lambda spec: self._check(rest, [*good, str(spec)], bad),
            lambda error: self._check(rest, good, [*bad, error]),
        )

    def _finish(self, good: list[str], bad: list[BackdropError]) -> None:
        if good:
            self.added.emit(good)
        if len(bad) == 1:
            self._refuse(bad[0])
        elif bad:
            said = _("{count} files could not be added. The first: {reason}")
            self.problem.emit(said.format(count=len(bad), reason=_by_name(bad[0])))

    def _refuse(self, error: BackdropError) -> None:
        if isValid(self):
            self.problem.emit(_by_name(error))


def local_files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def can_take(data: QMimeData) -> bool:
    """Whether `take` may find something in it."""
    return bool(local_files(data)) or data.hasImage()


def check_file(path: str) -> str:
    """The spec of a picture or video file. BackgroundError when it cannot be shown. For any thread."""
    suffix = Path(path).suffix.lower()
    if os.path.lexists(path) and not os.path.isfile(path) and not os.path.isdir(path):
        raise BackgroundError(N_("{path} is no ordinary file; choose a picture or a video"), path=path)
    spec = f"video:{path}" if suffix in VIDEO_SUFFIXES else f"image:{path}"
    try:
        make_thumbnail(spec)
    except BackgroundError:
        if suffix in VIDEO_SUFFIXES or suffix in STILL_SUFFIXES or not _has_content(path):
            raise
        raise BackgroundError(
            N_("{path} is neither a picture nor a video; choose a JPEG, PNG, WebP or MP4"), path=path
        ) from None
    return spec


def store_pasted(image: QImage) -> str:
    """Keeps a picture from the clipboard among the user's data; its path. BackgroundError when that fails."""
    if image.width() * image.height() > MAX_MEGAPIXELS * 1_000_000:
        raise BackgroundError(
            N_("the copied picture is larger than {limit} megapixels; make it smaller first"), limit=MAX_MEGAPIXELS
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    png = bytes(buffer.data().data())
    # By its content: the same picture pasted twice is one background.
    path = data_dir() / "backgrounds" / f"{PASTED}{hashlib.sha256(png).hexdigest()[:16]}.png"
    write_atomically(path, png, BackgroundError)
    return str(path)


def _has_content(path: str) -> bool:
    return os.path.isfile(path) and os.path.getsize(path) > 0


def _by_name(error: BackdropError) -> str:
    """The error with the file's name in place of its whole path: in the window one line has to do."""
    path = error.values.get("path")
    if not isinstance(path, str):
        return str(error)
    return str(BackdropError(error.template, **{**error.values, "path": Path(path).name or path}))
