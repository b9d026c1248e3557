"""The browser's figures beside the program's own: what was measured there, and how many times as long it took."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from backdrop.bench.browser.run import COLUMNS
from backdrop.bench.tables import NOTE, Cell, Column, Table
from backdrop.errors import UsageError
from backdrop.host.files import read_bytes
from backdrop.text import N_

Rows = Sequence[Mapping[str, Cell]]

_SAME = "clip", "frame"
"""What must be the same for the figures to stand side by side."""


@dataclass(frozen=True, slots=True)
class Browsed:
    """What `backdrop bench browser` measured, and what it says about that."""

    rows: Rows = ()
    about: Mapping[str, object] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        return Table(COLUMNS, self.rows)


def read_browsed(path: Path, about: Mapping[str, object]) -> Browsed:
    """From its JSON. UsageError for another file, and for one of another clip or size than `about` tells."""
    try:
        found = dict(json.loads(read_bytes(path, UsageError)))
        rows = [{column.key: row[column.key] for column in COLUMNS} for row in found.pop("rows")]
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            N_("{path} is no table of the browser; make one: backdrop bench browser --json {path}"), path=path
        ) from None
    for key in _SAME:
        if found.get(key) != about[key]:
            raise UsageError(
                N_("{path} was measured with {key} {other}, this with {this}; use the same for both"),
                path=path, key=key, other=found.get(key), this=about[key],
            )  # fmt: skip
    return Browsed(rows, found)


RATIOS = (
    Column("model", N_("MODEL")),
    Column("runtime", N_("RUNTIME")),
    Column("variant", N_("VARIANT")),
    Column("threads", N_("THREADS")),
    Column("native_inference_ms", N_("NATIVE ms"), 2),
    Column("browser_inference_ms", N_("BROWSER ms"), 2),
    Column("inference_ratio", N_("NATIVE / BROWSER, TIME"), 2),
    Column("native_fps", N_("NATIVE FPS"), 1),
    Column("browser_fps", N_("BROWSER FPS"), 1),
    Column("fps_ratio", N_("NATIVE / BROWSER, FPS"), 2),
    NOTE,
)
"""Medians of one inference, and finished pictures a second, one after the other. A ratio of times below 1, and of rates
above 1, says that the program is faster than the browser on this machine."""


def ratios(rows: Rows, browser: Rows) -> Table:
    """For each row of the browser the program's own of the same model, variant and number of threads.

    What has no counterpart is left out. A browser's row without a variant (WebGL, plain JavaScript) stands beside the
    program's with SIMD and one thread.
    """
    found = []
    for row in browser:
        own = _counterpart(row, rows)
        if own is None or row[NOTE.key] is not None:
            continue
        pairs = {"inference": (own["inference_ms_median"], row["inference_ms_median"]), "fps": (own["fps"], row["fps"])}
        found.append({
            "model": row["model"], "runtime": row["runtime"], "variant": row["variant"], "threads": row["threads"],
            "native_inference_ms": pairs["inference"][0], "browser_inference_ms": pairs["inference"][1],
            "inference_ratio": _ratio(*pairs["inference"]),
            "native_fps": pairs["fps"][0], "browser_fps": pairs["fps"][1], "fps_ratio": _ratio(*pairs["fps"]),
            NOTE.key: None,
        })  # fmt: skip
    return Table(RATIOS, found)


def _counterpart(row: Mapping[str, Cell], rows: Rows) -> Mapping[str, Cell] | None:
    wanted = row["model"], row["variant"] or "SIMD", row["threads"] or 1
    return next(
        (own for own in rows if own[NOTE.key] is None and (model_id(own), own["variant"], own["threads"]) == wanted),
        None,
    )


def _ratio(native: Cell, browser: Cell) -> float | None:
    return float(native) / float(browser) if native and browser else None


def model_id(row: Mapping[str, Cell]) -> str:
    """Without what is said of where its weights come from."""
    return str(row["model"]).split(" ")[0]
