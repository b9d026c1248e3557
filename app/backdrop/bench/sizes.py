"""What a frame costs at several sizes, beside what the network alone costs in the same run.

The network's cost does not depend on the frame's size; what surrounds it should grow with the pixels and no faster.
Each row is measured in a process of its own, one after the other: see `children`.
"""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from backdrop.bench.children import answer, measured
from backdrop.bench.pipeline import bench_pipeline
from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES, engine_for
from backdrop.segment.network import open_network
from backdrop.segment.options import RunOptions
from backdrop.segment.rewriting import prepared
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import RefinementLevel, Settings
from backdrop.text import N_

COLUMNS = (
    Column("frame", N_("FRAME")),
    Column("refinement", N_("REFINEMENT")),
    Column("model", N_("MODEL")),
    Column("threads", N_("THREADS")),
    Column("published_cpu_ms", N_("PUBLISHED ms"), 2),
    Column("network_cpu_ms", N_("NETWORK ms"), 2),
    Column("segment_cpu_ms", N_("SEGMENT ms"), 2),
    Column("refine_cpu_ms", N_("REFINE ms"), 2),
    Column("composite_cpu_ms", N_("COMPOSITE ms"), 2),
    Column("cpu_ms_per_frame", N_("ALL ms"), 2),
    Column("times_published", N_("x PUBLISHED"), 2),
    Column("times_network", N_("x NETWORK"), 2),
    Column("rest_cpu_ms_per_megapixel", N_("REST ms/MP"), 2),
    Column("wall_ms_median", N_("WALL ms"), 2),
    NOTE,
)
"""Means of the processor time of the process, all its threads, but for the last figure. The network's is that of single
runs and is part of the segmentation; frames for which it runs twice or not at all count with what they cost. Published
is what it takes as its file has it (it runs rewritten, see segment/rewriting), by turns with the frames, a few times in
a row: up to a tenth less than it would take among them, since it finds its own data nearer. The rest is all but one run
of the network."""

CONFIGURATIONS: tuple[tuple[RefinementLevel, str, int], ...] = (
    ("balanced", "selfie-square", 1), ("balanced", "selfie-square", 2), ("light", "selfie-landscape", 1),
)  # fmt: skip
"""Level, model and threads of what people are advised to use, and what a second thread costs and gains."""

_RUNS = 5
"""Of the published network, after each block of frames."""


def plan(sizes: Sequence[tuple[int, int]], source: str, background: str) -> list[Settings]:
    """A row for each configuration at each (width, height)."""
    return [
        Settings(
            source=source, background=background, width=width, height=height,
            model=model, refinement=level, threads=threads,
        )
        for width, height in sizes
        for level, model, threads in CONFIGURATIONS
    ]  # fmt: skip


def bench_sizes(
    rows: Sequence[Settings], frames: int, begin: Callable[[Settings], None]
) -> Iterator[Mapping[str, Cell]]:
    """A row of COLUMNS each; one that cannot be measured has a note that says why. `begin` is told it before."""
    for settings in rows:
        begin(settings)
        wanted: dict[str, Cell] = {
            "frame": f"{settings.width}x{settings.height}", "refinement": settings.refinement,
            "model": settings.model, "threads": settings.threads,
        }  # fmt: skip
        found = measured("bench-pipeline", settings.model_dump_json(), str(frames))
        yield {column.key: None for column in COLUMNS} | wanted | dict(found)


def main(arguments: Sequence[str]) -> None:
    """What the child does. `arguments`: Settings as JSON, and how many frames."""
    settings, frames = Settings.model_validate_json(arguments[0]), int(arguments[1])
    answer(lambda: _row(settings, frames))


def _row(settings: Settings, frames: int) -> dict[str, Cell]:
    with contextlib.closing(_Published(settings)) as beside:
        figures = bench_pipeline(settings, frames, beside)
    network, published, everything = figures.network_cpu_ms, statistics.fmean(beside.runs), figures.cpu_ms_per_frame
    stages = {
        f"{stage}_cpu_ms": figures.stage_ms[stage].cpu_ms_per_frame for stage in ("segment", "refine", "composite")
    }
    return {
        **stages,
        "published_cpu_ms": published,
        "network_cpu_ms": network,
        "cpu_ms_per_frame": everything,
        "times_published": everything / published,
        "times_network": everything / network if network else None,
        "rest_cpu_ms_per_megapixel": (everything - network) / (figures.width * figures.height / 1e6),
        "wall_ms_median": figures.stage_ms["all"].median,
    }


class _Published:
    """The network as its file has it, but that it takes bytes as well; `runs` has each one's processor milliseconds."""

    def __init__(self, settings: Settings) -> None:
        options, size = RunOptions.of(settings), (settings.width, settings.height)
        spec, content = open_network(Catalogue.load().get(settings.model), ModelStore(), size, options)
        kind = ENGINES[engine_for(spec, options.engine)]
        published = prepared(content, spec.input, less=False).content
        self._engine = kind.make(spec, published, settings.threads or 1, None)
        self._picture = np.random.default_rng(0).integers(0, 256, self._engine.input_shape, np.uint8)
        self.runs: list[float] = []
        self._engine.infer(self._picture)  # the first takes longer

    def __call__(self) -> None:
        for _ in range(_RUNS):
            start = time.process_time_ns()
            self._engine.infer(self._picture)
            self.runs.append((time.process_time_ns() - start) / 1e6)

    def close(self) -> None:
        self._engine.close()
