"""Where the user's own models are kept: a folder each, and the catalogue that names them.

Knows nothing of what is in the files.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from backdrop.errors import ModelError, UsageError
from backdrop.host.files import all_or_none, read_bytes, write_atomically
from backdrop.host.locks import lock_file
from backdrop.segment.catalogue import own_catalogue, own_models_dir
from backdrop.text import N_

_HEADER = """\
# The models that were added with `backdrop models add`. The fields of a row are explained in the catalogue that comes
# with Backdrop; file is the path beside this one.
"""


def keep(row: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Stores a model: its files, by their names, into a folder named after its id, and then its row.

    What the catalogue holds besides stays as it is, its comments too. Raises UsageError where the id is taken there,
    ModelError where nothing can be written; nothing is left behind then.
    """
    folder, path = own_models_dir() / str(row["id"]), own_catalogue()
    with lock_file(own_models_dir() / ".lock", ModelError):
        document = _document(path)
        refuse_taken(str(row["id"]), {str(other.get("id")) for other in _rows(document)})
        made = not folder.exists()
        try:
            with all_or_none(folder, ModelError) as hidden:
                for name, content in files.items():
                    write_atomically(hidden / name, content, ModelError)
            _append(document, row)
            write_atomically(path, tomlkit.dumps(document).encode(), ModelError)
        except BaseException:
            if made:
                shutil.rmtree(folder, ignore_errors=True)
            raise


def drop(model_id: str) -> None:
    """Takes the model's row out of the catalogue; its files are not looked at. ModelError when it cannot be written."""
    path = own_catalogue()
    with lock_file(own_models_dir() / ".lock", ModelError):
        document = _document(path)
        places = [place for place, row in enumerate(_rows(document)) if row.get("id") == model_id]
        for place in reversed(places):
            del document["model"][place]
        if places:
            if not document["model"]:
                del document["model"]
            write_atomically(path, tomlkit.dumps(document).encode(), ModelError)


def refuse_taken(model_id: str, taken: set[str]) -> None:
    """UsageError, with a free id, when it is one of those."""
    if model_id not in taken:
        return
    number = 2
    while f"{model_id}-{number}" in taken:
        number += 1
    raise UsageError(
        N_("there is a model {id} already; choose another name, such as --{option} {free}"),
        id=model_id, free=f"{model_id}-{number}", option="id",
    )  # fmt: skip


def _document(path: Path) -> tomlkit.TOMLDocument:
    if not path.exists():
        return tomlkit.parse(_HEADER)
    try:
        document = tomlkit.parse(read_bytes(path, ModelError).decode())
        _rows(document)
    except (TOMLKitError, UnicodeDecodeError, TypeError) as reason:
        raise ModelError(
            N_("{path} is damaged, so nothing can be added to it ({reason}); mend it, or move it away"),
            path=path, reason=reason,
        ) from None  # fmt: skip
    return document


def _rows(document: tomlkit.TOMLDocument) -> list[Mapping[str, Any]]:
    """TypeError where what should be rows are none."""
    rows = document.get("model", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise TypeError("model is not a list of tables")
    return rows


def _append(document: tomlkit.TOMLDocument, row: Mapping[str, Any]) -> None:
    rows = document.get("model")
    if not isinstance(rows, AoT):  # none, or in brackets, among which a table of its own cannot stand
        document.pop("model", None)
        document["model"] = tomlkit.aot()
        for other in rows or ():
            document["model"].append(_table(other))
    document["model"].append(_table(row))


def _table(row: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for name, value in row.items():
        table.add(name, _item(value))
    table.add(tomlkit.nl())
    return table


def _item(value: object) -> object:
    """As the bundled catalogue is written: tables within a row on one line."""
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        inline.update({name: _item(inner) for name, inner in value.items()})
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_item(inner) for inner in value)
        return array
    return value
