"""A TensorFlow.js model in memory: its layers and their weights, read once and checked as a whole."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from backdrop.errors import ModelError
from backdrop.segment.tfjs.document import read_document
from backdrop.segment.tfjs.graph import read_layers
from backdrop.segment.tfjs.layers import Layer
from backdrop.segment.tfjs.manifest import Array, decoded, joined
from backdrop.segment.tfjs.stride import possible_strides
from backdrop.text import N_

MAX_PAD = 64
"""Rows or columns; ResNet-50 pads by 3."""


@dataclass(frozen=True, slots=True, eq=False)
class TfjsModel:
    """From an RGB picture, float32 NHWC, to the person's logits, one per cell of the output stride.

    `name` is what errors call it, `picture` the input's name in the graph. `weights` holds what the layers name,
    float32 or int32 in TensorFlow's layout. `values` counts the numbers that the shards store, the unused heads' too.
    """

    name: str
    picture: str
    layers: tuple[Layer, ...]
    weights: Mapping[str, Array]
    values: int


def read_model(topology: bytes, shards: Mapping[str, bytes], name: str) -> TfjsModel:
    """The model of a `model-stride*.json` and its shards, which are named as the manifest in it does.

    Raises ModelError, that calls the model `name`, for anything that is not a BodyPix network with all of its weights:
    broken JSON, other ops, shapes that do not fit, missing or wrong shards, weights that are not finite.
    """
    document = read_document(topology, name)
    stored = joined(document, shards, name)
    declared = {weight.name: weight for weight, _ in stored.values()}
    picture, layers = read_layers(document.topology.node, declared, name)
    used = dict.fromkeys(weight for layer in layers for weight in (layer.constant, layer.bias) if weight)
    weights = {weight: decoded(*stored[weight], name) for weight in used}
    _check_pads(layers, weights, name)
    return TfjsModel(name, picture, layers, weights, sum(math.prod(weight.shape) for weight in declared.values()))


def output_strides(model: TfjsModel) -> tuple[int, ...]:
    """Those of 8, 16 and 32 pixels a cell that the network can be run at, whichever it was written for."""
    return possible_strides(model.layers)


def _check_pads(layers: tuple[Layer, ...], weights: Mapping[str, Array], name: str) -> None:
    for layer in layers:
        if layer.kind != "pad":
            continue
        rows = weights[layer.constant]
        if rows.min() < 0 or rows.max() > MAX_PAD or np.any(rows[[0, 3]]):
            raise ModelError(
                N_("{name}: {node} pads the picture in a way that BodyPix does not; fetch the model again"),
                name=name, node=layer.name[:100],
            )  # fmt: skip
