"""`backdrop child NAME …`, which the program starts for itself: see `host/children`. Not for people, nor in the help.

A child writes what it found to its standard output as one line of JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from backdrop.host.children import end_with_parent


def _try_model(arguments: Sequence[str]) -> None:
    from backdrop.bench.trial import main

    main(arguments)


def _bench_model(arguments: Sequence[str]) -> None:
    from backdrop.bench.timing import main

    main(arguments)


def _bench_pipeline(arguments: Sequence[str]) -> None:
    from backdrop.bench.sizes import main

    main(arguments)


def _bench_paper(arguments: Sequence[str]) -> None:
    from backdrop.bench.paper.measure import main

    main(arguments)


CHILDREN: dict[str, Callable[[Sequence[str]], None]] = {
    "bench-model": _bench_model, "bench-paper": _bench_paper, "bench-pipeline": _bench_pipeline,
    "try-model": _try_model,
}  # fmt: skip
"""By name, what a child does with its arguments."""


@click.command(hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("name", type=click.Choice(list(CHILDREN)))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def child(name: str, arguments: Sequence[str]) -> None:
    end_with_parent()
    CHILDREN[name](arguments)
