"""How the benches show their tables: a progress bar while they run, lines on the terminal, files for other programs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from backdrop.bench.machine import machine
from backdrop.bench.page import about_element, bars_element, page, table_element
from backdrop.bench.tables import NOTE, Table, to_csv, to_json
from backdrop.cli.interrupts import interrupted_by_signals
from backdrop.cli.options import in_a_folder
from backdrop.cli.table import aligned
from backdrop.cli.width import display_width
from backdrop.errors import UsageError
from backdrop.host.files import write_atomically
from backdrop.text import N_, translated

F = TypeVar("F", bound=Callable[..., Any])
Row = Mapping[str, Any]

_STDOUT = "-"
_KINDS = {
    "csv": N_("write the table as CSV, with units in its first line; - is the terminal"),
    "json": N_("write it as JSON, with a description of this machine"),
    "html": N_("write it as one page for a browser, with a chart and a description of this machine"),
}


class Shown(Protocol):
    """What `conclude` shows: a table on the terminal, and all of it in the forms of files."""

    @property
    def table(self) -> Table: ...

    def as_text(self, kind: str) -> str:
        """As csv, json or html."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """A table with a chart: `bars` is the key of the chart's figures, `names` those of what they belong to.

    `about` says what was measured.
    """

    title: str
    table: Table
    bars: str
    names: Sequence[str]
    about: Mapping[str, object]

    def as_text(self, kind: str) -> str:
        columns = {column.key: column for column in self.table.columns}
        about = {**machine(), **self.about}
        match kind:
            case "csv":
                return to_csv(self.table)
            case "json":
                return to_json(self.table, about)
            case _:
                bars = bars_element(self.table, columns[self.bars], [columns[name] for name in self.names])
                return page(self.title, [bars, table_element(self.table), about_element(about)])


def output_options(function: F) -> F:
    """`--csv`, `--json` and `--html FILE`; UsageError, before anything is measured, for a folder that is not there, and
    for two that both are the terminal."""
    for kind, told in reversed(_KINDS.items()):
        path = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
        option = click.option(f"--{kind}", f"{kind}_file", type=path, metavar="FILE", callback=_checked, help=told)
        function = option(function)
    return function


def _checked(context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    """`context.params` has the options that were checked before this one."""
    if str(path) == _STDOUT and any(str(context.params.get(f"{kind}_file")) == _STDOUT for kind in _KINDS):
        raise UsageError(N_("only one of {options} can be the terminal"), options=", ".join(f"--{k}" for k in _KINDS))
    return in_a_folder(context, option, path)


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[str | None, int], None]]:
    """A bar with the time that is left, on the error stream: gives what tells it a new text, and how much was done."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=total)
        yield lambda text, done: bar.update(task, description=text, advance=done)


@contextlib.contextmanager
def stoppable() -> Iterator[list[bool]]:
    """Ctrl-C, or another signal that ends programs, ends the block early, and is then in the list."""
    stopped: list[bool] = []
    try:
        with interrupted_by_signals():
            yield stopped
    except KeyboardInterrupt:
        stopped.append(True)


def deliver(report: Shown, files: Mapping[str, Path | None]) -> None:
    """Prints the table, unless one of `files` (by kind) is the terminal, and writes those that are asked for."""
    wanted = {kind: path for kind, path in files.items() if path is not None}
    if _STDOUT not in map(str, wanted.values()):
        for line in _lines(report.table.shown()):
            click.echo(line)
    for kind, path in wanted.items():
        text = report.as_text(kind)
        if str(path) == _STDOUT:
            click.echo(text, nl=False)
        else:
            write_atomically(path, text.encode())


def conclude(report: Shown, files: Mapping[str, Path | None], stopped: bool) -> None:
    """Delivers what was measured; ends the command where it was stopped, or where nothing could be."""
    if report.table.rows:
        deliver(report, files)
    if stopped:
        raise click.Abort
    if not report.table.has_figures:
        raise SystemExit(1)


def _lines(table: Table) -> Iterator[str]:
    """Numbers are flush right under their titles; a note stands where the row's figures would."""
    columns = []
    for column in table.columns:
        if column.key == NOTE.key or column.in_files_only:
            continue
        cells = [translated(column.title), *(column.text(row[column.key]) for row in table.rows)]
        if not any(isinstance(row[column.key], str) for row in table.rows):
            width = max(map(display_width, cells))
            cells = [" " * (width - display_width(cell)) + cell for cell in cells]
        columns.append(cells)
    head, *lines = aligned(list(zip(*columns, strict=True)))
    yield head
    for line, row in zip(lines, table.rows, strict=True):
        yield f"{line}  {row[NOTE.key] or ''}".rstrip()
