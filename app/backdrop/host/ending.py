"""How this process ends, whatever its daemon threads are doing."""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import sys
from typing import NoReturn

_code: int | None = None


def prepare() -> None:
    """To be called before all else: what is registered to be done at the exit first is done last."""
    atexit.register(_end)


def end(code: int) -> NoReturn:
    """As sys.exit, but the interpreter is not taken down: it ends threads that come back from native code by unwinding
    them, and OpenCV's C++ aborts the process for that. Some threads cannot be waited for, such as one that hangs."""
    global _code
    _code = code
    sys.exit(code)


def _end() -> None:
    if _code is None:
        return
    code = _code or 1  # where what was printed cannot be written
    try:
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            # Closed by whoever read it or by ourselves, or none, as in windowed programs.
            with contextlib.suppress(BrokenPipeError, ValueError, AttributeError):
                stream.flush()
        code = _code
    finally:
        os._exit(code)
