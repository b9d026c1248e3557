"""Keeps what native libraries print to stderr off the user's terminal: it goes to the log instead."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
import threading
from collections.abc import Iterator

log = logging.getLogger(__name__)

_one_at_a_time = threading.Lock()


@contextlib.contextmanager
def native_stderr_to_log() -> Iterator[None]:
    """Redirects file descriptor 2 for the duration. Some libraries offer no other way to silence their notices.

    Where that cannot be done (no stderr, as in windowed programs; no room for a temporary file) nothing is redirected.
    """
    with _one_at_a_time, contextlib.ExitStack() as opened:
        try:
            caught = opened.enter_context(tempfile.TemporaryFile())
            terminal = os.dup(2)
        except OSError:
            yield
            return
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)
            caught.seek(0)
            for line in caught.read().decode(errors="replace").splitlines():
                log.info("stderr: %s", line)
