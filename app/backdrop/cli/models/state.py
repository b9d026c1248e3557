"""A model on this machine, as the commands of `backdrop models` speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.host.paths import display
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES, EngineKind
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore, Remedy
from backdrop.text import _


@dataclass(frozen=True, slots=True)
class State:
    """A model on this machine: `path` when it is here and whole, `problem` when what is here is not.

    `base`: the model of whose weights it is made where its own are not here.
    """

    spec: ModelSpec
    path: Path | None = None
    problem: ModelError | None = None
    base: ModelSpec | None = None

    @property
    def word(self) -> str:
        """For other programs."""
        if self.problem:
            return "damaged"
        return "present" if self.path else "made" if self.base else "absent"

    @property
    def requantised(self) -> bool:
        return self.base is not None and self.base.quant_bytes != self.spec.quant_bytes

    @property
    def shown(self) -> str:
        """In a word or two."""
        if self.problem:
            return _("damaged")
        if self.path:
            return _("here")
        if self.base:
            return _("re-quantised") if self.requantised else _("made here")
        return _("not here")

    @property
    def where(self) -> str:
        """As a sentence's end, with what to do."""
        if self.problem:
            return str(self.problem)
        if self.path:
            return display(self.path)
        if self.base and self.requantised:
            return _("not here; re-quantised from the weights of {base}").format(base=self.base.id)
        if self.base:
            return _("not here; made from the weights of {base}").format(base=self.base.id)
        return _("not here; {remedy}").format(remedy=Remedy(self.spec))


def state_of(store: ModelStore, spec: ModelSpec, fresh: bool = False) -> State:
    from backdrop.segment.conversion import made_here

    try:
        path = store.locate(spec, fresh)
    except ModelError as problem:
        return State(spec, problem=problem)
    try:
        return State(spec, path, base=None if path else made_here(spec, store))
    except ModelError:  # what is wrong with that one is said of it
        return State(spec, path)


def chosen(catalogue: Catalogue, ids: tuple[str, ...]) -> list[ModelSpec]:
    """The models of those ids, each once. UsageError for an unknown one, before anything is done."""
    return [catalogue.get(model_id) for model_id in dict.fromkeys(ids)]


def engines_of(spec: ModelSpec) -> dict[str, EngineKind]:
    """What runs files of the model's format, by the engine's id."""
    return {name: kind for name, kind in ENGINES.items() if spec.format in kind.formats}


def size_text(size: int | None) -> str:
    if size is None:
        return "?"
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.0f} kB"


def model_size(spec: ModelSpec) -> str:
    """Of all the model's files, marked where it is not exact."""
    if spec.total_bytes is None and spec.about_bytes is not None:
        return f"~{size_text(spec.about_bytes)}"
    return size_text(spec.total_bytes)
