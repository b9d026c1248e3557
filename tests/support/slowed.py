"""LiteRT on a machine that gets busy on command: a real engine whose models can be made to take longer, or to fail."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy.typing as npt
import pytest

from backdrop.host.paths import bundled
from backdrop.segment.engine import Engine, Kernels, Tensor
from backdrop.segment.engines import ENGINES
from backdrop.segment.engines.litert import LiteRt
from backdrop.segment.spec import ModelSpec

QUALITIES = {"selfie-square": 0.93, "selfie-landscape": 0.92}


class Load:
    """By the model's id: how many seconds longer a run takes, and to load it; and how often it was begun to be loaded.

    `open`: how many networks are loaded now. `fault` gets the right answer and gives another, or none, while it is set.
    """

    def __init__(self) -> None:
        self.extra_s: dict[str, float] = {}
        self.loading_s: dict[str, float] = {}
        self.loaded: Counter[str] = Counter()
        self.open = 0
        self.fault: Callable[[Tensor], Tensor] | None = None


class _Slowed(Engine):
    def __init__(self, inner: Engine, model_id: str, load: Load) -> None:
        self._inner, self._id, self._load = inner, model_id, load
        self.name, self.threads, self.kernels = inner.name, inner.threads, inner.kernels
        self.input_shape, self.output_shape = inner.input_shape, inner.output_shape
        load.open += 1

    def infer(self, tensor: npt.NDArray[Any]) -> Tensor:
        time.sleep(self._load.extra_s.get(self._id, 0.0))
        answer, fault = self._inner.infer(tensor), self._load.fault
        return answer if fault is None else fault(answer)

    def close(self) -> None:
        self._load.open -= 1
        self._inner.close()


@contextmanager
def slowed_models(monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Every network that LiteRT runs meanwhile takes as long as the load says."""
    load = Load()

    def make(spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
        load.loaded[spec.id] += 1
        time.sleep(load.loading_s.get(spec.id, 0.0))
        return _Slowed(LiteRt(content, threads, kernels or "xnnpack"), spec.id, load)

    with monkeypatch.context() as patched:
        patched.setitem(ENGINES, "litert", replace(ENGINES["litert"], make=make))
        yield load


def rank_models(path: Path, monkeypatch: pytest.MonkeyPatch, qualities: dict[str, float]) -> None:
    """Lets the program read a catalogue, written to `path`, in which only these models are ranked."""
    text = bundled("models/catalogue.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("quality ")]
    for model_id, quality in qualities.items():
        lines.insert(lines.index(f'id = "{model_id}"') + 1, f"quality = {quality}")
    path.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(
        "backdrop.segment.catalogue.bundled",
        lambda name: path if name == "models/catalogue.toml" else bundled(name),
    )
