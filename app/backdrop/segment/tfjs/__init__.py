"""BodyPix as TensorFlow.js stores it, converted to a TFLite file that every engine of ours runs.

Four steps, one file each: `document` reads the JSON, `manifest` the weights, `graph` the layers, and `convert` writes
the .tflite content at the size and output stride that are asked for (`stride`, `flatbuffer`). Not for running anything,
nor for fetching: bytes come in, bytes go out.
"""

from __future__ import annotations

from backdrop.segment.tfjs.convert import to_tflite
from backdrop.segment.tfjs.manifest import shard_sizes
from backdrop.segment.tfjs.model import TfjsModel, output_strides, read_model
from backdrop.segment.tfjs.quantise import requantised, stored_bytes

__all__ = [
    "TfjsModel",
    "output_strides",
    "read_model",
    "requantised",
    "shard_sizes",
    "stored_bytes",
    "to_tflite",
]
