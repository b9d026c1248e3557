"""The program on a machine whose engine does not come back: `python -m support.hanging ARGUMENTS`.

What it warms up with, a picture of nobody, it does answer.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import numpy.typing as npt

from backdrop.__main__ import main
from backdrop.segment.engine import Engine, Kernels, Tensor
from backdrop.segment.engines import ENGINES
from backdrop.segment.engines.litert import LiteRt
from backdrop.segment.spec import ModelSpec


class _Hanging(LiteRt):
    def infer(self, tensor: npt.NDArray[Any]) -> Tensor:
        answer = super().infer(tensor)
        if float(answer.max()) > 0.5:
            threading.Event().wait()
        return answer


def _make(_spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
    return _Hanging(content, threads, kernels or "xnnpack")


if __name__ == "__main__":
    ENGINES["litert"] = replace(ENGINES["litert"], make=_make)
    main()
