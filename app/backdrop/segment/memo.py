"""Which hash a file had when it was last read, so that a start does not read every model again.

A damaged, unreadable or unwritable memo is no error: it only costs reading the files once more.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from backdrop.errors import BackdropError
from backdrop.host.files import write_atomically

_log = logging.getLogger(__name__)

_CHUNK = 1 << 20


class _Entry(NamedTuple):
    bytes: int
    mtime_ns: int
    sha256: str


def file_sha256(path: Path) -> str:
    """The hash of the file's content, lower-case hexadecimal. OSError when it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class HashMemo:
    """Hashes by absolute path; an entry holds while the file's size and modification time stay as they were."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: dict[str, _Entry] | None = None

    def sha256(self, path: Path, fresh: bool = False) -> str:
        """The file's hash; read again when `fresh` or when the file has changed. OSError when it cannot be read."""
        stat = path.stat()
        entry = self._load().get(str(path))
        if not fresh and entry is not None and entry[:2] == (stat.st_size, stat.st_mtime_ns):
            return entry.sha256
        found = _Entry(stat.st_size, stat.st_mtime_ns, file_sha256(path))
        if found != entry:
            self._load()[str(path)] = found
            self._save()
        return found.sha256

    def paths(self, sha256: str) -> Iterator[Path]:
        """Where that content was last seen. It may be gone or changed by now."""
        return iter([Path(name) for name, entry in self._load().items() if entry.sha256 == sha256])

    def _load(self) -> dict[str, _Entry]:
        if self._entries is None:
            self._entries = _read(self._path)
        return self._entries

    def _save(self) -> None:
        # What is gone is dropped here, where something is written anyway.
        kept = {name: entry for name, entry in self._load().items() if os.path.exists(name)}
        try:
            write_atomically(self._path, json.dumps(kept, indent=1).encode())
        except BackdropError as reason:
            _log.debug("model hashes are not remembered: %s", reason)


def _read(path: Path) -> dict[str, _Entry]:
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):  # the last for what is nested without end
        return {}
    entries: dict[str, _Entry] = {}
    for name, fields in stored.items() if isinstance(stored, dict) else ():
        match fields:
            case [int(size), int(mtime_ns), str(sha256)]:
                entries[name] = _Entry(size, mtime_ns, sha256)
            case _:
                return {}
    return entries
