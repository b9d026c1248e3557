"""A child of the benches outlives nobody."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import psutil

from backdrop.host.children import child_environment

ENDS_WITHIN_S = 2.0

_PARENT = """
import sys
from backdrop.bench.children import measured
measured("bench-model", sys.argv[1], alive=lambda: print("alive", flush=True))
"""


def test_a_child_ends_when_its_parent_is_killed(default_model: str) -> None:
    task = {
        "model": default_model, "engine": None, "threads": None, "kernels": None, "internal_resolution": None,
        "width": 320, "height": 180, "runs": None, "seconds": 600.0,
    }  # fmt: skip
    command = [sys.executable, "-c", _PARENT, json.dumps(task)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=child_environment()) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"alive\n"
        (child,) = psutil.Process(parent.pid).children()
        parent.kill()
    start = time.monotonic()
    while _runs(child):
        assert time.monotonic() - start < 3 * ENDS_WITHIN_S
        time.sleep(0.02)
    print(f"ended after {time.monotonic() - start:.2f} s")


def _runs(process: psutil.Process) -> bool:
    """A zombie has ended, though nobody may have asked how."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
