"""What a picture costs with each model on this machine, remembered from one start to the next.

A damaged, unreadable or unwritable memo is no error: it only costs measuring once more.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import NamedTuple

from backdrop import __version__
from backdrop.errors import BackdropError
from backdrop.host.files import write_atomically
from backdrop.host.paths import cache_dir
from backdrop.host.processor import processor

_log = logging.getLogger(__name__)

_LONGEST_S = 600.0
_MOST_THREADS = 64


class Cost(NamedTuple):
    """The seconds that a whole picture takes, and the threads of the network that they were measured with."""

    seconds: float
    threads: int


class CostMemo:
    """Costs by a key of the model and of how it is run. They hold for this machine and this version of the program."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: the file, by default the one in the user's cache."""
        self._path = cache_dir() / "model-costs.json" if path is None else path
        self._here: dict[str, Cost] | None = None

    def get(self, key: str) -> Cost | None:
        if self._here is None:
            self._here = self._machines().get(processor(), {})
        return self._here.get(key)

    def put(self, key: str, cost: Cost) -> None:
        machines = self._machines()  # read again: another process may have measured meanwhile
        self._here = machines.setdefault(processor(), {})
        self._here[key] = cost
        try:
            write_atomically(self._path, json.dumps({"version": __version__, "machines": machines}, indent=1).encode())
        except BackdropError as reason:
            _log.debug("what models cost here is not remembered: %s", reason)

    def _machines(self) -> dict[str, dict[str, Cost]]:
        """What is stored, by machine, since a home may be shared by several; nothing of another version's."""
        try:
            stored = json.loads(self._path.read_bytes())
            if stored["version"] != __version__:
                return {}
            return {
                machine: {key: _cost(*fields) for key, fields in costs.items()}
                for machine, costs in stored["machines"].items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}


def _cost(seconds: object, threads: object) -> Cost:
    """ValueError for what was never stored by this program."""
    match seconds, threads:
        case float(s), int(n) if 0 < s < _LONGEST_S and 0 < n <= _MOST_THREADS:
            return Cost(s, n)
    raise ValueError(f"no cost: {seconds!r}, {threads!r}")
