"""What figures were measured on: without it they compare with nothing."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from importlib import metadata

from backdrop import __version__
from backdrop.host.processor import processor

_PACKAGES = ("ai-edge-litert", "mediapipe", "numpy", "onnxruntime", "opencv-python-headless", "tflite-runtime")
"""Those that the figures depend on."""


def machine() -> dict[str, object]:
    """This machine and what runs on it, in words and numbers that JSON can hold."""
    return {
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
