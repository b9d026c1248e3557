"""`backdrop process`: files, offline."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from backdrop.cli.help import Command
from backdrop.cli.interrupts import interrupted_by_signals
from backdrop.cli.options import network_options, refine_options, setting, settings_from, stats_option
from backdrop.cli.states import chosen_automatically
from backdrop.pipeline.offline import Job, Outcome, process
from backdrop.refine import RefineOptions
from backdrop.segment.options import RunOptions
from backdrop.text import N_, _


@click.command(
    "process",
    cls=Command,
    help=N_(
        "Put a background into a video, a picture, or a folder of pictures (then OUTPUT is a folder).\n\n"
        "Every picture is processed, none dropped; a video keeps its size, its timing and its sound."
    ),
    examples="""\
backdrop process talk.mp4 out.mp4 --background image:beach.jpg
backdrop process me.jpg me-blurred.jpg --background blur:8
backdrop process photos/ done/ --background color:#2d6a4f --alpha-dir mattes/
""",
)
@click.argument("input_", metavar="INPUT", type=click.Path(path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
@network_options
@refine_options
@setting("background")
@click.option(
    "--alpha-dir", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help=N_("also write the matte of each picture there, as 8-bit PNG of the picture's own size"),
)  # fmt: skip
@stats_option
def process_command(
    input_: Path, output: Path, alpha_dir: Path | None, stats: Path | None, **given: str | float | bool | None
) -> None:
    settings = settings_from(None, None, **given)
    job = Job(
        input_, output, settings.model, settings.background, RunOptions.of(settings), RefineOptions.of(settings),
        alpha_dir, stats,
    )  # fmt: skip
    with interrupted_by_signals(), _progress() as bar:
        task = bar.add_task(input_.name, total=None)
        outcome = process(job, lambda done, total: bar.update(task, completed=done, total=total))
    _conclude(outcome, output)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip


def _conclude(outcome: Outcome, output: Path) -> None:
    report = outcome.report
    told = _("{path}: {pictures} pictures, {fps:.1f} a second.")
    click.echo(told.format(path=click.format_filename(output), pictures=report.frames_out, fps=report.fps))
    if report.auto:
        click.echo(chosen_automatically(report.model))
    for error in outcome.failed:
        click.echo(f"backdrop: {error}", err=True)
    if outcome.failed:
        raise SystemExit(1)
