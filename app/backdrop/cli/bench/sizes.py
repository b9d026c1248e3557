"""`backdrop bench sizes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from backdrop.bench.sizes import COLUMNS, bench_sizes, plan
from backdrop.bench.tables import Cell, Table
from backdrop.cli.bench.output import Report, conclude, output_options, progress, stoppable
from backdrop.cli.bench.words import words
from backdrop.cli.help import Command
from backdrop.cli.options import setting
from backdrop.settings.schema import Settings
from backdrop.settings.spec import parse_size
from backdrop.text import N_, _

SIZES = "640x480,1280x720,1920x1080,2560x1440"


@click.command(
    cls=Command,
    help=N_(
        "Compare what a frame costs with what the network alone costs, at several sizes.\n\n"
        "Processor time in milliseconds a frame; NETWORK is a single run of it, a part of SEGMENT, REST what is not"
        " NETWORK. PUBLISHED is what a run takes where the model's file is not rewritten to do less. Only WALL is the"
        " time that passes. Each row is measured in a process of its own. Ctrl-C ends the measuring and shows the rows"
        " that are done."
    ),
    examples="""\
backdrop bench sizes
backdrop bench sizes --sizes 1280x720 --background blur --json sizes.json
""",
)
@click.option(
    "--sizes", callback=words(), metavar="WxH,...", default=SIZES, show_default=True, help=N_("sizes of the picture")
)
@setting("source", default="presenter")
@setting("background")
@click.option("--frames", type=click.IntRange(min=1), default=300, show_default=True, metavar="N", help=N_("how many"))
@output_options
def sizes(
    sizes: Sequence[str], source: str | None, background: str | None, frames: int,
    csv_file: Path | None, json_file: Path | None, html_file: Path | None,
) -> None:  # fmt: skip
    background = background or Settings().background
    rows = plan([parse_size(size) for size in sizes], source or "presenter", background)
    done: list[Mapping[str, Cell]] = []
    with stoppable() as stopped, progress(len(rows)) as tell:
        for row in bench_sizes(rows, frames, lambda settings: tell(f"{settings.width}x{settings.height}", 0)):
            done.append(row)
            tell(None, 1)
    report = Report(
        _("Cost of a frame"), Table(COLUMNS, done), bars="times_network", names=("frame", "refinement", "threads"),
        about={"source": source or "presenter", "background": background, "unfinished": bool(stopped)},
    )  # fmt: skip
    conclude(report, {"csv": csv_file, "json": json_file, "html": html_file}, bool(stopped))
