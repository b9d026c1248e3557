"""`backdrop bench models`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from backdrop.bench.chosen import named, own_weights, present
from backdrop.bench.models import COLUMNS, Plan, bench_models
from backdrop.bench.tables import Cell, Table
from backdrop.cli.bench.output import Report, conclude, output_options, progress, stoppable
from backdrop.cli.bench.words import numbers, words
from backdrop.cli.help import Command
from backdrop.cli.options import size_option
from backdrop.errors import ModelMissingError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import EngineName, Kernels
from backdrop.settings.spec import parse_size
from backdrop.text import N_, _

NOTHING_HERE = N_("there is no model on this machine; run `backdrop models fetch {id}`")


@click.command(
    cls=Command,
    help=N_(
        "Time the models alone. Median, 95th percentile and minimum, processor time, loading time, size of the files."
        "\n\n"
        "Each row is measured in a process of its own, on a picture of the drawn presenter. There is a row for every"
        " combination of what is given; what cannot run has a row that says why. Words of a list are separated by"
        " commas. Ctrl-C ends the measuring and shows the rows that are done."
    ),
    examples="""\
backdrop bench models
backdrop bench models --models selfie-landscape,meet-full --kernels xnnpack,builtin,reference
backdrop bench models --models 'bodypix-*' --internal-resolution low,medium,high
backdrop bench models --threads 1,2 --html speed.html
""",
)
@click.option(
    "--models", "ids", callback=words(), metavar="ID,...",
    help=N_("which models; * stands for anything; without it those on this machine, each network once"),
)  # fmt: skip
@click.option(
    "--engines", callback=words(get_args(EngineName)), metavar="NAME,...",
    help=N_("which engines; without it each model's default one"),
)  # fmt: skip
@click.option("--threads", callback=numbers(1, 64), metavar="N,...", help=N_("how many threads; without it one"))
@click.option(
    "--kernels", callback=words(get_args(Kernels)), metavar="NAME,...",
    help=N_("how the engine computes, see `backdrop run --help`; without it its default"),
)  # fmt: skip
@click.option(
    "--internal-resolution", "resolutions", callback=words(), metavar="SIZE,...",
    help=N_("how finely BodyPix sees the picture, see `backdrop run --help`; other models have one size"),
)  # fmt: skip
@size_option
@click.option("--runs", type=click.IntRange(min=1), metavar="N", help=N_("how many runs a row"))
@click.option(
    "--seconds", type=click.FloatRange(min=0, min_open=True), default=3.0, show_default=True, metavar="S",
    help=N_("or how many seconds a row, with at least five runs"),
)  # fmt: skip
@output_options
def models(
    ids: Sequence[str] | None, size: str | None, runs: int | None, seconds: float,
    csv_file: Path | None, json_file: Path | None, html_file: Path | None, **lists: Any,
) -> None:  # fmt: skip
    catalogue = Catalogue.load()
    chosen = named(ids, catalogue) if ids else present(catalogue, ModelStore(), own_weights)
    if not chosen:
        raise ModelMissingError(NOTHING_HERE, id=catalogue.default)
    frame = parse_size(size or "1280x720")
    given = {name: values or (None,) for name, values in lists.items()}
    plan = Plan(
        chosen, given["engines"], given["threads"], given["kernels"], given["resolutions"], frame, runs, seconds
    )
    rows, stopped = _measure(plan)
    report = Report(
        _("Speed of the models"), Table(COLUMNS, rows), bars="median_ms",
        names=("model", "engine", "kernels", "threads", "input_width_px"),
        about={"frame": f"{frame[0]}x{frame[1]}", "unfinished": stopped},
    )  # fmt: skip
    conclude(report, {"csv": csv_file, "json": json_file, "html": html_file}, stopped)


def _measure(plan: Plan) -> tuple[list[Mapping[str, Cell]], bool]:
    """The rows that could be measured, in the order of the plan, and whether it was stopped before the others were."""
    tasks, done = plan.tasks(), {}
    with stoppable() as stopped, progress(len(tasks)) as tell:
        for place, row in bench_models(tasks, lambda task: tell(task.model, 0)):
            done[place] = row
            tell(None, 1)
    return [done[place] for place in sorted(done)], bool(stopped)
