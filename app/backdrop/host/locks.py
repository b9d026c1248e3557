"""A lock that holds between processes, and that the operating system lets go of when its holder ends, however it ends.

For work that must not be done twice at once, such as a download. Not for threads: see `threading`.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from backdrop.errors import BackdropError
from backdrop.host.files import wording

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_log = logging.getLogger(__name__)

_POLL_S = 0.1
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextlib.contextmanager
def lock_file(
    path: Path, error: type[BackdropError] = BackdropError, waiting: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Holds the lock for as long as the block runs; waits while another process, or another block of this one, has it.

    The file stays behind: who removed it would take it from under those who wait for it. `waiting()` is called again
    and again while another has the lock, and ends the waiting by raising. Raises `error` where the file cannot be made.
    A file system that knows no locks does not keep the work from being done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as reason:
        template, values = wording(reason, path)
        raise error(template, **values) from reason
    try:
        while not _taken(handle, path):
            waiting()
            time.sleep(_POLL_S)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _taken(handle: int, path: Path) -> bool:
    try:
        _lock(handle)
    except OSError as reason:
        if reason.errno in _HELD:
            return False
        _log.debug("%s is not locked: %s", path, reason)
    return True


def _lock(handle: int) -> None:
    """OSError, with one of the numbers of `_HELD` where another has the lock."""
    if sys.platform == "win32":
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
