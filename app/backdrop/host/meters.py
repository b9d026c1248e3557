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
    if sys.platform == "linux":
        # Not its getrusage, which begins with what the process had that started this one.
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024 / 1e6
    else:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # bytes on macOS
