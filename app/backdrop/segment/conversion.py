"""TensorFlow.js models, converted to what the engines run. Converted files are kept, by what they were made of."""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from backdrop.errors import BackdropError, ModelMissingError
from backdrop.host.files import read_bytes, write_atomically
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelFiles, ModelStore

_log = logging.getLogger(__name__)

_FORM = 1
"""Of the converted files; raised when the converter makes others than before."""
_KEY_LENGTH = 64
_KEPT = 12
"""A person uses one model at one or two sizes; the benches a few more."""


def converted(spec: ModelSpec, store: ModelStore, height: int, width: int) -> tuple[ModelSpec, bytes]:
    """The model's .tflite content for pictures of that size, and its spec, marked where its weights were made here.

    Where the model's own files are missing, they are made from those of `made_from`: the same network, its weights
    quantised again where it has other ones. Raises ModelMissingError when there are neither, ModelError when they are
    damaged.
    """
    base, files = _files(spec, store)
    quantise = spec.quant_bytes if base.quant_bytes != spec.quant_bytes else None
    if quantise is not None:
        spec = replace(spec, requantised=True)
    key = _key(files, height, width, spec.output.stride, quantise)
    path = store.cache / "converted" / f"{spec.id}-{key}.tflite"
    if (kept := _kept(path)) is not None:
        return spec, kept
    content = _convert(spec, files, height, width, quantise)
    _keep(path, content)
    return spec, content


def made_here(spec: ModelSpec, store: ModelStore) -> ModelSpec | None:
    """The model from whose files this one would be made on this machine; None where it has its own, or can't be made.

    Raises ModelError where one of the files is damaged.
    """
    if spec.made_from is None or store.locate(spec) is not None:
        return None
    base = Catalogue.load().get(spec.made_from)
    return base if store.locate(base) is not None else None


def converted_files(spec: ModelSpec, store: ModelStore) -> list[Path]:
    """Those that were made of the model, or as the model of the weights of another."""
    ids = [spec.id, *(other.id for other in Catalogue.load() if other.made_from == spec.id)]
    folder = store.cache / "converted"
    return [path for name in ids for path in folder.glob(f"{name}-{'?' * _KEY_LENGTH}.tflite")]


def _files(spec: ModelSpec, store: ModelStore) -> tuple[ModelSpec, ModelFiles]:
    try:
        return spec, store.load_files(spec)
    except ModelMissingError as missing:
        base = made_here(spec, store)
        if base is None:
            raise missing from None
        return base, store.load_files(base)


def _convert(spec: ModelSpec, files: ModelFiles, height: int, width: int, quantise: int | None) -> bytes:
    from backdrop.segment.tfjs import read_model, requantised, to_tflite

    model = read_model(files.main, files.parts, spec.id)
    if quantise is not None:
        model = requantised(model, cast(Literal[1, 2, 4], quantise))
    return to_tflite(model, height, width, spec.output.stride)


def _key(files: ModelFiles, *form: object) -> str:
    digest = hashlib.sha256(repr((_FORM, *form)).encode())
    for content in (files.main, *(files.parts[name] for name in sorted(files.parts))):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _kept(path: Path) -> bytes | None:
    """The converted file, where it is there and as it was written: its last 32 bytes are the hash of the others."""
    try:
        data = read_bytes(path)
        os.utime(path)  # it is not the one to be dropped next
    except (BackdropError, OSError):
        return None
    content, digest = data[:-32], data[-32:]
    return content if hashlib.sha256(content).digest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    """Without room for it, it is made again next time."""
    try:
        write_atomically(path, content + hashlib.sha256(content).digest())
        others = sorted(path.parent.glob("*.tflite"), key=lambda other: other.stat().st_mtime, reverse=True)
        for other in others[_KEPT:]:
            other.unlink()
    except (BackdropError, OSError) as reason:
        _log.debug("a converted model is not kept: %s", reason)
