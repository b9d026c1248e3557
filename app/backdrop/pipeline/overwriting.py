"""Keeps a job from writing over what it reads, and from writing twice to one place, before anything is written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from backdrop.composite.image import find_image
from backdrop.errors import UsageError
from backdrop.host.paths import expanded
from backdrop.segment.custom import PREFIX
from backdrop.settings.schema import Settings
from backdrop.text import N_


def refuse_overwriting(read: Iterable[Path], written: Iterable[Path]) -> None:
    """UsageError that names the path where files that are read and files that will be written get in each other's way.

    What is there already is compared as the file system knows it, so links and other spellings are seen through.
    """
    inputs = {identity for path in read if (identity := _identity(path)) is not None}
    files: set[str] = set()
    folders: set[str] = set()
    for path in written:
        if _identity(path) in inputs:
            raise UsageError(
                N_("{path} is read and would be written over; name another place for what is written"), path=path
            )
        place = _place(path)
        if place in files:
            raise UsageError(
                N_("{path} would be written twice; name different places for results, mattes and statistics"), path=path
            )
        files.add(place)
        folders.update(_place(parent) for parent in path.absolute().parents)
        if both := files & folders:
            raise UsageError(
                N_("{path} would have to be a file and a folder; name different places for results, mattes and "
                "statistics"),
                path=both.pop(),
            )  # fmt: skip


def parts_read(background: str, model: str) -> list[Path]:
    """The files of the background and the model that these specs name; BackgroundError for a picture there is not."""
    kind, _colon, name = background.strip().partition(":")
    files = [find_image(name)] if kind == "image" and name else [expanded(name)] if kind == "video" else []
    return files + [expanded(model.removeprefix(PREFIX))] * model.startswith(PREFIX)


def refuse_live_overwriting(settings: Settings, stats: Path | None) -> None:
    """UsageError where a live run would record, or write its statistics, over what it plays or shows."""
    (source, _colon, played), (sink, _colon, recorded) = (
        spec.strip().partition(":") for spec in (settings.source, settings.sink)
    )
    read = [expanded(played)] if source in ("file", "image") and played else []
    written = [expanded(recorded)] if sink == "file" and recorded else []
    if written or stats is not None:
        read += parts_read(settings.background, settings.model)
        refuse_overwriting(read, [*written, *([stats] if stats is not None else [])])


def _identity(path: Path) -> tuple[int, int] | None:
    """The same for every name of one file; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _place(path: Path) -> str:
    """The same for names that some file systems take for one: those of Windows and macOS tell no case apart."""
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()
