"""What the benches that take long share: what is played, which rows, kept where, and how far they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from backdrop.bench.machine import machine
from backdrop.bench.paper.clip import PRESENTER
from backdrop.capture.video import Video
from backdrop.cli.bench.output import progress
from backdrop.cli.bench.words import words
from backdrop.cli.options import in_a_folder, size_option
from backdrop.host.paths import expanded
from backdrop.text import N_

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def row_options(clip: str, seconds: str) -> Callable[[F], F]:
    """`--clip`, `--models`, `--seconds`, `--size`, `--seed` and `--resume`; the texts are the help of the two."""
    options = (
        click.option(
            "--clip", type=click.Path(dir_okay=False), metavar="FILE", default=PRESENTER, show_default=True, help=clip
        ),
        click.option(
            "--models", "ids", callback=words(), metavar="ID,...",
            help=N_("rows of these models only; * stands for anything"),
        ),
        click.option(
            "--seconds", type=click.FloatRange(min=0, min_open=True), default=100.0, show_default=True, metavar="S",
            help=seconds,
        ),
        size_option,
        click.option(
            "--seed", type=int, default=1, show_default=True, metavar="N", help=N_("of the order of the rows")
        ),
        click.option(
            "--resume", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", callback=in_a_folder,
            help=N_("keep rows in this file as they are measured, and measure those only that it lacks"),
        ),
    )  # fmt: skip

    def add(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def playable(clip: str) -> str:
    """The clip's file, or PRESENTER as it is. SourceError, before all else, for what is no video."""
    if clip == PRESENTER:
        return clip
    path = expanded(clip)
    Video(path).close()
    return str(path)


def this_machine(*keys: str) -> dict[str, object]:
    """Of the machine's description what kept rows depend on."""
    this = machine()
    return {key: this[key] for key in ("cpu", "cores", "os", "backdrop", *keys)}


def with_bar(
    rows: int, row_s: float, measure: Callable[[Callable[[str], None], Callable[[], None]], Iterator[T]]
) -> Iterator[T]:
    """The rows that `measure` yields, with a bar that counts seconds.

    It is given what is told the name of a row that begins, and what is called about once a second.
    """
    whole_s, heard_s = math.ceil(row_s), 0
    with progress(whole_s * rows) as tell:

        def alive() -> None:
            nonlocal heard_s
            heard_s += 1
            tell(None, 1)

        for number, row in enumerate(measure(lambda name: tell(name, 0), alive), 1):
            tell(None, number * whole_s - heard_s)
            heard_s = number * whole_s
            yield row
