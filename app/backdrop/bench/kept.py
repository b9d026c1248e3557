"""Rows that stay when a long bench is interrupted: a file to which each is added as soon as it is measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from backdrop.bench.tables import NOTE, Cell
from backdrop.errors import UsageError
from backdrop.host.files import read_bytes, write_atomically
from backdrop.text import N_

_WHAT, _ROWS = "measured", "rows"


class Kept:
    """The rows of one bench, by keys; those with a note are not kept, but measured again the next time.

    `path` None keeps them for the run only. `what`: everything that the figures depend on, in words and numbers that
    JSON can hold. Raises UsageError for a file of other figures, or of none.
    """

    def __init__(self, path: Path | None, what: Mapping[str, object]) -> None:
        self._path = path
        self._what = json.loads(json.dumps(what))
        self._rows: dict[str, dict[str, Any]] = {}
        if path is not None and path.exists():
            self._rows = self._read(path)

    def _read(self, path: Path) -> dict[str, dict[str, Any]]:
        try:
            found = json.loads(read_bytes(path, UsageError))
            what, rows = dict(found[_WHAT]), {str(key): dict(row) for key, row in found[_ROWS].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(
                N_("{path} holds no rows of an interrupted bench; name another file to keep them in"), path=path
            ) from None
        other = sorted(key for key in {*what, *self._what} if what.get(key) != self._what.get(key))
        if other:
            told = "; ".join(f"{key} {what.get(key)}" for key in other)
            raise UsageError(
                N_("the rows in {path} were measured with other settings ({other}); use the same, or another file"),
                path=path, other=told,
            )  # fmt: skip
        return rows

    def rows(self, keys: Iterable[str]) -> dict[str, Mapping[str, Cell]]:
        """Those of these keys that need not be measured again."""
        return {key: self._rows[key] for key in keys if key in self._rows}

    def add(self, key: str, row: Mapping[str, Cell]) -> None:
        """Keeps a row, on disk where there is a file."""
        if row[NOTE.key] is not None:
            return
        self._rows[key] = dict(row)
        if self._path is not None:
            text = json.dumps({_WHAT: self._what, _ROWS: self._rows}, indent=2, ensure_ascii=False)
            write_atomically(self._path, (text + "\n").encode())
