"""A model file of the user's own that is used without being added: `file:PATH` in place of an id.

Tried out as in adding it (`own`), each time that it is loaded, since nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import replace

from backdrop.errors import ModelError, UsageError
from backdrop.host.paths import expanded
from backdrop.segment.own.adding import described, spec_of
from backdrop.segment.own.files import OwnFiles, read_files
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.sandbox import try_out
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelFiles, ModelStore
from backdrop.text import N_

PREFIX = "file:"


class _Held(ModelStore):
    """A store of that one model: exactly the content that was tried."""

    def __init__(self, files: OwnFiles) -> None:
        super().__init__(search=())
        self._files = files

    def load(self, spec: ModelSpec) -> bytes:
        return self._files.main

    def load_files(self, spec: ModelSpec) -> ModelFiles:
        return ModelFiles(self._files.main, self._files.parts)


def open_custom(model_id: str) -> tuple[ModelSpec, ModelStore]:
    """The spec that was found out of the file, and what holds its content.

    Takes a few seconds. ModelError for a file that is missing, damaged, finds nobody, or does not show how it is to be
    used.
    """
    path = expanded(model_id.removeprefix(PREFIX))
    files = read_files(path)
    try:
        finding = try_out(files, OwnOptions())
    except UsageError as open_:
        raise ModelError(
            N_("{reason}; add the model with that: backdrop models add {path} …"), reason=open_, path=path
        ) from open_
    row, _stored = described(finding, files, "own")
    return replace(spec_of(row, path), id=model_id), _Held(files)
