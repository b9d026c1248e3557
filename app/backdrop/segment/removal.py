"""Takes a model off this machine: what was fetched of it, what was made of that, and the user's own for good.

Nothing is deleted outside the cache and the folder of the user's own models.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.host.locks import lock_file
from backdrop.segment.conversion import converted_files
from backdrop.segment.incoming import delete_part
from backdrop.segment.own.shelf import drop
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import N_


@dataclass(frozen=True, slots=True)
class Removed:
    """How many files were deleted, and their bytes. `left`: copies that lie where others keep their files.

    `forgotten`: whether it was known what its address had first sent, and is not any more.
    """

    files: int
    bytes: int
    left: tuple[Path, ...]
    forgotten: bool


def remove(spec: ModelSpec, store: ModelStore, forget: bool = False) -> Removed:
    """Deletes the model's files, and the row of a model of the user's own.

    What its address first sent of files of unknown hash is held to even then, unless it is to `forget`. Waits while
    another process fetches the model. Raises ModelError when something cannot be deleted.
    """
    with lock_file(store.fetch_lock(spec), ModelError):
        if spec.own:
            drop(spec.id)
        sizes = [_deleted(path) for path in [*_files(spec, store), *converted_files(spec, store)]]
        delete_part(store.path(spec))
        _delete_folder(spec, store)
        forgotten = forget and store.pins.forget(spec.id)
    return Removed(len(sizes), sum(sizes), tuple(store.copies(spec)), forgotten)


def _files(spec: ModelSpec, store: ModelStore) -> Iterator[Path]:
    """A model of several files has a folder of its own, with whatever is in it."""
    path = store.path(spec)
    if "/" in spec.file:
        yield from (file for file in (path.parent.iterdir() if path.parent.is_dir() else ()) if not file.is_dir())
    elif os.path.lexists(path):
        yield path


def _deleted(path: Path) -> int:
    """The bytes that it had."""
    try:
        size = path.lstat().st_size
        path.unlink()
    except OSError as reason:
        raise ModelError(
            N_("{path} cannot be deleted: {reason}; delete it yourself"), path=path, reason=reason.strerror or reason
        ) from reason
    return size


def _delete_folder(spec: ModelSpec, store: ModelStore) -> None:
    folder = store.path(spec).parent
    if "/" in spec.file and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
