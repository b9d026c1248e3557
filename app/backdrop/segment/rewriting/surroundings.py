"""Ops before and after a network: what an engine that prepares pictures or reads answers itself does not do."""

from __future__ import annotations

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from backdrop.segment.rewriting.model_file import ModelFile
from backdrop.segment.spec import Triple


def with_ranged_input(file: ModelFile, scale: Triple, offset: Triple) -> None:
    """The network then takes a channel's plain value, 0..255, as float32: it becomes value · scale + offset."""
    network = file.input
    shape = file.shape(network)
    picture, scaled = file.add_tensor("picture", shape), file.add_tensor("scaled_picture", shape)
    factors = file.add_tensor("picture_scale", (3,), np.array(scale, np.float32))
    terms = file.add_tensor("picture_offset", (3,), np.array(offset, np.float32))
    plain = schema.ActivationFunctionType.NONE
    multiply, add = schema.MulOptionsT(), schema.AddOptionsT()
    multiply.fusedActivationFunction = add.fusedActivationFunction = plain
    ops = (
        file.op(schema.BuiltinOperator.MUL, (picture, factors), scaled, (schema.BuiltinOptions.MulOptions, multiply)),
        file.op(schema.BuiltinOperator.ADD, (scaled, terms), network, (schema.BuiltinOptions.AddOptions, add)),
    )
    file.graph.operators[:0] = ops
    file.graph.inputs = np.array([picture], np.int32)


def with_enlarged_answer(file: ModelFile, height: int, width: int) -> None:
    """The answer then has `height` × `width` cells, the outer ones where they were: linear in between."""
    cells = file.output
    enlarged = file.add_tensor("enlarged_answer", (1, height, width, file.shape(cells)[3]))
    size = file.add_tensor("enlarged_size", (2,), np.array([height, width], np.int32))
    options = schema.ResizeBilinearOptionsT()
    options.alignCorners = True
    code, kind = schema.BuiltinOperator.RESIZE_BILINEAR, schema.BuiltinOptions.ResizeBilinearOptions
    file.graph.operators.append(file.op(code, (cells, size), enlarged, (kind, options)))
    file.graph.outputs = np.array([enlarged], np.int32)
