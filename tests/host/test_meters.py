"""What a process uses, told by itself."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from backdrop.host.children import child_environment
from backdrop.host.meters import peak_rss_mb


def test_peak_memory_is_the_processs_own_and_not_that_of_who_started_it() -> None:
    ballast = np.ones(400_000_000, np.uint8)
    assert peak_rss_mb() > ballast.nbytes / 1e6
    assert 1 < asked("print(peak_rss_mb())") < 100


def test_memory_that_was_given_back_counts() -> None:
    grown = asked("before = peak_rss_mb(); bytearray(200_000_000); print(peak_rss_mb() - before)")
    assert 190 < grown < 210


def asked(code: str) -> float:
    """What a process of its own prints."""
    command = [sys.executable, "-c", f"from backdrop.host.meters import peak_rss_mb; {code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=child_environment())
    return float(done.stdout)
