"""LiteRT and tflite-runtime with files of a user's own: numbers of any kind go in and out as float32."""

from __future__ import annotations

import numpy as np
import pytest

from backdrop.errors import ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Kernels, Tensor
from backdrop.segment.engines import ENGINES
from support.tflite import reshaping

NAMES = ("litert", "tflite-runtime")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    if not ENGINES[request.param].present:
        pytest.skip(f"{request.param} is not installed here")
    return str(request.param)


def answer(name: str, content: bytes, picture: Tensor, kernels: Kernels | None = None) -> Tensor:
    engine = ENGINES[name].load(Catalogue.load().get("selfie-landscape"), content, 1, kernels)
    given: Tensor = engine.infer(picture).copy()
    engine.close()
    return given


@pytest.mark.parametrize("kernels", ["xnnpack", "builtin", "reference"])
@pytest.mark.parametrize(
    ("numbers", "quantised", "step"),
    [
        ("float32", None, 0),
        ("float16", None, 1 / 2048),
        ("uint8", (1 / 255, 0), 1 / 255),
        ("int8", (1 / 255, -128), 1 / 255),
        ("int8", (2 / 255, -128), 2 / 255),
        ("int16", (1 / 32767, 0), 1 / 32767),
    ],
)
def test_values_come_out_as_they_went_in_but_for_rounding(
    name: str, kernels: Kernels, numbers: str, quantised: tuple[float, int] | None, step: float
) -> None:
    picture = np.random.default_rng(1).random((1, 4, 6, 3), np.float32)
    before = picture.copy()
    given = answer(name, reshaping(4, 6, numbers, quantised), picture, kernels)
    assert given.dtype == np.float32
    assert given.shape == (1, 4, 18, 1)
    np.testing.assert_allclose(given.ravel(), picture.ravel(), rtol=0, atol=step / 2 + 1e-6)
    np.testing.assert_array_equal(picture, before)


def test_values_that_a_quantised_file_cannot_hold_are_clipped(name: str) -> None:
    picture = np.full((1, 4, 6, 3), -7, np.float32)
    picture[:, 2:] = 7
    given = answer(name, reshaping(4, 6, "int8", (1 / 255, -128)), picture)
    assert (given[:, :2] == 0).all()
    np.testing.assert_allclose(given[:, 2:], 1)


def test_whole_numbers_without_a_scale_are_taken_as_they_are(name: str) -> None:
    picture = np.arange(72, dtype=np.float32).reshape(1, 4, 6, 3)
    np.testing.assert_array_equal(answer(name, reshaping(4, 6, "uint8"), picture).ravel(), picture.ravel())


def test_numbers_that_are_no_picture_are_a_model_error(name: str) -> None:
    with pytest.raises(ModelError, match="one picture"):
        answer(name, reshaping(4, 6, "bool"), np.zeros((1, 4, 6, 3), np.float32))


def test_an_op_that_is_too_new_for_it_is_one_line(name: str) -> None:
    with pytest.raises(ModelError) as told:
        answer(name, reshaping(4, 6, "float32", version=99), np.zeros((1, 4, 6, 3), np.float32))
    assert len(str(told.value).splitlines()) == 1
    assert "version" in str(told.value)
