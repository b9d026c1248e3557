"""Room for arrays whose size changes from frame to frame."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt


class Scratch:
    """One buffer that only grows: in the steady state nothing is allocated."""

    def __init__(self, kind: npt.DTypeLike) -> None:
        self._buffer: npt.NDArray[Any] = np.empty(0, kind)

    def array(self, *shape: int) -> npt.NDArray[Any]:
        """An array of that shape with arbitrary content; it shares its memory with the one given before."""
        size = math.prod(shape)
        if self._buffer.size < size:
            self._buffer = np.empty(2 * size, self._buffer.dtype)
        return self._buffer[:size].reshape(shape)
