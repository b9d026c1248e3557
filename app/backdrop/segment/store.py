"""Which models are on this machine, and where: the own cache first, then the directories of BACKDROP_MODEL_PATH.

Finds and reads, and never uses the network: that is `fetch`. A file is known by its size and hash, never by its name.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.errors import ModelError, ModelMissingError
from backdrop.host.files import read_bytes
from backdrop.host.paths import cache_dir
from backdrop.segment.memo import HashMemo
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

SEARCH_VARIABLE = "BACKDROP_MODEL_PATH"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The content of a model's main file, and of its parts by their names."""

    main: bytes
    parts: dict[str, bytes]


class ModelStore:
    """The model files of this machine. Cheap to make: nothing is read until it is asked."""

    def __init__(self, cache: Path | None = None, search: Sequence[Path] | None = None) -> None:
        """`cache`: the folder of fetched files. `search`: folders searched below, by default those of the variable."""
        self.cache = (cache_dir() / "models" if cache is None else cache).absolute()
        self.search = tuple(folder.absolute() for folder in (_search_path() if search is None else search))
        self._memo = HashMemo(self.cache / "hashes.json")

    def path(self, spec: ModelSpec) -> Path:
        """Where the own cache keeps the model's file, there or not."""
        return self.cache / spec.file

    def locate(self, spec: ModelSpec, fresh: bool = False) -> Path | None:
        """The model's file, or None when it is not on this machine.

        `fresh` reads the file even when it seems unchanged since it was last checked. Raises ModelError, which names
        the file as its `path`, for a file of the cache that is damaged or cannot be read; elsewhere such a file is
        passed over for a whole one, and named only when there is none and it has the model's file name.
        """
        own = self.path(spec)
        if not os.path.lexists(own):
            return self._found_below(spec, fresh)
        if (problem := self._problem(own, spec, fresh)) is not None:
            raise problem
        return own

    def refuse_folder(self, spec: ModelSpec) -> None:
        """ModelError when a folder stands where the own cache keeps the model's file: it cannot be fetched then."""
        if self.path(spec).is_dir():
            raise _folder(self.path(spec), spec)

    def load(self, spec: ModelSpec) -> bytes:
        """The model file's content, checked against its hash.

        Raises ModelMissingError when it is not on this machine, ModelError when it is damaged or cannot be read.
        """
        path = self.locate(spec)
        if path is None:
            raise ModelMissingError(
                N_("the model {id} is not on this machine; run `backdrop models fetch {id}`"),
                id=spec.id,
                file=spec.file,
            )
        return self.read(path, spec)

    def read(self, path: Path, spec: ModelSpec) -> bytes:
        """The content of `path`, which must be exactly the model's file; ModelError otherwise.

        Checked on every read: what reaches a network's parser is what the catalogue names, whatever became of the file
        since it was found.
        """
        data = read_bytes(path, ModelError)
        if hashlib.sha256(data).hexdigest() != spec.sha256:
            raise _damaged(path, spec)
        return data

    def _problem(self, path: Path, spec: ModelSpec, fresh: bool) -> ModelError | None:
        """What keeps the file from being used; None when it is exactly the model's file."""
        try:
            if path.is_dir():
                return _folder(path, spec)
            right_size = path.is_file() and path.stat().st_size == spec.bytes
            return None if right_size and self._memo.sha256(path, fresh) == spec.sha256 else _damaged(path, spec)
        except OSError as reason:
            return ModelError(
                N_("{path} cannot be read: {reason}; check its permissions, or run `backdrop models fetch {id}`"),
                path=path, reason=reason.strerror or reason, id=spec.id,
            )  # fmt: skip

    def _found_below(self, spec: ModelSpec, fresh: bool) -> Path | None:
        if not self.search:
            return None
        meant: ModelError | None = None
        for candidate in [*self._remembered(spec), *self._candidates(spec)]:
            problem = self._problem(candidate, spec, fresh)
            if problem is None:
                return candidate
            if meant is None and candidate.name == spec.file:
                meant = problem
        if meant is not None:
            raise meant
        return None

    def _remembered(self, spec: ModelSpec) -> Iterator[Path]:
        for path in self._memo.paths(spec.sha256):
            if any(path.is_relative_to(folder) for folder in self.search):
                yield path

    def _candidates(self, spec: ModelSpec) -> Iterator[Path]:
        """The files that have the model's size, and those that have its name."""
        for folder in self.search:
            for parent, folders, names in os.walk(folder):  # passes over what it may not read
                folders.sort()
                for name in sorted(names):
                    path = Path(parent, name)
                    if name == spec.file or _size(path) == spec.bytes:
                        yield path


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _search_path() -> list[Path]:
    return [Path(entry).expanduser() for entry in os.environ.get(SEARCH_VARIABLE, "").split(os.pathsep) if entry]


def _folder(path: Path, spec: ModelSpec) -> ModelError:
    return ModelError(
        N_("{path} is a folder where the model's file belongs; delete it, then run `backdrop models fetch {id}`"),
        path=path,
        id=spec.id,
    )


def _damaged(path: Path, spec: ModelSpec) -> ModelError:
    return ModelError(
        N_("{path} is damaged: it is not the file catalogued as {id}; run `backdrop models fetch {id}` to mend it"),
        path=path,
        id=spec.id,
    )
