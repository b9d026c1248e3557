"""The smallest .tflite files: one op, numbers of any kind."""

from __future__ import annotations

from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema

_TYPES = {
    "float32": schema.TensorType.FLOAT32,
    "float16": schema.TensorType.FLOAT16,
    "uint8": schema.TensorType.UINT8,
    "int8": schema.TensorType.INT8,
    "int16": schema.TensorType.INT16,
    "int32": schema.TensorType.INT32,
    "bool": schema.TensorType.BOOL,
}


def reshaping(
    height: int, width: int, numbers: str, quantised: tuple[float, int] | None = None, *, version: int = 1
) -> bytes:
    """From (1, height, width, 3) to (1, height, width · 3, 1), whose values are the same.

    `quantised`: scale and zero point of both. `version`: of the op.
    """
    graph, options = schema.SubGraphT(), schema.ReshapeOptionsT()
    shapes = (1, height, width, 3), (1, height, width * 3, 1)
    options.newShape = np.array(shapes[1], np.int32)
    target = tensor((4,), "int32", None)
    target.buffer = 1
    graph.tensors = [*(tensor(shape, numbers, quantised) for shape in shapes), target]
    graph.inputs, graph.outputs = np.array([0], np.int32), np.array([1], np.int32)
    operator = schema.OperatorT()
    operator.inputs, operator.outputs, operator.opcodeIndex = np.array([0, 2], np.int32), graph.outputs, 0
    operator.builtinOptionsType, operator.builtinOptions = schema.BuiltinOptions.ReshapeOptions, options
    graph.operators = [operator]
    buffers = [b"", np.array(shapes[1], np.int32).tobytes()]
    return packed(graph, schema.BuiltinOperator.RESHAPE, buffers, version)


def packed(graph: Any, code: int | bytes, buffers: list[bytes], version: int = 1) -> bytes:
    """The file of a graph whose only kind of op is `code`: a builtin one, or the name of a custom one."""
    model, kind = schema.ModelT(), schema.OperatorCodeT()
    kind.builtinCode = schema.BuiltinOperator.CUSTOM if isinstance(code, bytes) else code
    kind.customCode = code if isinstance(code, bytes) else None
    kind.deprecatedBuiltinCode, kind.version = min(kind.builtinCode, 127), version
    model.version, model.operatorCodes, model.subgraphs, model.buffers = 3, [kind], [graph], []
    for content in buffers:
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(content, np.uint8) if content else None
        model.buffers.append(buffer)
    builder = schema.flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def tensor(shape: tuple[int, ...], numbers: str, quantised: tuple[float, int] | None) -> Any:
    """One without content."""
    made = schema.TensorT()
    made.shape, made.type, made.buffer = np.array(shape, np.int32), _TYPES[numbers], 0
    if quantised is not None:
        made.quantization = schema.QuantizationParametersT()
        made.quantization.scale = np.array([quantised[0]], np.float32)
        made.quantization.zeroPoint = np.array([quantised[1]], np.int64)
    return made
