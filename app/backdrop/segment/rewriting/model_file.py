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
from backdrop.segment.tfjs.flatbuffer import AlignedBuffer, operator_code, packed_model
from backdrop.text import N_

MALFORMED = (
    struct.error, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, MemoryError,
    RecursionError,
)  # fmt: skip
"""What reading a damaged file through the schema's own classes ends in: they check nothing."""


_FLOATS = {schema.TensorType.FLOAT32: "<f4", schema.TensorType.FLOAT16: "<f2"}


class ModelFile:
    """The one graph of a .tflite file. Tensors are known by their numbers."""

    def __init__(self, content: bytes) -> None:
        """ModelError for what is no .tflite file, or one whose weights lie outside of its schema."""
        try:
            self._model = schema.ModelT.InitFromPackedBuf(content, 0)
            self.graph = self._model.subgraphs[0]
            self.codes = list(self._model.operatorCodes)
            self.graph.tensors, self.graph.operators = list(self.graph.tensors), list(self.graph.operators)
            outside = any(buffer.offset > 1 for buffer in self._model.buffers)
        except MALFORMED as reason:
            raise _damaged() from reason
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
        """ModelError where there is no such tensor, or it has no shape."""
        try:
            return tuple(int(side) for side in self.graph.tensors[tensor].shape)
        except MALFORMED as reason:
            raise _damaged() from reason

    def code(self, op: Any) -> int:
        """Of schema.BuiltinOperator."""
        known = self.codes[op.opcodeIndex]
        return int(max(known.builtinCode, known.deprecatedBuiltinCode))

    def only_user(self, tensor: int) -> Any | None:
        """The op that alone takes a tensor; None where others do too, or the answer is made of it."""
        users = [op for op in self.graph.operators if tensor in [int(number) for number in op.inputs]]
        return users[0] if len(users) == 1 and tensor not in [int(number) for number in self.graph.outputs] else None

    def is_plain_picture(self, tensor: int) -> bool:
        """Whether it is float32 with batch, height, width and channels, all known before it runs."""
        held = self.graph.tensors[tensor]
        sides = () if held.shape is None else held.shape
        is_open = held.shapeSignature is not None and -1 in held.shapeSignature
        return held.type == schema.TensorType.FLOAT32 and len(sides) == 4 and not is_open

    def constant(self, tensor: int) -> npt.NDArray[np.float32] | None:
        """The values of a tensor that the file holds, as float32 or float16; None for one that is worked out."""
        for op in self.graph.operators:
            if self.code(op) == schema.BuiltinOperator.DEQUANTIZE and int(op.outputs[0]) == tensor:
                tensor = int(op.inputs[0])
        held = self.graph.tensors[tensor]
        content, kind = self._model.buffers[held.buffer].data, _FLOATS.get(held.type)
        if kind is None or content is None or not len(content):
            return None
        return np.frombuffer(bytes(bytearray(content)), kind).reshape(self.shape(tensor)).astype(np.float32)

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
        """The file's content, without the codes of ops that it no longer has; asked for once, at the end.

        ModelError where what was read of it cannot be written.
        """
        try:
            used = sorted({int(op.opcodeIndex) for op in self.graph.operators})
            for op in self.graph.operators:
                op.opcodeIndex = used.index(op.opcodeIndex)
            self._model.operatorCodes = self.codes = [self.codes[number] for number in used]
            self._model.buffers = [_aligned(buffer) for buffer in self._model.buffers]
            return packed_model(self._model)
        except (*MALFORMED, schema.flatbuffers.builder.BuilderSizeError) as reason:
            raise _damaged() from reason

    def _code(self, code: int, version: int) -> int:
        for number, known in enumerate(self.codes):
            if max(known.builtinCode, known.deprecatedBuiltinCode) == code and known.version == version:
                return number
        self.codes.append(operator_code(code, version))
        return len(self.codes) - 1

    def _add_buffer(self, content: bytes) -> int:
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(content, np.uint8)
        self._model.buffers.append(buffer)
        return len(self._model.buffers) - 1


def _aligned(buffer: Any) -> AlignedBuffer:
    content = None if buffer.data is None or not len(buffer.data) else np.asarray(buffer.data, np.uint8)
    return AlignedBuffer(content)


def _damaged() -> ModelError:
    return ModelError(N_("the model file is damaged: it cannot be read as .tflite"))


def _only(tensors: Sequence[int] | None) -> int:
    if tensors is None or len(tensors) != 1:
        raise ModelError(N_("the model does not take one picture and give one answer; choose another model"))
    return int(tensors[0])
