"""Which processor this machine has: what measured times hold for."""

from __future__ import annotations

import functools
import os
import platform
import subprocess
import sys
from pathlib import Path


@functools.cache
def processor() -> str:
    """The processor's name as its maker gives it, where the system tells, and how many cores there are."""
    name = _NAMED_BY.get(sys.platform, platform.processor)() or platform.machine()
    return f"{' '.join(name.split())} x {os.cpu_count() or 1}"


def _by_proc() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8", errors="replace") as lines:
            return next((line.partition(":")[2] for line in lines if line.startswith("model name")), "")
    except OSError:
        return ""


def _by_sysctl() -> str:
    command = ("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string")
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


_NAMED_BY = {"linux": _by_proc, "darwin": _by_sysctl}
