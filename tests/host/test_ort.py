"""ONNX Runtime comes in through one door, and reports nothing to anybody."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from support.importers import importers
from support.program import environment

SEEN_IN_TESTS = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY")

# What is to be reported is kept below the user's cache until it is sent.
RUNS = """
from backdrop.segment import load_segmenter
load_segmenter("sinet", (64, 64)).close()
"""


def test_no_other_module_imports_onnx_runtime_itself() -> None:
    assert importers("onnxruntime") == {"host/ort.py"}


@pytest.mark.skipif(importlib.util.find_spec("onnxruntime") is None, reason="onnx is not installed here")
def test_a_model_that_runs_leaves_nothing_to_be_reported(shared_dir: Path, tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    home["BACKDROP_MODEL_PATH"] = str(shared_dir / "models" / "sinet")
    # It keeps quiet by itself where it sees that it is being tested.
    users = {name: value for name, value in environment().items() if name not in SEEN_IN_TESTS}
    done = subprocess.run([sys.executable, "-c", RUNS], capture_output=True, text=True, env=users | home)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"backdrop"}
