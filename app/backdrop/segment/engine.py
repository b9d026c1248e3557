"""The interface of an engine: what runs a network's file. Knows tensors only, nothing of people."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from backdrop.settings.schema import Kernels

__all__ = ["Engine", "Gives", "Kernels", "Takes", "Tensor"]

Tensor = npt.NDArray[np.float32]

Takes = Literal["tensor", "picture"]
Gives = Literal["answer", "probability"]


class Engine(ABC):
    """One loaded network with one picture in and one answer out. Used by one thread at a time."""

    name: str
    """The engine's id, as reports show it."""

    threads: int
    """How many threads it computes with."""

    kernels: str = ""
    """Which kernels it computes with, where there is a choice."""

    own_threads: bool = False
    """Whether all of its work is done on threads of its own, and none on the caller's."""

    takes: Takes = "tensor"
    """`tensor`: float32 of the network's own range. `picture`: uint8 RGB, which the engine scales itself."""

    gives: Gives = "answer"
    """`answer`: what the network says. `probability`: the person's, 0..1, already worked out, at the picture's size."""

    input_shape: tuple[int, ...]
    """Shape of the input tensor, with the batch of one in front."""

    output_shape: tuple[int, ...]
    """Shape of the answer."""

    @abstractmethod
    def infer(self, tensor: npt.NDArray[Any]) -> Tensor:
        """Runs the network on what it `takes`, of `input_shape`; the answer is valid until the next call.

        Raises ModelError when the network fails.
        """

    @abstractmethod
    def close(self) -> None:
        """Frees the network."""
