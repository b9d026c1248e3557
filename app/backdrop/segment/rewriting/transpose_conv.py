"""The op of Google's segmentation files that only some engines know, written as the builtin one that all know.

`Convolution2DTransposeBias` enlarges: a transposed convolution with a bias. Its inputs are the picture, the weights
(OHWI) and the bias, and its options three int32: padding (1 same, 2 valid), stride across, stride down, as TFLite's C
structure `TfLiteTransposeConvParams` begins. TRANSPOSE_CONV does the same from its version 3 on, which has the bias.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from backdrop.errors import ModelError
from backdrop.segment.rewriting.model_file import ModelFile
from backdrop.text import N_

CUSTOM_OP = b"Convolution2DTransposeBias"

_OPTIONS = struct.Struct("<3i")
_PADDINGS = {1: schema.Padding.SAME, 2: schema.Padding.VALID}
_VERSION_WITH_BIAS = 3


def with_builtin_ops(content: bytes) -> bytes:
    """The .tflite file's content with that op replaced; the very same content where there is none.

    Takes about 40 ms for a file of 400 kB: not worth keeping the result. ModelError for a damaged file.
    """
    if CUSTOM_OP not in content:
        return content
    file = ModelFile(content)
    for number, op in enumerate(file.graph.operators):
        if is_custom(file, op):
            file.graph.operators[number] = _builtin(file, TransposeConv.read(file, op))
    return file.packed()


def is_custom(file: ModelFile, op: Any) -> bool:
    """Whether it is that op."""
    return 0 <= op.opcodeIndex < len(file.codes) and bool(file.codes[op.opcodeIndex].customCode == CUSTOM_OP)


class TransposeConv(NamedTuple):
    """That op as a file has it: the numbers of its tensors, and its options."""

    picture: int
    weights: int
    bias: int
    answer: int
    padding: int
    stride_w: int
    stride_h: int

    @classmethod
    def read(cls, file: ModelFile, op: Any) -> TransposeConv:
        """ModelError where it is not as it should be."""
        try:
            padding, stride_w, stride_h = _OPTIONS.unpack_from(bytes(bytearray(op.customOptions)))
            picture, weights, bias = (int(number) for number in op.inputs)
            (answer,) = (int(number) for number in op.outputs)
            return cls(picture, weights, bias, answer, _PADDINGS[padding], stride_w, stride_h)
        except (struct.error, ValueError, KeyError, IndexError, TypeError) as reason:
            raise ModelError(
                N_("the model file is damaged: its op {op} is not as it should be"), op=CUSTOM_OP.decode()
            ) from reason


def _builtin(file: ModelFile, op: TransposeConv) -> Any:
    options = schema.TransposeConvOptionsT()
    options.padding, options.strideW, options.strideH = op.padding, op.stride_w, op.stride_h
    size = file.add_tensor("transpose_conv_size", (4,), np.array(file.shape(op.answer), np.int32))
    return file.op(
        schema.BuiltinOperator.TRANSPOSE_CONV,
        (size, op.weights, op.picture, op.bias),
        op.answer,
        (schema.BuiltinOptions.TransposeConvOptions, options),
        _VERSION_WITH_BIAS,
    )
