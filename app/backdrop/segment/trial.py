"""Run in a child process: loads the model file it is given, runs it once, and prints its shapes as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from backdrop.segment.engines.litert import LiteRt

MAX_MEMORY = 4 << 30
"""Bytes of address space, on systems that can limit it: a hundred times what a segmentation network needs."""


def main(arguments: Sequence[str]) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    engine = LiteRt(Path(arguments[0]).read_bytes())
    engine.infer(np.zeros(engine.input_shape, np.float32))
    sys.stdout.write(json.dumps({"input": list(engine.input_shape), "output": list(engine.output_shape)}) + "\n")
