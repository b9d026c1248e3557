"""The weights that the page is served: those that the program runs itself, in the form that the page takes.

The networks are as published there; the program rewrites some for its own engines, see segment/rewriting.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Literal, NamedTuple, cast

import numpy as np

from backdrop.segment.catalogue import Catalogue
from backdrop.segment.conversion import made_here
from backdrop.segment.rewriting import with_builtin_ops
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelFiles, ModelStore
from backdrop.segment.tfjs import read_model, requantised
from backdrop.segment.tfjs.document import read_document
from backdrop.segment.tfjs.manifest import decoded, joined


class Weights(NamedTuple):
    """`files` by their addresses; `spec` is the model's, marked where its weights were quantised here."""

    spec: ModelSpec
    files: dict[str, bytes]


def page_weights(model: str, store: ModelStore) -> Weights:
    """ModelMissingError where its files are not on this machine, ModelError where they are damaged."""
    spec = Catalogue.load().get(model)
    if spec.format != "tfjs":
        return Weights(spec, {"model.tflite": with_builtin_ops(store.load(spec))})
    base = made_here(spec, store) or spec
    files = store.load_files(base)
    if base.quant_bytes == spec.quant_bytes:
        return Weights(spec, {"model.json": files.main, **files.parts})
    return Weights(replace(spec, requantised=True), _requantised(files, spec))


def _requantised(files: ModelFiles, spec: ModelSpec) -> dict[str, bytes]:
    """The network with the numbers that its weights come back as from being stored in fewer bytes.

    They are written as plain float32: TensorFlow.js makes that of quantised ones as well, when it loads them. Heads
    other than the person's keep theirs; nothing is made of what they say.
    """
    model = requantised(read_model(files.main, files.parts, spec.id), cast(Literal[1, 2, 4], spec.quant_bytes))
    stored = joined(read_document(files.main, spec.id), files.parts, spec.id)
    content, entries = [], []
    for name, (weight, values) in stored.items():
        array = model.weights[name] if name in model.weights else decoded(weight, values, spec.id)
        kind = "<i4" if weight.dtype == "int32" else "<f4"
        entries.append({"name": name, "shape": list(weight.shape), "dtype": weight.dtype})
        content.append(np.asarray(array, kind).tobytes())
    document: dict[str, Any] = json.loads(files.main)
    document["weightsManifest"] = [{"paths": ["weights.bin"], "weights": entries}]
    return {"model.json": json.dumps(document).encode(), "weights.bin": b"".join(content)}
