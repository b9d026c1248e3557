"""The layers of a TensorFlow.js model as a .tflite file: float32, one picture size, the person's logits."""

from __future__ import annotations

from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from backdrop.errors import ModelError
from backdrop.segment.tfjs.flatbuffer import FlatFile
from backdrop.segment.tfjs.layers import Layer, Pair
from backdrop.segment.tfjs.manifest import Array
from backdrop.segment.tfjs.model import TfjsModel
from backdrop.segment.tfjs.stride import at_stride
from backdrop.text import N_

MAX_SIDE = 4096
"""Of the picture, in pixels."""
MAX_VALUES = 1 << 28
"""Of one layer's output: 1 GiB of float32, some 25 times what 1280×720 needs in the widest layer of ResNet-50."""

_PADDINGS = {"SAME": schema.Padding.SAME, "VALID": schema.Padding.VALID}
_ACTIVATIONS = {
    "": schema.ActivationFunctionType.NONE,
    "Relu": schema.ActivationFunctionType.RELU,
    "Relu6": schema.ActivationFunctionType.RELU6,
}


def to_tflite(model: TfjsModel, height: int, width: int, stride: int) -> bytes:
    """The content of a .tflite file that runs the model.

    It takes float32 [1, height, width, 3], RGB in the range that the network was trained with, and gives float32
    [1, h, w, 1], `float_segments`: the logit of the person (before the sigmoid) for cells of `stride` pixels, where h
    is height / stride rounded up (ResNet-50: as its own padding has it). `stride` may differ from the one that the
    topology was written for. Built of builtin operators of version 1 alone (2 where a depthwise one is dilated).

    ModelError when the network cannot have this stride (see `output_strides`) or the size is out of bounds.
    """
    if not (0 < height <= MAX_SIDE and 0 < width <= MAX_SIDE):
        raise ModelError(
            N_("{name} cannot take a picture of {width}×{height}; choose 1 to {limit} pixels a side"),
            name=model.name, width=width, height=height, limit=MAX_SIDE,
        )  # fmt: skip
    layers = at_stride(model.layers, stride, model.name)
    writer = _Writer(model, (height, width))
    for layer in layers:
        writer.add(layer)
    return writer.packed(layers[-1], f"{model.name} {width}x{height}, output stride {stride}")


class _Writer:
    """Adds layers one by one, each with the size that follows from its input's."""

    def __init__(self, model: TfjsModel, size: Pair) -> None:
        self._model, self._file = model, FlatFile()
        self._sizes: dict[str, Pair] = {model.picture: size}
        self._tensors: dict[str, int] = {model.picture: self._file.tensor(model.picture, (1, *size, 3))}
        self._constants: dict[tuple[str, str], int] = {}
        self._write = {
            "conv": self._conv, "depthwise": self._depthwise, "pad": self._pad, "pool": self._pool, "add": self._add,
        }  # fmt: skip

    def add(self, layer: Layer) -> None:
        if layer.kind == "pool" and layer.window == (1, 1) and layer.stride == 1:
            self._sizes[layer.name], self._tensors[layer.name] = self._at(layer)
            return
        size = self._size(layer)
        if min(size) < 1 or size[0] * size[1] * layer.channels > MAX_VALUES:
            height, width = self._sizes[self._model.picture]
            raise ModelError(
                N_("{name} cannot take a picture of {width}×{height}: {node} would be {size}; choose another size"),
                name=self._model.name, width=width, height=height, node=layer.name[:100],
                size=f"{size[1]}×{size[0]}×{layer.channels}",
            )  # fmt: skip
        self._sizes[layer.name] = size
        self._tensors[layer.name] = self._file.tensor(layer.name, (1, *size, layer.channels))
        self._write[layer.kind](layer)

    def packed(self, last: Layer, description: str) -> bytes:
        return self._file.packed(self._tensors[self._model.picture], self._tensors[last.name], description)

    def _at(self, layer: Layer) -> tuple[Pair, int]:
        return self._sizes[layer.inputs[0]], self._tensors[layer.inputs[0]]

    def _size(self, layer: Layer) -> Pair:
        """Height and width of what the layer gives (TensorFlow, `tf.nn.convolution`: SAME and VALID padding)."""
        (height, width), _ = self._at(layer)
        if layer.kind == "add":
            return (height, width) if self._sizes[layer.inputs[1]] == (height, width) else (0, 0)
        if layer.kind == "pad":
            _, (above, below), (left, right), _ = self._model.weights[layer.constant].tolist()
            return height + above + below, width + left + right
        if layer.padding == "SAME":
            return -(-height // layer.stride), -(-width // layer.stride)
        reach = [(window - 1) * spread for window, spread in zip(layer.window, layer.dilation, strict=True)]
        return -(-(height - reach[0]) // layer.stride), -(-(width - reach[1]) // layer.stride)

    def _conv(self, layer: Layer) -> None:
        options = schema.Conv2DOptionsT()
        self._place(options, layer)
        options.dilationHFactor, options.dilationWFactor = layer.dilation
        filters = self._model.weights[layer.constant].transpose(3, 0, 1, 2)  # HWIO to OHWI
        self._finish(layer, schema.BuiltinOperator.CONV_2D, filters, (schema.BuiltinOptions.Conv2DOptions, options))

    def _depthwise(self, layer: Layer) -> None:
        options = schema.DepthwiseConv2DOptionsT()
        self._place(options, layer)
        options.dilationHFactor, options.dilationWFactor = layer.dilation
        weight = self._model.weights[layer.constant]
        options.depthMultiplier = weight.shape[3]
        self._finish(
            layer, schema.BuiltinOperator.DEPTHWISE_CONV_2D, weight.reshape(1, *layer.window, layer.channels),
            (schema.BuiltinOptions.DepthwiseConv2DOptions, options), 1 if layer.dilation == (1, 1) else 2,
        )  # fmt: skip

    def _finish(self, layer: Layer, code: int, filters: Array, options: tuple[int, Any], version: int = 1) -> None:
        bias = self._model.weights[layer.bias] if layer.bias else np.zeros(layer.channels, np.float32)
        inputs = (self._at(layer)[1], self._constant(layer.constant, filters), self._constant(layer.bias, bias))
        self._file.operator(code, inputs, self._tensors[layer.name], options, version)

    def _pad(self, layer: Layer) -> None:
        rows = self._constant(layer.constant, self._model.weights[layer.constant])
        options = schema.BuiltinOptions.PadOptions, schema.PadOptionsT()
        self._file.operator(schema.BuiltinOperator.PAD, (self._at(layer)[1], rows), self._tensors[layer.name], options)

    def _pool(self, layer: Layer) -> None:
        options = schema.Pool2DOptionsT()
        self._place(options, layer)
        options.filterHeight, options.filterWidth = layer.window
        self._file.operator(
            schema.BuiltinOperator.MAX_POOL_2D, (self._at(layer)[1],), self._tensors[layer.name],
            (schema.BuiltinOptions.Pool2DOptions, options),
        )  # fmt: skip

    def _add(self, layer: Layer) -> None:
        options = schema.AddOptionsT()
        options.fusedActivationFunction = _ACTIVATIONS[layer.activation]
        self._file.operator(
            schema.BuiltinOperator.ADD, [self._tensors[source] for source in layer.inputs], self._tensors[layer.name],
            (schema.BuiltinOptions.AddOptions, options),
        )  # fmt: skip

    def _place(self, options: Any, layer: Layer) -> None:
        options.padding = _PADDINGS[layer.padding]
        options.strideH = options.strideW = layer.stride
        options.fusedActivationFunction = _ACTIVATIONS[layer.activation]

    def _constant(self, name: str, content: Array) -> int:
        """The tensor of a weight; one for all layers that share it in the same shape."""
        key = name, str(content.shape)
        if key not in self._constants:
            self._constants[key] = self._file.tensor(name or "zeros", content.shape, content)
        return self._constants[key]
