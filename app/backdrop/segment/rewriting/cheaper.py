"""A network that does less for the same answer: what its file asks for in a way that no kernel is made for, written so
that one is.

On one thread, runs by turns with the file as it is: selfie-square takes 0.61–0.64 of its time, selfie-landscape 0.65,
meet-full 0.63–0.68, meet-lite 0.64.
"""

from __future__ import annotations

from backdrop.errors import ModelError
from backdrop.segment.rewriting.depth_to_space import split_transpose_convs
from backdrop.segment.rewriting.enlarging import convolve_before_enlarging
from backdrop.segment.rewriting.model_file import MALFORMED, ModelFile


def with_cheaper_ops(content: bytes) -> bytes:
    """The .tflite file's content; the very same where nothing can be saved, or the file cannot be read: what is wrong
    with it, the engine says."""
    try:
        file = ModelFile(content)
        changed = [change(file) for change in (split_transpose_convs, convolve_before_enlarging)]
        return file.packed() if any(changed) else content
    except (ModelError, *MALFORMED):
        return content
