"""All rows of `backdrop bench browser`, each in a browser of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backdrop.bench.browser.rows import TFLITE, Configuration
from backdrop.bench.browser.visit import SILENT_FOR_S, Visit, visit
from backdrop.bench.browser.weights import Weights, page_weights
from backdrop.bench.chosen import files_bytes
from backdrop.bench.paper.measure import WARM_UP_S, spread
from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.composite.image import find_image
from backdrop.errors import BackdropError, PipelineError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.options import network_size
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import N_, _

COLUMNS = (
    Column("model", N_("MODEL")),
    Column("runtime", N_("RUNTIME")),
    Column("variant", N_("VARIANT")),
    Column("threads", N_("THREADS")),
    Column("weights", N_("WEIGHTS")),
    Column("input_width_px", N_("INPUT WIDTH"), in_files_only=True),
    Column("input_height_px", N_("HEIGHT"), in_files_only=True),
    Column("files_bytes", N_("BYTES"), in_files_only=True),
    Column("fps", N_("FPS"), 1),
    Column("inference_ms_mean", N_("INFERENCE ms"), 2),
    Column("inference_ms_median", N_("MEDIAN ms"), 2),
    Column("inference_ms_p95", N_("p95 ms"), 2),
    Column("inference_ms_p99", N_("p99 ms"), 2),
    Column("prepare_ms", N_("PREPARE ms"), 2, in_files_only=True),
    Column("composite_ms", N_("COMPOSITE ms"), 2, in_files_only=True),
    Column("pipeline_ms_mean", N_("PIPELINE ms"), 2),
    Column("pipeline_ms_median", N_("MEDIAN ms"), 2, in_files_only=True),
    Column("pipeline_ms_p95", N_("p95 ms"), 2),
    Column("pipeline_ms_p99", N_("p99 ms"), 2, in_files_only=True),
    Column("frames", N_("FRAMES"), in_files_only=True),
    Column("renderer", N_("RENDERER")),
    NOTE,
)
"""`weights` says where they are not as their publisher quantised them: made here of finer ones, as outside the browser.

`fps` is how many pictures a second were finished one after the other. `inference_ms_*` are single runs of the
network, its answer read back; `prepare_ms` and `composite_ms` medians of what is before and after it, and
`pipeline_ms_*` all of a picture. `renderer` is what draws WebGL, which is software where there is no GPU."""

BACKGROUND = "office"
_STARTS_WITHIN_S = 60.0
_SOFTWARE = re.compile(r"SwiftShader|llvmpipe|softpipe|Microsoft Basic Render", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """`program`: the browser; `packages`: the folder of the runtimes; `clip`: description and packets for the page.

    `size` (width, height) of the finished picture; `seconds` are counted, after the warm-up.
    """

    program: str
    packages: Path
    clip: tuple[bytes, bytes]
    size: tuple[int, int]
    seconds: float
    silent_for_s: float = SILENT_FOR_S


@dataclass(frozen=True, slots=True)
class About:
    """The browser by its name and version, and what draws its WebGL; empty where it has none."""

    browser: str
    renderer: str


def about_browser(program: str) -> About:
    """Opens it once. Raises BackdropError where it does not open the page, or lacks what the page needs."""
    try:
        found = visit(program, {"task.json": b'{"kind": "about"}'}, None, silent_for_s=_STARTS_WITHIN_S).found
    except BackdropError as reason:
        raise BackdropError(
            N_("{path} does not open the page that measures ({reason}); name another browser: --browser PATH"),
            path=program, reason=reason,
        ) from reason  # fmt: skip
    if not (found.get("isolated") and found.get("decodes")):
        raise BackdropError(
            N_("{browser} is too old for the page that measures; name a newer one: --browser PATH"),
            browser=found.get("browser"),
        )  # fmt: skip
    return About(str(found.get("browser")), renderer_name(found.get("renderer")) or "")


def renderer_name(reported: object) -> str | None:
    """What draws WebGL, by the name that people know where it is software; None where nothing does."""
    if not isinstance(reported, str):
        return None
    software = _SOFTWARE.search(reported)
    return _("{name} (software)").format(name=software[0]) if software else reported


def bench_browser(
    plan: Plan, rows: Sequence[Configuration], begin: Callable[[Configuration], None], alive: Callable[[], None]
) -> Iterator[tuple[Configuration, Mapping[str, Cell]]]:
    """Each row with its cells, in the order given. One that cannot be measured has a note that says why.

    `begin` is told each before it is measured, `alive` is called about once a second meanwhile. Whatever interrupts the
    measuring ends the browser.
    """
    for row in rows:
        begin(row)
        try:
            yield row, cells(row) | _measured(plan, row, alive)
        except BackdropError as error:
            yield row, cells(row) | {NOTE.key: str(error)}


def cells(row: Configuration) -> dict[str, Cell]:
    """What is known of a row before it is measured: a cell of each of COLUMNS."""
    known: dict[str, Cell] = {
        "model": row.model, "runtime": row.runtime, "variant": row.variant, "threads": row.threads,
    }  # fmt: skip
    return {column.key: None for column in COLUMNS} | known


def _measured(plan: Plan, row: Configuration, alive: Callable[[], None]) -> dict[str, Cell]:
    store = ModelStore()
    weights = page_weights(row.model, store)
    seen = visit(plan.program, page_files(plan, row, weights), plan.packages, alive, plan.silent_for_s)
    check_what_ran(row, seen)
    height, width = _network_size(weights.spec, plan.size)
    return {
        "weights": _("re-quantised") if weights.spec.requantised else None,
        "input_width_px": width,
        "input_height_px": height,
        "files_bytes": files_bytes(Catalogue.load().get(row.model), store),
        **figures(seen.found),
        "renderer": renderer_name(seen.found.get("renderer")),
    }


def page_files(plan: Plan, row: Configuration, weights: Weights) -> dict[str, bytes | Path]:
    """All that the page is served for a row beside itself and the packages, by addresses."""
    task = _task(row, weights.spec, _network_size(weights.spec, plan.size))
    description, packets = plan.clip
    return {
        **weights.files,
        "task.json": json.dumps({**task, "warm_up_s": WARM_UP_S, "seconds": plan.seconds}).encode(),
        "clip.json": description,
        "clip.bin": packets,
        "background.jpg": find_image(BACKGROUND),
    }


def _network_size(spec: ModelSpec, size: tuple[int, int]) -> tuple[int, int]:
    """Height and width of what the network sees: the same as outside the browser."""
    if spec.input.any_size:
        return network_size(size, None, spec.output.stride)
    return spec.input.height, spec.input.width


def _task(row: Configuration, spec: ModelSpec, size: tuple[int, int]) -> dict[str, Any]:
    """What the page is to do (see `tflite.js` and `bodypix.js`); `size` is (height, width) of what the network sees."""
    simd = row.variant == "SIMD"
    height, width = size
    if row.runtime == TFLITE:
        return {
            "kind": "tflite", "simd": simd, "threads": row.threads,
            "input": {"width": width, "height": height, "scale": spec.input.scale, "offset": spec.input.offset},
            "output": {
                "kind": spec.output.kind, "width": spec.output.width, "height": spec.output.height,
                "classes": spec.output.classes, "index": spec.output.index, "counts": spec.output.counts,
            },
        }  # fmt: skip
    return {
        "kind": "bodypix", "backend": row.backend, "simd": simd, "threads": row.threads,
        "input": {"width": width, "height": height}, "stride": spec.output.stride,
        "multiplier": int(spec.variant.partition("-")[0]) / 100, "quant_bytes": spec.quant_bytes,
        "threshold": spec.threshold,
    }  # fmt: skip


def check_what_ran(row: Configuration, seen: Visit) -> None:
    """BackdropError where another build of the runtime was loaded than the row says."""
    loaded = {address for address in seen.served if address.endswith(".wasm")}
    if loaded != ({row.wasm} if row.wasm else set()):
        names = ", ".join(sorted(address.rpartition("/")[2] for address in loaded))
        raise BackdropError(N_("the browser ran another build of the runtime ({names})"), names=names or "-")


def figures(found: Mapping[str, Any]) -> dict[str, Cell]:
    """What a row tells of the page's times. PipelineError where it finished no picture."""
    times = {part: np.array(values, np.float64) for part, values in found["times_ms"].items()}
    count = len(times["all"])
    if not count:
        raise PipelineError(N_("not one picture was finished; give it more --seconds"))
    return {
        "fps": count / found["took_s"],
        "inference_ms_mean": float(times["infer"].mean()),
        **spread("inference_ms", times["infer"]),
        "prepare_ms": float(np.median(times["prepare"])),
        "composite_ms": float(np.median(times["composite"])),
        "pipeline_ms_mean": float(times["all"].mean()),
        **spread("pipeline_ms", times["all"]),
        "frames": count,
    }
