"""`backdrop models`: which models there are, which are on this machine, and getting them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from backdrop.cli.help import Group
from backdrop.cli.table import aligned
from backdrop.errors import ModelError
from backdrop.host.paths import display
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.fetch import fetch
from backdrop.segment.spec import ModelSpec, Source
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _


@dataclass(frozen=True, slots=True)
class _State:
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


@click.group(
    cls=Group,
    help=N_("The models that find the person: list, fetch and verify them."),
    examples="""\
backdrop models list
backdrop models fetch selfie-landscape
backdrop models verify
""",
)
def models() -> None:
    """The model store."""


@models.command(
    "list",
    help=N_("All known models, with size and licence, and where on this machine each is."),
    examples="""\
backdrop models list
backdrop models list --json
""",
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON, for other programs."))
def list_models(as_json: bool) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    states = [_state(store, spec) for spec in catalogue]
    if as_json:
        click.echo(json.dumps([_described(state, catalogue.default) for state in states], indent=2, ensure_ascii=False))
        return
    rows = [(s.spec.id, s.spec.title, _size(s.spec.bytes), s.spec.licence, s.where) for s in states]
    for line in aligned([(_("ID"), _("TITLE"), _("SIZE"), _("LICENCE"), _("WHERE")), *rows]):
        click.echo(line)
    click.echo(_("The default is {id}.").format(id=catalogue.default))


@models.command(
    "fetch",
    help=N_("Bring models to this machine, checked against their known hashes. A damaged file is replaced."),
    examples="""\
backdrop models fetch selfie-landscape
backdrop models fetch selfie-landscape selfie-square
""",
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
def fetch_models(ids: Sequence[str]) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    for spec in [catalogue.get(model_id) for model_id in dict.fromkeys(ids)]:
        state = _state(store, spec)
        if state.path:
            click.echo(_("{id} is already here: {path}").format(id=spec.id, path=display(state.path)))
            continue
        with _reporting(spec) as (progress, trying):
            path = fetch(spec, store, progress, trying=trying)
        click.echo(_("{id} is ready: {path}").format(id=spec.id, path=display(path)))


@models.command(
    "verify",
    help=N_("Read every model on this machine and compare it with its known hash. Exit code 1 when one is damaged."),
    examples="backdrop models verify",
)
@click.pass_context
def verify_models(context: click.Context) -> None:
    store = ModelStore()
    states = [_state(store, spec, fresh=True) for spec in Catalogue.load()]
    present = [state for state in states if state.path or state.problem]
    for state in present:
        told = str(state.problem) if state.problem else _("ok, {path}").format(path=state.where)
        click.echo(f"{state.spec.id}: {told}")
    if not present:
        click.echo(_("No model is on this machine; run `backdrop models list` to see which there are."))
    if any(state.problem for state in present):
        context.exit(1)


def _state(store: ModelStore, spec: ModelSpec, fresh: bool = False) -> _State:
    try:
        return _State(spec, path=store.locate(spec, fresh))
    except ModelError as problem:
        return _State(spec, problem=problem)


def _described(state: _State, default: str) -> dict[str, object]:
    spec = state.spec
    return {
        "id": spec.id,
        "title": spec.title,
        "family": spec.family,
        "variant": spec.variant,
        "default": spec.id == default,
        "bytes": spec.bytes,
        "sha256": spec.sha256,
        "licence": spec.licence,
        "licence_note": spec.licence_note,
        "state": state.word,
        "path": str(state.path) if state.path else None,
        "problem": str(state.problem) if state.problem else None,
    }


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.0f} kB"


@contextlib.contextmanager
def _reporting(spec: ModelSpec) -> Iterator[tuple[Callable[[int, int], None], Callable[[Source], None]]]:
    """How a fetch is shown: a bar on a terminal, a line for each source otherwise, both on the error stream."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        told = _("fetching {id}: {source} ...")
        yield lambda _done, _total: None, lambda source: click.echo(told.format(id=spec.id, source=source), err=True)
        return
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn()
    with Progress(*columns, console=console, transient=True) as shown:
        # Without a total the bar only shows life: until bytes arrive, pip is at work or a server thinks.
        task = shown.add_task(spec.id, total=None)

        def advance(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total if done else None)

        yield advance, lambda source: shown.update(task, description=f"{spec.id}: {source}")
