"""What was first sent for files whose hashes nobody published: they are held to that from then on.

Kept beside the fetched files, one small file a model, so that processes that fetch different models do not meet. Such a
file is only as trustworthy as the connection over which it first came.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from backdrop.errors import ModelError
from backdrop.host.files import write_atomically

_log = logging.getLogger(__name__)


class Pin(BaseModel):
    """One file: its name, size and hash, and the address that first sent it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    file: str
    bytes: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    source: str


_PINS = TypeAdapter(tuple[Pin, ...])


class Pins:
    """The pins of all models. A damaged file counts as none: what it held is fetched again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, model_id: str) -> dict[str, Pin]:
        """By the file's name."""
        try:
            pins = _PINS.validate_json(self._path(model_id).read_bytes(), strict=False)
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as reason:
            _log.warning("what was first sent for %s is not known any more: %s", model_id, reason)
            return {}
        return {pin.file: pin for pin in pins}

    def keep(self, model_id: str, pin: Pin) -> None:
        """ModelError where it cannot be written."""
        self._write(model_id, (self.of(model_id) | {pin.file: pin}).values())

    def forget(self, model_id: str) -> bool:
        """Whether there was anything to forget. OSError where it cannot be deleted."""
        path = self._path(model_id)
        known = path.exists()
        path.unlink(missing_ok=True)
        return known

    def _write(self, model_id: str, pins: Iterable[Pin]) -> None:
        write_atomically(self._path(model_id), _PINS.dump_json(tuple(pins), indent=1), ModelError)

    def _path(self, model_id: str) -> Path:
        return self._folder / f"{model_id}.json"
