"""`backdrop bench`: measurements, one file each."""

from __future__ import annotations

import click

from backdrop.cli.bench.pipeline import pipeline
from backdrop.cli.help import Group
from backdrop.text import N_


@click.group(
    cls=Group,
    help=N_("Measure how fast this machine does the work."),
    examples="backdrop bench pipeline --size 1280x720",
)
def bench() -> None:
    """Measurements."""


for _command in (pipeline,):
    bench.add_command(_command)
