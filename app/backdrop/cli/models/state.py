"""A model on this machine, as the commands of `backdrop models` speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.host.paths import display
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import _


@dataclass(frozen=True, slots=True)
class State:
    """A model on this machine: `path` when it is here and whole, `problem` when what is here is not."""

    spec: ModelSpec
    path: Path | None = None
    problem: ModelError | None = None

    @property
    def word(self) -> str:
        return "damaged" if self.problem else "present" if self.path else "absent"

    @property
    def where(self) -> str:
        if self.problem:
            return _("damaged: run `backdrop models fetch {id}`").format(id=self.spec.id)
        if self.path:
            return display(self.path)
        return _("not here: run `backdrop models fetch {id}`").format(id=self.spec.id)


def state_of(store: ModelStore, spec: ModelSpec, fresh: bool = False) -> State:
    try:
        return State(spec, path=store.locate(spec, fresh))
    except ModelError as problem:
        return State(spec, problem=problem)


def size_text(size: int | None) -> str:
    if size is None:
        return "?"
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.0f} kB"
