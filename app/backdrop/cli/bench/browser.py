"""`backdrop bench browser`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from backdrop.bench.browser.chromium import find_browser
from backdrop.bench.browser.clip import page_clip
from backdrop.bench.browser.packages import packages, versions
from backdrop.bench.browser.rows import Configuration, configurations
from backdrop.bench.browser.run import BACKGROUND, COLUMNS, About, Plan, about_browser, bench_browser
from backdrop.bench.kept import Kept
from backdrop.bench.order import shuffled
from backdrop.bench.paper.measure import WARM_UP_S
from backdrop.bench.tables import Cell, Table
from backdrop.cli.bench.output import Report, conclude, output_options, stoppable
from backdrop.cli.bench.rows import playable, row_options, this_machine, with_bar
from backdrop.cli.help import Command
from backdrop.cli.options import settings_from
from backdrop.text import N_, _

_STARTS_S = 5.0
"""About how long a row takes beside its measurement: the browser starts, and loads the network."""
_NAMES = ("model", "runtime", "variant", "threads")


@click.command(
    cls=Command,
    help=N_(
        "Measure the paper's own way on this machine: the same models in a browser's page, with TensorFlow.js and"
        " TensorFlow Lite in WebAssembly.\n\n"
        "A page of Backdrop's own takes the clip's pictures one after the other, runs the network, and draws the person"
        " over a background on a canvas, as a web conference does. The weights are those that Backdrop runs itself."
        " Every row has a fresh browser that nobody sees (Chromium, Chrome or Edge); their order is shuffled by the"
        " seed. What the page runs is fetched by npm the first time, in fixed versions. Ctrl-C ends the measuring and"
        " shows the rows that are done; with --resume they need not be measured again."
    ),
    examples="""\
backdrop bench browser --html browser.html
backdrop bench browser --clip akiyo_cif.mp4 --resume browser-rows.json --json browser.json
backdrop bench browser --models 'meet-*,selfie-*' --seconds 10
backdrop bench paper --clip akiyo_cif.mp4 --beside browser.json --html paper.html
""",
)
@row_options(
    clip=N_("the video whose pictures are taken, over and over; of a long one its first 30 seconds"),
    seconds=N_("how long a row is measured"),
)
@click.option(
    "--browser", "program", metavar="PATH",
    help=N_("which browser; without it the first Chromium, Chrome or Edge found"),
)  # fmt: skip
@output_options
def browser(
    clip: str, ids: Sequence[str] | None, seconds: float, size: str | None, seed: int, resume: Path | None,
    program: str | None, csv_file: Path | None, json_file: Path | None, html_file: Path | None,
) -> None:  # fmt: skip
    wanted = configurations(ids)
    settings = settings_from(size, None)
    frame = settings.width, settings.height
    program, played = find_browser(program), playable(clip)
    order = shuffled(wanted, seed)
    done: dict[str, Mapping[str, Cell]] = {}
    about: dict[str, object] = {}
    with stoppable() as stopped:
        folder = packages(lambda: click.echo(_("fetching the packages for the browser (once)"), err=True))
        about = _about(clip, frame, seconds, about_browser(program))
        kept = Kept(resume, about | this_machine())
        done |= kept.rows(row.key for row in wanted)
        if todo := [row for row in order if row.key not in done]:
            plan = Plan(program, folder, page_clip(played, frame), frame, seconds)
            for row, found in _measured(plan, todo):
                done[row.key] = found
                kept.add(row.key, found)
    report = Report(
        _("The paper's way, in a browser"),
        Table(COLUMNS, [done[row.key] for row in wanted if row.key in done]),
        bars="fps", names=_NAMES,
        about={**about, "seed": seed, "order": [row.key for row in order], "unfinished": bool(stopped)},
    )  # fmt: skip
    conclude(report, {"csv": csv_file, "json": json_file, "html": html_file}, bool(stopped))


def _about(clip: str, frame: tuple[int, int], seconds: float, found: About) -> dict[str, object]:
    """What the figures depend on, beside the machine."""
    return {
        "clip": Path(clip).name, "frame": f"{frame[0]}x{frame[1]}", "seconds": seconds,
        "warm_up_seconds": WARM_UP_S, "background": f"image:{BACKGROUND}", "browser": found.browser,
        "webgl": found.renderer, "npm_packages": versions(),
    }  # fmt: skip


def _measured(plan: Plan, rows: Sequence[Configuration]) -> Iterator[tuple[Configuration, Mapping[str, Cell]]]:
    return with_bar(
        len(rows), plan.seconds + WARM_UP_S + _STARTS_S,
        lambda begin, alive: bench_browser(plan, rows, lambda row: begin(_called(row)), alive),
    )  # fmt: skip


def _called(row: Configuration) -> str:
    parts = [row.model, row.runtime, row.variant, None if row.threads is None else str(row.threads)]
    return " · ".join(part for part in parts if part)
