"""The program on a machine whose engine does not come back: `python -m support.hanging ARGUMENTS`.

What it warms up with, a picture of nobody, it does answer. With BACKDROP_TEST_BUSY it does not wait, but goes on in
native code, in and out of the interpreter's lock.
"""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import Any

import numpy.typing as npt

from backdrop.__main__ import main
from backdrop.host.cv import cv2
from backdrop.segment.engine import Engine, Kernels, Tensor
from backdrop.segment.engines import ENGINES
from backdrop.segment.engines.litert import LiteRt
from backdrop.segment.spec import ModelSpec


class _Hanging(LiteRt):
    def infer(self, tensor: npt.NDArray[Any]) -> Tensor:
        answer = super().infer(tensor)
        while float(answer.max()) > 0.5:
            if "BACKDROP_TEST_BUSY" not in os.environ:
                threading.Event().wait()
            cv2.blur(tensor[0], (9, 9))
        return answer


def _make(_spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
    return _Hanging(content, threads, kernels or "xnnpack")


if __name__ == "__main__":
    ENGINES["litert"] = replace(ENGINES["litert"], make=_make)
    main()
