"""`backdrop models fetch`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from backdrop.cli.help import Command
from backdrop.cli.models.info import FIRST_CONNECTION
from backdrop.cli.models.state import chosen, state_of
from backdrop.errors import ModelError, UsageError
from backdrop.host.paths import display
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.fetch import fetch, unverified
from backdrop.segment.spec import ModelSpec, Source
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _, translated


@click.command(
    "fetch",
    cls=Command,
    help=N_(
        "Fetch models to this machine. They are checked against their known hashes; damaged files are replaced, and "
        "interrupted downloads go on where they stopped. Exit code 1 when a model could not be fetched."
    ),
    examples="""\
backdrop models fetch selfie-landscape
backdrop models fetch deeplab-v3 bodypix-mobilenet-075-s16-q2
backdrop models fetch --all
""",
)
@click.argument("ids", metavar="ID...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=N_("Every model that can be fetched."))
@click.pass_context
def fetch_models(context: click.Context, ids: tuple[str, ...], everything: bool) -> None:
    if everything == bool(ids):
        raise UsageError(N_("name the models to fetch, or say --all; `backdrop models list` shows them"))
    catalogue, store = Catalogue.load(), ModelStore()
    specs = [spec for spec in catalogue if spec.sources] if everything else chosen(catalogue, ids)
    failures: list[ModelError] = []
    for spec in specs:
        try:
            _fetch(spec, store)
        except ModelError as error:
            failures.append(error)
            if len(specs) > 1:
                click.echo(str(error), err=True)
    skipped = [spec.id for spec in catalogue if not spec.sources and not spec.own] if everything else []
    if skipped:
        click.echo(_("left out, since Backdrop does not fetch them: {ids}").format(ids=", ".join(skipped)))
    if failures:
        if len(specs) == 1:
            raise failures[0]
        context.exit(1)


def _fetch(spec: ModelSpec, store: ModelStore) -> None:
    state = state_of(store, spec)
    if state.path:
        click.echo(_("{id} is already here: {path}").format(id=spec.id, path=display(state.path)))
        return
    with _reporting(spec) as shown:
        path = fetch(spec, store, shown.advance, trying=shown.trying, waiting=shown.waiting)
    click.echo(_("{id} is ready: {path}").format(id=spec.id, path=display(path)))
    if unverified(spec):
        click.echo(f"{spec.id}: {translated(FIRST_CONNECTION)}", err=True)


@dataclass(frozen=True, slots=True)
class _Shown:
    advance: Callable[[int, int], None]
    trying: Callable[[Source], None]
    waiting: Callable[[], None]


@contextlib.contextmanager
def _reporting(spec: ModelSpec) -> Iterator[_Shown]:
    """How a fetch is shown: a bar on a terminal, a line for each step otherwise, both on the error stream."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    console = Console(stderr=True, highlight=False)
    waiting = _("{id}: another Backdrop is fetching it, waiting for that ...").format(id=spec.id)
    if not console.is_terminal:
        told: list[str] = []

        def tell(line: str) -> None:
            if line not in told:  # the parts of a model come from one source
                told.append(line)
                click.echo(line, err=True)

        fetching = _("fetching {id}: {source} ...")
        yield _Shown(
            lambda _done, _total: None,
            lambda source: tell(fetching.format(id=spec.id, source=source)),
            lambda: tell(waiting),
        )
        return
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn()
    with Progress(*columns, console=console, transient=True) as shown:
        # Without a total the bar only shows life: until bytes arrive, pip is at work or a server thinks.
        task = shown.add_task(spec.id, total=None)
        yield _Shown(
            lambda done, total: shown.update(task, completed=done, total=total or None if done else None),
            lambda source: shown.update(task, description=f"{spec.id}: {source}"),
            lambda: shown.update(task, description=waiting),
        )
