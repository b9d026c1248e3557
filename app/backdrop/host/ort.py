"""The one place that imports ONNX Runtime: `from backdrop.host.ort import onnxruntime`.

Its builds, since 1.29 also those for Linux, report how they are used to their publisher, and keep a number of this
machine for it in the user's cache. Backdrop reports nothing, so that is turned off: by its variable, which it reads
when it is loaded, and by its own function, which older builds for Windows know.
"""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
