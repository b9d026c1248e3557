"""A model as data, for `--json`: all that the catalogue says of it, and how it stands on this machine."""

from __future__ import annotations

from dataclasses import asdict

from backdrop.cli.models.state import State, engines_of
from backdrop.segment.fetch import unverified
from backdrop.segment.spec import HttpsSource, ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import translated


def described(state: State, store: ModelStore, default: str) -> dict[str, object]:
    spec = state.spec
    return {
        "id": spec.id,
        "title": spec.title,
        "family": spec.family,
        "variant": spec.variant,
        "format": spec.format,
        "default": spec.id == default,
        "own": spec.own,
        "bytes": spec.total_bytes,
        "about_bytes": spec.total_bytes or spec.about_bytes,
        "sha256": spec.sha256,
        "licence": spec.licence,
        "licence_note": translated(spec.licence_note),
        "provide": translated(spec.provide),
        "threshold": spec.threshold,
        "quality": spec.quality,
        "quant_bytes": spec.quant_bytes,
        "made_from": spec.made_from,
        "input": asdict(spec.input),
        "output": asdict(spec.output) | {"kind": str(spec.output)},
        "sources": [_source(source) for source in spec.sources],
        "engines": [
            {"id": name, "title": kind.title, "installed": kind.present, "extra": kind.extra}
            for name, kind in engines_of(spec).items()
        ],
        "state": state.word,
        "path": str(state.path) if state.path else None,
        "problem": str(state.problem) if state.problem else None,
        "made_here_of": state.base.id if state.base else None,
        "requantised": state.requantised,
        "trust": "first-connection" if unverified(spec) else "published-hash",
        "files": files(spec, store),
    }


def files(spec: ModelSpec, store: ModelStore) -> list[dict[str, object]]:
    """What is known of the model's files: from the catalogue, or else from what was first sent."""
    pins = store.pins.of(spec.id)
    known = {spec.file.rpartition("/")[2]: (spec.bytes, spec.sha256)}
    known |= {part.file: (part.bytes, part.sha256) for part in spec.parts}
    for name, pin in pins.items():
        if known.get(name, (None, None))[1] is None:
            known[name] = pin.bytes, pin.sha256
    return [
        {"file": name, "bytes": size, "sha256": sha256, "first_sent_by": pins[name].source if name in pins else None}
        for name, (size, sha256) in known.items()
    ]


def _source(source: object) -> dict[str, object]:
    if isinstance(source, HttpsSource):
        return {"kind": "https", "url": source.url}
    return {"kind": "wheel", **asdict(source)}  # type: ignore[call-overload]
