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

RUNS = [
    ("run", "--source", "presenter", "--sink", "null", "--frames", "1", "--model", "sinet"),
    ("bench", "models", "--models", "sinet", "--runs", "1"),
    ("models", "add", "SINet_Softmax_simple.onnx", "--range", "0..1", "--force"),
]


def test_no_other_module_imports_onnx_runtime_itself() -> None:
    assert importers("onnxruntime") == {"host/ort.py"}


@pytest.mark.skipif(importlib.util.find_spec("onnxruntime") is None, reason="onnx is not installed here")
@pytest.mark.parametrize("command", RUNS)
def test_a_model_that_runs_leaves_nothing_to_be_reported(
    command: tuple[str, ...], shared_dir: Path, tmp_path: Path
) -> None:
    """What it has to report would be kept below the user's cache until it is sent."""
    folder = shared_dir / "models" / "sinet"
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    home["BACKDROP_MODEL_PATH"] = str(folder)
    # It keeps quiet by itself where it sees that it is being tested.
    users = {name: value for name, value in environment().items() if name not in SEEN_IN_TESTS}
    done = subprocess.run(
        [sys.executable, "-m", "backdrop", *command], capture_output=True, text=True, env=users | home, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert not [path for path in tmp_path.rglob("*") if "onnxruntime" in path.name]
