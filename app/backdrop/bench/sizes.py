"""What a frame costs at several sizes, beside what the network alone costs in the same run.

The network's cost does not depend on the frame's size; what surrounds it should grow with the pixels and no faster.
Each row is measured in a process of its own, one after the other: see `children`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from backdrop.bench.children import answer, measured
from backdrop.bench.pipeline import bench_pipeline
from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.settings.schema import RefinementLevel, Settings
from backdrop.text import N_

COLUMNS = (
    Column("frame", N_("FRAME")),
    Column("refinement", N_("REFINEMENT")),
    Column("model", N_("MODEL")),
    Column("threads", N_("THREADS")),
    Column("network_cpu_ms", N_("NETWORK ms"), 2),
    Column("segment_cpu_ms", N_("SEGMENT ms"), 2),
    Column("refine_cpu_ms", N_("REFINE ms"), 2),
    Column("composite_cpu_ms", N_("COMPOSITE ms"), 2),
    Column("cpu_ms_per_frame", N_("ALL ms"), 2),
    Column("times_network", N_("x NETWORK"), 2),
    Column("rest_cpu_ms_per_megapixel", N_("REST ms/MP"), 2),
    Column("wall_ms_median", N_("WALL ms"), 2),
    NOTE,
)
"""Means of the processor time of the process, all its threads, but for the last figure. The network's is that of single
runs and is part of the segmentation; frames for which it runs twice or not at all count with what they cost. The rest
is all but one run of the network."""

CONFIGURATIONS: tuple[tuple[RefinementLevel, str, int], ...] = (
    ("balanced", "selfie-square", 1), ("balanced", "selfie-square", 2), ("light", "selfie-landscape", 1),
)  # fmt: skip
"""Level, model and threads of what people are advised to use, and what a second thread costs and gains."""


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
    figures = bench_pipeline(settings, frames)
    network, everything = figures.network_cpu_ms, figures.cpu_ms_per_frame
    stages = {
        f"{stage}_cpu_ms": figures.stage_ms[stage].cpu_ms_per_frame for stage in ("segment", "refine", "composite")
    }
    return {
        **stages,
        "network_cpu_ms": network,
        "cpu_ms_per_frame": everything,
        "times_network": everything / network if network else None,
        "rest_cpu_ms_per_megapixel": (everything - network) / (figures.width * figures.height / 1e6),
        "wall_ms_median": figures.stage_ms["all"].median,
    }
