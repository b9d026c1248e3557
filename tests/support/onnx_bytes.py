"""The smallest .onnx files, as protocol buffers (onnx.proto), written without any library."""

from __future__ import annotations

from collections.abc import Sequence

ELEMENT_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int64": 7, "bool": 9, "float16": 10, "float64": 11}
"""TensorProto.DataType."""

Side = int | str
"""Of a shape: a number, or the name of one that the file leaves open."""


def number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def block(field: int, content: bytes | str) -> bytes:
    """A string, or a message within a message."""
    data = content.encode() if isinstance(content, str) else content
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def identity(shape: Sequence[Side], numbers: str = "float32", *more: bytes) -> bytes:
    """A model whose answer is what it takes. `more`: further fields of its graph."""
    node = block(1, "picture") + block(2, "answer") + block(4, "Identity")
    ends = block(11, value("picture", shape, numbers)) + block(12, value("answer", shape, numbers))
    return model(block(1, node) + block(2, "graph") + ends + b"".join(more))


def model(graph: bytes) -> bytes:
    opset = block(1, "") + number(2, 13)
    return number(1, 8) + block(7, graph) + block(8, opset)


def value(name: str, shape: Sequence[Side], numbers: str) -> bytes:
    """A ValueInfoProto."""
    sides = b"".join(block(1, number(1, side) if isinstance(side, int) else block(2, side)) for side in shape)
    return block(1, name) + block(2, block(1, number(1, ELEMENT_TYPES[numbers]) + block(2, sides)))


def outside_tensor(name: str, place: str, floats: int) -> bytes:
    """A TensorProto of float32 whose content is the file `place`."""
    where = block(1, "location") + block(2, place)
    return number(1, floats) + number(2, 1) + block(8, name) + block(13, where) + number(14, 1)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
