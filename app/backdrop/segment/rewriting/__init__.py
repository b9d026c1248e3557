""".tflite files, changed so that engines run them with less work, or at all. The answers stay the same.

`model_file` opens, extends and packs a file. `prepared` changes it for any engine: `depth_to_space` and `enlarging`
rewrite what takes longer than it must, `byte_picture` adds an op before the network. `transpose_conv` replaces an op
that not every engine has; `surroundings` adds ops before and after a network. Not for running anything, nor for the
TensorFlow.js models: those are written anew.
"""

from __future__ import annotations

from backdrop.segment.rewriting.model_file import ModelFile
from backdrop.segment.rewriting.prepared import prepared
from backdrop.segment.rewriting.surroundings import with_enlarged_answer, with_ranged_input
from backdrop.segment.rewriting.transpose_conv import with_builtin_ops

__all__ = ["ModelFile", "prepared", "with_builtin_ops", "with_enlarged_answer", "with_ranged_input"]
