"""`backdrop models list`."""

from __future__ import annotations

import json

import click

from backdrop.cli.help import Command
from backdrop.cli.models.state import State, size_text, state_of
from backdrop.cli.table import aligned
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _


@click.command(
    "list",
    cls=Command,
    help=N_("All known models, with size and licence, and where on this machine each is."),
    examples="""\
backdrop models list
backdrop models list --json
""",
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON, for other programs."))
def list_models(as_json: bool) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    states = [state_of(store, spec) for spec in catalogue]
    if as_json:
        click.echo(json.dumps([_described(state, catalogue.default) for state in states], indent=2, ensure_ascii=False))
        return
    rows = [(s.spec.id, s.spec.title, size_text(s.spec.bytes), s.spec.licence, s.where) for s in states]
    for line in aligned([(_("ID"), _("TITLE"), _("SIZE"), _("LICENCE"), _("WHERE")), *rows]):
        click.echo(line)
    click.echo(_("The default is {id}.").format(id=catalogue.default))


def _described(state: State, default: str) -> dict[str, object]:
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
