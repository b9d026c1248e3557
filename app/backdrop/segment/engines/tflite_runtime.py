"""tflite-runtime, LiteRT's forerunner, which the paper's time knew: the last one, 2.14, for comparison."""

from __future__ import annotations

import numpy as np
from tflite_runtime import interpreter

from backdrop.segment.engine import Kernels
from backdrop.segment.engines.interpreter import InterpreterEngine
from backdrop.segment.engines.litert import LiteRt

if not np.__version__.startswith("1."):
    raise ImportError(f"it needs NumPy 1, and this is {np.__version__}")  # with another it fails at its first use


class TfliteRuntime(InterpreterEngine):
    name = "tflite-runtime"
    title = "tflite-runtime"
    library = interpreter

    def __init__(
        self, content: bytes, threads: int = 1, kernels: Kernels = "xnnpack", picture: tuple[int, ...] = ()
    ) -> None:
        # It follows a damaged file's offsets wherever they lead, and crashes there. LiteRT checks them.
        LiteRt(content, kernels="builtin", picture=picture).close()
        super().__init__(content, threads, kernels, picture)
