"""`backdrop models verify`."""

from __future__ import annotations

import click

from backdrop.cli.help import Command
from backdrop.cli.models.state import state_of
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _


@click.command(
    "verify",
    cls=Command,
    help=N_("Read every model on this machine and compare it with its known hash. Exit code 1 when one is damaged."),
    examples="backdrop models verify",
)
@click.pass_context
def verify_models(context: click.Context) -> None:
    store = ModelStore()
    states = [state_of(store, spec, fresh=True) for spec in Catalogue.load()]
    present = [state for state in states if state.path or state.problem]
    for state in present:
        told = str(state.problem) if state.problem else _("ok, {path}").format(path=state.where)
        click.echo(f"{state.spec.id}: {told}")
    if not present:
        click.echo(_("No model is on this machine; run `backdrop models list` to see which there are."))
    if any(state.problem for state in present):
        context.exit(1)
