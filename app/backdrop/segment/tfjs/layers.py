"""What a network is here: a list of layers in the order to be run. Only the description, with no weights in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["conv", "depthwise", "pad", "pool", "add"]
Padding = Literal["SAME", "VALID"]
Activation = Literal["", "Relu", "Relu6"]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layer:
    """One step of the network, NHWC. Pairs are height, width.

    `inputs` are names of layers, or of the picture; `constant` (filter, or the rows to pad) and `bias` name weights.
    `channels` is how many it gives.
    """

    name: str
    kind: Kind
    inputs: tuple[str, ...]
    channels: int
    constant: str = ""
    bias: str = ""
    activation: Activation = ""
    window: Pair = (1, 1)
    stride: int = 1
    dilation: Pair = (1, 1)
    padding: Padding = "SAME"
