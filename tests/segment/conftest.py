"""Small stand-ins for model files: any bytes will do where nothing runs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from backdrop.segment.spec import InputSpec, ModelSpec, OutputSpec, Source
from backdrop.segment.store import ModelStore


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
def store(tmp_path: Path) -> ModelStore:
    """An empty store that searches nowhere else."""
    return ModelStore(tmp_path / "모델 cache", search=())
