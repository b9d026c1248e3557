"""`backdrop models fetch`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence

import click

from backdrop.cli.help import Command
from backdrop.cli.models.state import state_of
from backdrop.host.paths import display
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.fetch import fetch
from backdrop.segment.spec import ModelSpec, Source
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _


@click.command(
    "fetch",
    cls=Command,
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
        state = state_of(store, spec)
        if state.path:
            click.echo(_("{id} is already here: {path}").format(id=spec.id, path=display(state.path)))
            continue
        with _reporting(spec) as (progress, trying):
            path = fetch(spec, store, progress, trying=trying)
        click.echo(_("{id} is ready: {path}").format(id=spec.id, path=display(path)))


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
