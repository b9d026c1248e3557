"""Adds a model of the user's own, for the command line and the window alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from backdrop.errors import ModelError, UsageError
from backdrop.host.paths import expanded
from backdrop.segment import AUTO
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.own.files import OwnFiles, read_files
from backdrop.segment.own.finding import Finding
from backdrop.segment.own.limits import Limits
from backdrop.segment.own.numbers import plain
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.sandbox import try_out
from backdrop.segment.own.shelf import keep, refuse_taken
from backdrop.segment.rows import RowError, read_row
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60
_UNNAMED = "own-model"
"""The id of a file whose name has no Latin letters or digits."""


@dataclass(frozen=True, slots=True)
class Added:
    """`numbers`: what a channel's values become, such as `0..1`.

    `iou`: on the drawn presenter, as the program runs the model; `poor_light_iou`: of the worst of three lights.

    `ms`: the median of a run with one thread, on a picture of `size` (width, height).
    """

    spec: ModelSpec
    numbers: str
    iou: float
    poor_light_iou: float
    ms: float
    size: tuple[int, int]


def add_model(
    path: Path, options: OwnOptions | None = None, model_id: str | None = None, licence: str | None = None,
    limits: Limits | None = None, cancelled: Callable[[], bool] = lambda: False,
) -> Added:  # fmt: skip
    """Tries the model at `path`, and keeps it in the user's catalogue under `model_id`, or else its file's name.

    `path`: a .tflite or .onnx file, or the folder or JSON of a TensorFlow.js model. Takes a few seconds, up to the
    `limits`; `cancelled` is asked some twenty times a second, and ends it by `sandbox.TryingCancelled`.

    Raises UsageError where something has to be given or cannot be meant: where it is one of the OwnOptions, or the id,
    the error's value `option` is its name (`size`, `layout`, `range`, `kind` or `id`), and the message says what it may
    be. Raises ModelError for a file that cannot be used, and where it cannot be stored.
    """
    path = expanded(path)
    files = read_files(path)
    name = _free_id(path, model_id)
    finding = try_out(files, options or OwnOptions(), limits, cancelled)
    row, stored = described(finding, files, name, licence)
    spec = spec_of(row, path)
    keep(row, stored)
    return Added(
        spec, _numbers(row["input"]), finding.iou, finding.poor_light_iou, finding.ms, (finding.width, finding.height)
    )


def described(
    finding: Finding, files: OwnFiles, model_id: str, licence: str | None = None
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The catalogue row of a model that was tried, and the files that go with it, by their names in its folder."""
    main = f"{model_id}.{'json' if files.format == 'tfjs' else files.format}"
    row: dict[str, Any] = {
        "id": model_id, "title": _printable(files.path.name), "family": "own", "variant": "own", "format": files.format,
        "file": f"{model_id}/{main}", "bytes": len(files.main), "sha256": hashlib.sha256(files.main).hexdigest(),
        "licence": licence or "unknown",
    }  # fmt: skip
    row |= {name: finding.row.get(name) for name in ("input", "output", "threshold")}
    if files.parts:
        row["parts"] = [
            {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.parts.items()
        ]
    return row, {main: files.main, **files.parts}


def spec_of(row: dict[str, Any], path: Path) -> ModelSpec:
    """The row as the catalogue will read it. ModelError when the child said what cannot be."""
    try:
        return replace(read_row(row, {}), own=True)
    except RowError as reason:
        raise ModelError(
            N_("{path}: what was found out about it cannot be right ({field}: {reason}); choose another model"),
            path=path, field=reason.field, reason=reason,
        ) from None  # fmt: skip


def _numbers(taken: Mapping[str, Any]) -> str:
    more = (f"{name} {', '.join(map(plain, taken[name]))}" for name in ("mean", "std") if name in taken)
    return ", ".join((taken["range"], *more))


def _free_id(path: Path, wanted: str | None) -> str:
    """UsageError for what is no id, and for one that is taken."""
    stem = path.resolve().name if path.is_dir() else path.stem
    name = _as_word(stem) if wanted is None else wanted
    if not _WORD.fullmatch(name) or len(name) > _LONGEST_ID:
        raise UsageError(
            N_('"{id}" is no name for a model: use small letters, digits and dashes, such as --{option} {example}'),
            id=name, example=_as_word(name), option="id",
        )  # fmt: skip
    refuse_taken(name, {AUTO, *(spec.id for spec in Catalogue.load())})
    return name


def _printable(name: str) -> str:
    """What of a file's name can be shown in a line of a list, and stored: names may hold any bytes."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def _as_word(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:_LONGEST_ID].strip("-") or _UNNAMED
