"""Small stand-ins for model files: any bytes will do where nothing runs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from backdrop.segment.spec import InputSpec, ModelSpec, OutputSpec, Part, Source
from backdrop.segment.store import ModelStore
from support.tiny_tfjs import topology


@pytest.fixture
def make_spec() -> Callable[..., ModelSpec]:
    """make_spec(data, *sources): the description of a model whose file is `data`."""

    def make(data: bytes, *sources: Source) -> ModelSpec:
        return ModelSpec(
            id="tiny",
            title="A tiny model",
            family="tiny",
            variant="only",
            format="tflite",
            file="tiny.tflite",
            bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            licence="CC0-1.0",
            licence_note="",
            input=InputSpec.ranged(2, 2, 0.0, 1.0),
            output=OutputSpec("alpha", 2, 2),
            threshold=0.5,
            sources=sources,
        )

    return make


@pytest.fixture
def make_tfjs() -> Callable[..., ModelSpec]:
    """make_tfjs(shards, *sources, known=True): a TensorFlow.js model of `topology(shards)` and those shards.

    Where not `known`, nobody published their hashes.
    """

    def make(shards: Mapping[str, bytes], *sources: Source, known: bool = True) -> ModelSpec:
        main = topology(shards)
        parts = [Part(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in shards.items()]
        return ModelSpec(
            id="tiny-js",
            title="A tiny TensorFlow.js model",
            family="tiny",
            variant="js",
            format="tfjs",
            file="tiny-js/model.json",
            bytes=len(main) if known else None,
            sha256=hashlib.sha256(main).hexdigest() if known else None,
            licence="CC0-1.0",
            licence_note="",
            input=InputSpec.ranged(0, 0, 0.0, 1.0),
            output=OutputSpec("stride-logits", 0, 0, stride=8),
            threshold=0.5,
            sources=sources,
            parts=tuple(parts) if known else (),
        )

    return make


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """An empty store that searches nowhere else."""
    return ModelStore(tmp_path / "모델 cache", search=(), own=tmp_path / "own")
