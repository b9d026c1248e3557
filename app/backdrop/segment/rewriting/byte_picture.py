"""Networks that take a picture's bytes as they are: the division by 255 becomes an op of the network.

What takes 0..1 as float32 has to be made of uint8 first, four times the bytes; XNNPACK does that on its way at no cost
that could be measured, where NumPy and the interpreter's copy take 3 % of the network's own time.
"""

from __future__ import annotations

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from backdrop.segment.rewriting.model_file import ModelFile
from backdrop.segment.spec import InputSpec


def takes_plain_colours(spec: InputSpec) -> bool:
    """Whether the network's numbers are a picture's RGB bytes times one factor."""
    return (spec.layout, spec.colour) == ("NHWC", "RGB") and len(set(spec.scale)) == 1 and not any(spec.offset)


def take_bytes(file: ModelFile, spec: InputSpec) -> bool:
    """Makes the file's input uint8; False where it does not take plain colours, or what the spec says it takes.

    Not a bit of the answer changes. ModelError for a damaged file.
    """
    network = file.input
    fits = file.shape(network) == spec.shape and file.graph.tensors[network].type == schema.TensorType.FLOAT32
    if not (fits and takes_plain_colours(spec)):
        return False
    quantised = schema.QuantizationParametersT()
    quantised.scale, quantised.zeroPoint = np.array(spec.scale[:1], np.float32), np.zeros(1, np.int64)
    picture = file.add_tensor("picture_bytes", spec.shape)
    tensor = file.graph.tensors[picture]
    tensor.type, tensor.quantization = schema.TensorType.UINT8, quantised
    options = schema.BuiltinOptions.DequantizeOptions, schema.DequantizeOptionsT()
    op = file.op(schema.BuiltinOperator.DEQUANTIZE, (picture,), network, options, version=2)
    file.graph.operators.insert(0, op)
    file.graph.inputs = np.array([picture], np.int32)
    return True
