"""Converted files agree with independent conversions of the same network, and are such that any engine reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from backdrop.errors import ModelError
from backdrop.segment.tfjs import TfjsModel, output_strides, read_model, to_tflite

Files = tuple[bytes, dict[str, bytes]]
Floats = NDArray[np.float32]
Run = Callable[[bytes, Floats], Floats]
Noise = Callable[[int, int], Floats]


@pytest.mark.parametrize("stride", [8, 16])
def test_mobilenet_050_agrees_with_its_onnx_conversion(
    stride: int, model_050: TfjsModel, bodypix: Path, run: Run, noise: Noise
) -> None:
    onnx = pytest.importorskip("backdrop.host.ort", reason="onnxruntime is not installed").onnxruntime
    picture = noise(480, 640)
    file = bodypix / "converted" / f"mobilenet050_stride{stride}_480x640.onnx"
    session = onnx.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    (theirs,) = session.run(["float_segments"], {"sub_2": picture})
    ours = run(to_tflite(model_050, 480, 640, stride), picture)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() < 1e-3


def test_mobilenet_050_agrees_with_its_tflite_conversion(
    model_050: TfjsModel, bodypix: Path, run: Run, noise: Noise
) -> None:
    picture = noise(257, 257)
    theirs = run((bodypix / "converted" / "body-pix-float-050-8.tflite").read_bytes(), picture)
    assert np.abs(run(to_tflite(model_050, 257, 257, 8), picture) - theirs).max() < 1e-4


@pytest.mark.parametrize(("height", "width", "stride"), [(33, 17, 16), (100, 61, 16), (100, 61, 8), (1, 1, 8)])
def test_any_size_gives_a_cell_for_every_stride(
    height: int, width: int, stride: int, model_050: TfjsModel, run: Run, noise: Noise
) -> None:
    answer = run(to_tflite(model_050, height, width, stride), noise(height, width))
    assert answer.shape == (1, -(-height // stride), -(-width // stride), 1)


def test_a_float_topology_and_a_quantised_one_give_the_same_network(
    model_075: TfjsModel, bodypix: Path, with_random_weights: Callable[[bytes], Files]
) -> None:
    topology = (bodypix / "topology" / "mobilenet_float_075" / "model-stride16.json").read_bytes()
    assert read_model(*with_random_weights(topology), "0.75 float").layers == model_075.layers


def _spread(files: Files, by: dict[int, int], unhalved: int) -> Files:
    """0.50's files with the depthwise layers from number `unhalved` on as a file of another output stride has them."""
    document = json.loads(files[0])
    for node in document["modelTopology"]["node"]:
        number = node["name"].removeprefix("MobilenetV1/Conv2d_").partition("_depthwise/")
        if node["op"] == "DepthwiseConv2dNative":
            rate = by.get(int(number[0]), 1)
            node["attr"]["dilations"]["list"]["i"] = [str(rate), str(rate), "1", "1"]
            if int(number[0]) == unhalved:
                node["attr"]["strides"]["list"]["i"] = ["1", "1", "1", "1"]
    return json.dumps(document).encode(), files[1]


@pytest.mark.parametrize("stride", [8, 16])
def test_a_file_of_output_stride_8_gives_the_same_as_one_of_16(
    stride: int, files_050: Files, model_050: TfjsModel
) -> None:
    of_8 = read_model(*_spread(files_050, dict.fromkeys(range(7, 14), 2), 6), model_050.name)
    assert to_tflite(of_8, 97, 129, stride) == to_tflite(model_050, 97, 129, stride)


def test_mobilenet_100_halves_once_more(files_050: Files) -> None:
    """As in the publisher's topologies of 1.0: s16 spreads layer 13 by 2, s8 layers 7 to 12 by 2 and 13 by 4."""
    of_16 = read_model(*_spread(files_050, {13: 2}, 0), "1.0")
    of_8 = read_model(*_spread(files_050, {13: 4} | dict.fromkeys(range(7, 13), 2), 6), "1.0")
    assert output_strides(of_16) == output_strides(of_8) == (8, 16, 32)
    for stride in (8, 16, 32):
        assert to_tflite(of_16, 97, 129, stride) == to_tflite(of_8, 97, 129, stride)


@pytest.mark.parametrize("stride", [0, 4, 12, 32])
def test_a_stride_that_the_network_cannot_have_is_refused(stride: int, model_050: TfjsModel) -> None:
    with pytest.raises(ModelError, match=f"cannot be run at output stride {stride}; choose one of: 8, 16"):
        to_tflite(model_050, 97, 129, stride)


@pytest.mark.parametrize(("height", "width"), [(0, 9), (9, -1), (5000, 9), (9, 10**9)])
def test_an_absurd_size_is_refused(height: int, width: int, model_050: TfjsModel) -> None:
    with pytest.raises(ModelError, match="choose 1 to 4096 pixels"):
        to_tflite(model_050, height, width, 16)


def test_the_file_is_one_that_old_engines_read(model_050: TfjsModel) -> None:
    content = to_tflite(model_050, 97, 129, 8)
    model = schema.ModelT.InitFromPackedBuf(content, 0)
    codes = {(code.builtinCode, code.deprecatedBuiltinCode, code.version) for code in model.operatorCodes}
    assert content[4:8] == b"TFL3"
    assert model.version == 3
    assert codes == {(3, 3, 1), (4, 4, 1), (4, 4, 2)}
    assert model.buffers[0].data is None
    weights = [buffer.data.tobytes() for buffer in model.buffers[1:]]
    assert all(content.find(weight) % 16 == 0 for weight in weights)
