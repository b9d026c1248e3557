"""`backdrop bench`: measurements, one file each."""

from __future__ import annotations

import click

from backdrop.cli.bench.browser import browser
from backdrop.cli.bench.models import models
from backdrop.cli.bench.paper import paper
from backdrop.cli.bench.pipeline import pipeline
from backdrop.cli.bench.quality import quality
from backdrop.cli.bench.sizes import sizes
from backdrop.cli.help import Group
from backdrop.text import N_


@click.group(
    cls=Group,
    help=N_("Measure how fast and how well this machine does the work."),
    examples="""\
backdrop bench pipeline --size 1280x720
backdrop bench sizes
backdrop bench models --threads 1,2
backdrop bench quality --images photos --masks masks
backdrop bench paper --html paper.html
""",
)
def bench() -> None:
    """Measurements."""


for _command in (pipeline, sizes, models, quality, paper, browser):
    bench.add_command(_command)
