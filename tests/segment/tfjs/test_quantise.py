"""Weights made smaller as TensorFlow.js's converter makes them, and what that costs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from backdrop.segment.tfjs import TfjsModel, read_model, requantised, stored_bytes, to_tflite

Files = tuple[bytes, dict[str, bytes]]
Floats = NDArray[np.float32]
Run = Callable[[bytes, Floats], Floats]


def _back(values: list[float], quant_bytes: Literal[1, 2]) -> list[float]:
    weights = {"w": np.array(values, np.float32)}
    model = requantised(TfjsModel("one weight", "picture", (), weights, len(values)), quant_bytes)
    return [float(value) for value in model.weights["w"]]


def test_steps_are_equal_and_zero_stays_zero() -> None:
    scale = 3 / 255
    low = -round(1 / scale) * scale
    assert _back([-1, 0, 1.23456, 2], 1) == pytest.approx(
        [low, 0, low + round((1.23456 - low) / scale) * scale, low + 3]
    )
    assert _back([-1, 0, 1.23456, 2], 1)[1] == 0


def test_a_range_without_zero_is_not_moved() -> None:
    assert _back([1, 2, 3], 1) == pytest.approx([1, 1 + round(255 / 2) * 2 / 255, 3])


def test_a_weight_of_one_value_is_kept() -> None:
    assert _back([0.7, 0.7], 1) == [np.float32(0.7)] * 2


def test_four_bytes_change_nothing(model_050: TfjsModel) -> None:
    assert requantised(model_050, 4) is model_050


def test_the_publishers_own_steps_come_back(model_075: TfjsModel, files_075: Files) -> None:
    """0.75 was stored in two bytes by the real converter: to do so again moves nothing by more than a step."""
    again = requantised(model_075, 2)
    entries = {weight["name"]: weight for weight in json.loads(files_075[0])["weightsManifest"][0]["weights"]}
    for name, weight in model_075.weights.items():
        step = entries[name]["quantization"]["scale"]
        assert np.abs(again.weights[name] - weight).max() <= step


def test_rows_to_pad_survive(bodypix: Path, with_random_weights: Callable[[bytes], Files]) -> None:
    topology = (bodypix / "topology" / "resnet50" / "model-stride16.float.json").read_bytes()
    model = read_model(*with_random_weights(topology), "resnet")
    pads = {name: rows for name, rows in model.weights.items() if name.endswith("paddings")}
    again = requantised(replace(model, weights=pads), 1)
    assert {name: rows.tolist() for name, rows in again.weights.items()} == {k: v.tolist() for k, v in pads.items()}


def test_stored_bytes_are_those_of_the_publishers_shards(
    model_050: TfjsModel, files_050: Files, model_075: TfjsModel, files_075: Files
) -> None:
    assert stored_bytes(model_050, 4) == sum(map(len, files_050[1].values()))
    assert stored_bytes(model_075, 2) == sum(map(len, files_075[1].values()))


@pytest.mark.parametrize(("quant_bytes", "mean_logit", "same_cells"), [(2, 0.02, 0.998), (1, 2.5, 0.9)])
def test_accuracy_is_kept(
    quant_bytes: Literal[1, 2], mean_logit: float, same_cells: float, model_050: TfjsModel, shared_dir: Path, run: Run
) -> None:
    """Bounds of the mean difference of a logit, and of the share of cells that stay on their side of 0.7.

    One byte costs 0.50 dearly: its folded weights span up to ±50 in one layer, in 255 steps for all channels.
    """
    exact, stored = (to_tflite(model, 257, 257, 16) for model in (model_050, requantised(model_050, quant_bytes)))
    differences, same = [], []
    for path in sorted((shared_dir / "portraits" / "images").iterdir())[:5]:
        picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        rgb = cv2.cvtColor(cv2.resize(picture, (257, 257), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
        taken = (rgb[None] / 127.5 - 1).astype(np.float32)
        logits, others = run(exact, taken), run(stored, taken)
        differences.append(np.abs(logits - others).mean())
        same.append(((logits > np.log(0.7 / 0.3)) == (others > np.log(0.7 / 0.3))).mean())
    assert np.mean(differences) < mean_logit
    assert np.mean(same) > same_cells
