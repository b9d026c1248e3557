"""`backdrop models`: which models there are, which are on this machine, getting them, and adding one's own."""

from __future__ import annotations

import click

from backdrop.cli.help import Group
from backdrop.cli.models.adding import add_own_model
from backdrop.cli.models.fetching import fetch_models
from backdrop.cli.models.info import model_info
from backdrop.cli.models.listing import list_models
from backdrop.cli.models.removing import remove_models
from backdrop.cli.models.verifying import verify_models
from backdrop.text import N_


@click.group(
    cls=Group,
    help=N_("The models that find the person: list, fetch, verify and remove them, or add one of your own."),
    examples="""\
backdrop models list
backdrop models info meet-full
backdrop models fetch selfie-landscape
backdrop models verify
backdrop models add portrait.tflite
backdrop models remove deeplab-v3
""",
)
def models() -> None:
    """The model store."""


for _command in (list_models, model_info, fetch_models, verify_models, remove_models, add_own_model):
    models.add_command(_command)
