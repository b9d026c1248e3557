"""The limits under which a file that nobody vouches for is opened, laid by the child process on itself.

What the parent watches besides is in `sandbox`: not every system knows these limits.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

_WRITTEN = 32 << 20
"""Bytes that any file may grow to: the log, and what a library prints."""

_NO_DIALOGS = 0x0001 | 0x0002 | 0x8000
"""Of SetErrorMode: SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for the whole trial; `megabytes` of memory, some thirty times what a segmentation network needs."""

    seconds: float = 60.0
    megabytes: int = 3000


def confine(limits: Limits) -> None:
    """Takes from this process, for good, the right to more memory than `limits` beyond what it has now.

    Also to more processor time than could be used within the time, so that it ends even when its parent is gone; to
    large files, and to a core dump. To be called once everything needed is imported.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_DIALOGS)
        return
    import resource

    seconds = int(2 * limits.seconds) + 1
    wanted = {resource.RLIMIT_CORE: 0, resource.RLIMIT_CPU: seconds, resource.RLIMIT_FSIZE: _WRITTEN}
    if sys.platform == "linux":  # macOS takes this limit, and does not hold anyone to it
        import psutil

        wanted[resource.RLIMIT_AS] = psutil.Process().memory_info().vms + limits.megabytes * 1_000_000
    for kind, most in wanted.items():
        _soft, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
