"""Writes a .tflite file: tensors, operators, and the bytes of the weights. Knows nothing of what the network does.

Through the schema that LiteRT ships. Written so that old readers (tflite-runtime 2.14, MediaPipe) take it as well:
both forms of an operator's code, the lowest version that has what is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from backdrop.segment.tfjs.manifest import Array

ALIGNMENT = 16
"""Of each weight in the file: the schema asks for it (`Buffer.data`, force_align), XNNPACK reads them in place."""
_VERSION = 3
_IDENTIFIER = b"TFL3"
_LAST_OLD_CODE = 127  # later operators do not fit the old field (schema.fbs, OperatorCode)


class FlatFile:
    """A graph that grows by tensors and operators, each named by its number, until it is packed."""

    def __init__(self) -> None:
        self._graph = schema.SubGraphT()
        self._graph.name, self._graph.tensors, self._graph.operators = "main", [], []
        self._buffers: list[AlignedBuffer] = [AlignedBuffer(None)]  # the first is that of all tensors without content
        self._codes: list[tuple[int, int]] = []

    def tensor(self, name: str, shape: Sequence[int], content: Array | None = None) -> int:
        """The number of a new tensor: float32, or of its content's type (float32, int32)."""
        tensor = schema.TensorT()
        tensor.name = name.encode("ascii", "replace").decode("ascii")
        tensor.shape = np.asarray(shape, np.int32)
        whole = content is not None and content.dtype == np.int32
        tensor.type = schema.TensorType.INT32 if whole else schema.TensorType.FLOAT32
        tensor.buffer = 0
        if content is not None:
            tensor.buffer = len(self._buffers)
            self._buffers.append(AlignedBuffer(content))
        self._graph.tensors.append(tensor)
        return len(self._graph.tensors) - 1

    def operator(
        self, code: int, inputs: Sequence[int], output: int, options: tuple[int, Any] | None = None, version: int = 1
    ) -> None:
        """`code` of schema.BuiltinOperator; `options` are a number of schema.BuiltinOptions and its object."""
        if (code, version) not in self._codes:
            self._codes.append((code, version))
        operator = schema.OperatorT()
        operator.opcodeIndex = self._codes.index((code, version))
        operator.inputs, operator.outputs = np.asarray(inputs, np.int32), np.asarray([output], np.int32)
        if options is not None:
            operator.builtinOptionsType, operator.builtinOptions = options
        self._graph.operators.append(operator)

    def packed(self, picture: int, answer: int, description: str) -> bytes:
        """The content of the .tflite file that takes the one tensor and gives the other."""
        self._graph.inputs, self._graph.outputs = np.asarray([picture], np.int32), np.asarray([answer], np.int32)
        model = schema.ModelT()
        model.version, model.description = _VERSION, description.encode("ascii", "replace").decode("ascii")
        model.operatorCodes = [operator_code(code, version) for code, version in self._codes]
        model.subgraphs, model.buffers = [self._graph], self._buffers
        return packed_model(model)


def operator_code(code: int, version: int) -> Any:
    """An entry of the model's operatorCodes."""
    entry = schema.OperatorCodeT()
    entry.builtinCode, entry.version = code, version
    entry.deprecatedBuiltinCode = min(code, _LAST_OLD_CODE)
    return entry


def packed_model(model: Any) -> bytes:
    """The content of the .tflite file of a schema.ModelT whose buffers are AlignedBuffers."""
    # Large enough from the start: the builder doubles itself, and would copy all weights each time.
    builder = schema.flatbuffers.Builder(sum(buffer.bytes for buffer in model.buffers) + (1 << 17))
    builder.Finish(model.Pack(builder), _IDENTIFIER)
    return bytes(builder.Output())


class AlignedBuffer:
    """A model's buffer, in place of the schema's own class, which packs without alignment."""

    def __init__(self, content: Array | None) -> None:
        self._content = content
        self.bytes = 0 if content is None else content.nbytes + ALIGNMENT + 32

    def Pack(self, builder: Any) -> int:  # noqa: N802 - called by the schema's ModelT
        vector = None
        if self._content is not None:
            content = np.frombuffer(self._content.astype(self._content.dtype.newbyteorder("<")).tobytes(), np.uint8)
            builder.Prep(ALIGNMENT, content.size)
            vector = builder.CreateNumpyVector(content)
        schema.BufferStart(builder)
        if vector is not None:
            schema.BufferAddData(builder, vector)
        return int(schema.BufferEnd(builder))
