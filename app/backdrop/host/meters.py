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

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
