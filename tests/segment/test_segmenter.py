"""From frames to mattes: how good they are, what the network is shown, and what happens when it fails."""

from __future__ import annotations

import dataclasses
import math
import os
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError
from backdrop.frame import Frame, empty_pixels, planes
from backdrop.refine import make_chain
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Engine, Kernels, Tensor
from backdrop.segment.engines import ENGINES, EngineKind
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import MAX_THREADS, Segmenter, make_segmenter
from backdrop.segment.spec import InputSpec, ModelSpec, OutputSpec
from backdrop.segment.store import ModelStore

Doubles = npt.NDArray[np.float64]


class FakeEngine(Engine):
    """Answers with one value everywhere, after a time that its threads share."""

    name = "fake"

    def __init__(self, threads: int = 1, value: float = 0.5, takes_s: float = 0.0, size: tuple[int, int] = (8, 8)):
        self.threads, self.value, self.takes_s = threads, value, takes_s
        self.input_shape = (1, *size, 3)
        self.output_shape = (1, *size, 1)
        self.answer = np.full(self.output_shape, value, np.float32)
        self.shown: Tensor | None = None
        self.closed = False

    def infer(self, tensor: Tensor) -> Tensor:
        assert tensor.shape == self.input_shape
        assert tensor.dtype == np.float32
        assert not self.closed
        self.shown = tensor
        time.sleep(self.takes_s / self.threads)
        return self.answer

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def spec() -> ModelSpec:
    """The description of a network of the fake engine's size."""
    default = Catalogue.load().get("selfie-landscape")
    return dataclasses.replace(default, input=InputSpec.ranged(8, 8, 0.0, 1.0), output=OutputSpec("alpha", 8, 8))


def flat(width: int, height: int, y: int, u: int, v: int, captured_ns: int = 0) -> Frame:
    pixels = empty_pixels(width, height)
    for plane, value in zip(planes(pixels), (y, u, v), strict=True):
        plane.fill(value)
    return Frame(pixels, captured_ns)


@pytest.mark.parametrize("size", [(1280, 720), (640, 480)], ids=str)
@pytest.mark.parametrize("model", ["selfie-landscape", "selfie-square"])
def test_refined_matte_of_the_presenter_covers_the_person(model: str, size: tuple[int, int]) -> None:
    if ModelStore().locate(Catalogue.load().get(model)) is None:
        pytest.skip(f"the model {model} is not on this machine")
    presenter, segmenter, refine = (
        Presenter(*size, paced=False),
        load_segmenter(model, size, RunOptions(threads=1)),
        make_chain(),
    )
    scores = []
    for n in range(0, 120, 2):
        frame, truth = presenter.draw(n)
        found, exact = refine.apply(segmenter.segment(frame), frame).alpha > 127, truth.alpha > 127
        scores.append((found & exact).sum() / (found | exact).sum())
    assert np.mean(scores) >= 0.97
    assert min(scores) >= 0.95  # while the hand is half in the picture
    segmenter.close()


def test_matte_has_the_networks_grid_and_the_frames_time(default_model: str) -> None:
    segmenter = load_segmenter(default_model, (640, 480), RunOptions(threads=1))
    for size, captured_ns in (((640, 480), 7), ((1280, 720), 8), ((100, 30), 9)):
        matte = segmenter.segment(flat(*size, 90, 128, 128, captured_ns))
        assert matte.alpha.shape == (segmenter.spec.output.height, segmenter.spec.output.width)
        assert matte.captured_ns == captured_ns
    segmenter.close()


def test_matte_that_was_handed_out_is_not_written_again(spec: ModelSpec) -> None:
    engine = FakeEngine()
    segmenter = Segmenter(spec, engine)
    kept = segmenter.segment(flat(16, 16, 90, 128, 128))
    engine.answer.fill(1.0)
    assert segmenter.segment(flat(16, 16, 90, 128, 128)).alpha.min() == 255
    assert set(kept.alpha.ravel().tolist()) <= {127, 128}


@pytest.mark.parametrize(("answer", "alpha"), [(0, 0), (1, 255), (0.2, 51), (-0.3, 0), (1.4, 255), (-4, 0)])
def test_answer_becomes_alpha_and_is_clipped(spec: ModelSpec, answer: float, alpha: int) -> None:
    matte = Segmenter(spec, FakeEngine(value=answer)).segment(flat(16, 16, 90, 128, 128))
    np.testing.assert_array_equal(matte.alpha, alpha)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("where", [0, 29, 63])
def test_answer_that_is_no_number_is_a_model_error(spec: ModelSpec, bad: float, where: int) -> None:
    engine = FakeEngine()
    segmenter = Segmenter(spec, engine)
    engine.answer.reshape(-1)[where] = bad
    with pytest.raises(ModelError, match="no number"):
        segmenter.segment(flat(16, 16, 90, 128, 128))


def test_infinities_of_both_signs_are_a_model_error(spec: ModelSpec) -> None:
    engine = FakeEngine()
    engine.answer.reshape(-1)[:2] = math.inf, -math.inf
    with pytest.raises(ModelError):
        Segmenter(spec, engine).segment(flat(16, 16, 90, 128, 128))


def test_network_of_another_input_than_the_spec_is_a_model_error(spec: ModelSpec) -> None:
    with pytest.raises(ModelError, match=r"takes \(1, 8, 6, 3\)"):
        Segmenter(spec, FakeEngine(size=(8, 6)))


def test_network_of_another_output_than_the_spec_is_a_model_error(spec: ModelSpec) -> None:
    engine = FakeEngine()
    engine.output_shape = (1, 8, 8, 2)
    with pytest.raises(ModelError, match="gives 128 values"):
        Segmenter(spec, engine)


class Workshop:
    """Makes fake engines and remembers them."""

    def __init__(self, value: float, takes_s: float) -> None:
        self.made: list[FakeEngine] = []
        self.value, self.takes_s = value, takes_s

    def __call__(self, spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
        self.made.append(FakeEngine(threads, self.value, self.takes_s))
        return self.made[-1]


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Workshop]:
    """workshop(value, takes_s): what the engine "fake" is made by, until the test ends."""

    def make(value: float = 0.5, takes_s: float = 0.0) -> Workshop:
        made = Workshop(value, takes_s)
        kind = EngineKind("Fake", "backdrop", "", ("tflite",), (), True, (), made)
        monkeypatch.setitem(ENGINES, "fake", kind)
        return made

    return make


def test_fast_network_gets_one_thread(spec: ModelSpec, workshop: Callable[..., Workshop]) -> None:
    made = workshop(takes_s=0.0).made
    assert make_segmenter(spec, b"", None, 1.0, "fake").engine.threads == 1
    assert [engine.closed for engine in made] == [False]


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor never gets two threads")
def test_slow_network_gets_one_thread_more_and_the_first_try_is_closed(
    spec: ModelSpec, workshop: Callable[..., Workshop]
) -> None:
    made = workshop(takes_s=0.2).made
    segmenter = make_segmenter(spec, b"", None, 0.15, "fake")
    assert segmenter.engine.threads == 2
    assert [engine.closed for engine in made] == [True, False]


def test_network_that_stays_too_slow_gets_no_more_threads_than_pay(
    spec: ModelSpec, workshop: Callable[..., Workshop]
) -> None:
    made = workshop(takes_s=0.01).made
    segmenter = make_segmenter(spec, b"", None, 1e-6, "fake")
    assert segmenter.engine.threads == min(MAX_THREADS, os.cpu_count() or 1)
    assert [engine.closed for engine in made] == [True] * (len(made) - 1) + [False]


def test_threads_that_were_asked_for_are_taken_however_slow(spec: ModelSpec, workshop: Callable[..., Workshop]) -> None:
    made = workshop(takes_s=0.01).made
    assert make_segmenter(spec, b"", 3, 1e-6, "fake").engine.threads == 3
    assert len(made) == 1


def test_engine_is_closed_when_its_network_fails_at_warm_up(spec: ModelSpec, workshop: Callable[..., Workshop]) -> None:
    made = workshop(value=math.nan).made
    with pytest.raises(ModelError):
        make_segmenter(spec, b"", None, 1.0, "fake")
    assert [engine.closed for engine in made] == [True]


def test_engine_is_closed_when_its_network_is_not_the_specs(spec: ModelSpec, workshop: Callable[..., Workshop]) -> None:
    made = workshop().made
    other = dataclasses.replace(spec, output=OutputSpec("alpha", 4, 4))
    with pytest.raises(ModelError):
        make_segmenter(other, b"", None, 1.0, "fake")
    assert [engine.closed for engine in made] == [True]


def test_warm_up_reports_the_time_of_a_run(spec: ModelSpec) -> None:
    assert 0.02 <= Segmenter(spec, FakeEngine(takes_s=0.02)).warm_up() < 0.5


def _wave(rows: int, columns: int, low: float, high: float, phase: float) -> Doubles:
    """A smooth pattern, sampled at the centres of the pixels of a picture of any size."""
    y, x = (np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns
    waves = np.sin(2 * np.pi * y[:, None] + phase) * np.cos(2 * np.pi * x[None, :] * 1.5 + phase)
    return np.asarray((low + high) / 2 + (high - low) / 2 * waves, np.float64)


_PATTERN = ((40, 210, 0.3), (90, 160, 1.1), (95, 170, 2.0))
"""Lowest and highest value and phase of the Y, U and V plane."""


def smooth(width: int, height: int) -> Frame:
    pixels = empty_pixels(width, height)
    for plane, (low, high, phase) in zip(planes(pixels), _PATTERN, strict=True):
        plane[:] = _wave(plane.shape[0], plane.shape[1], low, high, phase).round().astype(np.uint8)
    return Frame(pixels, 0)


def expected_rgb(height: int, width: int) -> Doubles:
    """ITU-R BT.601-7 written out for the pattern itself: 0..255, shape (height, width, 3)."""
    y, u, v = (_wave(height, width, low, high, phase) for low, high, phase in _PATTERN)
    luma, blue, red = (y - 16) / 219, (u - 128) / 224, (v - 128) / 224
    r, b = luma + 2 * (1 - 0.299) * red, luma + 2 * (1 - 0.114) * blue
    g = (luma - 0.299 * r - 0.114 * b) / 0.587
    return np.asarray(np.stack([r, g, b], axis=-1).clip(0, 1) * 255, np.float64)


@pytest.mark.parametrize("network", [(144, 256), (256, 256), (257, 257)], ids=str)
@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (1920, 1080), (854, 480), (320, 240), (96, 64)], ids=str)
def test_network_is_shown_the_picture_in_rgb(size: tuple[int, int], network: tuple[int, int]) -> None:
    tensor = NetworkInput(InputSpec.ranged(*network, 0.0, 255.0)).prepare(smooth(*size))
    assert tensor.shape == (1, *network, 3)
    error = tensor[0] - expected_rgb(*network)
    inner = error[2:-2, 2:-2]  # where a picture is enlarged, there is nothing to interpolate with at its rim
    # Up to four roundings to 8 bits lie in between, of which those of chroma count twice in red and blue, and colours
    # are half as fine as luma. Over the picture these come to nothing, which a shift would not.
    assert (np.abs(inner) > 2).mean() <= 0.12
    assert np.abs(inner).max() <= 6
    assert np.abs(inner.mean(axis=(0, 1))).max() <= 0.5


@settings(max_examples=50, deadline=None)
@given(st.integers(60, 180), st.integers(100, 150), st.integers(100, 150))
def test_flat_colours_are_converted_within_a_level(y: int, u: int, v: int) -> None:
    tensor = NetworkInput(InputSpec.ranged(8, 8, 0.0, 255.0)).prepare(flat(64, 48, y, u, v))
    red = (y - 16) / 219 + 1.402 * (v - 128) / 224
    blue = (y - 16) / 219 + 1.772 * (u - 128) / 224
    green = ((y - 16) / 219 - 0.299 * red - 0.114 * blue) / 0.587
    expected = np.clip((red, green, blue), 0, 1) * 255
    np.testing.assert_allclose(tensor[0], np.broadcast_to(expected, (8, 8, 3)), atol=1)


def test_red_of_the_frame_is_the_first_channel() -> None:
    red = flat(64, 64, 81, 90, 240)  # BT.601: pure red
    tensor = NetworkInput(InputSpec.ranged(8, 8, 0.0, 1.0)).prepare(red)
    np.testing.assert_allclose(tensor[0, 4, 4], (1, 0, 0), atol=0.02)


def test_red_of_the_frame_is_the_last_channel_for_a_bgr_network() -> None:
    red = flat(64, 64, 81, 90, 240)
    tensor = NetworkInput(InputSpec.ranged(8, 8, 0.0, 1.0, colour="BGR")).prepare(red)
    np.testing.assert_allclose(tensor[0, 4, 4], (0, 0, 1), atol=0.02)


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-1.0, 1.0), (0.0, 255.0)])
def test_black_and_white_become_the_ends_of_the_range(low: float, high: float) -> None:
    network_input = NetworkInput(InputSpec.ranged(8, 8, low, high))
    np.testing.assert_allclose(network_input.prepare(flat(64, 64, 16, 128, 128)), low, atol=(high - low) / 250)
    np.testing.assert_allclose(network_input.prepare(flat(64, 64, 235, 128, 128)), high, atol=(high - low) / 250)
    np.testing.assert_allclose(network_input.prepare(flat(64, 64, 0, 128, 128)), low, atol=(high - low) / 250)


def test_size_of_the_frames_may_change_between_two() -> None:
    spec = InputSpec.ranged(96, 160, 0.0, 255.0)
    network_input = NetworkInput(spec)
    for size in ((640, 480), (320, 240), (640, 480)):
        np.testing.assert_array_equal(network_input.prepare(smooth(*size)), NetworkInput(spec).prepare(smooth(*size)))
