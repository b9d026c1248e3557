"""An engine that knows the person by colour: its matte is right for the picture that it was given and no other."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.segmenter import Segmenter
from support.fakes import scripted_segmenter

Fault = Callable[[Tensor], Tensor]
"""What goes wrong: it gets the right answer and gives another, or none."""


class KeyingEngine(Engine):
    """Finds what is red. `fault` is what it does instead while it is set."""

    name, threads = "keying", 1
    input_shape, output_shape = (1, 36, 64, 3), (1, 36, 64, 1)

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault
        self.closed = False

    def infer(self, tensor: Tensor) -> Tensor:
        redness = tensor[..., :1] - tensor[..., 1:2]
        answer = np.clip((redness - 0.25) * 4, 0, 1).astype(np.float32)
        fault = self.fault
        return answer if fault is None else fault(answer)

    def close(self) -> None:
        self.closed = True


def keying_segmenter(engine: KeyingEngine | None = None) -> Segmenter:
    return scripted_segmenter(engine or KeyingEngine())


def raising(_answer: Tensor) -> Tensor:
    raise RuntimeError("the engine broke")


def no_number(answer: Tensor) -> Tensor:
    return np.full_like(answer, np.nan)


def hardly_a_number(answer: Tensor) -> Tensor:
    """One value is none; the others take half of the room for the person."""
    wrong = np.zeros_like(answer)
    wrong[:, :, answer.shape[2] // 2 :] = 1
    wrong[0, 0, 0] = np.nan
    return wrong


def all_ones(answer: Tensor) -> Tensor:
    return np.ones_like(answer)


def dawdling(answer: Tensor) -> Tensor:
    time.sleep(0.03)
    return answer
