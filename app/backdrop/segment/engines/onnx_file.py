"""What an .onnx file would read besides itself, found before anything that reads it is let near it.

ONNX keeps its structure as protocol buffers (onnx.proto). Weights may lie in other files, whose names are in it: a name
such as ../../etc/passwd is looked up as well. Backdrop takes models of one file only.
"""

from __future__ import annotations

from collections.abc import Iterator

from backdrop.errors import ModelError
from backdrop.text import N_

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_FIXED_SIZES = {_FIXED64: 8, _FIXED32: 4}
_DEEPEST = 100  # as protocol buffers' own readers

# Which fields of a message hold which messages, on all ways to a tensor (onnx.proto).
_HOLDS: dict[str, dict[int, str]] = {
    "Model": {7: "Graph", 20: "Training", 25: "Function"},
    "Training": {1: "Graph", 2: "Graph"},
    "Function": {7: "Node", 11: "Attribute"},
    "Graph": {1: "Node", 5: "Tensor", 15: "SparseTensor"},
    "Node": {5: "Attribute"},
    "Attribute": {
        5: "Tensor", 6: "Graph", 10: "Tensor", 11: "Graph", 22: "SparseTensor", 23: "SparseTensor",
    },
    "SparseTensor": {1: "Tensor", 2: "Tensor"},
    "Tensor": {},
}  # fmt: skip
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14  # of a Tensor


def refuse_external_data(content: bytes) -> None:
    """ModelError for a file that names others as the place of its weights, and for what is no .onnx file."""
    try:
        outside = _reads_outside(memoryview(content), "Model", 0)
    except (ValueError, IndexError):
        raise ModelError(N_("the model file is damaged: it cannot be read as .onnx")) from None
    if outside:
        raise ModelError(N_("the .onnx file keeps weights in other files; save it as one file, and add that"))


def _reads_outside(message: memoryview, kind: str, depth: int) -> bool:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    for number, wire, value in _fields(message):
        if kind == "Tensor" and (number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value)):
            return True
        held = _HOLDS[kind].get(number)
        if held and wire == _BYTES and isinstance(value, memoryview) and _reads_outside(value, held, depth + 1):
            return True
    return False


def _fields(message: memoryview) -> Iterator[tuple[int, int, memoryview | int]]:
    """Number, wire type and value of each field. ValueError or IndexError where the message is malformed."""
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        number, wire = tag >> 3, tag & 7
        if wire == _VARINT:
            value, place = _varint(message, place)
            yield number, wire, value
            continue
        if wire == _BYTES:
            size, place = _varint(message, place)
        elif wire in _FIXED_SIZES:
            size = _FIXED_SIZES[wire]
        else:
            raise ValueError("a wire type that ONNX does not use")
        if place + size > len(message):
            raise ValueError("cut off")
        yield number, wire, message[place : place + size]
        place += size


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    """The number that begins at `place`, seven bits a byte, and where it ends."""
    value = 0
    for shift in range(0, 70, 7):
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a number of more than 64 bits")
