"""A model file on its way into the store: counted, capped and hashed while it arrives, then put in place whole.

Knows nothing of where the bytes come from: that is `https` and `wheel`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.host.files import wording
from backdrop.segment.spec import ModelSpec
from backdrop.text import _

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class SourceFailure(Exception):
    """One source did not yield the file; the message says why, as the end of a sentence about that source."""


class FetchCancelled(Exception):
    """The caller wants no more."""


class Incoming:
    """What a source writes to."""

    def __init__(self, spec: ModelSpec, path: Path, file: FileIO, progress: Progress, cancelled: Cancelled) -> None:
        """`path`: where the file will stand. `file`: unbuffered, so that a full disk shows at the write that met it."""
        self.spec = spec
        self.path = path
        self._file = file
        self._digest = hashlib.sha256()
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def write(self, chunk: bytes) -> None:
        """Raises SourceFailure beyond the file's size, FetchCancelled, or ModelError when the disk does not take it."""
        self.check_cancelled()
        self._done += len(chunk)
        if self._done > self.spec.bytes:
            raise SourceFailure(_("sends more than the {size} bytes of the file").format(size=self.spec.bytes))
        with worded(self.path):
            left = memoryview(chunk)
            while left:
                left = left[self._file.write(left) :]
        self._digest.update(chunk)
        self._progress(self._done, self.spec.bytes)

    def check_cancelled(self) -> None:
        if self._cancelled():
            raise FetchCancelled

    def finish(self) -> None:
        """Raises SourceFailure unless exactly the model's file has arrived."""
        if self._done < self.spec.bytes:
            told = _("broke off after {done} of {size} bytes")
            raise SourceFailure(told.format(done=self._done, size=self.spec.bytes))
        if self._digest.hexdigest() != self.spec.sha256:
            raise SourceFailure(_("sends another file than the catalogue names (its sha256 differs)"))
        with worded(self.path):
            os.fsync(self._file.fileno())


@contextlib.contextmanager
def worded(path: Path) -> Iterator[None]:
    """An OSError of the block becomes a ModelError that says why `path` could not be written."""
    try:
        yield
    except OSError as reason:
        template, values = wording(reason, path)
        raise ModelError(template, **values) from reason


@contextlib.contextmanager
def incoming(spec: ModelSpec, path: Path, progress: Progress, cancelled: Cancelled) -> Iterator[Incoming]:
    """Takes a file in beside `path` and, if it is the right one, moves it there; else leaves nothing behind.

    Raises what Incoming raises, and ModelError when the folder cannot be written.
    """
    with worded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb", buffering=0) as file:
            arriving = Incoming(spec, path, file, progress, cancelled)
            yield arriving
            arriving.finish()
        with worded(path):
            os.replace(name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
