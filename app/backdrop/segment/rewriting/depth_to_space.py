"""Transposed convolutions that lay blocks side by side, written as a 1×1 convolution and DEPTH_TO_SPACE.

Where the kernel is as large as the stride, no block reaches into another: all cells of a block are weighted sums of one
pixel, which a 1×1 convolution can make at once, as channels. XNNPACK goes through the picture once for each cell
instead, in registers made for eight channels, of which the networks here fill one or two: that was 34 % of
selfie-square, 29 % of selfie-landscape, 32 % of meet-full and meet-lite. Not a bit of the answer changes. The blocks of
meet-128 overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from backdrop.segment.rewriting.model_file import ModelFile
from backdrop.segment.rewriting.transpose_conv import TransposeConv, is_custom


def split_transpose_convs(file: ModelFile) -> bool:
    """Whether there were any. ModelError for a damaged file."""
    found = False
    for op in [op for op in file.graph.operators if is_custom(file, op)]:
        if (parts := _parts(file, TransposeConv.read(file, op))) is not None:
            place = file.graph.operators.index(op)
            file.graph.operators[place : place + 1] = parts
            found = True
    return found


def _parts(file: ModelFile, op: TransposeConv) -> Sequence[Any] | None:
    """None where blocks overlap, are not square or single pixels, or its weights are not known before it runs."""
    weights, bias = file.constant(op.weights), file.constant(op.bias)
    if weights is None or bias is None or weights.ndim != 4 or op.stride_w == 1:
        return None
    if len({*weights.shape[1:3], op.stride_w, op.stride_h}) > 1:
        return None
    batch, height, width, channels = file.shape(op.picture)
    side, count = op.stride_w, len(weights)
    if file.shape(op.answer) != (batch, side * height, side * width, count):
        return None
    kernels = weights.transpose(1, 2, 0, 3).reshape(side * side * count, 1, 1, channels)
    blocks = file.add_tensor("blocks", (batch, height, width, len(kernels)))
    inputs = (
        op.picture,
        file.add_tensor("block_weights", kernels.shape, kernels),
        file.add_tensor("block_bias", (len(kernels),), np.tile(bias, side * side)),
    )
    convolve, rearrange = schema.Conv2DOptionsT(), schema.DepthToSpaceOptionsT()
    convolve.padding, rearrange.blockSize = schema.Padding.VALID, side
    convolve.strideH = convolve.strideW = convolve.dilationHFactor = convolve.dilationWFactor = 1
    options, code = schema.BuiltinOptions, schema.BuiltinOperator
    return (
        file.op(code.CONV_2D, inputs, blocks, (options.Conv2DOptions, convolve)),
        file.op(code.DEPTH_TO_SPACE, (blocks,), op.answer, (options.DepthToSpaceOptions, rearrange)),
    )
