"""Keeps a native library that reports how it is used, and has no switch for that, from reaching anybody."""

from __future__ import annotations

import ctypes
import sys

_NOWHERE = {"https_proxy": "http://127.0.0.1:9", "no_proxy": "backdrop.invalid"}
"""A proxy on this machine that is not there: 9 is the port of the discard service. The small letters come first with
libcurl, so that the user's own HTTPS_PROXY and NO_PROXY do not count."""


def cut_off_native_libraries() -> None:
    """From now on libraries that use libcurl reach nothing.

    Set beside Python's own copy of the environment, so that what Backdrop itself fetches goes where the user said;
    processes that it starts without an environment of their own are cut off as well. To be called where no other
    thread reads the environment meanwhile.
    """
    for name, value in _NOWHERE.items():
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetEnvironmentVariableW(name, value)
        else:
            ctypes.CDLL(None).setenv(name.encode(), value.encode(), 1)
