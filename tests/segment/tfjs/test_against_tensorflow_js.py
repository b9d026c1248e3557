"""What was converted answers as TensorFlow.js and body-pix do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from backdrop.segment.tfjs import TfjsModel, read_model, to_tflite

Files = tuple[bytes, dict[str, bytes]]
Floats = NDArray[np.float32]
Run = Callable[[bytes, Floats], Floats]
Noise = Callable[[int, int], Floats]
Js = Callable[..., bytes]


def _difference(js: Js, files: Files, content: bytes, run: Run, picture: Floats) -> float:
    ours = run(content, picture)
    theirs = np.frombuffer(js(files, picture, architecture=None), np.float32).reshape(ours.shape)
    assert np.ptp(theirs) > 0.1
    return float(np.abs(ours - theirs).max())


def test_mobilenet_050_has_the_same_logits(
    files_050: Files, model_050: TfjsModel, tensorflow_js: Js, run: Run, noise: Noise
) -> None:
    content = to_tflite(model_050, 129, 161, 16)
    assert _difference(tensorflow_js, files_050, content, run, noise(129, 161)) < 1e-3


def test_quantised_mobilenet_075_has_the_same_logits(
    files_075: Files, model_075: TfjsModel, tensorflow_js: Js, run: Run, noise: Noise
) -> None:
    content = to_tflite(model_075, 120, 150, 16)
    assert _difference(tensorflow_js, files_075, content, run, noise(120, 150)) < 1e-3


def _rewritten(files: Files, strides: dict[str, int], dilations: dict[str, list[int]]) -> Files:
    """The files with other numbers in the layers whose names begin so."""
    document = json.loads(files[0])
    for node in document["modelTopology"]["node"]:
        for start, stride in strides.items():
            if node["name"].startswith(start) and "strides" in node.get("attr", {}):
                node["attr"]["strides"]["list"]["i"] = ["1", str(stride), str(stride), "1"]
        for start, dilation in dilations.items():
            if node["name"].startswith(start) and "dilations" in node.get("attr", {}):
                node["attr"]["dilations"]["list"]["i"] = [str(number) for number in dilation]
    return json.dumps(document).encode(), files[1]


def test_stride_8_made_from_stride_16_is_what_tensorflow_js_runs(
    files_050: Files, model_050: TfjsModel, tensorflow_js: Js, run: Run, noise: Noise
) -> None:
    spread = {f"MobilenetV1/Conv2d_{number}_depthwise": [1, 2, 2, 1] for number in range(7, 14)}
    files = _rewritten(files_050, {"MobilenetV1/Conv2d_6_depthwise": 1}, spread)
    content = to_tflite(model_050, 105, 129, 8)
    assert _difference(tensorflow_js, files, content, run, noise(105, 129)) < 1e-3


@pytest.fixture(scope="module", params=["float", "quant1"])
def resnet(request: pytest.FixtureRequest, bodypix: Path, with_random_weights: Callable[[bytes], Files]) -> Files:
    return with_random_weights(
        (bodypix / "topology" / "resnet50" / f"model-stride16.{request.param}.json").read_bytes()
    )


@pytest.mark.parametrize("stride", [16, 32])
def test_resnet_50_has_the_same_logits(resnet: Files, stride: int, tensorflow_js: Js, run: Run, noise: Noise) -> None:
    picture = 120 * noise(65, 97)
    halved = {"resnet_v1_50/block3/unit_6/bottleneck_v1/" + part: stride // 16 for part in ("conv2", "shortcut")}
    spread = {
        f"resnet_v1_50/block4/unit_{unit}/bottleneck_v1/conv2": [1, 32 // stride, 32 // stride, 1] for unit in (1, 2, 3)
    }
    files = _rewritten(resnet, halved, spread)
    content = to_tflite(read_model(*resnet, "resnet"), 65, 97, stride)
    assert _difference(tensorflow_js, files, content, run, picture) < 1e-3


def test_dilations_that_the_old_converter_misplaced_are_read_as_meant(
    resnet: Files, tensorflow_js: Js, run: Run, noise: Noise
) -> None:
    """TensorFlow.js takes the second and third of [2, 2, 1, 1], and so spreads the kernels in height alone."""
    picture = 120 * noise(65, 65)
    as_they_run = _rewritten(
        resnet, {}, {f"resnet_v1_50/block4/unit_{unit}/bottleneck_v1/conv2": [1, 2, 1, 1] for unit in (1, 2, 3)}
    )
    lopsided = to_tflite(read_model(*as_they_run, "resnet"), 65, 65, 16)
    assert _difference(tensorflow_js, resnet, lopsided, run, picture) < 1e-3
    meant = to_tflite(read_model(*resnet, "resnet"), 65, 65, 16)
    assert _difference(tensorflow_js, resnet, meant, run, picture) > 1e-3


@pytest.mark.parametrize("resolution", [0.5, 0.8])
def test_the_person_is_where_body_pix_finds_it(
    resolution: float, files_075: Files, model_075: TfjsModel, shared_dir: Path, tensorflow_js: Js, run: Run
) -> None:
    path = shared_dir / "portraits" / "images" / "100.jpg"
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    height, width = 360, 300
    rgb = cv2.cvtColor(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
    answer = tensorflow_js(
        files_075, rgb, architecture="MobileNetV1", multiplier=0.75, stride=16, quantBytes=2,
        resolution=resolution, threshold=0.7,
    )  # fmt: skip
    theirs = np.frombuffer(answer, np.uint8).reshape(height, width) > 0
    ours = _person(model_075, rgb, resolution, run)
    assert 0.1 < theirs.mean() < 0.9
    assert (ours & theirs).sum() / (ours | theirs).sum() > 0.99


def _person(model: TfjsModel, rgb: NDArray[Any], resolution: float, run: Run) -> NDArray[np.bool_]:
    """body-pix's own way from a picture to a mask (its `util.ts` and `decode_part_map.ts`), with our logits."""
    height, width = rgb.shape[:2]
    inner = _valid(height * resolution), _valid(width * resolution)
    above = left = 0
    if width / height < inner[1] / inner[0]:
        left = round(0.5 * (inner[1] / inner[0] * height - width))
    else:
        above = round(0.5 * (inner[0] / inner[1] * width - height))
    padded = np.pad(rgb, ((above, above), (left, left), (0, 0))).astype(np.float32)
    rows, columns = (np.arange(new) * old / new for new, old in zip(inner, padded.shape[:2], strict=True))
    taken = (_sampled(padded, rows, columns) / 127.5 - 1).astype(np.float32)
    logits = run(to_tflite(model, *inner, 16), taken[None])[0]
    rows, columns = (np.linspace(0, cells - 1, side) for cells, side in zip(logits.shape[:2], inner, strict=True))
    alpha = 1 / (1 + np.exp(-_sampled(logits, rows, columns)))
    rows, columns = (
        np.linspace(pad, pad + side - 1, side) / (2 * pad + side - 1) * (cells - 1)
        for pad, side, cells in ((above, height, inner[0]), (left, width, inner[1]))
    )
    return np.asarray(_sampled(alpha, rows, columns)[..., 0] > 0.7)


def _valid(side: float, stride: int = 16) -> int:
    return int(side) if (side - 1) % stride == 0 else int(side // stride) * stride + 1


def _sampled(picture: NDArray[Any], rows: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[Any]:
    """The picture at these rows and columns, bilinear."""
    for axis, places in enumerate((rows, columns)):
        first = np.floor(places).astype(int)
        share = (places - first).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
        last = np.minimum(first + 1, picture.shape[axis] - 1)
        picture = picture.take(first, axis) * (1 - share) + picture.take(last, axis) * share
    return picture
