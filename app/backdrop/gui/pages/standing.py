"""How each model stands on this machine, and how fast it is: found out on a job's thread, shown by the cards.

Reads files and runs networks, and touches no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from backdrop.errors import BackdropError
from backdrop.segment.options import RunOptions
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Settings

if TYPE_CHECKING:
    from backdrop.segment.store import ModelStore


@dataclass(frozen=True, slots=True)
class Standing:
    """`path` is the model's own file, where it is here and whole, and `problem` what is wrong with it.

    `made_from` is the model of whose files it is made here instead. `needs` says what to install where no engine that
    is here runs it.
    """

    path: Path | None = None
    problem: BackdropError | None = None
    made_from: ModelSpec | None = None
    needs: BackdropError | None = None

    @property
    def usable(self) -> bool:
        return self.needs is None and (self.path is not None or self.made_from is not None)


NOT_HERE = Standing()


@dataclass(frozen=True, slots=True)
class Known:
    """All models, in the catalogue's order, by id how each stands, and the engines that are installed."""

    specs: tuple[ModelSpec, ...]
    standings: dict[str, Standing]
    engines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speed:
    """Measured on this machine: milliseconds a frame, with so many threads."""

    ms: float
    threads: int


def known() -> Known:
    """What there is on this machine. Reads files. ModelError when the catalogue cannot be used."""
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.engines import ENGINES
    from backdrop.segment.store import ModelStore

    specs, store = tuple(Catalogue.load()), ModelStore()
    engines = tuple(name for name, kind in ENGINES.items() if kind.present)
    missing = {form: _missing_engine(form, engines) for form in {spec.format for spec in specs}}
    standings = {spec.id: replace(_located(spec, store), needs=missing[spec.format]) for spec in specs}
    return Known(specs, standings, engines)


def _located(spec: ModelSpec, store: ModelStore) -> Standing:
    from backdrop.segment.conversion import made_here

    try:
        if path := store.locate(spec):
            return Standing(path=path)
        return Standing(made_from=made_here(spec, store))
    except BackdropError as problem:
        return Standing(problem=problem)


def _missing_engine(form: str, present: tuple[str, ...]) -> BackdropError | None:
    """What says how to install the first engine that runs such files; None where one of them is here."""
    from backdrop.segment.engines import ENGINES, engine_kind

    able = [name for name, kind in ENGINES.items() if form in kind.formats]
    if any(name in present for name in able):
        return None
    try:
        engine_kind(able[0])
    except BackdropError as problem:
        return problem
    return None


def measured(model_id: str, any_size: bool, settings: Settings) -> Speed:
    """Runs the model as it would be run live. Raises what loading it raises."""
    from backdrop.segment import load_segmenter

    options = RunOptions.of(settings)
    if not any_size:
        options = replace(options, internal_resolution=None)
    segmenter = load_segmenter(model_id, (settings.width, settings.height), options, 1 / settings.fps)
    try:
        return Speed(segmenter.warm_up() * 1000, segmenter.engine.threads)
    finally:
        segmenter.close()
