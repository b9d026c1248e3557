"""The models that Backdrop knows: those of `models/catalogue.toml`, and those that the user added to a catalogue of
their own.

Knows nothing of which files are on this machine: that is `store`. What a row may say stands in `rows`.
"""

from __future__ import annotations

import difflib
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from backdrop.errors import ModelError, UsageError
from backdrop.host.files import read_bytes
from backdrop.host.paths import bundled, data_dir
from backdrop.segment.rows import RowError, read_row
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_, _

_log = logging.getLogger(__name__)


def own_models_dir() -> Path:
    """Where the user's own models lie: their files, and the catalogue that names them."""
    return data_dir() / "models"


def own_catalogue() -> Path:
    """The catalogue of the user's own models, there or not: rows as in the bundled one, each with bytes and sha256."""
    return own_models_dir() / "catalogue.toml"


class Catalogue:
    """The known models, in the catalogue's order, the user's own last. Never changes."""

    def __init__(self, models: Sequence[ModelSpec], default: str, problems: Sequence[ModelError] = ()) -> None:
        """`default` is the id of one of `models`; ModelError when it is not, or when two share an id or a file."""
        self._models = {spec.id: spec for spec in models}
        self.default = default
        self.problems = tuple(problems)
        """Why rows of the user's own catalogue, or all of it, are not among the models."""
        for field, names in (
            ("id", Counter(spec.id for spec in models)),
            ("file", Counter(spec.file for spec in models if not spec.own)),
        ):
            for name in (name for name, count in names.items() if count > 1):
                raise ModelError(
                    N_("the model catalogue is broken: two rows have the {field} {name}"), field=field, name=name
                )
        if default not in self._models:
            raise ModelError(N_("the model catalogue is broken: its default, {id!r}, is none of its rows"), id=default)

    @classmethod
    def load(cls, path: Path | None = None) -> Catalogue:
        """The catalogue at `path`, or the one that comes with the program and the user's own models after it.

        Raises ModelError when that of the program, or at `path`, cannot be used. What cannot be used of the user's own
        is left out, logged once, and named in `problems`.
        """
        if path is not None:
            return cls(*_bundled(path, _stamp(path)))
        path, own = bundled("models/catalogue.toml"), own_catalogue()
        models, default = _bundled(path, _stamp(path))
        if not (stamp := _stamp(own)) or not stamp[0]:
            return cls(models, default)
        added, problems = _own(own, stamp, frozenset(spec.id for spec in models))
        return cls([*models, *added], default, problems)

    def get(self, model_id: str) -> ModelSpec:
        """The model of that id. UsageError when there is none, naming the nearest id, or why it may be left out."""
        spec = self._models.get(model_id)
        if spec is None and self.problems:
            raise UsageError(
                N_("there is no model {id!r}, or it is one of your own that cannot be used: {problems}"),
                id=model_id, problems="; ".join(map(str, self.problems)),
            )  # fmt: skip
        if spec is None:
            nearest = difflib.get_close_matches(model_id, self._models, n=1, cutoff=0.0)[0]
            raise UsageError(
                N_("there is no model {id!r}; did you mean {nearest}? `backdrop models list` shows all"),
                id=model_id,
                nearest=nearest,
            )
        return spec

    def __iter__(self) -> Iterator[ModelSpec]:
        return iter(self._models.values())

    def __len__(self) -> int:
        return len(self._models)


_Stamp = tuple[int, int]


def _stamp(path: Path) -> _Stamp | None:
    """Changes when the file does; None where there is none. A file is parsed once, though loaded many times."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return -1, -1
    return stat.st_size, stat.st_mtime_ns


@lru_cache(maxsize=4)
def _bundled(path: Path, _changed: _Stamp | None) -> tuple[tuple[ModelSpec, ...], str]:
    """The models and the default's id."""
    document = _document(path)
    rows = document.get("model")
    if not isinstance(rows, list) or not rows:
        raise ModelError(N_("{path} is not a model catalogue: it has no [[model]] rows"), path=path)
    specs = tuple(_spec(path, number, row, document) for number, row in enumerate(rows, 1))
    return specs, str(document.get("default", ""))


@lru_cache(maxsize=4)
def _own(path: Path, _changed: _Stamp, taken: frozenset[str]) -> tuple[tuple[ModelSpec, ...], tuple[ModelError, ...]]:
    """The user's own models that can be used, and why others cannot. `taken`: the ids of the bundled ones."""
    specs: list[ModelSpec] = []
    problems: list[ModelError] = []
    ids, files = set(taken), set[str]()
    try:
        document = _document(path)
        rows = document.get("model", [])
        rows = rows if isinstance(rows, list) else [rows]
    except ModelError as unreadable:
        rows, problems = [], [unreadable]
    for number, row in enumerate(rows, 1):
        try:
            spec = _own_spec(path, number, row, ids, files)
        except ModelError as unusable:
            problems.append(unusable)
        else:
            specs.append(spec)
            ids.add(spec.id)
            files.add(spec.file)
    for problem in problems:
        _log.warning("a model of the user's own is left out: %s", problem)
    return tuple(specs), tuple(problems)


def _own_spec(path: Path, number: int, row: object, ids: set[str], files: set[str]) -> ModelSpec:
    spec = replace(_spec(path, number, row, {}), own=True)
    if spec.id in ids or spec.file in files:
        raise ModelError(
            N_("{path}: the model {id} is left out, since another has its id or its file; give it others"),
            path=path, id=spec.id,
        )  # fmt: skip
    if spec.sha256 is None or any(part.sha256 is None for part in spec.parts):
        raise ModelError(
            N_("{path}: the model {id} is left out, since its row lacks bytes and sha256; add the model again"),
            path=path, id=spec.id,
        )  # fmt: skip
    return spec


def _document(path: Path) -> dict[str, Any]:
    try:
        return dict(tomlkit.parse(read_bytes(path, ModelError).decode()).unwrap())
    except (TOMLKitError, UnicodeDecodeError) as reason:
        raise ModelError(N_("{path} is not a model catalogue: {reason}"), path=path, reason=reason) from None


def _spec(path: Path, number: int, row: object, document: Mapping[str, Any]) -> ModelSpec:
    families = document.get("family", {})
    try:
        return read_row(row, families if isinstance(families, Mapping) else {})
    except RowError as reason:
        name = row.get("id") if isinstance(row, Mapping) else None
        raise ModelError(
            N_("{path}: model {number} ({name}): {field}: {reason}; mend the row"),
            path=path,
            number=number,
            name=name or _("without an id"),
            field=reason.field or _("the row"),
            reason=reason,
        ) from None
