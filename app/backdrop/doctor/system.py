"""What this machine and its Python are: nothing to mend, but the first thing that anyone asks."""

from __future__ import annotations

import os
import platform
from importlib import metadata

import psutil

from backdrop import __version__
from backdrop.doctor.finding import Finding, say
from backdrop.text import _

_PACKAGES = (
    "ai-edge-litert",
    "av",
    "cv2-enumerate-cameras",
    "mediapipe",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pillow",
    "pydantic",
    "PySide6-Essentials",
    "pyvirtualcam",
    "tflite-runtime",
)


def check() -> list[Finding]:
    machine = say(
        "Backdrop {version}, Python {python}, {platform}, {processors} processors, {memory:.1f} GB of memory",
        version=__version__,
        python=platform.python_version(),
        platform=platform.platform(),
        processors=os.cpu_count() or 1,
        memory=psutil.virtual_memory().total / 1e9,
    )
    packages = say("{found}", found=", ".join(_installed()))
    return [Finding("system", _("System"), "info", machine), Finding("packages", _("Packages"), "info", packages)]


def _installed() -> list[str]:
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return found
