"""ONNX Runtime with files of a user's own, and that it reads nothing but the file that it is given."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.errors import ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Engine
from backdrop.segment.engines import ENGINES
from backdrop.segment.engines.onnx_file import refuse_external_data
from backdrop.segment.spec import InputSpec, Layout, OutputSpec
from support.onnx_bytes import Side, block, identity, model, number, outside_tensor, value

runs = pytest.mark.skipif(importlib.util.find_spec("onnxruntime") is None, reason="onnx is not installed here")


def load(content: bytes, layout: Layout = "NCHW", classes: int = 3) -> Engine:
    """As a model that takes 4 × 6 pixels and gives as many cells."""
    spec = replace(
        Catalogue.load().get("sinet"),
        input=InputSpec.ranged(4, 6, 0.0, 1.0, layout=layout),
        output=OutputSpec("probabilities", 4, 6, classes),
    )
    return ENGINES["onnx"].load(spec, content)


@runs
@pytest.mark.parametrize(
    ("numbers", "top", "step"),
    [("float32", 1, 0), ("float64", 1, 0), ("float16", 1, 1 / 1024), ("uint8", 255, 1), ("int8", 127, 1)],
)
def test_values_come_out_as_they_went_in_but_for_rounding(numbers: str, top: float, step: float) -> None:
    picture = np.random.default_rng(1).random((1, 3, 4, 6), np.float32) * np.float32(top)
    engine = load(identity((1, 3, 4, 6), numbers))
    given = engine.infer(picture)
    assert given.dtype == np.float32
    np.testing.assert_allclose(given, picture, rtol=0, atol=step / 2 + 1e-6)
    engine.close()


@runs
@pytest.mark.parametrize(
    ("shape", "layout", "taken"),
    [
        (("N", 3, 4, 6), "NCHW", (1, 3, 4, 6)),
        (("N", 3, "height", "width"), "NCHW", (1, 3, 4, 6)),
        (("N", "height", "width", 3), "NHWC", (1, 4, 6, 3)),
        ((1, 3, 8, 8), "NCHW", (1, 3, 8, 8)),
    ],
)
def test_sides_that_the_file_leaves_open_are_the_specs(
    shape: tuple[Side, ...], layout: Layout, taken: tuple[int, ...]
) -> None:
    engine = load(identity(shape), layout)
    assert engine.input_shape == engine.output_shape == taken
    engine.close()


@runs
def test_of_several_answers_the_one_of_the_specs_size_is_taken() -> None:
    def node(op: str, answer: str, *more: bytes) -> bytes:
        return block(1, block(1, "picture") + block(2, answer) + block(4, op) + b"".join(more))

    ends = block(11, value("picture", (1, 3, 4, 6), "float32"))
    ends += block(12, value("size", (4,), "int64")) + block(12, value("same", (1, 3, 4, 6), "float32"))
    engine = load(model(node("Shape", "size") + node("Neg", "same") + block(2, "graph") + ends))
    assert engine.output_shape == (1, 3, 4, 6)
    np.testing.assert_array_equal(engine.infer(np.ones((1, 3, 4, 6), np.float32)), np.full((1, 3, 4, 6), -1))
    engine.close()


@runs
@pytest.mark.parametrize("shape", [(), (4,), (1, 3, 4, 6, 1)])
def test_what_is_no_picture_is_a_model_error(shape: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match="one picture"):
        load(identity(shape))


@runs
def test_a_file_of_two_inputs_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="one picture"):
        load(identity((1, 3, 4, 6), "float32", block(11, value("other", (1,), "float32"))))


def outside(where: str, place: str) -> bytes:
    """A model with a tensor kept in the file `place`, at one of the places where ONNX allows one."""
    tensor = outside_tensor("secret", place, 4)
    constant = block(5, block(1, "value") + block(5, tensor) + number(20, 4))
    fields = {
        "initializer": block(5, tensor),
        "sparse initializer": block(15, block(1, tensor)),
        "constant": block(1, block(2, "secret") + block(4, "Constant") + constant),
        "branch": block(1, block(4, "If") + block(5, block(1, "then_branch") + block(6, block(5, tensor)))),
    }
    if where == "function":
        return identity((1, 3, 4, 6)) + block(25, block(1, "mine") + block(7, block(4, "Constant") + constant))
    return identity((1, 3, 4, 6), "float32", fields[where])


@pytest.mark.parametrize("where", ["initializer", "sparse initializer", "constant", "branch", "function"])
@pytest.mark.parametrize("place", ["weights.bin", "../../../../etc/passwd", "/etc/passwd"])
def test_weights_in_other_files_are_refused_wherever_they_are_named(where: str, place: str) -> None:
    with pytest.raises(ModelError, match="one file"):
        refuse_external_data(outside(where, place))


@runs
def test_not_even_a_file_that_is_there_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights.bin").write_bytes(np.arange(4, dtype=np.float32).tobytes())
    with pytest.raises(ModelError, match="one file"):
        load(outside("initializer", "weights.bin"))


def test_a_file_of_its_own_weights_is_let_through() -> None:
    refuse_external_data(identity((1, 3, 4, 6)))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_garbage_is_read_or_a_model_error(content: bytes) -> None:
    try:
        refuse_external_data(content)
    except ModelError:
        return


def test_messages_nested_without_end_are_a_model_error() -> None:
    content = b""
    for _ in range(3000):
        content = block(1, block(5, block(6, content)))
    with pytest.raises(ModelError, match="damaged"):
        refuse_external_data(block(7, content))
