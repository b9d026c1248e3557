"""`backdrop models remove`."""

from __future__ import annotations

import click

from backdrop.cli.help import Command
from backdrop.cli.models.state import chosen, size_text
from backdrop.errors import ModelError
from backdrop.host.paths import display
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.removal import remove
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import SEARCH_VARIABLE, ModelStore
from backdrop.text import N_, _


@click.command(
    "remove",
    cls=Command,
    help=N_(
        "Delete models from this machine. What was fetched of them is deleted, and what was made from it. A model of "
        "your own is deleted for good; the file that you added it from stays. Folders that BACKDROP_MODEL_PATH names "
        "are not touched."
    ),
    examples="""\
backdrop models remove deeplab-v3
backdrop models remove my-model
""",
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--forget", is_flag=True,
    help=N_("Also forget the hashes of what was first fetched, where none were published; another file may then come."),
)  # fmt: skip
@click.pass_context
def remove_models(context: click.Context, ids: tuple[str, ...], forget: bool) -> None:
    store = ModelStore()
    failed = False
    for spec in chosen(Catalogue.load(), ids):
        try:
            _remove(spec, store, forget)
        except ModelError as error:
            failed = True
            click.echo(f"{spec.id}: {error}", err=True)
    if failed:
        context.exit(1)


def _remove(spec: ModelSpec, store: ModelStore, forget: bool) -> None:
    removed = remove(spec, store, forget)
    if removed.files:
        told = _("{id}: deleted, {size} freed")
        click.echo(told.format(id=spec.id, size=size_text(removed.bytes)))
    elif spec.own:
        click.echo(_("{id}: deleted").format(id=spec.id))
    else:
        click.echo(_("{id}: Backdrop's own folder holds nothing of it").format(id=spec.id))
    if removed.forgotten:
        click.echo(_("{id}: what its address first sent is forgotten").format(id=spec.id))
    for path in removed.left:
        told = _("{id}: a copy stays at {path}, in a folder that {variable} names")
        click.echo(told.format(id=spec.id, path=display(path), variable=SEARCH_VARIABLE))
