"""What is measured: each model of the paper's bench, in each of the runtimes that a page has for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backdrop.bench.paper.rows import configurations as paper_configurations
from backdrop.segment.catalogue import Catalogue

TFLITE = "TFLite WASM"
TFJS = {"wasm": "TF.js WASM", "webgl": "TF.js WebGL", "cpu": "TF.js CPU"}
"""Runtimes, by TensorFlow.js's names of its back ends."""

_WASM = (("SIMD", 1), ("no SIMD", 1), ("SIMD", 2))
"""Variants and threads, as in the measurements outside the browser; threads exist with SIMD only in TensorFlow.js."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """A row. `variant` and `threads` are of WebAssembly, None for what has none; `backend` is TensorFlow.js's."""

    model: str
    runtime: str
    variant: str | None
    threads: int | None
    backend: str | None = None

    @property
    def key(self) -> str:
        """What tells it from all the others, in words of no language."""
        return f"{self.model}/{self.runtime}/{self.variant}/{self.threads}"

    @property
    def wasm(self) -> str | None:
        """The file of the packages that must be the one that runs; None where nothing is WebAssembly."""
        if self.variant is None:
            return None
        simd, threaded = self.variant == "SIMD", self.threads != 1
        if self.runtime == TFLITE:
            build = ("_simd" if simd else "") + ("_threaded" if threaded else "")
            return f"packages/@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc{build}.wasm"
        build = ("-threaded" if threaded else "") + ("-simd" if simd else "")
        return f"packages/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm{build}.wasm"


def configurations(models: Sequence[str] | None = None) -> list[Configuration]:
    """All of them, or those of these ids, where `*` stands for anything. UsageError where none is left."""
    catalogue = Catalogue.load()
    ids = dict.fromkeys(row.model for row in paper_configurations(models))
    return [row for model in ids for row in _rows(model, catalogue.get(model).format == "tfjs")]


def _rows(model: str, is_tfjs: bool) -> Iterator[Configuration]:
    for variant, threads in _WASM:
        if is_tfjs:
            yield Configuration(model, TFJS["wasm"], variant, threads, "wasm")
        else:
            yield Configuration(model, TFLITE, variant, threads)
    if is_tfjs:
        for backend in ("webgl", "cpu"):
            yield Configuration(model, TFJS[backend], None, None, backend)
