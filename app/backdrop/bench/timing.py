"""What the child process of `backdrop bench models` does: one row, timed in a process that does nothing else."""

from __future__ import annotations

import importlib
import json
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backdrop.bench.children import answer, tell
from backdrop.bench.chosen import files_bytes
from backdrop.capture.presenter import Presenter
from backdrop.frame import Frame
from backdrop.segment import engines, load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import check_options, engine_for
from backdrop.segment.network import open_network
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import Kernels

FEWEST = 5
"""Runs, however long they take."""
_SIGN_OF_LIFE_S = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """A row to measure. `engine`, `threads` and `kernels` None: the default one of each, and one thread.

    `width` and `height` are the frame's. `runs` where given, else as many as `seconds` have room for, at least FEWEST.
    """

    model: str
    engine: str | None
    threads: int | None
    kernels: Kernels | None
    internal_resolution: str | None
    width: int
    height: int
    runs: int | None
    seconds: float

    @property
    def options(self) -> RunOptions:
        return RunOptions(self.engine, self.threads, self.kernels, self.internal_resolution)


def main(arguments: Sequence[str]) -> None:
    """`arguments`: a Task as JSON."""
    answer(lambda: measure(Task(**json.loads(arguments[0]))))


def measure(task: Task) -> dict[str, object]:
    """The row's figures; see `models.COLUMNS`. Raises UsageError and ModelError where the row cannot run."""
    frame, _alpha = Presenter(task.width, task.height, paced=False).draw(0)
    _get_ready(task)
    tell({"alive": True})
    start = time.perf_counter_ns()
    segmenter = load_segmenter(task.model, frame.size, task.options, interval_s=math.inf)
    segmenter.times_cpu = True
    load_ns = time.perf_counter_ns() - start - segmenter.warm_up_ns
    wall, cpu = _run(segmenter, frame, task)
    spec, engine = segmenter.spec, segmenter.engine
    return {
        "model": spec.label,
        "engine": engine.name,
        "kernels": engine.kernels or None,
        "threads": engine.threads,
        "input_width_px": spec.input.width,
        "input_height_px": spec.input.height,
        "files_bytes": files_bytes(Catalogue.load().get(task.model), ModelStore()),
        "load_ms": load_ns / 1e6,
        "median_ms": float(np.median(wall)),
        "p95_ms": float(np.percentile(wall, 95)),
        "min_ms": min(wall),
        "cpu_ms_per_inference": float(np.mean(cpu)),
        "runs": len(wall),
    }


def _get_ready(task: Task) -> None:
    """Imports the engine and has the model converted, where it needs to be: neither is a part of loading it."""
    spec = Catalogue.load().get(task.model)
    name = engine_for(spec, task.engine)
    check_options(name, task.threads, task.kernels)
    # Not what is installed itself: our module knows what has to be done before that is imported.
    importlib.import_module(f"{engines.__name__}.{name.replace('-', '_')}")
    open_network(spec, ModelStore(), (task.width, task.height), task.options)


def _run(segmenter: Segmenter, frame: Frame, task: Task) -> tuple[list[float], list[float]]:
    """Wall and processor milliseconds of each run of the network alone."""
    wall: list[float] = []
    cpu: list[float] = []
    start = said = time.monotonic()
    while _more(task, len(wall), start):
        segmenter.segment(frame)
        wall.append(segmenter.inference_ns / 1e6)
        cpu.append(segmenter.inference_cpu_ns / 1e6)
        if time.monotonic() - said > _SIGN_OF_LIFE_S:
            said = time.monotonic()
            tell({"alive": True})
    return wall, cpu


def _more(task: Task, done: int, start: float) -> bool:
    if task.runs is not None:
        return done < task.runs
    return done < FEWEST or time.monotonic() - start < task.seconds
