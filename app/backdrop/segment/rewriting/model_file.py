"""A .tflite file opened to be changed: its tensors, ops and metadata, through the schema that LiteRT ships.

Knows nothing of what the network does.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from ai_edge_litert import schema_py_generated as schema

from backdrop.errors import ModelError
from backdrop.text import N_

_IDENTIFIER = b"TFL3"
_ALIGNMENT = 16
"""Of each tensor's content: the schema asks for it (`Buffer.data`, force_align), and kernels read them in place."""

_LAST_OLD_CODE = 127
"""Ops up to here stand in the old field as well, which is the one that old readers know (schema.fbs, OperatorCode)."""

_MALFORMED = (
    struct.error, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, MemoryError,
    RecursionError,
)  # fmt: skip
"""What reading a damaged file through the schema's own classes ends in: they check nothing."""


class ModelFile:
    """The one graph of a .tflite file. Tensors are known by their numbers."""

    def __init__(self, content: bytes) -> None:
        """ModelError for what is no .tflite file, or one whose weights lie outside of its schema."""
        try:
            self._model = schema.ModelT.InitFromPackedBuf(content, 0)
            self.graph = self._model.subgraphs[0]
            self.codes = self._model.operatorCodes
            outside = any(buffer.offset > 1 for buffer in self._model.buffers)
            self._bytes = len(content)
        except _MALFORMED as reason:
            raise ModelError(N_("the model file is damaged: it cannot be read as .tflite")) from reason
        if outside or len(self._model.subgraphs) != 1:
            raise ModelError(N_("this engine cannot run a model file of that form; leave out --engine and --kernels"))

    @property
    def input(self) -> int:
        """The tensor that the picture goes into; ModelError where there is not exactly one."""
        return _only(self.graph.inputs)

    @property
    def output(self) -> int:
        """The tensor of the answer; ModelError where there is not exactly one."""
        return _only(self.graph.outputs)

    def shape(self, tensor: int) -> tuple[int, ...]:
        return tuple(int(side) for side in self.graph.tensors[tensor].shape)

    def add_tensor(self, name: str, shape: Sequence[int], content: npt.NDArray[Any] | None = None) -> int:
        """The number of a new tensor: float32, or of its content's type (float32, int32)."""
        tensor = schema.TensorT()
        tensor.name, tensor.shape, tensor.buffer = name, np.asarray(shape, np.int32), 0
        whole = content is not None and content.dtype == np.int32
        tensor.type = schema.TensorType.INT32 if whole else schema.TensorType.FLOAT32
        if content is not None:
            tensor.buffer = self._add_buffer(content.astype(content.dtype.newbyteorder("<")).tobytes())
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1

    def op(
        self, code: int, inputs: Sequence[int], output: int, options: tuple[int, Any] | None = None, version: int = 1
    ) -> Any:
        """A new op, to be put into its place among the graph's: `code` is of schema.BuiltinOperator, `options` a
        number of schema.BuiltinOptions and its object."""
        op = schema.OperatorT()
        op.opcodeIndex = self._code(code, version)
        op.inputs, op.outputs = np.asarray(inputs, np.int32), np.asarray([output], np.int32)
        if options is not None:
            op.builtinOptionsType, op.builtinOptions = options
        return op

    def set_metadata(self, name: str, content: bytes) -> None:
        """Adds an entry of the file's metadata, or replaces the one of that name."""
        entry = schema.MetadataT()
        entry.name, entry.buffer = name, self._add_buffer(content)
        others = [other for other in self._model.metadata or [] if other.name != name.encode()]
        self._model.metadata = [*others, entry]

    def packed(self) -> bytes:
        """The file's content. ModelError where what was read of it cannot be written."""
        # Large enough from the start: the builder doubles itself, and would copy all weights each time.
        builder = schema.flatbuffers.Builder(self._bytes + (1 << 16))
        try:
            self._model.buffers = [_Aligned(buffer.data) for buffer in self._model.buffers]
            builder.Finish(self._model.Pack(builder), _IDENTIFIER)
        except (*_MALFORMED, schema.flatbuffers.builder.BuilderSizeError) as reason:
            raise ModelError(N_("the model file is damaged: it cannot be read as .tflite")) from reason
        return bytes(builder.Output())

    def _code(self, code: int, version: int) -> int:
        for number, known in enumerate(self.codes):
            if max(known.builtinCode, known.deprecatedBuiltinCode) == code and known.version == version:
                return number
        added = schema.OperatorCodeT()
        added.builtinCode, added.version = code, version
        added.deprecatedBuiltinCode = min(code, _LAST_OLD_CODE)
        self.codes.append(added)
        return len(self.codes) - 1

    def _add_buffer(self, content: bytes) -> int:
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(content, np.uint8)
        self._model.buffers.append(buffer)
        self._bytes += len(content) + _ALIGNMENT
        return len(self._model.buffers) - 1


class _Aligned:
    """In place of the schema's own class, which packs without alignment."""

    def __init__(self, content: npt.NDArray[np.uint8] | None) -> None:
        self.data = content

    def Pack(self, builder: Any) -> int:  # noqa: N802 - called by the schema's ModelT
        vector = None
        if self.data is not None and len(self.data):
            content = np.ascontiguousarray(self.data, np.uint8)
            builder.Prep(_ALIGNMENT, content.size)
            vector = builder.CreateNumpyVector(content)
        schema.BufferStart(builder)
        if vector is not None:
            schema.BufferAddData(builder, vector)
        return int(schema.BufferEnd(builder))


def _only(tensors: Sequence[int]) -> int:
    if len(tensors) != 1:
        raise ModelError(N_("the model does not take one picture and give one answer; choose another model"))
    return int(tensors[0])
