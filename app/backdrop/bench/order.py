"""The order in which rows are measured: shuffled, so that a machine that is busy or hot for a while favours no group of
rows that are to be compared."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def shuffled(rows: Sequence[T], seed: int = 1) -> list[T]:
    """The same for the same seed."""
    order = list(rows)
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    return order
