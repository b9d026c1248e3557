"""What figures were measured on: without it they compare with nothing."""

from __future__ import annotations

import os
import platform
import shlex
import sys
from datetime import datetime, timezone
from importlib import metadata

from backdrop import __version__
from backdrop.host.processor import processor

_PACKAGES = (
    "ai-edge-litert", "av", "mediapipe", "numpy", "onnxruntime", "opencv-python-headless", "pyvirtualcam",
    "tflite-runtime",
)  # fmt: skip
"""Those that the figures depend on."""


def machine() -> dict[str, object]:
    """This machine, what runs on it, and the command that measured, in words and numbers that JSON can hold."""
    return {
        "command": shlex.join(["backdrop", *sys.argv[1:]]),
        "measured": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "cpu": processor(),
        "cores": os.cpu_count() or 1,
        "os": platform.platform(),
        "python": platform.python_version(),
        "backdrop": __version__,
        "packages": _installed(),
    }


def _installed() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
