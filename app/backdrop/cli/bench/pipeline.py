"""`backdrop bench pipeline`."""

from __future__ import annotations

import json

import click

from backdrop.bench.pipeline import PipelineFigures, bench_pipeline
from backdrop.cli.help import Command
from backdrop.cli.options import network_options, refine_options, setting, settings_from, size_option
from backdrop.cli.width import display_width, padded
from backdrop.text import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Measure what a frame costs from segmentation to the finished picture.\n\n"
        "The frames are decoded before the clock starts; the default source is the drawn presenter."
    ),
    examples="""\
backdrop bench pipeline
backdrop bench pipeline --size 1920x1080 --background blur --json
backdrop bench pipeline --source file:talk.mp4 --threads 2
""",
)
@setting("source", default="presenter")
@size_option
@network_options
@refine_options
@setting("background")
@click.option("--frames", type=click.IntRange(min=1), default=300, show_default=True, metavar="N", help=N_("how many"))
@click.option("--json", "as_json", is_flag=True, help=N_("print the figures as JSON"))
def pipeline(size: str | None, frames: int, as_json: bool, **given: str | float | bool | None) -> None:
    given["source"] = given["source"] or "presenter"
    figures = bench_pipeline(settings_from(size, None, **given), frames)
    if as_json:
        click.echo(json.dumps(figures.as_dict(), indent=2))
    else:
        _print(figures)


def _print(figures: PipelineFigures) -> None:
    told = _(
        "{width}x{height}, {frames} frames, {background}, {model}, refinement: {refinement}, {engine},"
        " threads: {threads}"
    )
    model = f"{figures.model} (auto)" if figures.auto else figures.model
    click.echo(told.format(**figures.as_dict() | {"model": model}))
    unit, median = _("ms a frame"), _("median")
    click.echo(f"{padded(unit, 14)}{' ' * (9 - display_width(median))}{median}{'p95':>9}{'p99':>9}{'cpu':>9}")
    for name, f in figures.stage_ms.items():
        label = f"  {name}" if name == "inference" else name
        click.echo(f"{label:<14}{f.median:>9.2f}{f.p95:>9.2f}{f.p99:>9.2f}{f.cpu_ms_per_frame:>9.2f}")
    if figures.network_cpu_ms:
        times = figures.cpu_ms_per_frame / figures.network_cpu_ms
        click.echo(_("the processor works {times:.2f} x as long as for the network alone").format(times=times))
    if figures.inferences != figures.frames:
        click.echo(_("the network ran {inferences} times").format(inferences=figures.inferences))
    told = _("{cpu_ms_per_frame:.2f} ms CPU a frame, {fps:.0f} fps, peak {peak_rss_mb:.0f} MB")
    click.echo(told.format(**figures.as_dict()))
