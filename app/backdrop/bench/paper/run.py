"""All rows of `backdrop bench paper`, each in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.bench.children import measured
from backdrop.bench.paper.clip import FPS
from backdrop.bench.paper.rows import Configuration
from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.settings.schema import Settings
from backdrop.text import N_

COLUMNS = (
    Column("table", N_("TABLE")),
    Column("model", N_("MODEL")),
    Column("variant", N_("VARIANT")),
    Column("threads", N_("THREADS")),
    Column("engine", N_("ENGINE"), in_files_only=True),
    Column("kernels", N_("KERNELS"), in_files_only=True),
    Column("input_width_px", N_("INPUT WIDTH"), in_files_only=True),
    Column("input_height_px", N_("HEIGHT"), in_files_only=True),
    Column("files_bytes", N_("BYTES")),
    Column("fps", N_("FPS"), 1),
    Column("fps_live", N_("FPS LIVE"), 1),
    Column("inference_ms_mean", N_("INFERENCE ms"), 2),
    Column("inference_ms_median", N_("MEDIAN ms"), 2),
    Column("inference_ms_p95", N_("p95 ms"), 2),
    Column("inference_ms_p99", N_("p99 ms"), 2),
    Column("capture_ms", N_("CAPTURE ms"), 2, in_files_only=True),
    Column("segment_ms", N_("SEGMENT ms"), 2, in_files_only=True),
    Column("refine_ms", N_("REFINE ms"), 2, in_files_only=True),
    Column("composite_ms", N_("COMPOSITE ms"), 2, in_files_only=True),
    Column("publish_ms", N_("PUBLISH ms"), 2, in_files_only=True),
    Column("pipeline_ms_mean", N_("PIPELINE ms"), 2),
    Column("pipeline_ms_median", N_("MEDIAN ms"), 2, in_files_only=True),
    Column("pipeline_ms_p95", N_("p95 ms"), 2),
    Column("pipeline_ms_p99", N_("p99 ms"), 2, in_files_only=True),
    Column("cpu_ms_per_frame", N_("CPU ms"), 2),
    Column("peak_mb", N_("PEAK MB"), 0),
    Column("frames", N_("FRAMES"), in_files_only=True),
    Column("paper_size_mb", N_("PAPER MB"), 1),
    Column("paper_fps", N_("PAPER FPS"), 2),
    Column("paper_inference_ms", N_("PAPER ms"), 2),
    NOTE,
)
"""`fps` is how many pictures a second were finished one after the other, `fps_live` with a camera of 30 a second.

`inference_ms_*` are single runs of the network; `capture_ms` to `publish_ms` medians of the parts of a picture, and
`pipeline_ms_*` all of them together. `cpu_ms_per_frame` is the mean processor time of the process, all its threads, one
picture after the other. `paper_*` are the paper's own figures of the same row, of its machine.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """`clip`: the file that is played; `seconds` of each measurement; `chosen`: size, background, refinement, sink."""

    clip: Path
    seconds: float
    chosen: Settings

    def settings(self, row: Configuration) -> Settings:
        """Those of a row: every picture has a matte of its own, at the clip's rate."""
        told = {"model": row.model, "kernels": row.kernels, "threads": row.threads, "fps": FPS, "skip_still": False}
        return self.chosen.model_copy(update=told)


def bench_paper(
    plan: Plan, rows: Sequence[Configuration], begin: Callable[[Configuration], None], alive: Callable[[], None]
) -> Iterator[tuple[Configuration, Mapping[str, Cell]]]:
    """Each row with its cells, in the order given. One that cannot be measured has a note that says why.

    `begin` is told each before it is measured, `alive` is called about once a second meanwhile.
    """
    for row in rows:
        begin(row)
        found = measured(
            "bench-paper", plan.settings(row).model_dump_json(), str(plan.clip), str(plan.seconds), alive=alive
        )
        yield row, cells(row) | dict(found)


def cells(row: Configuration) -> dict[str, Cell]:
    """What is known of a row before it is measured: a cell of each of COLUMNS."""
    known: dict[str, Cell] = {"model": row.model, "variant": row.variant, "threads": row.threads}
    if row.paper is not None:
        known |= {
            "table": row.paper.table, "paper_size_mb": row.paper.size_mb, "paper_fps": row.paper.fps,
            "paper_inference_ms": row.paper.inference_ms,
        }  # fmt: skip
    return {column.key: None for column in COLUMNS} | known
