"""A model file on its way into the store: counted, capped and hashed while it arrives, then put in place whole.

What was interrupted stays beside its place as a hidden `.part`, so that it can be gone on with. Knows nothing of where
the bytes come from: that is `https` and `wheel`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.host.files import put_in_place, wording
from backdrop.segment.store import StoredFile
from backdrop.text import _

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_CHUNK = 1 << 20


class SourceFailure(Exception):
    """One source did not yield the file; the message says why, as the end of a sentence about that source."""


class WrongFile(SourceFailure):
    """What a source sent is not the file, so that nothing of it is worth keeping."""


class FetchCancelled(Exception):
    """The caller wants no more."""


class Incoming:
    """What a source writes to. `done`: how many bytes are there already, of an earlier time or of this one."""

    def __init__(
        self, wanted: StoredFile, limit: int, file: FileIO, part: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        """`limit`: how many bytes a file may have whose size nobody knows. `file`: unbuffered, so that a full disk
        shows at the write that met it; what it holds already is taken for the file's beginning."""
        self.wanted, self.path, self.size = wanted, wanted.path, wanted.bytes
        self.limit = limit if wanted.bytes is None else wanted.bytes
        self._file, self._part = file, part
        self._progress, self._cancelled = progress, cancelled
        self.done, self._digest, self._announced = 0, hashlib.sha256(), 0
        self._take_up()

    def _take_up(self) -> None:
        if os.fstat(self._file.fileno()).st_size > self.limit:
            self.restart()
        with worded(self.path):
            while chunk := self._file.read(_CHUNK):
                self._digest.update(chunk)
                self.done += len(chunk)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing any more, as far as the size tells."""
        return self.done == self.size

    def tag_of(self, url: str) -> str:
        """The entity tag under which that address sent what is there; empty where there was none."""
        try:
            origin = json.loads(_origin(self._part).read_bytes())
            return str(origin["tag"]) if origin["url"] == url else ""
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ""

    def comes_from(self, url: str, tag: str, announced: int | None) -> None:
        """Remembers the origin of what follows, beyond this process. `announced`: the whole file's bytes."""
        self._announced = announced or 0
        with worded(self.path):
            _origin(self._part).write_text(json.dumps({"url": url, "tag": tag}), "utf-8")

    def restart(self) -> None:
        """Forgets what is there."""
        with worded(self.path):
            self._file.seek(0)
            self._file.truncate()
        self.done, self._digest = 0, hashlib.sha256()

    def write(self, chunk: bytes) -> None:
        """Raises WrongFile beyond the file's size, FetchCancelled, or ModelError when the disk does not take it."""
        self.check_cancelled()
        if self.done + len(chunk) > self.limit:
            raise WrongFile(_("sends more than the {size} bytes of the file").format(size=self.limit))
        with worded(self.path):
            left = memoryview(chunk)
            while left:
                left = left[self._file.write(left) :]
        self.done += len(chunk)
        self._digest.update(chunk)
        self._progress(self.done, self.size or self._announced)

    def check_cancelled(self) -> None:
        if self._cancelled():
            raise FetchCancelled

    def finish(self) -> str:
        """The hash of what has arrived. Raises SourceFailure while something is missing, WrongFile for another file."""
        if self.size is not None and self.done < self.size:
            told = _("broke off after {done} of {size} bytes")
            raise SourceFailure(told.format(done=self.done, size=self.size))
        sha256 = self._digest.hexdigest()
        if self.wanted.sha256 not in (None, sha256):
            if self.wanted.pinned:
                raise WrongFile(_("sends another file than it first sent (its sha256 differs)"))
            raise WrongFile(_("sends another file than the catalogue names (its sha256 differs)"))
        with worded(self.path):
            os.fsync(self._file.fileno())
        return sha256

    def content(self) -> bytes:
        """All that has arrived."""
        with worded(self.path):
            self._file.seek(0)
            return self._file.readall()


@contextlib.contextmanager
def worded(path: Path) -> Iterator[None]:
    """An OSError of the block becomes a ModelError that says why `path` could not be written."""
    try:
        yield
    except OSError as reason:
        template, values = wording(reason, path)
        raise ModelError(template, **values) from reason


@contextlib.contextmanager
def incoming(
    wanted: StoredFile, limit: int, progress: Progress, cancelled: Cancelled, *, resume: bool
) -> Iterator[Incoming]:
    """Takes a file in beside its place and moves it there if the block ends well.

    What was interrupted is kept to be gone on with where `resume`; what is wrong, or did not fit on the disk, never.
    Raises what Incoming raises, and ModelError when the folder cannot be written.
    """
    part, handle = _opened(wanted.path, resume)
    keep = False
    try:
        with open(handle, "r+b", buffering=0) as file:
            arriving = Incoming(wanted, limit, file, part, progress, cancelled)
            try:
                yield arriving
            except (WrongFile, ModelError):
                raise
            except BaseException:
                keep = resume and arriving.done > 0
                raise
        with worded(wanted.path):
            put_in_place(str(part), wanted.path)
        delete_part(wanted.path)
    finally:
        if not keep:
            _unlink(part, _origin(part))


def delete_part(path: Path) -> None:
    """Deletes what an interrupted fetch of that file left behind, if anything."""
    part = _part(path)
    _unlink(part, _origin(part))


def _opened(path: Path, resume: bool) -> tuple[Path, int]:
    with worded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if resume:
            part = _part(path)
            return part, os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        return Path(name), handle


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _origin(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _unlink(*paths: Path) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
