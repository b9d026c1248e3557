"""What a process uses, told by itself."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from backdrop.host.children import child_environment
from backdrop.host.meters import peak_rss_mb


def test_peak_memory_is_the_processs_own_and_not_that_of_who_started_it() -> None:
    ballast = np.ones(400_000_000, np.uint8)
    said = subprocess.run(
        [sys.executable, "-c", "from backdrop.host.meters import peak_rss_mb; print(peak_rss_mb())"],
        capture_output=True, text=True, check=True, env=child_environment(),
    ).stdout  # fmt: skip
    assert peak_rss_mb() > ballast.nbytes / 1e6
    assert 1 < float(said) < 100


def test_memory_that_was_given_back_counts() -> None:
    before = peak_rss_mb()
    np.ones(int(before * 1e6) + 200_000_000, np.uint8)
    assert peak_rss_mb() > before + 150
