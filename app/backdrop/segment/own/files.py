"""A model as it lies on the user's disk: one file, or a TensorFlow.js folder, read as a whole.

Nothing is made of the content but names and sizes: that is for the child process.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from backdrop.errors import ModelError, UsageError
from backdrop.host.files import open_binary, read_bytes
from backdrop.segment.spec import Format
from backdrop.text import N_

MAX_MEGABYTES = 256
_FORMATS: dict[str, Format] = {".tflite": "tflite", ".onnx": "onnx", ".json": "tfjs"}


@dataclass(frozen=True, slots=True, eq=False)
class OwnFiles:
    """`main` is the content of `path`, `parts` those of the shards beside it, by their names."""

    path: Path
    format: Format
    main: bytes
    parts: dict[str, bytes]

    @property
    def digest(self) -> str:
        """Of all contents together."""
        each = [self.main, *(self.parts[name] for name in sorted(self.parts))]
        return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in each)).hexdigest()


def read_files(path: Path) -> OwnFiles:
    """The model at `path`: a .tflite or .onnx file, a `model*.json`, or the folder that has one, with its shards.

    Raises UsageError where several models may be meant, ModelError for what is missing, unreadable, too large, or no
    model file.
    """
    main = _main_file(path)
    content = _read(main, MAX_MEGABYTES * 1_000_000)
    kind = _FORMATS.get(main.suffix.lower()) or ("tflite" if content[4:8] == b"TFL3" else None)
    if kind is None:
        raise ModelError(
            N_("{path} is no model file; choose a .tflite file, an .onnx file, or the folder of a TensorFlow.js model"),
            path=path,
        )  # fmt: skip
    return OwnFiles(main, kind, content, _shards(main, content) if kind == "tfjs" else {})


def _main_file(path: Path) -> Path:
    if not path.is_dir():
        return path
    try:
        found = sorted(path.glob("model*.json")) or sorted(path.glob("*.json"))
    except OSError as reason:
        raise ModelError(N_("{path} cannot be opened: {reason}"), path=path, reason=reason) from None
    if not found:
        raise ModelError(
            N_("{path} has no model*.json, so it is no TensorFlow.js model; choose another folder, or a file"),
            path=path,
        )  # fmt: skip
    if len(found) > 1:
        raise UsageError(
            N_("{path} has several models; name one of them: {files}"), path=path,
            files=", ".join(str(file) for file in found[:6]),
        )  # fmt: skip
    return found[0]


def _shards(main: Path, content: bytes) -> dict[str, bytes]:
    from backdrop.segment.tfjs import shard_sizes

    left = MAX_MEGABYTES * 1_000_000 - len(content)
    shards: dict[str, bytes] = {}
    for name in shard_sizes(content, main.name):
        shards[name] = _read(main.with_name(name), left)
        left -= len(shards[name])
    return shards


def _read(path: Path, most: int) -> bytes:
    with open_binary(path, ModelError) as file:
        size = file.seek(0, 2)
    if size > most:
        raise ModelError(N_("{path} is larger than {limit} MB; choose a smaller model"), path=path, limit=MAX_MEGABYTES)
    return read_bytes(path, ModelError)
