"""`backdrop models list`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence

import click

from backdrop.cli.help import Command
from backdrop.cli.models.describing import described
from backdrop.cli.models.state import State, engines_of, model_size, state_of
from backdrop.cli.table import aligned
from backdrop.cli.width import display_width, wrapped
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.notes import licence_in_words
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _, translated

_WIDEST = 120


@click.command(
    "list",
    cls=Command,
    help=N_(
        "List all known models by family. Shows their size and licence, what runs them, and whether each is on this "
        "machine. Your own models come last."
    ),
    examples="""\
backdrop models list
backdrop models list --json
""",
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print all that is known of each as JSON."))
def list_models(as_json: bool) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    for problem in catalogue.problems:
        click.echo(str(problem), err=True)
    states = [state_of(store, spec) for spec in catalogue]
    if as_json:
        models = [described(state, store, catalogue.default) for state in states]
        click.echo(json.dumps(models, indent=2, ensure_ascii=False))
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for line in [*_families(states, width), "", *_legend(states, catalogue.default, width)]:
        click.echo(line)


def _families(states: Sequence[State], width: int) -> Iterator[str]:
    names = dict.fromkeys(_family(state.spec) for state in states)
    # One table, so that the columns of all families stand below each other; the detail only where there is room.
    rows = [_row(state, _title([s for s in states if _family(s.spec) == _family(state.spec)])) for state in states]
    lines = list(aligned(rows))
    if max(map(display_width, lines)) > width:
        lines = list(aligned([row[:-1] for row in rows]))
    for number, name in enumerate(names):
        members = [(state, line) for state, line in zip(states, lines, strict=True) if _family(state.spec) == name]
        yield from [""] * bool(number)
        yield from _heading([state for state, _line in members], width)
        yield from (line for _state, line in members)


def _family(spec: ModelSpec) -> str:
    return "" if spec.own else spec.family


def _row(state: State, family: str) -> tuple[str, ...]:
    spec = state.spec
    detail = spec.title.removeprefix(family).lstrip(", ")
    return f"  {spec.id}", model_size(spec), state.shown, detail


def _title(states: Sequence[State]) -> str:
    """What the titles of a family have in common, by their parts between commas."""
    if states[0].spec.own:
        return _("Your own models")
    parts = [state.spec.title.split(", ") for state in states]
    common = []
    for at_one_place in zip(*parts, strict=False):
        if len(set(at_one_place)) > 1:
            break
        common.append(at_one_place[0])
    return ", ".join(common)


def _heading(states: Sequence[State], width: int) -> Iterator[str]:
    specs = [state.spec for state in states]
    yield _title(states)
    licences = ", ".join(dict.fromkeys(licence_in_words(spec.licence) for spec in specs if spec.licence))
    engines = dict(item for spec in specs for item in engines_of(spec).items())
    here = ", ".join(kind.title for kind in engines.values() if kind.present)
    missing = ", ".join(kind.title for kind in engines.values() if kind.possible and not kind.present)
    told = [_("licence {licence}").format(licence=licences)] if licences else []
    told += [_("run by {engines}").format(engines=here)] if here else []
    told += [_("not installed: {engines}").format(engines=missing)] if missing else []
    yield from wrapped("; ".join(told), width)
    absent = [state.spec for state in states if not state.path]
    for provide in dict.fromkeys(translated(spec.provide) for spec in absent if spec.provide):
        yield from wrapped(provide, width)


def _legend(states: Sequence[State], default: str, width: int) -> Iterator[str]:
    shown = {state.requantised: state.shown for state in states if state.base and not state.problem}
    if False in shown:
        told = _("{word}: its own file is not here; the same network is made from another's weights")
        yield from wrapped(told.format(word=shown[False]), width)
    if True in shown:
        told = _("{word}: its own file is not here; it is made from another's weights, quantised again")
        yield from wrapped(told.format(word=shown[True]), width)
    yield from wrapped(
        _(
            "The default is {id}. `backdrop models info ID` tells more of a model, `backdrop models fetch ID` brings "
            "it to this machine."
        ).format(id=default),
        width,
    )
