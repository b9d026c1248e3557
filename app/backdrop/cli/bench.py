"""`backdrop bench`: measurements."""

from __future__ import annotations

import json

import click

from backdrop.bench.pipeline import PipelineFigures, bench_pipeline
from backdrop.cli.options import setting, settings_from, size_option


@click.group()
def bench() -> None:
    """Measure how fast this machine does the work.

    \b
    Example:
      backdrop bench pipeline --size 1280x720
    """


@bench.command()
@setting("source")
@size_option
@setting("model")
@setting("background")
@click.option("--frames", type=click.IntRange(min=1), default=300, show_default=True, metavar="N", help="how many")
@setting("threads")
@click.option("--json", "as_json", is_flag=True, help="print the figures as JSON")
def pipeline(size: str | None, frames: int, as_json: bool, **given: str | int | None) -> None:
    """Measure what a frame costs from segmentation to the finished picture.

    The frames are decoded before the clock starts; the default source is the drawn presenter.

    \b
    Examples:
      backdrop bench pipeline
      backdrop bench pipeline --size 1920x1080 --background blur --json
      backdrop bench pipeline --source file:talk.mp4 --threads 2
    """
    given["source"] = given["source"] or "presenter"
    figures = bench_pipeline(settings_from(size, None, **given), frames)
    if as_json:
        click.echo(json.dumps(figures.as_dict(), indent=2))
    else:
        _print(figures)


def _print(figures: PipelineFigures) -> None:
    head = f"{figures.width}x{figures.height}, {figures.frames} frames, {figures.background}, {figures.model}"
    click.echo(f"{head}, {figures.engine} with {figures.threads} thread{'s' if figures.threads > 1 else ''}")
    click.echo(f"{'ms a frame':<14}{'median':>9}{'p95':>9}{'p99':>9}{'cpu':>9}")
    for name, f in figures.stages.items():
        label = f"  {name}" if name == "inference" else name
        click.echo(f"{label:<14}{f.median:>9.2f}{f.p95:>9.2f}{f.p99:>9.2f}{f.cpu_ms_per_frame:>9.2f}")
    network = figures.stages["inference"].cpu_ms_per_frame
    times = f" ({figures.cpu_ms_per_frame / network:.2f} x the network's own)" if network else ""
    cost = f"{figures.cpu_ms_per_frame:.2f} ms CPU a frame{times}"
    click.echo(f"{cost}, {figures.fps:.0f} fps, peak {figures.peak_rss_mb:.0f} MB")
