"""`backdrop bench paper`."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from backdrop.bench.kept import Kept
from backdrop.bench.order import shuffled
from backdrop.bench.paper.beside import Browsed, read_browsed
from backdrop.bench.paper.clip import FPS, PRESENTER, record_presenter
from backdrop.bench.paper.measure import WARM_UP_S
from backdrop.bench.paper.report import PaperReport
from backdrop.bench.paper.rows import Configuration, configurations
from backdrop.bench.paper.run import Plan, bench_paper
from backdrop.bench.tables import Cell
from backdrop.cli.bench.output import conclude, output_options, stoppable
from backdrop.cli.bench.rows import playable, row_options, this_machine, with_bar
from backdrop.cli.help import Command
from backdrop.cli.options import in_a_folder, setting, settings_from
from backdrop.composite import open_background
from backdrop.errors import BackdropError
from backdrop.host.plotting import require_plotting
from backdrop.publish import open_sink
from backdrop.segment.catalogue import Catalogue
from backdrop.settings.schema import Settings
from backdrop.text import N_, _

_STARTS_S = 3.0
"""About how long a row takes beside its measurements."""


@click.command(
    cls=Command,
    help=N_(
        "Repeat the paper's measurements with Backdrop itself: rows of its three tables, and of the models advised"
        " here.\n\n"
        "A clip goes through capture, segmentation, refinement, composite and a virtual camera, once one picture after"
        " the other and once live, a while each. Every row is a process of its own; their order is shuffled by the"
        " seed. The paper's own figures stand beside those of this machine. Ctrl-C ends the measuring and shows the"
        " rows that are done; with --resume they need not be measured again."
    ),
    examples="""\
backdrop bench paper --html paper.html
backdrop bench paper --clip akiyo_cif.mp4 --resume paper-rows.json --html paper.html
backdrop bench paper --models 'selfie-*,meet-*' --seconds 10
backdrop bench paper --resume paper-rows.json --beside browser.json --html paper.html --charts charts
""",
)
@row_options(
    clip=N_("the video that is played, over and over, at 30 pictures a second"),
    seconds=N_("how long each of the two measurements of a row takes"),
)
@setting("background")
@setting("refinement")
@click.option(
    "--sink", type=click.Choice(["camera", "null"]),
    help=N_("where finished pictures go; without it to a virtual camera, where there is one"),
)  # fmt: skip
@click.option(
    "--beside", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help=N_("what `backdrop bench browser --json FILE` measured, to stand in the report as well"),
)  # fmt: skip
@click.option(
    "--charts", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", callback=in_a_folder,
    help=N_("write the charts there, as PNG and SVG"),
)  # fmt: skip
@output_options
def paper(
    clip: str, ids: Sequence[str] | None, seconds: float, size: str | None, background: str | None,
    refinement: str | None, sink: str | None, seed: int, resume: Path | None, beside: Path | None, charts: Path | None,
    csv_file: Path | None, json_file: Path | None, html_file: Path | None,
) -> None:  # fmt: skip
    if html_file is not None or charts is not None:
        require_plotting()
    wanted = configurations(ids)
    settings = settings_from(size, None, background=background, refinement=refinement, sink=sink or _best_sink(size))
    open_background(settings.background, settings.width, settings.height).close()  # refuses what cannot be shown
    about = _about(clip, seconds, settings)
    browsed = read_browsed(beside, about) if beside is not None else Browsed()
    kept = Kept(resume, about | this_machine("python", "packages"))
    order = shuffled(wanted, seed)
    done: dict[str, Mapping[str, Cell]] = kept.rows(row.key for row in order)
    with stoppable() as stopped, _played(playable(clip), (settings.width, settings.height)) as played:
        plan = Plan(played, seconds, settings)
        for row, found in _measured(plan, [row for row in order if row.key not in done]):
            done[row.key] = found
            kept.add(row.key, found)
    report = PaperReport(
        [done[row.key] for row in wanted if row.key in done],
        {**about, "seed": seed, "order": [row.key for row in order], "unfinished": bool(stopped)},
        {spec.id: spec.quality for spec in Catalogue.load() if spec.quality is not None},
        browsed,
    )
    try:  # the table first: charts may not be to be written
        conclude(report, {"csv": csv_file, "json": json_file, "html": html_file}, bool(stopped))
    finally:
        if charts is not None:
            report.write_charts(charts)


def _best_sink(size: str | None) -> str:
    """A virtual camera where one can be opened; else nothing, and a line that says so."""
    settings = settings_from(size, None)
    try:
        open_sink("camera", settings.width, settings.height, FPS).close()
    except BackdropError as error:
        click.echo(_("pictures go nowhere: {reason}").format(reason=error), err=True)
        return "null"
    return "camera"


def _about(clip: str, seconds: float, settings: Settings) -> dict[str, object]:
    """What the figures depend on, beside the machine."""
    return {
        "clip": Path(clip).name, "frame": f"{settings.width}x{settings.height}", "fps": FPS, "seconds": seconds,
        "warm_up_seconds": WARM_UP_S, "background": settings.background, "refinement": settings.refinement,
        "sink": settings.sink,
    }  # fmt: skip


@contextlib.contextmanager
def _played(clip: str, size: tuple[int, int]) -> Iterator[Path]:
    """The file that is played."""
    if clip != PRESENTER:
        yield Path(clip)
        return
    with tempfile.TemporaryDirectory(prefix="backdrop-") as folder:
        path = Path(folder) / "presenter.mp4"
        record_presenter(path, size)
        yield path


def _measured(plan: Plan, rows: Sequence[Configuration]) -> Iterator[tuple[Configuration, Mapping[str, Cell]]]:
    return with_bar(
        len(rows), 2 * (plan.seconds + WARM_UP_S) + _STARTS_S,
        lambda begin, alive: bench_paper(plan, rows, lambda row: begin(f"{row.model} · {row.variant}"), alive),
    )  # fmt: skip
