"""The part of the graph that finds the person, as layers in the order to be run.

From the picture to `float_segments`; BodyPix's other heads (poses, body parts) are left out. Bias and activation become
part of the layer that they belong to. Only what BodyPix's MobileNet-V1 and ResNet-50 are made of is known here.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NoReturn

from backdrop.errors import ModelError
from backdrop.segment.tfjs.document import Node, Weight
from backdrop.segment.tfjs.layers import Layer, Padding, Pair
from backdrop.text import N_

SEGMENTS = "float_segments"
"""BodyPix's output of one logit per cell: the person, before the sigmoid."""
MAX_STEP = 64
"""Of a kernel, stride or dilation; the largest in BodyPix is ResNet's 7×7 kernel."""


def read_layers(nodes: Iterable[Node], weights: Mapping[str, Weight], name: str) -> tuple[str, tuple[Layer, ...]]:
    """The name of the picture in the graph, and the layers that lead from it to `float_segments`.

    ModelError for a graph that lacks this output, that has other ops on the way to it, or whose shapes do not fit.
    """
    graph = _Graph({node.name: node for node in nodes}, weights, name)
    if len(graph.picture) != 1:
        raise ModelError(
            N_("{name} has {count} inputs where one picture is expected; choose a BodyPix model"),
            name=name, count=len(graph.picture),
        )  # fmt: skip
    return graph.picture[0], tuple(graph.layers.values())


class _Graph:
    """Reads the nodes one by one, each after those that it needs."""

    def __init__(self, nodes: Mapping[str, Node], weights: Mapping[str, Weight], name: str) -> None:
        self._nodes, self._weights, self._name = nodes, weights, name
        self.picture: list[str] = []
        self.layers: dict[str, Layer] = {}
        ops: dict[str, Callable[[Node], Layer]] = {
            "Conv2D": self._conv, "DepthwiseConv2dNative": self._depthwise, "BiasAdd": self._with_bias,
            "Relu": self._activated, "Relu6": self._activated, "Add": self._add, "Pad": self._pad,
            "MaxPool": self._pool,
        }  # fmt: skip
        order = self._needed()
        self._users = Counter(source for node in order for source in node.input)
        for node in order:
            if node.op == "Placeholder":
                self.picture.append(node.name)
            elif node.op in ops:
                self.layers[node.name] = ops[node.op](node)
            elif node.op != "Const":
                self._unknown(node)
        if SEGMENTS not in self.layers or self.layers[SEGMENTS].channels != 1:
            self._misfit(self._nodes[SEGMENTS])

    def _needed(self) -> list[Node]:
        """The nodes that `float_segments` needs, each after its own sources."""
        if SEGMENTS not in self._nodes:
            raise ModelError(
                N_("{name} has no output {output}; only BodyPix models can be converted"),
                name=self._name, output=SEGMENTS,
            )  # fmt: skip
        done: dict[str, Node] = {}
        open_: set[str] = set()
        stack = [SEGMENTS]
        while stack:
            node = self._node(stack[-1])
            waiting = [source for source in node.input if source not in done]
            if node.name in done or not waiting:
                done[stack.pop()] = node
            elif node.name in open_:
                self._misfit(node)
            else:
                open_.add(node.name)
                stack += dict.fromkeys(waiting)
        return list(done.values())

    def _node(self, name: str) -> Node:
        if name not in self._nodes:
            raise ModelError(
                N_("{name}: the graph lacks its node {node!r}; fetch the model again"),
                name=self._name, node=name[:100],
            )  # fmt: skip
        return self._nodes[name]

    def _conv(self, node: Node) -> Layer:
        source, (height, width, taken, given) = self._source(node), self._filter(node)
        if taken != self._channels(source):
            self._misfit(node)
        return self._placed(node, Layer(node.name, "conv", (source,), given, window=(height, width)))

    def _depthwise(self, node: Node) -> Layer:
        source, (height, width, taken, multiplier) = self._source(node), self._filter(node)
        if taken != self._channels(source):
            self._misfit(node)
        return self._placed(
            node, Layer(node.name, "depthwise", (source,), taken * multiplier, window=(height, width))
        )  # fmt: skip

    def _pool(self, node: Node) -> Layer:
        source, (height, width) = self._source(node), self._pair(node, "ksize")
        return self._placed(
            node, Layer(node.name, "pool", (source,), self._channels(source), window=(height, width))
        )  # fmt: skip

    def _placed(self, node: Node, layer: Layer) -> Layer:
        """The layer with the node's strides, dilations and padding."""
        down, across = self._pair(node, "strides")
        dilation = self._dilation(node) if "dilations" in node.attr else (1, 1)
        if down != across or (down > 1 and max(dilation) > 1):
            self._unknown(node)  # nor does TensorFlow.js run both at once
        constant = "" if layer.kind == "pool" else node.input[1]
        return replace(
            layer, constant=constant, stride=down, dilation=dilation, padding=self._padding(node)
        )  # fmt: skip

    def _with_bias(self, node: Node) -> Layer:
        layer = self._continued(node)
        if len(node.input) != 2 or layer.kind not in ("conv", "depthwise") or layer.bias or layer.activation:
            self._unknown(node)
        if self._shape(node.input[1], node) != (layer.channels,):
            self._misfit(node)
        return replace(layer, name=node.name, bias=node.input[1])

    def _activated(self, node: Node) -> Layer:
        layer = self._continued(node)
        if layer.kind not in ("conv", "depthwise", "add") or layer.activation:
            self._unknown(node)
        return replace(layer, name=node.name, activation="Relu" if node.op == "Relu" else "Relu6")

    def _continued(self, node: Node) -> Layer:
        """The layer that the node completes: nothing else may need it as it was."""
        source = self._source(node)
        if source not in self.layers or self._users[source] != 1:
            self._unknown(node)
        return self.layers.pop(source)

    def _add(self, node: Node) -> Layer:
        if len(node.input) != 2:
            self._misfit(node)
        first, second = node.input
        if self._channels(first) != self._channels(second):
            self._misfit(node)
        return Layer(node.name, "add", (first, second), self._channels(first))

    def _pad(self, node: Node) -> Layer:
        source = self._source(node)
        if len(node.input) != 2 or self._shape(node.input[1], node) != (4, 2):
            self._misfit(node)
        if self._weights[node.input[1]].dtype != "int32":
            self._misfit(node)
        return Layer(node.name, "pad", (source,), self._channels(source), constant=node.input[1])

    def _source(self, node: Node) -> str:
        if not node.input:
            self._misfit(node)
        self._channels(node.input[0])
        return node.input[0]

    def _channels(self, source: str) -> int:
        if source in self.layers:
            return self.layers[source].channels
        if source not in self.picture:
            self._misfit(self._nodes[source])
        return 3

    def _shape(self, source: str, node: Node) -> tuple[int, ...]:
        if source not in self._weights or self._nodes[source].op != "Const":
            self._misfit(node)
        return self._weights[source].shape

    def _filter(self, node: Node) -> tuple[int, int, int, int]:
        if len(node.input) != 2:
            self._misfit(node)
        shape = self._shape(node.input[1], node)
        if len(shape) != 4 or min(shape) < 1 or max(shape[:2]) > MAX_STEP:
            self._misfit(node)
        if self._weights[node.input[1]].dtype != "float32" or self._text(node, "data_format") not in ("", "NHWC"):
            self._misfit(node)
        return shape[0], shape[1], shape[2], shape[3]

    def _dilation(self, node: Node) -> Pair:
        """The TensorFlow.js converter 1.2 that made BodyPix wrote `[2, 2, 1, 1]` for what is `[1, 2, 2, 1]` in NHWC.

        Read as it was meant: so the networks were trained, and so the ONNX and TFLite files that others made of them
        run. TensorFlow.js itself takes the second and third number, and so dilates such files by 2×1.
        """
        numbers = node.attr["dilations"].integers.i
        if len(numbers) == 4 and numbers[2:] == (1, 1) and numbers[0] == numbers[1] and 1 < numbers[0] <= MAX_STEP:
            return numbers[0], numbers[1]
        return self._pair(node, "dilations")

    def _pair(self, node: Node, attribute: str) -> Pair:
        numbers = node.attr[attribute].integers.i if attribute in node.attr else ()
        if len(numbers) != 4 or numbers[0] != 1 or numbers[3] != 1:
            self._unknown(node)
        if not (0 < numbers[1] <= MAX_STEP and 0 < numbers[2] <= MAX_STEP):
            self._unknown(node)
        return numbers[1], numbers[2]

    def _padding(self, node: Node) -> Padding:
        text = self._text(node, "padding")
        if text == "SAME":
            return "SAME"
        if text != "VALID":
            self._unknown(node)
        return "VALID"

    def _text(self, node: Node, attribute: str) -> str:
        if attribute not in node.attr:
            return ""
        try:
            return base64.b64decode(node.attr[attribute].s, validate=True).decode("ascii")
        except (binascii.Error, ValueError):
            self._unknown(node)

    def _unknown(self, node: Node) -> NoReturn:
        raise ModelError(
            N_("{name}: {node} ({op}) is of a kind that BodyPix does not use; choose a BodyPix model"),
            name=self._name, node=node.name[:100], op=node.op[:100],
        )  # fmt: skip

    def _misfit(self, node: Node) -> NoReturn:
        raise ModelError(
            N_("{name}: what goes into {node} ({op}) does not fit it; fetch the model again"),
            name=self._name, node=node.name[:100], op=node.op[:100],
        )  # fmt: skip
