"""The weights of a TensorFlow.js model: which shards hold them, how long each must be, and what they decode to.

Nothing here allocates more than the shards that were handed in justify: sizes are checked first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backdrop.errors import ModelError
from backdrop.segment.tfjs.document import Document, Group, Weight, read_document
from backdrop.text import N_

SHARD_BYTES = 4 * 1024 * 1024
"""What the TensorFlow.js converter cuts a group of weights into (tensorflowjs `write_weights.py`, default)."""
MAX_WEIGHT_BYTES = 256_000_000
"""Of all weights together, stored or in use; BodyPix's largest (ResNet-50, float) has 95 MB."""

Array = NDArray[Any]

_PLAIN_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,100}[A-Za-z0-9])?")


def shard_sizes(topology: bytes, name: str) -> dict[str, int]:
    """The files of weights that a `model-stride*.json` names, in order, with the bytes that each must have.

    `name` is what errors call the model. The names are plain: letters, digits, dots and dashes, safe to make a file or
    an address of. Raises ModelError for a broken file, other names, and sizes that are absurd or cannot be known.
    """
    document = read_document(topology, name)
    check_sizes(document, name)
    sizes: dict[str, int] = {}
    for group in document.manifest:
        total = _group_bytes(group)
        last = total - SHARD_BYTES * (len(group.paths) - 1)
        if not 0 < last <= (total if len(group.paths) == 1 else SHARD_BYTES):
            raise ModelError(
                N_("{name}: {count} files cannot hold {bytes} bytes of weights; fetch the model's JSON again"),
                name=name, count=len(group.paths), bytes=total,
            )  # fmt: skip
        sizes |= dict.fromkeys(group.paths, SHARD_BYTES) | {group.paths[-1]: last}
    return sizes


def check_sizes(document: Document, name: str) -> None:
    """Raises ModelError for shard names that are unsafe or double, and for weights that are too large or double."""
    paths = [path for group in document.manifest for path in group.paths]
    weights = [weight for group in document.manifest for weight in group.weights]
    for path in paths:
        if not _PLAIN_NAME.fullmatch(path):
            raise ModelError(
                N_("{name} names a file of weights {path!r}, which is no plain file name; choose another model"),
                name=name, path=path[:100],
            )  # fmt: skip
    if len(set(paths)) < len(paths) or len({weight.name for weight in weights}) < len(weights):
        raise ModelError(N_("{name} names the same weights twice; fetch the model's JSON again"), name=name)
    if sum(4 * math.prod(weight.shape) for weight in weights) > MAX_WEIGHT_BYTES:
        raise ModelError(
            N_("{name} has more than {limit} MB of weights; choose a smaller model"),
            name=name, limit=MAX_WEIGHT_BYTES // 1_000_000,
        )  # fmt: skip


def joined(document: Document, shards: Mapping[str, bytes], name: str) -> dict[str, tuple[Weight, memoryview]]:
    """Each weight by its name, with its stored bytes. Raises ModelError for shards that miss or have other sizes."""
    check_sizes(document, name)
    stored: dict[str, tuple[Weight, memoryview]] = {}
    for group in document.manifest:
        content = memoryview(_group_content(group, shards, name))
        start = 0
        for weight in group.weights:
            stored[weight.name] = weight, content[start : start + _weight_bytes(weight)]
            start += _weight_bytes(weight)
    return stored


def _group_content(group: Group, shards: Mapping[str, bytes], name: str) -> bytes:
    missing = [path for path in group.paths if path not in shards]
    if missing:
        raise ModelError(
            N_("{name}: the weights {path} are missing; put them beside the model's JSON or fetch the model again"),
            name=name, path=missing[0],
        )  # fmt: skip
    found, due = sum(len(shards[path]) for path in group.paths), _group_bytes(group)
    if found != due:
        raise ModelError(
            N_("{name}: {path} should hold {due} bytes of weights but holds {found}; fetch the model again"),
            name=name, path=" + ".join(group.paths[:3]), due=due, found=found,
        )  # fmt: skip
    return b"".join(shards[path] for path in group.paths)


def decoded(weight: Weight, stored: memoryview, name: str) -> Array:
    """The weight as float32 or int32 of its shape, dequantised as tfjs-core does (`io_utils.ts`, decodeWeights).

    Raises ModelError for what is not finite.
    """
    if weight.quantization is None:
        values = np.frombuffer(stored, "<f4" if weight.dtype == "float32" else "<i4")
    else:
        whole = np.frombuffer(stored, "<u1" if weight.quantization.dtype == "uint8" else "<u2")
        with np.errstate(over="ignore"):
            values = whole * np.float64(weight.quantization.scale) + weight.quantization.min
        if weight.dtype == "int32":
            # JavaScript rounds halves up; the clip only keeps nonsense from overflowing.
            values = np.floor(values + 0.5).clip(-(2**31), 2**31 - 1)
    with np.errstate(over="ignore"):
        array = values.astype(np.float32 if weight.dtype == "float32" else np.int32).reshape(weight.shape)
    if not np.isfinite(array).all():
        raise ModelError(
            N_("{name}: the weights {weight} are not finite numbers; fetch the model again"),
            name=name, weight=weight.name,
        )  # fmt: skip
    array.flags.writeable = False
    return array


def _weight_bytes(weight: Weight) -> int:
    each = 4 if weight.quantization is None else int(np.dtype(weight.quantization.dtype).itemsize)
    return each * math.prod(weight.shape)


def _group_bytes(group: Group) -> int:
    return sum(_weight_bytes(weight) for weight in group.weights)
