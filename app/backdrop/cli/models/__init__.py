"""`backdrop models`: which models there are, which are on this machine, getting them, and adding one's own."""

from __future__ import annotations

import click

from backdrop.cli.help import Group
from backdrop.cli.models.fetching import fetch_models
from backdrop.cli.models.listing import list_models
from backdrop.cli.models.verifying import verify_models
from backdrop.text import N_


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


for _command in (list_models, fetch_models, verify_models):
    models.add_command(_command)
