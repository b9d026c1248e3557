"""Which models a bench measures, those that were named or those of this machine, and how large their files are."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from typing import Literal, cast

from backdrop.errors import ModelError, UsageError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.conversion import made_here
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import N_


def named(patterns: Sequence[str], catalogue: Catalogue) -> list[ModelSpec]:
    """The models of those ids, where `*` stands for anything, each once. UsageError for what is no model's id."""
    found: dict[str, ModelSpec] = {}
    for pattern in patterns:
        if "*" not in pattern:
            found[pattern] = catalogue.get(pattern)
            continue
        matching = [spec for spec in catalogue if fnmatch.fnmatchcase(spec.id, pattern)]
        if not matching:
            raise UsageError(N_("no model's id is like {pattern}; `backdrop models list` shows all"), pattern=pattern)
        found |= {spec.id: spec for spec in matching}
    return list(found.values())


def present(catalogue: Catalogue, store: ModelStore, wanted: Callable[[ModelSpec, ModelSpec], bool]) -> list[ModelSpec]:
    """The models that this machine can run, and those whose files are damaged, in the catalogue's order.

    `wanted` is asked of each with the model whose files it would be made of, itself where it has its own.
    """
    return [spec for spec in catalogue if (base := _base(spec, store)) is not None and wanted(spec, base)]


def _base(spec: ModelSpec, store: ModelStore) -> ModelSpec | None:
    try:
        return spec if store.locate(spec) is not None else made_here(spec, store)
    except ModelError:  # a damaged file: running it says so
        return spec


def files_bytes(spec: ModelSpec, store: ModelStore) -> int | None:
    """Of all the model's files together. Of weights quantised here: as many as they take when they are stored so.

    None where its files are not here. Raises ModelError where they are damaged.
    """
    if spec.format != "tfjs":
        return spec.total_bytes
    base = _base(spec, store)
    if base is None:
        return None
    files = store.load_files(base)
    if base.quant_bytes == spec.quant_bytes or spec.quant_bytes is None:
        return len(files.main) + sum(map(len, files.parts.values()))
    from backdrop.segment.tfjs import read_model, stored_bytes

    model = read_model(files.main, files.parts, spec.id)
    return len(files.main) + stored_bytes(model, cast(Literal[1, 2, 4], spec.quant_bytes))


def own_weights(spec: ModelSpec, base: ModelSpec) -> bool:
    """For benches of speed: weights that were quantised again are turned back to the same numbers' count and cost."""
    return spec.quant_bytes == base.quant_bytes


def every(_spec: ModelSpec, _base: ModelSpec) -> bool:
    """For benches of quality, to which every quantisation is another model."""
    return True
