"""What this process uses of the machine."""

from __future__ import annotations

import sys
import time


def cpu_seconds() -> float:
    """Processor time of this process so far, all threads, user and system."""
    return time.process_time()


def peak_rss_mb() -> float:
    """The largest resident memory of this process so far, in megabytes (10⁶ bytes)."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    if own := _high_water_mark():
        return own
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _high_water_mark() -> float | None:
    """As Linux tells it; its getrusage begins with what the process had that started this one."""
    try:
        with open("/proc/self/status", "rb") as status:
            lines = [line for line in status if line.startswith(b"VmHWM:")]
    except OSError:
        return None
    return int(lines[0].split()[1]) * 1024 / 1e6 if lines else None
