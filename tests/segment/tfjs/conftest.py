"""BodyPix's files as the tests share them, LiteRT to run what was converted, and TensorFlow.js to compare with."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from backdrop.host.quiet import native_stderr_to_log
from backdrop.segment.tfjs import TfjsModel, read_model, shard_sizes

Floats = NDArray[np.float32]
Files = tuple[bytes, dict[str, bytes]]
PACKAGES = (
    "@tensorflow/tfjs-core@4.22.0",
    "@tensorflow/tfjs-converter@4.22.0",
    "@tensorflow/tfjs-backend-cpu@4.22.0",
    "@tensorflow-models/body-pix@2.2.1",
)


@pytest.fixture(scope="session")
def bodypix(shared_dir: Path) -> Path:
    """The folder of BodyPix's weights and topologies."""
    folder = shared_dir / "models" / "bodypix"
    if not folder.is_dir():
        pytest.skip("there are no BodyPix files in the shared data")
    return folder


def read_files(folder: Path) -> Files:
    """The topology and the shards of a folder as the publisher has it."""
    topology = (folder / "model-stride16.json").read_bytes()
    return topology, {name: (folder / name).read_bytes() for name in shard_sizes(topology, folder.name)}


@pytest.fixture(scope="session")
def files_050(bodypix: Path) -> Files:
    return read_files(bodypix / "mobilenet" / "float" / "050")


@pytest.fixture(scope="session")
def files_075(bodypix: Path) -> Files:
    return read_files(bodypix / "mobilenet" / "quant2" / "075")


@pytest.fixture(scope="session")
def model_050(files_050: Files) -> TfjsModel:
    return read_model(*files_050, "0.50 float")


@pytest.fixture(scope="session")
def model_075(files_075: Files) -> TfjsModel:
    return read_model(*files_075, "0.75 quant2")


@pytest.fixture(scope="session")
def with_random_weights() -> Callable[[bytes], Files]:
    """with_random_weights(topology): the topology, and shards of seeded weights that keep what flows near 1."""

    def make(topology: bytes) -> Files:
        random = np.random.default_rng(4)
        content = b"".join(
            _random_weight(weight, random)
            for group in json.loads(topology)["weightsManifest"]
            for weight in group["weights"]
        )
        shards: dict[str, bytes] = {}
        for name, size in shard_sizes(topology, "random").items():
            shards[name], content = content[:size], content[size:]
        return topology, shards

    return make


def _random_weight(weight: Mapping[str, Any], random: np.random.Generator) -> bytes:
    return bytes(_random_values(weight, random).tobytes())


def _random_values(weight: Mapping[str, Any], random: np.random.Generator) -> NDArray[Any]:
    stored = weight.get("quantization", {})
    values: NDArray[Any]
    if weight["name"].endswith("paddings"):
        rows = 3.0 if "/Pad/" in weight["name"] else 1.0
        values = np.array([0, 0, rows, rows, rows, rows, 0, 0])
    else:
        count = math.prod(weight["shape"])
        fan_in = count / weight["shape"][-1] if weight["shape"] else 1
        values = random.normal(0, math.sqrt(1 / fan_in), count)
    if stored:
        values = ((values - stored["min"]) / stored["scale"]).round().clip(0, 255)
        return values.astype("<u1")
    return values.astype("<i4" if weight["dtype"] == "int32" else "<f4")


@pytest.fixture(scope="session")
def run() -> Callable[[bytes, Floats], Floats]:
    """run(content, picture): what LiteRT makes of a .tflite file's one input."""

    def run_once(content: bytes, picture: Floats) -> Floats:
        with native_stderr_to_log():
            interpreter = Interpreter(model_content=content, num_threads=1)
            interpreter.allocate_tensors()
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], picture)
        interpreter.invoke()
        answer: Floats = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
        return answer

    return run_once


@pytest.fixture(scope="session")
def noise() -> Callable[..., Floats]:
    """noise(height, width): a picture of -1..1 as MobileNet-V1 takes it."""

    def make(height: int, width: int) -> Floats:
        return np.random.default_rng(7).uniform(-1, 1, (1, height, width, 3)).astype(np.float32)

    return make


@pytest.fixture(scope="session")
def tensorflow_js(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Callable[..., bytes]:
    """tensorflow_js(files, pixels, **job): the raw answer of TensorFlow.js under Node. See tensorflow_js.cjs."""
    assert pytestconfig.cache is not None
    packages = _packages(pytestconfig.cache)

    def run_job(files: Files, pixels: NDArray[Any], **job: object) -> bytes:
        folder = tmp_path_factory.mktemp("tfjs")
        topology, shards = files
        (folder / "model.json").write_bytes(topology)
        for name, content in shards.items():
            (folder / name).write_bytes(content)
        (folder / "pixels").write_bytes(pixels.tobytes())
        height, width = pixels.shape[-3:-1]
        job |= {
            "topology": str(folder / "model.json"), "shards": [str(folder / name) for name in shards],
            "pixels": str(folder / "pixels"), "answer": str(folder / "answer"), "height": height, "width": width,
        }  # fmt: skip
        (folder / "job.json").write_text(json.dumps(job))
        script = Path(__file__).with_name("tensorflow_js.cjs")
        done = subprocess.run(
            ["node", script, packages, folder / "job.json"], capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return (folder / "answer").read_bytes()

    return run_job


def _packages(kept: pytest.Cache) -> Path:
    """The folder that the pinned packages are in, fetched once for all runs."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("TensorFlow.js runs under Node, and there is no node and npm on this machine")
    folder = Path(kept.mkdir("tensorflow-js")) / "-".join(package.rpartition("@")[2] for package in PACKAGES)
    if not folder.is_dir():
        part = Path(tempfile.mkdtemp(dir=folder.parent))
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", "--prefix", str(part))
        fetched = subprocess.run(
            [npm, "install", *options, *PACKAGES], capture_output=True, text=True, check=False, timeout=300
        )
        if fetched.returncode:
            shutil.rmtree(part)
            pytest.skip(f"npm cannot get TensorFlow.js: {fetched.stderr.strip().splitlines()[-1:]}")
        part.rename(folder)
    return folder


def _node(op: str, name: str, *inputs: str, **attributes: object) -> dict[str, Any]:
    lists = {key: {"list": {"i": [str(n) for n in value]}} for key, value in attributes.items() if type(value) is list}
    texts = {key: {"s": value} for key, value in attributes.items() if type(value) is str}
    return {"name": name, "op": op, "input": list(inputs), "attr": lists | texts}


@pytest.fixture
def tiny() -> tuple[dict[str, Any], dict[str, bytes]]:
    """The parsed topology of a small net of output stride 8 with every op that is known, and its shards."""
    same: dict[str, object] = {"padding": "U0FNRQ==", "dilations": [1, 1, 1, 1]}
    once, twice = [1, 1, 1, 1], [1, 2, 2, 1]
    shapes = {"f": (3, 3, 3, 4), "b": (4,), "p": (4, 2), "g": (1, 1, 4, 4), "d": (3, 3, 4, 1), "s": (1, 1, 4, 1)}
    nodes = [
        _node("Placeholder", "picture"),
        *(_node("Const", name) for name in shapes),
        _node("Conv2D", "c", "picture", "f", strides=twice, **same),
        _node("BiasAdd", "cb", "c", "b"),
        _node("Relu6", "cr", "cb"),
        _node("Pad", "padded", "cr", "p"),
        _node("MaxPool", "pool", "padded", ksize=[1, 3, 3, 1], strides=twice, padding="VkFMSUQ="),
        _node("Conv2D", "branch", "pool", "g", strides=once, **same),
        _node("Add", "sum", "pool", "branch"),
        _node("Relu", "relu", "sum"),
        _node("DepthwiseConv2dNative", "deep", "relu", "d", strides=twice, **same),
        _node("Conv2D", "float_segments", "deep", "s", strides=once, **same),
    ]
    random = np.random.default_rng(0)
    content = b"".join(
        np.array([0, 0, 1, 1, 1, 1, 0, 0], "<i4").tobytes()
        if name == "p"
        else random.normal(size=shape).astype("<f4").tobytes()
        for name, shape in shapes.items()
    )
    weights = [
        {"name": name, "shape": list(shape), "dtype": "int32" if name == "p" else "float32"}
        for name, shape in shapes.items()
    ]
    manifest = [{"paths": ["group1-shard1of1.bin"], "weights": weights}]
    return {"modelTopology": {"node": nodes}, "weightsManifest": manifest}, {"group1-shard1of1.bin": content}
