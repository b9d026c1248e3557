"""`backdrop models verify`."""

from __future__ import annotations

import click

from backdrop.cli.help import Command
from backdrop.cli.models.state import State, chosen, state_of
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.fetch import unverified
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Compare the models on this machine with their known hashes. All are read, or those that you name. Exit code 1 "
        "when one is damaged, or when one that you name is not here."
    ),
    examples="""\
backdrop models verify
backdrop models verify selfie-landscape
""",
)
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.pass_context
def verify_models(context: click.Context, ids: tuple[str, ...]) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    specs = chosen(catalogue, ids) if ids else list(catalogue)
    states = [state_of(store, spec, fresh=True) for spec in specs]
    told = [state for state in states if ids or state.path or state.problem]
    for state in told:
        click.echo(f"{state.spec.id}: {_verdict(state)}")
    if not told:
        click.echo(_("No model is on this machine; run `backdrop models list` to see which there are."))
    if not all(state.path for state in told):
        context.exit(1)


def _verdict(state: State) -> str:
    if state.path and unverified(state.spec):
        return _("as it was first sent, {path}").format(path=state.where)
    return _("ok, {path}").format(path=state.where) if state.path else state.where
