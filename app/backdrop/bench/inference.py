"""What one picture takes a model on one thread: a single figure, for who reckons with it. `models` has whole tables."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from backdrop.bench.children import measured
from backdrop.bench.timing import Task
from backdrop.errors import ModelError
from backdrop.text import N_

_SECONDS = 1.0
"""Hundreds of pictures of a model that is fit for calls."""


@dataclass(frozen=True, slots=True)
class Inference:
    """`ms`: the median. `engine` and `kernels` are those that it ran with; None for an engine that has but one kind."""

    model: str
    ms: float
    engine: str
    kernels: str | None
    threads: int


def time_inference(model: str, size: tuple[int, int]) -> Inference:
    """Measured in a process of its own as `backdrop bench models` does, on a picture of that (width, height).

    Raises ModelError where the model cannot run here.
    """
    row = measured("bench-model", json.dumps(asdict(Task(model, None, 1, None, None, *size, None, _SECONDS))))
    if (ms := row.get("median_ms")) is None:
        raise ModelError(N_("{model} was not measured: {reason}"), model=model, reason=row["note"])
    kernels = row["kernels"]
    return Inference(
        model, float(ms), str(row["engine"]), None if kernels is None else str(kernels), int(row["threads"] or 1)
    )
