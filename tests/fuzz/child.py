"""The process in which cases run, so that a crash or a hang is seen from outside and ends no other test.

    python -m fuzz.child TARGET SEED SECONDS FOLDER     runs cases for so long; prints what came of them as JSON
    python -m fuzz.child TARGET FILE                    runs one case again, such as FOLDER/case

with `app` and `tests` in PYTHONPATH. The case that runs lies in FOLDER/case, and its number in FOLDER/number.
"""

from __future__ import annotations

import collections
import contextlib
import faulthandler
import gc
import json
import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from backdrop.host.meters import peak_rss_mb
from fuzz.target import Target

CASE_S = 60.0
"""A case that takes longer hangs: the process then says where, and ends."""
_SETTLED_AFTER = 20
"""Cases until all that is made once, such as tables, is made: from there on memory is measured."""
_MOST_MEMORY = 8 << 30
"""Bytes of address space: what eats the memory shall not take the machine down."""


def main(name: str, *rest: str) -> None:
    faulthandler.enable()
    _limit_memory()
    logging.getLogger("backdrop").addHandler(logging.NullHandler())
    with tempfile.TemporaryDirectory() as own, contextlib.closing(_target(name, Path(own))) as target:
        if len(rest) == 1:
            _timed(target, Path(rest[0]))
            return
        seed, seconds, folder = rest
        json.dump(_many(target, seed, float(seconds), Path(folder)), sys.stdout)


def _many(target: Target, seed: str, seconds: float, place: Path) -> dict[str, Any]:
    """Runs cases one after another, and counts them. AssertionError when memory or open files pile up."""
    counts = collections.Counter({"taken": 0, "refused": 0})
    base, slowest, files = 0, (0.0, 0), 0
    ends, number = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        began = time.monotonic()
        counts["taken" if _run(target, seed, number, place) else "refused"] += 1
        slowest = max(slowest, (time.monotonic() - began, number))
        number += 1
        if number == _SETTLED_AFTER:
            base, files = _peak_megabytes(), _open_files()
        elif base and _peak_megabytes() - base > target.most_megabytes:
            raise AssertionError(f"memory grew by {_peak_megabytes() - base} MB")
    gc.collect()
    if files and _open_files() > files + 8:
        raise AssertionError(f"{_open_files()} files are open, {files} were")
    grown = _peak_megabytes() - base if base else 0
    return counts | {"cases": number, "slowest": slowest, "grown_megabytes": grown}


def _target(name: str, folder: Path) -> Target:
    from fuzz import targets

    return targets.TARGETS[name](folder)


def _run(target: Target, seed: str, number: int, place: Path) -> bool:
    (place / "number").write_text(str(number))
    file = place / "case"
    file.write_bytes(target.case(Random(f"{seed} {number}")))
    return _timed(target, file)


def _timed(target: Target, file: Path) -> bool:
    faulthandler.dump_traceback_later(CASE_S, exit=True)
    try:
        return target.run(file)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak_megabytes() -> int:
    """The most memory that this process ever had."""
    return int(peak_rss_mb())


def _open_files() -> int:
    with contextlib.suppress(FileNotFoundError):
        return len(os.listdir("/proc/self/fd"))
    return 0


if __name__ == "__main__":
    main(*sys.argv[1:])
