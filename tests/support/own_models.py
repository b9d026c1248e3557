"""Model files as people have them: real ones with other ends, and ones that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from support.onnx_bytes import block, model, number, value
from support.tflite import packed, reshaping, tensor

_RESIZE = schema.BuiltinOperator.RESIZE_NEAREST_NEIGHBOR


def changed(content: bytes, change: Callable[[Any, Any], None]) -> bytes:
    """The .tflite file after `change(model, graph)`."""
    whole = schema.ModelT.InitFromPackedBuf(content, 0)
    change(whole, whole.subgraphs[0])
    builder = schema.flatbuffers.Builder(len(content))
    builder.Finish(whole.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def taking(content: bytes, numbers: str, quantised: tuple[float, int] | None = None) -> bytes:
    """The same network, whose picture is of other numbers: `quantised` by that scale and zero point."""

    def change(whole: Any, graph: Any) -> None:
        code, operator = schema.OperatorCodeT(), schema.OperatorT()
        code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.DEQUANTIZE
        code.version = 3
        whole.operatorCodes.append(code)
        first = int(graph.inputs[0])
        graph.tensors.append(tensor(tuple(graph.tensors[first].shape), numbers, quantised))
        operator.opcodeIndex = len(whole.operatorCodes) - 1
        operator.inputs, operator.outputs = np.array([len(graph.tensors) - 1], np.int32), np.array([first], np.int32)
        graph.operators.insert(0, operator)
        graph.inputs = operator.inputs

    return changed(content, change)


def open_sided(content: bytes) -> bytes:
    """The same network, which says that its picture may be of any size."""

    def change(_whole: Any, graph: Any) -> None:
        for end in (*graph.inputs, *graph.outputs):
            taken = graph.tensors[int(end)]
            taken.shapeSignature = np.array([1, -1, -1, taken.shape[3]], np.int32)

    return changed(content, change)


def without_numbers(content: bytes) -> bytes:
    """The same network, whose weights are all no numbers."""

    def change(whole: Any, graph: Any) -> None:
        for held in graph.tensors:
            weights = whole.buffers[held.buffer]
            if held.type in (schema.TensorType.FLOAT16, schema.TensorType.FLOAT32) and weights.data is not None:
                weights.data = np.full(len(weights.data), 0xFF, np.uint8)

    return changed(content, change)


def of_shape(*sides: int) -> bytes:
    """A .tflite file that takes that shape."""

    def change(_whole: Any, graph: Any) -> None:
        graph.tensors[0].shape = np.array(sides, np.int32)

    return changed(reshaping(8, 8, "float32"), change)


def without_answer() -> bytes:
    def change(_whole: Any, graph: Any) -> None:
        graph.outputs = np.array([], np.int32)

    return changed(reshaping(8, 8, "float32"), change)


def answering_nothing() -> bytes:
    """A .tflite file whose answer has no rows."""
    return _resizing(0)


def huge(side: int = 160_000) -> bytes:
    """A .tflite file of some hundred bytes that needs side · side · 12 bytes to run: 307 GB."""
    return _resizing(side)


def _resizing(side: int) -> bytes:
    graph, operator = schema.SubGraphT(), schema.OperatorT()
    size = tensor((2,), "int32", None)
    size.buffer = 1
    graph.tensors = [tensor((1, 8, 8, 3), "float32", None), tensor((1, side, side, 3), "float32", None), size]
    graph.inputs, graph.outputs = np.array([0], np.int32), np.array([1], np.int32)
    operator.inputs, operator.outputs, operator.opcodeIndex = np.array([0, 2], np.int32), graph.outputs, 0
    operator.builtinOptionsType = schema.BuiltinOptions.ResizeNearestNeighborOptions
    operator.builtinOptions = schema.ResizeNearestNeighborOptionsT()
    graph.operators = [operator]
    return packed(graph, _RESIZE, [b"", np.array([side, side], np.int32).tobytes()])


def endless() -> bytes:
    """An .onnx file that passes its picture round in a loop for as long as it is let."""
    ends = [
        block(11, value("turn", (), "int64")), block(11, value("go", (), "bool")),
        block(11, value("inside", (1, 3, 8, 8), "float32")),
        block(12, value("still", (), "bool")), block(12, value("outside", (1, 3, 8, 8), "float32")),
    ]  # fmt: skip
    body = _node("Identity", ["go"], ["still"]) + _node("Identity", ["inside"], ["outside"])
    graph = block(2, "body") + body + b"".join(ends)
    attribute = block(1, "body") + block(6, graph) + number(20, 5)
    turns = number(2, 7) + block(8, "turns") + block(9, (2**62).to_bytes(8, "little"))
    go = number(2, 9) + block(8, "on") + block(9, b"\1")
    loop = _node("Loop", ["turns", "on", "picture"], ["answer"], block(5, attribute))
    picture = [block(field, value(name, (1, 3, 8, 8), "float32")) for field, name in ((11, "picture"), (12, "answer"))]
    return model(loop + block(2, "graph") + block(5, turns) + block(5, go) + b"".join(picture))


def _node(kind: str, taken: list[str], given: list[str], more: bytes = b"") -> bytes:
    names = b"".join(block(1, name) for name in taken) + b"".join(block(2, name) for name in given)
    return block(1, names + block(4, kind) + more)
