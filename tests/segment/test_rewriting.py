"""Files rewritten to do less, or for who does not know one of their ops: they answer as before, on every engine and
kernel."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from backdrop.errors import ModelError
from backdrop.host.cv import cv2
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Kernels
from backdrop.segment.engines import ENGINES
from backdrop.segment.engines.litert import LiteRt
from backdrop.segment.rewriting import ModelFile, prepared, with_builtin_ops
from backdrop.segment.rewriting.depth_to_space import split_transpose_convs
from backdrop.segment.spec import InputSpec, ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.segment.tfjs.flatbuffer import FlatFile
from support.tflite import packed, reshaping

MODELS = ("selfie-landscape", "selfie-square", "meet-full", "meet-lite", "meet-128")
SIDE_BY_SIDE = tuple(model_id for model_id in MODELS if model_id != "meet-128")  # whose blocks overlap
WAYS: list[tuple[str, Kernels]] = [
    ("litert", "xnnpack"),
    ("litert", "builtin"),
    ("litert", "reference"),
    *(("tflite-runtime", kernels) for kernels in ENGINES["tflite-runtime"].kernels),
]
OP = b"Convolution2DTransposeBias"
PICTURES = 4

Tensor = npt.NDArray[np.float32]


@cache
def model(model_id: str) -> tuple[ModelSpec, bytes]:
    spec, store = Catalogue.load().get(model_id), ModelStore()
    if store.locate(spec) is None:
        pytest.skip(f"the model {model_id} is not on this machine")
    return spec, store.load(spec)


@pytest.fixture
def portraits(shared_dir: Path) -> list[npt.NDArray[np.uint8]]:
    paths = sorted((shared_dir / "portraits" / "images").glob("*.jpg"))
    return [np.asarray(Image.open(path).convert("RGB"), np.uint8) for path in paths[:: len(paths) // PICTURES]]


def shown(spec: ModelSpec, picture: npt.NDArray[np.uint8]) -> Tensor:
    size = spec.input.width, spec.input.height
    scaled = cv2.resize(picture, size).astype(np.float32)
    return np.asarray((scaled * spec.input.scale + spec.input.offset)[None], np.float32)


def probability(answer: Tensor) -> npt.NDArray[np.float64]:
    """The person's: the answer itself, or of two logits the softmax. Logits of 20 and more differ from kernel to kernel
    by more than 1e-4, since float32 has no more digits there."""
    if answer.shape[-1] == 1:
        return np.asarray(answer, np.float64)
    return 1 / (1 + np.exp(answer[..., 0].astype(np.float64) - answer[..., 1]))


@pytest.mark.parametrize("model_id", MODELS)
@pytest.mark.parametrize(("name", "kernels"), WAYS)
def test_the_answer_is_that_of_the_file_as_it_was(
    name: str, kernels: Kernels, model_id: str, portraits: list[npt.NDArray[np.uint8]]
) -> None:
    if not ENGINES[name].present:
        pytest.skip(f"{name} is not installed here")
    spec, content = model(model_id)
    assert OP in content
    assert prepared(content).content != content
    original, rewritten = LiteRt(content), ENGINES[name].load(spec, content, 1, kernels)
    for picture in portraits:
        tensor = shown(spec, picture)
        expected = probability(original.infer(tensor))
        np.testing.assert_allclose(probability(rewritten.infer(tensor)), expected, rtol=0, atol=1e-4)
        assert np.ptp(expected) > 0.5
    original.close()
    rewritten.close()


@pytest.mark.parametrize("model_id", MODELS)
def test_on_the_same_kernels_not_a_bit_differs(model_id: str, portraits: list[npt.NDArray[np.uint8]]) -> None:
    spec, content = model(model_id)
    original, rewritten = LiteRt(content), LiteRt(with_builtin_ops(content))
    for picture in portraits:
        np.testing.assert_array_equal(rewritten.infer(shown(spec, picture)), original.infer(shown(spec, picture)))


@pytest.mark.parametrize("model_id", SIDE_BY_SIDE)
def test_blocks_side_by_side_are_the_same_bit_by_bit(model_id: str, portraits: list[npt.NDArray[np.uint8]]) -> None:
    spec, content = model(model_id)
    file = ModelFile(content)
    assert split_transpose_convs(file)
    files = with_builtin_ops(content), file.packed()
    for kernels in ENGINES["litert"].kernels:
        original, split = (LiteRt(one, kernels=kernels) for one in files)
        np.testing.assert_array_equal(split.infer(shown(spec, portraits[0])), original.infer(shown(spec, portraits[0])))
        original.close()
        split.close()


@pytest.mark.parametrize("model_id", SIDE_BY_SIDE)
def test_all_kernels_are_given_the_network_that_does_less(model_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spec, content = model(model_id)
    loaded = []
    monkeypatch.setattr(LiteRt, "__init__", lambda _engine, network, *_: loaded.append(network))
    for kernels in ENGINES["litert"].kernels:
        ENGINES["litert"].load(spec, content, 1, kernels)
    for network in loaded:
        names = [op["op_name"] for op in Interpreter(model_content=network)._get_ops_details()]
        assert names.count("DEPTH_TO_SPACE") == 1
        assert not {OP.decode(), "TRANSPOSE_CONV"} & set(names)
        assert OP not in network
    assert len(loaded) == 3


@pytest.mark.parametrize("model_id", MODELS)
def test_a_network_that_takes_bytes_answers_as_the_one_that_takes_numbers(
    model_id: str, portraits: list[npt.NDArray[np.uint8]]
) -> None:
    spec, content = model(model_id)
    numbers, in_bytes = (ENGINES["litert"].load(spec, content, bytes_in=in_bytes) for in_bytes in (False, True))
    assert in_bytes.takes == "picture"
    assert in_bytes.input_shape == numbers.input_shape
    for picture in portraits:
        scaled = np.asarray(cv2.resize(picture, (spec.input.width, spec.input.height)), np.uint8)
        expected = numbers.infer(scaled.astype(np.float32)[None] * np.float32(spec.input.scale[0]))
        np.testing.assert_array_equal(in_bytes.infer(scaled[None]), expected)


def test_a_network_with_a_range_of_its_own_takes_numbers_still() -> None:
    spec, content = model("deeplab-v3")
    assert prepared(content, spec.input) == (content, False)
    assert ENGINES["litert"].load(spec, content, bytes_in=True).takes == "tensor"


def test_a_file_that_takes_something_else_stays_as_it_is() -> None:
    plain = InputSpec.ranged(4, 6, 0.0, 1.0)
    for content in (reshaping(4, 6, "uint8", (1 / 255, 0)), reshaping(5, 6, "float32")):
        assert prepared(content, plain) == (content, False)
    assert prepared(reshaping(4, 6, "float32"), plain).takes_bytes


def test_kernels_without_the_op_cannot_run_the_file_as_it_is() -> None:
    with pytest.raises(ModelError, match=OP.decode()):
        LiteRt(model("selfie-landscape")[1], kernels="builtin")


def test_a_file_without_the_op_stays_as_it_is() -> None:
    content = reshaping(4, 6, "float32")
    assert with_builtin_ops(content) is content


def transposing(padding: int, stride: int, height: int, width: int, kernel: int) -> bytes:
    """A file of the op alone, with weights that differ everywhere."""
    steps = stride * (height - 1) + kernel, stride * (width - 1) + kernel
    size = (stride * height, stride * width) if padding == 1 else steps
    weights = np.sin(np.arange(2 * kernel * kernel * 3, dtype=np.float32)).reshape(2, kernel, kernel, 3)
    graph, operator = schema.SubGraphT(), schema.OperatorT()
    graph.tensors = []
    shapes = (1, height, width, 3), weights.shape, (2,), (1, *size, 2)
    for shape, buffer in zip(shapes, (0, 1, 2, 0), strict=True):
        tensor = schema.TensorT()
        tensor.shape, tensor.type, tensor.buffer = np.array(shape, np.int32), schema.TensorType.FLOAT32, buffer
        graph.tensors.append(tensor)
    operator.inputs, operator.outputs, operator.opcodeIndex = np.array([0, 1, 2], np.int32), np.array([3], np.int32), 0
    operator.customOptions = np.frombuffer(struct.pack("<3i", padding, stride, stride), np.uint8)
    graph.inputs, graph.outputs, graph.operators = np.array([0], np.int32), np.array([3], np.int32), [operator]
    bias = np.array([0.25, -3.0], np.float32)
    return packed(graph, OP, [b"", weights.tobytes(), bias.tobytes()])


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from((1, 2)), st.integers(1, 3), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.randoms()
)
def test_any_padding_and_stride_means_the_same(
    padding: int, stride: int, height: int, width: int, kernel: int, chance: Any
) -> None:
    """Held against the sum written out: every input pixel adds its weights around its place (scatter)."""
    if kernel < stride or (padding == 1 and kernel > stride and min(height, width) * stride < kernel):
        kernel = stride  # where a kernel leaves holes, or reaches over both rims, no file has it
    content = transposing(padding, stride, height, width, kernel)
    picture = np.random.default_rng(chance.getrandbits(32)).random((1, height, width, 3), np.float32)
    weights = np.sin(np.arange(2 * kernel * kernel * 3, dtype=np.float32)).reshape(2, kernel, kernel, 3)
    full = np.zeros((stride * (height - 1) + kernel, stride * (width - 1) + kernel, 2))
    for y, x in np.ndindex(height, width):
        full[y * stride : y * stride + kernel, x * stride : x * stride + kernel] += np.einsum(
            "oyxi,i->yxo", weights, picture[0, y, x]
        )
    if padding == 1:
        before = (kernel - stride) // 2
        full = full[before : before + stride * height, before : before + stride * width]
    cheaper = prepared(content).content
    assert (cheaper is content) == (kernel != stride or stride == 1)
    for rewritten in (content, cheaper):
        engine = LiteRt(with_builtin_ops(rewritten), kernels="builtin")
        np.testing.assert_allclose(engine.infer(picture)[0], full + np.array((0.25, -3.0)), atol=1e-4)
        engine.close()


def enlarging(
    small: tuple[int, int],
    large: tuple[int, int],
    channels: tuple[int, int],
    kernel: int,
    activation: int,
    corners: int,
) -> bytes:
    """A file of a bilinear resize and a convolution of it; `corners`: 1 are aligned, 2 half pixels are, 0 as of old."""
    file = FlatFile()
    taken, given = channels
    picture, resized = file.tensor("picture", (1, *small, taken)), file.tensor("resized", (1, *large, taken))
    size = file.tensor("size", (2,), np.array(large, np.int32))
    weights = np.sin(np.arange(given * kernel * kernel * taken, dtype=np.float32)).reshape(given, kernel, kernel, taken)
    summed = (
        file.tensor("weights", weights.shape, weights),
        file.tensor("bias", (given,), np.arange(given, dtype="<f4")),
    )
    answer = file.tensor("answer", (1, *large, given))
    resize, convolve = schema.ResizeBilinearOptionsT(), schema.Conv2DOptionsT()
    resize.alignCorners, resize.halfPixelCenters = corners == 1, corners == 2
    convolve.padding, convolve.fusedActivationFunction = schema.Padding.SAME, activation
    convolve.strideH = convolve.strideW = convolve.dilationHFactor = convolve.dilationWFactor = 1
    options, code = schema.BuiltinOptions, schema.BuiltinOperator
    file.operator(code.RESIZE_BILINEAR, (picture, size), resized, (options.ResizeBilinearOptions, resize), version=3)
    file.operator(code.CONV_2D, (resized, *summed), answer, (options.Conv2DOptions, convolve))
    return file.packed(picture, answer, "a resize and a convolution")


sides = st.tuples(st.integers(1, 9), st.integers(1, 9))


@settings(max_examples=60, deadline=None)
@given(
    sides, sides, st.tuples(st.integers(1, 5), st.integers(1, 5)), st.sampled_from((1, 1, 3)), st.booleans(), st.data()
)
def test_what_is_summed_before_it_is_enlarged_is_the_same(
    small: tuple[int, int],
    large: tuple[int, int],
    channels: tuple[int, int],
    kernel: int,
    relu: bool,
    data: st.DataObject,
) -> None:
    activation = schema.ActivationFunctionType.RELU if relu else schema.ActivationFunctionType.NONE
    content = enlarging(small, large, channels, kernel, activation, data.draw(st.sampled_from((0, 1, 2))))
    cheaper = prepared(content).content
    less = large[0] * large[1] > small[0] * small[1] and channels[1] <= channels[0]
    assert (cheaper is not content) == (less and kernel == 1 and not relu)
    picture = np.random.default_rng(data.draw(st.integers(0, 99))).random((1, *small, channels[0]), np.float32)
    for kernels in ("xnnpack", "reference"):
        original, rewritten = LiteRt(content, kernels=kernels), LiteRt(cheaper, kernels=kernels)
        np.testing.assert_allclose(rewritten.infer(picture), original.infer(picture), rtol=0, atol=1e-5)
        original.close()
        rewritten.close()


def _with_a_stride(file: ModelFile) -> None:
    options = file.graph.operators[1].builtinOptions
    options.strideH = options.strideW = 2
    file.graph.tensors[ANSWER].shape = np.array((1, 4, 4, 2), np.int32)


def _with_a_second_user(file: ModelFile) -> None:
    other = file.add_tensor("other", file.shape(RESIZED))
    file.graph.operators.append(file.op(schema.BuiltinOperator.RELU, (RESIZED,), other))


def _as_an_answer_too(file: ModelFile) -> None:
    file.graph.outputs = np.array((RESIZED, ANSWER), np.int32)


def _of_whole_weights(file: ModelFile) -> None:
    file.graph.tensors[WEIGHTS].type = schema.TensorType.INT8


def _of_bytes(file: ModelFile) -> None:
    file.graph.tensors[RESIZED].type = schema.TensorType.UINT8


def _of_any_size(file: ModelFile) -> None:
    file.graph.tensors[file.input].shapeSignature = np.array((1, -1, -1, 3), np.int32)


def _of_unknown_size(file: ModelFile) -> None:
    file.graph.tensors[RESIZED].shape = None


RESIZED, WEIGHTS, ANSWER = 1, 3, 5


@pytest.mark.parametrize(
    "spoil",
    [
        _with_a_stride, _with_a_second_user, _as_an_answer_too, _of_whole_weights, _of_bytes, _of_any_size,
        _of_unknown_size,
    ],
)  # fmt: skip
def test_what_would_not_be_the_same_in_the_other_order_stays(spoil: Callable[[ModelFile], None]) -> None:
    content = enlarging((4, 4), (8, 8), (3, 2), 1, schema.ActivationFunctionType.NONE, 2)
    assert prepared(content).content is not content
    file = ModelFile(content)
    spoil(file)
    spoiled = file.packed()
    assert prepared(spoiled).content is spoiled
    assert prepared(spoiled, InputSpec.ranged(4, 4, 0.0, 1.0)).takes_bytes, "that does not depend on it"


def test_blocks_that_are_cut_off_stay_as_they_are() -> None:
    content = transposing(1, 2, 4, 4, 2)
    file = ModelFile(content)
    file.graph.tensors[file.output].shape = np.array((1, 7, 7, 2), np.int32)
    cut = file.packed()
    assert prepared(content).content is not content
    assert prepared(cut).content is cut


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(
        (transposing(1, 2, 4, 4, 2), enlarging((2, 2), (4, 4), (3, 2), 1, 0, 2), reshaping(4, 6, "float32"))
    ),
    st.data(),
)
def test_a_damaged_file_is_left_to_the_engine(content: bytes, data: st.DataObject) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    whole = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    changed, in_bytes = prepared(whole, InputSpec.ranged(4, 6, 0.0, 1.0))
    assert not in_bytes or changed != whole


def test_options_that_make_no_sense_are_a_model_error() -> None:
    good = transposing(1, 2, 4, 4, 2)
    options = struct.pack("<3i", 1, 2, 2)
    assert good.count(options) == 1
    with pytest.raises(ModelError, match="damaged"):
        with_builtin_ops(good.replace(options, struct.pack("<3i", 7, 2, 2)))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_is_rewritten_or_a_model_error(data: st.DataObject) -> None:
    content = bytearray(transposing(1, 2, 4, 4, 2))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ModelError):
        with_builtin_ops(bytes(content[: data.draw(st.integers(0, len(content)))]))


def test_metadata_replace_those_of_the_same_name() -> None:
    file = ModelFile(reshaping(4, 6, "float32"))
    file.set_metadata("ONE", b"first")
    again = ModelFile(file.packed())
    again.set_metadata("ONE", b"second")
    again.set_metadata("TWO", b"third")
    content = again.packed()
    told = schema.ModelT.InitFromPackedBuf(content, 0)
    assert {entry.name.decode(): bytes(bytearray(told.buffers[entry.buffer].data)) for entry in told.metadata} == {
        "ONE": b"second",
        "TWO": b"third",
    }
    LiteRt(content).close()
