"""How fast each model is on each engine that can run it: the network alone, each row in a process of its own.

A process that has run one network is no clean ground for the next, and a network that crashes or hangs takes down only
its own row. The rows are measured in an order that is shuffled, always in the same way: rows that are to be compared
stand next to each other in the table, and a machine that is busy or hot for a while shall not favour a whole group.
"""

from __future__ import annotations

import itertools
import json
import logging
import queue
import random
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.bench.timing import Task
from backdrop.host.children import child_command, child_environment
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Kernels
from backdrop.text import N_, _

log = logging.getLogger(__name__)

SILENT_FOR_S = 120.0
"""A child that says nothing for so long hangs: it reports every second, or after each run where that takes longer, and
the slowest (ResNet-50 on a whole picture, in plain loops) takes about a minute."""

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
    order = list(range(len(tasks)))
    random.Random(1).shuffle(order)  # noqa: S311 - no secret
    for place in order:
        begin(tasks[place])
        yield place, _row(tasks[place])


def _row(task: Task) -> Mapping[str, Cell]:
    row: dict[str, Cell] = {column.key: None for column in COLUMNS}
    wanted = {key: value for key, value in asdict(task).items() if key in ("model", "engine", "kernels", "threads")}
    return {**row, **wanted, **measured("bench-model", json.dumps(asdict(task)))}


def measured(name: str, *arguments: str) -> Mapping[str, Cell]:
    """What the child of that name measured, or a note that says why there are no figures."""
    child = subprocess.Popen(
        child_command(name, *arguments), env=child_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        encoding="utf-8",
    )  # fmt: skip
    heard: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_listen, args=(child, heard), name="bench-models-child")
    reader.start()
    try:
        return _await(child, heard)
    except queue.Empty:
        return {"note": _("gave no sign of life for {seconds:.0f} s").format(seconds=SILENT_FOR_S)}
    finally:
        child.kill()
        child.wait()
        reader.join()


def _listen(child: subprocess.Popen[str], heard: queue.SimpleQueue[str | None]) -> None:
    assert child.stdout is not None
    with child.stdout:
        for line in child.stdout:
            heard.put(line)
    heard.put(None)


def _await(child: subprocess.Popen[str], heard: queue.SimpleQueue[str | None]) -> Mapping[str, Cell]:
    """queue.Empty when the child says nothing for SILENT_FOR_S."""
    said = ""
    while (line := heard.get(timeout=SILENT_FOR_S)) is not None:
        match _message(line):
            case {"row": dict(row)}:
                return row
            case {"refused": str(reason)}:
                return {"note": reason}
            case None:
                said = line.strip() or said
                log.info("a child of the bench said: %s", said)
    return {"note": _ending(child.wait(), said)}


def _message(line: str) -> object:
    try:
        return json.loads(line) if line.startswith("{") else None
    except ValueError:
        return None


def _ending(code: int, said: str) -> str:
    if code < 0:
        return _("crashed ({reason})").format(reason=_signal(-code))
    return _("ended with the exit code {code} ({reason})").format(code=code, reason=said)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
