"""The interface of an engine: what runs a network's file. Knows tensors only, nothing of pictures or people."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import numpy.typing as npt

Tensor = npt.NDArray[np.float32]


class Engine(ABC):
    """One loaded network with one picture in and one answer out. Used by one thread at a time."""

    name: str
    """The engine's id, as reports show it."""

    threads: int
    """How many threads it computes with."""

    input_shape: tuple[int, ...]
    """Shape of the input tensor, with the batch of one in front."""

    output_shape: tuple[int, ...]
    """Shape of the answer."""

    @abstractmethod
    def infer(self, tensor: Tensor) -> Tensor:
        """Runs the network on float32 `tensor` of `input_shape`; the answer is valid until the next call.

        Raises ModelError when the network fails.
        """

    @abstractmethod
    def close(self) -> None:
        """Frees the network."""
