"""`backdrop bench quality`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from backdrop.bench.chosen import every, named, present
from backdrop.bench.pictures import Sample, find_samples
from backdrop.bench.quality import COLUMNS, bench_quality, survey
from backdrop.bench.tables import Cell, Table
from backdrop.cli.bench.models import NOTHING_HERE
from backdrop.cli.bench.output import Report, deliver, output_options, progress, stoppable
from backdrop.cli.bench.words import words
from backdrop.cli.help import Command
from backdrop.cli.options import setting, settings_from
from backdrop.errors import BackdropError, ModelMissingError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.options import RunOptions
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _

_FOLDER = click.Path(file_okay=True, path_type=Path)


@click.command(
    cls=Command,
    help=N_(
        "Compare the models' mattes with true ones. Mean IoU, boundary F (outlines within 3 pixels at a height of 480),"
        " and of soft mattes the mean error of alpha, over all of the picture and at the edge.\n\n"
        "Give photographs and their masks, of the same names; a mask is grey, or a cut-out with an alpha channel. Or"
        " give the cut-outs alone: they are put into rooms. A picture is like a webcam's where the person is large and"
        " reaches to its lower edge. Ctrl-C shows the rows that are done."
    ),
    examples="""\
backdrop bench quality --images photos --masks masks
backdrop bench quality --images cut-outs --rooms rooms --models selfie-landscape,meet-full
backdrop bench quality --images photos --masks masks --html quality.html
""",
)
@click.option("--images", type=_FOLDER, metavar="DIR", required=True, help=N_("folder of pictures, or of cut-outs"))
@click.option("--masks", type=_FOLDER, metavar="DIR", help=N_("folder of the pictures' masks"))
@click.option(
    "--rooms", type=_FOLDER, metavar="DIR",
    help=N_("folder of pictures to put the cut-outs into; without it the drawn presenter's room"),
)  # fmt: skip
@click.option(
    "--models", "ids", callback=words(), metavar="ID,...",
    help=N_("which models; * stands for anything; without it all that this machine can run"),
)  # fmt: skip
@setting("engine")
@setting("threads")
@setting("kernels")
@setting("internal_resolution")
@output_options
def quality(
    images: Path, masks: Path | None, rooms: Path | None, ids: Sequence[str] | None,
    csv_file: Path | None, json_file: Path | None, html_file: Path | None, **given: str | int | None,
) -> None:  # fmt: skip
    catalogue = Catalogue.load()
    chosen = named(ids, catalogue) if ids else present(catalogue, ModelStore(), every)
    if not chosen:
        raise ModelMissingError(NOTHING_HERE, id=catalogue.default)
    samples = find_samples(images, masks, rooms)
    options = RunOptions.of(settings_from(None, None, **given))
    rows, failed, stopped = _measure(chosen, samples, options)
    report = Report(
        _("Quality of the mattes"), Table(COLUMNS, rows), bars="mean_iou", names=("model",),
        about={"images": images.name, "pictures": len(samples) - len(failed), "unfinished": stopped},
    )  # fmt: skip
    if rows:
        deliver(report, {"csv": csv_file, "json": json_file, "html": html_file})
    for error in failed:
        click.echo(f"backdrop: {error}", err=True)
    if stopped:
        raise click.Abort
    if failed or not report.table.has_figures:
        raise SystemExit(1)


def _measure(
    chosen: Sequence[ModelSpec], samples: Sequence[Sample], options: RunOptions
) -> tuple[list[Mapping[str, Cell]], list[BackdropError], bool]:
    """The rows, why pictures were left out, and whether it was stopped before all rows were done."""
    rows: list[Mapping[str, Cell]] = []
    failed: list[BackdropError] = []
    with stoppable() as stopped, progress(len(samples) * (1 + len(chosen))) as tell:
        usable, failed = survey(samples, lambda: tell(_("reading the pictures"), 1))
        for row in bench_quality(chosen, usable, options, lambda model: tell(model, 1)) if usable else ():
            rows.append(row)  # one by one: they stay when it is stopped
    return rows, failed, bool(stopped)
