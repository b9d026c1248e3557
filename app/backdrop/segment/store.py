"""Which models are on this machine, and where: the own cache first, then the directories of BACKDROP_MODEL_PATH.

Finds and reads, and never uses the network: that is `fetch`. A file is known by its size and hash, never by its name.
Where the catalogue knows no hash, only a file of the own cache that is exactly what was first sent will do (`pins`).
The user's own models lie in a folder of their own, and nowhere else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.errors import ModelError, ModelMissingError
from backdrop.host.files import read_bytes
from backdrop.host.paths import cache_dir, expanded
from backdrop.segment.catalogue import own_models_dir
from backdrop.segment.memo import HashMemo
from backdrop.segment.pins import Pins
from backdrop.segment.spec import ModelSpec, Part
from backdrop.text import N_, translated

SEARCH_VARIABLE = "BACKDROP_MODEL_PATH"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The content of a model's main file, and of its parts by their names."""

    main: bytes
    parts: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of a model: where it is kept, there or not, and what it must be.

    Size and hash are None as long as nobody knows them; `pinned` where they are those of what was first sent. Of a part
    the size is known before its hash.
    """

    path: Path
    bytes: int | None
    sha256: str | None
    pinned: bool


class ModelStore:
    """The model files of this machine. Cheap to make: nothing is read until it is asked."""

    def __init__(
        self, cache: Path | None = None, search: Sequence[Path] | None = None, own: Path | None = None
    ) -> None:
        """`cache`: the folder of fetched files. `search`: folders searched below, by default those of the variable.

        `own`: the folder of the user's own models.
        """
        self.cache = (cache_dir() / "models" if cache is None else cache).absolute()
        self.search = tuple(folder.absolute() for folder in (_search_path() if search is None else search))
        self.own = (own_models_dir() if own is None else own).absolute()
        self.pins = Pins(self.cache / "pins")
        self._memo = HashMemo(self.cache / "hashes.json")

    def path(self, spec: ModelSpec) -> Path:
        """Where the model's main file is kept, there or not."""
        return (self.own if spec.own else self.cache) / spec.file

    def fetch_lock(self, spec: ModelSpec) -> Path:
        """The lock of who changes the model's files."""
        return self.cache / "locks" / f"{spec.id}.lock"

    def locate(self, spec: ModelSpec, fresh: bool = False) -> Path | None:
        """The model's main file, or None when not all of the model is on this machine.

        `fresh` reads the files even when they seem unchanged since they were last checked. Raises ModelError, which
        names the file as its `path`, for a file of the cache that is damaged or cannot be read; elsewhere such a file
        is passed over for a whole one, and named only when there is none and it has the model's file name.
        """
        main = self.find(self.main_file(spec), spec, fresh)
        if main is None:
            return None
        found = (self.find(file, spec, fresh) for file in self.part_files(spec, main))
        return main if all(path is not None for path in found) else None

    def load(self, spec: ModelSpec) -> bytes:
        """The main file's content, checked against its hash.

        Raises ModelMissingError when it is not on this machine, ModelError when it is damaged or cannot be read.
        """
        main = self.main_file(spec)
        path = self.find(main, spec)
        if path is None:
            raise _missing(spec)
        return _content(path, main, spec)

    def load_files(self, spec: ModelSpec) -> ModelFiles:
        """The content of all the model's files, checked as in `load`."""
        path = self.locate(spec)
        if path is None:
            raise _missing(spec)
        parts = {}
        for file in self.part_files(spec, path):
            if (found := self.find(file, spec)) is None:
                raise _missing(spec)
            parts[file.path.name] = _content(found, file, spec)
        return ModelFiles(_content(path, self.main_file(spec), spec), parts)

    def main_file(self, spec: ModelSpec) -> StoredFile:
        return self._stored(spec, Part(self.path(spec).name, spec.bytes, spec.sha256))

    def part_files(self, spec: ModelSpec, main: Path) -> tuple[StoredFile, ...]:
        """The files that belong to the model beside the one found at `main`. ModelError when that cannot say which."""
        if spec.format != "tfjs":
            return ()
        from backdrop.segment.tfjs import shard_sizes

        sizes = shard_sizes(_content(main, self.main_file(spec), spec), spec.id)
        known = {part.file: part.sha256 for part in spec.parts}
        return tuple(self._stored(spec, Part(name, size, known.get(name))) for name, size in sizes.items())

    def find(self, file: StoredFile, spec: ModelSpec, fresh: bool = False) -> Path | None:
        """Where on this machine a whole copy of that file of the model is. Raises as `locate` does."""
        if not os.path.lexists(file.path):
            return None if file.pinned or file.sha256 is None or spec.own else self._found_below(file, spec, fresh)
        if (problem := self._problem(file.path, file, spec, fresh)) is not None:
            raise problem
        return file.path

    def refuse_folder(self, file: StoredFile, spec: ModelSpec) -> None:
        """ModelError when a folder stands where the own cache keeps the file: it cannot be fetched then."""
        if file.path.is_dir():
            raise _folder(file.path, spec)

    def copies(self, spec: ModelSpec) -> list[Path]:
        """Whole copies of the model's main file in the directories that are searched."""
        file = self.main_file(spec)
        found = [] if spec.own or file.pinned or file.sha256 is None else [*self._candidates(file)]
        return [path for path in found if self._problem(path, file, spec, fresh=False) is None]

    def _stored(self, spec: ModelSpec, part: Part) -> StoredFile:
        path = self.path(spec).parent / part.file
        if part.sha256 is None and not spec.own and (pin := self.pins.of(spec.id).get(part.file)) is not None:
            return StoredFile(path, pin.bytes, pin.sha256, pinned=True)
        return StoredFile(path, part.bytes, part.sha256, pinned=False)

    def _problem(self, path: Path, file: StoredFile, spec: ModelSpec, fresh: bool) -> ModelError | None:
        """What keeps what is at `path` from being used; None when it is exactly the file."""
        try:
            if path.is_dir():
                return _folder(path, spec)
            whole = file.sha256 is not None and path.is_file() and path.stat().st_size == file.bytes
            return None if whole and self._memo.sha256(path, fresh) == file.sha256 else _damaged(path, spec)
        except OSError as reason:
            return ModelError(
                N_("{path} cannot be read: {reason}; check its permissions, or {remedy}"),
                path=path, reason=reason.strerror or reason, remedy=Remedy(spec),
            )  # fmt: skip

    def _found_below(self, file: StoredFile, spec: ModelSpec, fresh: bool) -> Path | None:
        if not self.search:
            return None
        meant: ModelError | None = None
        for candidate in [*self._remembered(file), *self._candidates(file)]:
            problem = self._problem(candidate, file, spec, fresh)
            if problem is None:
                return candidate
            if meant is None and candidate.name == file.path.name and spec.format != "tfjs":
                meant = problem
        if meant is not None:
            raise meant
        return None

    def _remembered(self, file: StoredFile) -> Iterator[Path]:
        for path in self._memo.paths(file.sha256 or ""):
            if any(path.is_relative_to(folder) for folder in self.search):
                yield path

    def _candidates(self, file: StoredFile) -> Iterator[Path]:
        """The files that have the wanted size, and those that have its name."""
        for folder in self.search:
            for parent, folders, names in os.walk(folder):  # passes over what it may not read
                folders.sort()
                for name in sorted(names):
                    path = Path(parent, name)
                    if name == file.path.name or _size(path) == file.bytes:
                        yield path


@dataclass(frozen=True, slots=True)
class Remedy:
    """What brings a model's right files here, as the end of a sentence."""

    spec: ModelSpec

    def __str__(self) -> str:
        if self.spec.own:
            told = N_("run `backdrop models remove {id}` and add the model again")
        elif self.spec.sources:
            told = N_("run `backdrop models fetch {id}`")
        else:
            told = N_("run `backdrop models info {id}` to see how to come by it")
        return translated(told).format(id=self.spec.id)


def _content(path: Path, file: StoredFile, spec: ModelSpec) -> bytes:
    """The content of `path`, checked on every read: what reaches a network's parser is what the catalogue names,
    whatever became of the file since it was found."""
    data = read_bytes(path, ModelError)
    if file.sha256 is None or hashlib.sha256(data).hexdigest() != file.sha256:
        raise _damaged(path, spec)
    return data


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _search_path() -> list[Path]:
    return [expanded(entry) for entry in os.environ.get(SEARCH_VARIABLE, "").split(os.pathsep) if entry]


def _missing(spec: ModelSpec) -> ModelMissingError:
    return ModelMissingError(N_("the model {id} is not on this machine; {remedy}"), id=spec.id, remedy=Remedy(spec))


def _folder(path: Path, spec: ModelSpec) -> ModelError:
    return ModelError(
        N_("{path} is a folder where the model's file belongs; delete it, then {remedy}"),
        path=path, remedy=Remedy(spec),
    )  # fmt: skip


def _damaged(path: Path, spec: ModelSpec) -> ModelError:
    return ModelError(
        N_("{path} is damaged: it is not the file known as {id}; {remedy}"), path=path, id=spec.id, remedy=Remedy(spec)
    )
