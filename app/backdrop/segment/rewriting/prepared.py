"""A file as any engine is given it: opened, changed, and packed.

What a file asks for in a way that no kernel is made for is written so that one is. On one thread of LiteRT, by turns
with the file as it is, selfie-square then takes 0.61–0.65 of its time, selfie-landscape 0.65, meet-full 0.63–0.68,
meet-lite 0.64–0.67 (meet-128 0.97); with tflite-runtime 0.89–0.92, MediaPipe 0.75–0.82, LiteRT's builtin kernels 0.89,
its reference ones 0.85.
"""

from __future__ import annotations

import logging
from typing import NamedTuple

from backdrop.errors import ModelError
from backdrop.segment.rewriting.byte_picture import take_bytes
from backdrop.segment.rewriting.depth_to_space import split_transpose_convs
from backdrop.segment.rewriting.enlarging import convolve_before_enlarging
from backdrop.segment.rewriting.model_file import MALFORMED, ModelFile
from backdrop.segment.spec import InputSpec

_log = logging.getLogger(__name__)


class Prepared(NamedTuple):
    """`takes_bytes`: whether the network's input is a picture's bytes now."""

    content: bytes
    takes_bytes: bool


def prepared(content: bytes, picture: InputSpec | None = None, less: bool = True) -> Prepared:
    """The .tflite file's content, made to do less for the same answer, where `less`, and to take the bytes of a
    `picture`; the very same content where nothing can be changed, or it cannot be read: what is wrong with it, the
    engine says. Takes 40 to 90 ms for a file that is changed.
    """
    try:
        file = ModelFile(content)
        changed = [change(file) for change in (split_transpose_convs, convolve_before_enlarging) if less]
        in_bytes = picture is not None and take_bytes(file, picture)
        return Prepared(file.packed(), in_bytes) if in_bytes or any(changed) else Prepared(content, False)
    except (ModelError, *MALFORMED) as reason:
        _log.debug("a model file is run as it is: %r", reason)
        return Prepared(content, False)
