"""`backdrop models info`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import click

from backdrop.cli.help import Command
from backdrop.cli.models.describing import described, files
from backdrop.cli.models.state import State, engines_of, model_size, size_text, state_of
from backdrop.cli.width import display_width, padded, wrapped
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import EngineKind
from backdrop.segment.fetch import unverified
from backdrop.segment.notes import licence_in_words
from backdrop.segment.spec import HttpsSource, ModelSpec, Source
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _, translated

_WIDEST = 120


@click.command(
    "info",
    cls=Command,
    help=N_(
        "Tell all that is known of a model. What it takes and gives, its licence, where it is and where it comes from."
    ),
    examples="""\
backdrop models info meet-full
backdrop models info bodypix-mobilenet-075-s16-q2 --json
""",
)
@click.argument("model_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON, for other programs."))
def model_info(model_id: str, as_json: bool) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    state = state_of(store, catalogue.get(model_id))
    if as_json:
        click.echo(json.dumps(described(state, store, catalogue.default), indent=2, ensure_ascii=False))
        return
    rows = list(_rows(state, store))
    column = max(display_width(name) for name, _text in rows) + 2
    width = max(min(shutil.get_terminal_size().columns, _WIDEST) - column, 20)
    click.echo(f"{state.spec.id}: {state.spec.title}")
    for name, text in rows:
        for line in wrapped(text, width):
            click.echo(f"{padded(name, column)}{line}")
            name = ""


def _rows(state: State, store: ModelStore) -> Iterator[tuple[str, str]]:
    spec = state.spec
    yield _("where"), state.where
    yield _("runs on"), ", ".join(_engine(kind) for kind in engines_of(spec).values())
    yield _("takes"), _taken(spec)
    yield _("gives"), _given(spec)
    if spec.quality is not None:
        yield _("quality"), _("mean IoU {quality:.2f}").format(quality=spec.quality)
    note = translated(spec.licence_note)
    licence = licence_in_words(spec.licence)
    yield _("licence"), f"{licence}; {note}" if note else licence
    yield _("size"), model_size(spec)
    yield from _origin(spec, store)


def _engine(kind: EngineKind) -> str:
    return kind.title if kind.present else _("{engine} (not installed)").format(engine=kind.title)


def _taken(spec: ModelSpec) -> str:
    given = spec.input
    size = _("pictures of any size") if given.any_size else f"{given.width}×{given.height}"
    ends = zip(given.scale, given.offset, strict=True)
    ranges = dict.fromkeys(f"{offset:.4g}..{255 * scale + offset:.4g}" for scale, offset in ends)
    return f"{size}, {given.colour} {', '.join(ranges)}, {given.layout}"


def _given(spec: ModelSpec) -> str:
    output = spec.output
    size = "" if spec.input.any_size else f"{output.width}×{output.height}, "
    meant = ""
    if output.classes > 1 and output.counts == "background":
        meant = _(", class {index} is the background").format(index=output.index)
    elif output.classes > 1:
        meant = _(", class {index} is the person").format(index=output.index)
    return f"{size}{output}{meant}; " + _("the person from {threshold:g} on").format(threshold=spec.threshold)


def _origin(spec: ModelSpec, store: ModelStore) -> Iterator[tuple[str, str]]:
    for file in files(spec, store):
        size = file["bytes"]
        told = f"{file['file']} ({size_text(size)})" if isinstance(size, int) else str(file["file"])
        yield _("file"), f"{told} sha256 {file['sha256']}" if file["sha256"] else told
    for source in spec.sources:
        yield _("comes from"), _source(source)
    if spec.provide:
        yield _("comes from"), translated(spec.provide)
    if unverified(spec):
        yield _("trust"), translated(FIRST_CONNECTION)
    if spec.made_from:
        told = _("where its own files are not here, from the weights of {base}")
        yield _("made from"), told.format(base=spec.made_from)


def _source(source: Source) -> str:
    return source.url if isinstance(source, HttpsSource) else f"{source}, {source.member}"


FIRST_CONNECTION = N_(
    "hashes of its files were not all published: they are only as trustworthy as the connection that first brought "
    "them; later downloads must match those"
)
"""Said wherever a model is fetched or shown of which it is true."""
