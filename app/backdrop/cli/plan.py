"""`backdrop plan`: where should the model run?"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from backdrop.bandwidth.cases import PLACEMENTS
from backdrop.bandwidth.growth import CODECS, GrowthModel
from backdrop.bandwidth.scenario import FEWEST, MOST, Placement, Task, Topology
from backdrop.bandwidth.traffic import NO_SERVER
from backdrop.cli.bench.output import output_options
from backdrop.cli.bench.words import words
from backdrop.cli.help import Command
from backdrop.cli.options import in_a_folder
from backdrop.cli.plan_asked import Asked
from backdrop.errors import UsageError
from backdrop.settings.spec import parse_size
from backdrop.text import N_

_POSITIVE = click.FloatRange(min=0, min_open=True)


@click.command(
    cls=Command,
    help=N_(
        "Where should the model run: on a server, on the sender, or on the receiver? What each place costs a call in"
        " bandwidth, processors, delay and privacy, and what follows from that."
        "\n\n"
        "Segmentation leaves pictures as large as they are. Super-resolution makes them larger, and so their bitrates:"
        " by as much as there are more pixels (constant), by a power of that (power), or by what encoders need for a"
        " clip and its smaller self at equal quality (measured)."
        "\n\n"
        "What the model takes is measured here, for a second; what a model for super-resolution takes has to be given."
    ),
    examples="""\
backdrop plan
backdrop plan --participants 8 --bitrate 1500 --task super-resolution --html plan.html
backdrop plan --task super-resolution --clip talk.mp4 --codecs vp8,av1
backdrop plan --topology mesh --model deeplab-v3 --rtt 40
""",
)
@click.option(
    "--participants", type=click.IntRange(FEWEST, MOST), default=8, show_default=True, metavar="N",
    help=N_("how many take part, each of whom sends to all others"),
)  # fmt: skip
@click.option(
    "--bitrate", "bitrate_kbps", type=_POSITIVE, default=1500.0, show_default=True, metavar="KBPS",
    help=N_("what one picture of one participant takes without a model"),
)  # fmt: skip
@click.option(
    "--task", type=click.Choice(get_args(Task)), default="segmentation", show_default=True,
    help=N_("what the model does"),
)  # fmt: skip
@click.option(
    "--scale", type=click.FloatRange(1, 8, min_open=True), metavar="X",
    help=N_("how many times wider and higher super-resolution makes a picture; without it 2"),
)  # fmt: skip
@click.option(
    "--topology", type=click.Choice(get_args(Topology)), default="sfu", show_default=True,
    help=N_("a server that relays, one that mixes, or none"),
)  # fmt: skip
@click.option(
    "--placement", type=click.Choice(PLACEMENTS), help=N_("show this place only; without it all are compared")
)  # fmt: skip
@click.option(
    "--growth", type=click.Choice(get_args(GrowthModel)),
    help=N_("how bitrates grow with pixels; without it constant"),
)  # fmt: skip
@click.option(
    "--exponent", type=click.FloatRange(0, 2), metavar="E",
    help=N_("of the power law, in the number of pixels: 1 is constant bits per pixel; without it 0.75"),
)  # fmt: skip
@click.option(
    "--clip", type=click.Path(path_type=Path), metavar="FILE", help=N_("the video by which growth is measured")
)  # fmt: skip
@click.option(
    "--codecs", callback=words(CODECS), metavar="NAME,...",
    help=N_("with which codecs; the ratio of the first that has one is used; without it vp8,vp9,h264,av1"),
)  # fmt: skip
@click.option(
    "--seconds", type=_POSITIVE, default=3.0, show_default=True, metavar="S", help=N_("how much of the clip")
)  # fmt: skip
@click.option(
    "--fps", type=click.FloatRange(1, 120), default=30.0, show_default=True, metavar="N",
    help=N_("pictures a second of each participant"),
)  # fmt: skip
@click.option(
    "--model", metavar="ID", help=N_("which model's time is measured on this machine; without it the default one's")
)  # fmt: skip
@click.option(
    "--inference-ms", type=_POSITIVE, metavar="MS", help=N_("what the model takes for a picture, instead of measuring")
)  # fmt: skip
@click.option("--gpu-ms", type=_POSITIVE, metavar="MS", help=N_("what it takes on one of the server's GPUs"))
@click.option(
    "--rtt", "rtt_ms", type=click.FloatRange(min=0), metavar="MS",
    help=N_("the round trip between a participant and the server, or between two participants of a mesh"),
)  # fmt: skip
@click.option(
    "--size", default="1280x720", metavar="WxH", show_default=True,
    help=N_("of the camera's picture, for which model and coding are timed"),
)  # fmt: skip
@output_options
@click.option(
    "--png", "png_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", callback=in_a_folder,
    help=N_("draw the bitrates over the number of participants"),
)  # fmt: skip
def plan(
    placement: Placement | None, size: str, csv_file: Path | None, json_file: Path | None, html_file: Path | None,
    png_file: Path | None, **given: Any,
) -> None:  # fmt: skip
    asked = Asked.of(size=parse_size(size), **given)
    if placement == "server" and asked.topology == "mesh":
        raise UsageError(NO_SERVER)
    from backdrop.cli.plan_measuring import answered
    from backdrop.cli.plan_report import PlanReport, deliver
    from backdrop.host.plotting import require_plotting

    if html_file or png_file:
        require_plotting()
    report = PlanReport(asked, answered(asked), placement)
    deliver(report, {"csv": csv_file, "json": json_file, "html": html_file, "png": png_file})
