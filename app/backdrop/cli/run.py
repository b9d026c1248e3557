"""`backdrop run`: the live camera."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from backdrop.cli.help import Command
from backdrop.cli.live import run_live
from backdrop.cli.options import network_options, refine_options, setting, settings_from, size_option, stats_option
from backdrop.errors import UsageError
from backdrop.pipeline.overwriting import refuse_live_overwriting
from backdrop.settings.store import load_settings
from backdrop.text import N_, _


class _Seconds(click.FloatRange):
    """Click's own range lets NaN pass, since no comparison with it is true."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        if math.isnan(seconds):
            self.fail(_("{value} is no number of seconds").format(value=value), param, ctx)
        return seconds


@click.command(
    cls=Command,
    help=N_(
        "Put a background behind you, live.\n\n"
        "Captures from SOURCE, finds you in each frame, puts the background behind, and publishes to SINK, "
        "until Ctrl-C. What is not given here is as it was last set in the window."
    ),
    examples="""\
backdrop run
backdrop run --background image:beach.jpg --mirror
backdrop run --source camera:1 --sink camera:/dev/video10 --background blur:7
backdrop run --source presenter --sink file:demo.mp4 --seconds 10
backdrop run --source file:talk.mp4 --sink null --frames 300 --stats stats.json
""",
)
@setting("source")
@setting("sink")
@network_options
@refine_options
@setting("background")
@size_option
@setting("fps")
@setting("mirror")
@setting("match_light")
@setting("on_demand")
@click.option("--frames", type=click.IntRange(min=1), metavar="N", help=N_("stop after N published frames"))
@click.option("--seconds", type=_Seconds(min=0, min_open=True), metavar="S", help=N_("stop after S seconds"))
@stats_option
def run(
    size: str | None, frames: int | None, seconds: float | None, stats: Path | None, **given: str | float | bool | None
) -> None:
    if frames is not None and seconds is not None:
        raise UsageError(N_("--frames and --seconds both say when to stop; give one of them"))
    stored, trouble = load_settings()
    if trouble is not None:
        click.echo(f"backdrop: {trouble}", err=True)
    settings = settings_from(size, stored, **given)
    refuse_live_overwriting(settings, stats)
    run_live(settings, frames=frames, seconds=seconds, stats=stats)
