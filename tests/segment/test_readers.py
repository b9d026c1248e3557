"""From a network's answer to the person's alpha: each kind of output, against its formula written out plainly."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.segment.engine import Tensor
from backdrop.segment.readers import make_reader
from backdrop.segment.spec import InputSpec, ModelSpec, OutputSpec

SHAPE = 5, 7
Doubles = npt.NDArray[np.float64]


def model(output: OutputSpec, threshold: float = 0.5, size: tuple[int, int] = SHAPE) -> ModelSpec:
    return ModelSpec(
        id="read", title="", family="", variant="", format="tflite", file="", bytes=0, sha256="", licence="",
        licence_note="", input=InputSpec.ranged(*size, 0, 1), output=output, threshold=threshold,
    )  # fmt: skip


def alpha_of(spec: ModelSpec, answer: Tensor) -> npt.NDArray[np.uint8]:
    reader = make_reader(spec, "answer")
    out = np.empty(reader.grid, np.uint8)
    reader.read(answer, out)
    return out


def numbers(*shape: int, spread: float = 6.0) -> Tensor:
    return np.random.default_rng(4).normal(0, spread, shape).astype(np.float32)


def softmax(logits: Tensor) -> Doubles:
    powers = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float64)


def moved(probability: Doubles, threshold: float) -> Doubles:
    """255 times the sigmoid of the probability's logit, less the threshold's."""
    with np.errstate(divide="ignore"):
        logit = np.log(probability) - np.log1p(-probability)
    return np.asarray(255 / (1 + np.exp(-(logit - np.log(threshold / (1 - threshold))))), np.float64)


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.2])
@pytest.mark.parametrize(("classes", "index"), [(2, 1), (2, 0), (21, 15), (6, 5)])
def test_logits_are_put_through_a_softmax(classes: int, index: int, threshold: float) -> None:
    answer = numbers(1, *SHAPE, classes)
    found = alpha_of(model(OutputSpec("logits", *SHAPE, classes, index), threshold), answer)
    np.testing.assert_allclose(found, moved(softmax(answer)[0, ..., index], threshold), atol=0.51)


@pytest.mark.parametrize("threshold", [0.5, 0.7])
def test_what_is_not_the_background_is_the_person(threshold: float) -> None:
    answer = numbers(1, *SHAPE, 6)
    found = alpha_of(model(OutputSpec("logits", *SHAPE, 6, 0, "background"), threshold), answer)
    np.testing.assert_allclose(found, moved(1 - softmax(answer)[0, ..., 0], threshold), atol=0.51)


@pytest.mark.parametrize("counts", ["person", "background"])
def test_logits_beyond_what_an_exponential_holds_are_certain(counts: str) -> None:
    answer = np.zeros((1, *SHAPE, 2), np.float32)
    answer[0, :2, :, 1], answer[0, 2:, :, 0] = 500, 500
    output = OutputSpec("logits", *SHAPE, 2, 1 if counts == "person" else 0, counts)  # type: ignore[arg-type]
    found = alpha_of(model(output, 0.7), answer)
    assert set(found[:2].ravel().tolist()) == {255}
    assert set(found[2:].ravel().tolist()) == {0}


def test_probabilities_are_taken_as_they_are() -> None:
    answer = softmax(numbers(1, *SHAPE, 2)).astype(np.float32)
    found = alpha_of(model(OutputSpec("probabilities", *SHAPE, 2, 1)), answer)
    np.testing.assert_allclose(found, 255 * answer[0, ..., 1], atol=0.51)
    found = alpha_of(model(OutputSpec("probabilities", *SHAPE, 2, 0, "background")), answer)
    np.testing.assert_allclose(found, 255 * answer[0, ..., 1], atol=0.51)


def test_classes_may_come_before_the_rows() -> None:
    answer = numbers(1, *SHAPE, 3)
    expected = alpha_of(model(OutputSpec("logits", *SHAPE, 3, 2)), answer)
    by_channel = np.ascontiguousarray(answer.transpose(0, 3, 1, 2))
    found = alpha_of(model(OutputSpec("logits", *SHAPE, 3, 2, layout="NCHW")), by_channel)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7])
def test_threshold_becomes_half_alpha(threshold: float) -> None:
    answer = np.full((1, *SHAPE, 1), threshold, np.float32)
    assert abs(int(alpha_of(model(OutputSpec("alpha", *SHAPE), threshold), answer)[0, 0]) - 127.5) <= 1.6


@given(st.floats(0.05, 0.95), st.floats(-3, 4, width=32))
def test_alpha_is_clipped_and_keeps_its_ends(threshold: float, value: float) -> None:
    found = int(
        alpha_of(model(OutputSpec("alpha", *SHAPE), threshold), np.full((1, *SHAPE, 1), value, np.float32))[0, 0]
    )
    if value <= 0:
        assert found == 0
    elif value >= 1:
        assert found == 255
    else:
        assert (found >= 127) == (round(255 * value) >= 255 * threshold) or abs(value - threshold) < 0.01


@pytest.mark.parametrize("stride", [1, 8, 16])
def test_stride_logits_lie_on_every_nth_pixel_and_between_them_is_interpolated(stride: int) -> None:
    cells = 4, 6
    size = (cells[0] - 1) * stride + 1, (cells[1] - 1) * stride + 1
    answer = numbers(1, *cells, 1, spread=2)
    spec = model(OutputSpec("stride-logits", *cells, stride=stride), 0.7, size)
    found = alpha_of(spec, answer)
    assert found.shape == size
    logit = answer[0, ..., 0].astype(np.float64) - np.log(0.7 / 0.3)
    np.testing.assert_allclose(found[::stride, ::stride], 255 / (1 + np.exp(-logit)), atol=0.51)
    if stride > 1:
        halfway = (logit[:, :-1] + logit[:, 1:]) / 2
        between = found[::stride, stride // 2 :: stride]
        np.testing.assert_allclose(between, 255 / (1 + np.exp(-halfway)), atol=1.1)


def test_an_engine_that_gives_probabilities_is_read_at_the_pictures_size() -> None:
    spec = dataclasses.replace(model(OutputSpec("logits", 2, 3, 21, 15)), threshold=0.5)
    reader = make_reader(spec, "probability")
    out = np.empty(reader.grid, np.uint8)
    reader.read(np.full(SHAPE, 0.2, np.float32), out)
    assert out.shape == SHAPE
    assert set(out.ravel().tolist()) == {51}
