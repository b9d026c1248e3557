""".tflite files, changed so that engines run them with less work, or at all. The answers stay the same.

`model_file` opens, extends and packs a file; `cheaper` rewrites what takes longer than it must, with `depth_to_space`
and `enlarging`; `transpose_conv` replaces an op that not every engine has; `surroundings` adds ops before and after a
network, and `byte_picture` one before it. Not for running anything, nor for the TensorFlow.js models: those are written
anew.
"""

from __future__ import annotations

from backdrop.segment.rewriting.byte_picture import with_byte_picture
from backdrop.segment.rewriting.cheaper import with_cheaper_ops
from backdrop.segment.rewriting.model_file import ModelFile
from backdrop.segment.rewriting.surroundings import with_enlarged_answer, with_ranged_input
from backdrop.segment.rewriting.transpose_conv import with_builtin_ops

__all__ = [
    "ModelFile",
    "with_builtin_ops",
    "with_byte_picture",
    "with_cheaper_ops",
    "with_enlarged_answer",
    "with_ranged_input",
]
