"""How fast each model is on each engine that can run it: the network alone, each row in a process of its own.

A process that has run one network is no clean ground for the next, and a network that crashes or hangs takes down only
its own row.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from backdrop.bench.children import measured
from backdrop.bench.order import shuffled
from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.bench.timing import Task
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Kernels
from backdrop.text import N_

COLUMNS = (
    Column("model", N_("MODEL")),
    Column("engine", N_("ENGINE")),
    Column("kernels", N_("KERNELS")),
    Column("threads", N_("THREADS")),
    Column("input_width_px", N_("INPUT WIDTH")),
    Column("input_height_px", N_("HEIGHT")),
    Column("files_bytes", N_("BYTES")),
    Column("load_ms", N_("LOAD ms"), 1),
    Column("median_ms", N_("MEDIAN ms"), 2),
    Column("p95_ms", N_("p95 ms"), 2),
    Column("min_ms", N_("MIN ms"), 2),
    Column("cpu_ms_per_inference", N_("CPU ms"), 2),
    Column("runs", N_("RUNS")),
    NOTE,
)
"""`load_ms` is from the file on disk to a network that can run; its runtime is imported, and a model that has to be
converted is, before. `cpu_ms_per_inference` is the mean processor time of the process, all its threads."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows are all combinations. None among the engines, threads or kernels stands for the default one.

    `size` is the frame's (width, height). `runs` where given, else as many as fit into `seconds`.
    """

    models: Sequence[ModelSpec]
    engines: Sequence[str | None]
    threads: Sequence[int | None]
    kernels: Sequence[Kernels | None]
    internal_resolutions: Sequence[str | None]
    size: tuple[int, int]
    runs: int | None
    seconds: float

    def tasks(self) -> list[Task]:
        """Those that have a fixed size come once, however many internal resolutions there are."""
        return [
            Task(spec.id, engine, threads, kernels, resolution, *self.size, self.runs, self.seconds)
            for spec in self.models
            for resolution in (self.internal_resolutions if spec.input.any_size else [None])
            for engine, kernels, threads in itertools.product(self.engines, self.kernels, self.threads)
        ]


def bench_models(tasks: Sequence[Task], begin: Callable[[Task], None]) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """The place of each task among `tasks`, and its row of COLUMNS, in the order in which they are measured.

    A row that cannot be measured has a note that says why. `begin` is told each task before it is measured. Whatever
    interrupts the measuring ends the running child.
    """
    for place in shuffled(range(len(tasks))):
        begin(tasks[place])
        yield place, _row(tasks[place])


def _row(task: Task) -> Mapping[str, Cell]:
    row: dict[str, Cell] = {column.key: None for column in COLUMNS}
    wanted = {key: value for key, value in asdict(task).items() if key in ("model", "engine", "kernels", "threads")}
    return {**row, **wanted, **measured("bench-model", json.dumps(asdict(task)))}
