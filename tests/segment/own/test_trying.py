"""Trying a file of the user's own: whatever it is, it costs a clear error and no more."""

from __future__ import annotations

import importlib.util
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backdrop.errors import BackdropError, ModelError, UsageError
from backdrop.segment.own.files import read_files
from backdrop.segment.own.finding import Finding
from backdrop.segment.own.limits import Limits
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.sandbox import TryingCancelled, try_out
from support import own_models
from support.onnx_bytes import block, identity, outside_tensor

runs_onnx = pytest.mark.skipif(importlib.util.find_spec("onnxruntime") is None, reason="onnx is not installed here")


@pytest.fixture
def selfie(shared_dir: Path) -> bytes:
    return (shared_dir / "models" / "selfie" / "selfie_segmentation.tflite").read_bytes()


@pytest.fixture
def tried(tmp_path: Path) -> Callable[..., Finding]:
    """tried(content, suffix, limits, **options): what comes of a file of that content."""

    def give(content: bytes, suffix: str = ".tflite", limits: Limits | None = None, **options: object) -> Finding:
        path = tmp_path / f"나의 모델{suffix}"
        path.write_bytes(content)
        return try_out(read_files(path), OwnOptions(**options), limits)  # type: ignore[arg-type]

    return give


@pytest.mark.parametrize(
    ("numbers", "quantised"), [("int8", (1 / 255, -128)), ("uint8", (1 / 255, 0)), ("float16", None)]
)
def test_files_of_other_numbers_are_understood(
    tried: Callable[..., Finding], selfie: bytes, numbers: str, quantised: tuple[float, int] | None
) -> None:
    found = tried(own_models.taking(selfie, numbers, quantised))
    assert found.row["input"]["range"] == "0..1"
    assert found.iou > 0.9


def test_an_open_size_is_asked_for_and_then_used(tried: Callable[..., Finding], selfie: bytes) -> None:
    content = own_models.open_sided(selfie)
    with pytest.raises(UsageError, match="--size") as asked:
        tried(content)
    assert asked.value.values["option"] == "size"
    found = tried(content, size="256x256")
    assert (found.width, found.height) == (256, 256)
    assert found.iou > 0.9


def test_a_size_that_the_file_does_not_have_is_refused(tried: Callable[..., Finding], selfie: bytes) -> None:
    with pytest.raises(UsageError, match="256x256"):
        tried(selfie, size="128x128")


def test_what_takes_no_picture_is_refused_with_its_shape(tried: Callable[..., Finding]) -> None:
    with pytest.raises(ModelError, match="8×8×3"):
        tried(own_models.of_shape(8, 8, 3))


def test_what_goes_wrong_with_the_network_is_told_of_its_file(tried: Callable[..., Finding], selfie: bytes) -> None:
    with pytest.raises(ModelError, match=r"the model 나의 모델\.tflite answered with what is no number"):
        tried(own_models.without_numbers(selfie), force=True, range="0..1")


def test_a_file_without_an_answer_or_with_an_empty_one_is_refused(tried: Callable[..., Finding]) -> None:
    with pytest.raises(ModelError, match="0 answers"):
        tried(own_models.without_answer())
    with pytest.raises(ModelError, match="1×0×0×3"):
        tried(own_models.answering_nothing())


def test_a_network_that_finds_nobody_is_refused_unless_forced(tried: Callable[..., Finding], selfie: bytes) -> None:
    with pytest.raises(ModelError, match=r"IoU 0\.\d\d.*--range"):
        tried(selfie, range="7..9")
    assert tried(selfie, range="7..9", force=True).iou < 0.5


def test_a_huge_tensor_fails_within_the_limits(tried: Callable[..., Finding]) -> None:
    content = own_models.huge()
    assert len(content) < 1000
    with pytest.raises(ModelError, match="memory"):
        tried(content)


def test_memory_is_watched_from_outside_as_well(tried: Callable[..., Finding], selfie: bytes) -> None:
    with pytest.raises(ModelError, match="20 MB of memory"):
        tried(selfie, limits=Limits(megabytes=20))


@runs_onnx
def test_a_file_that_never_ends_is_ended(tried: Callable[..., Finding]) -> None:
    started = time.monotonic()
    with pytest.raises(ModelError, match="within 8 s"):
        tried(own_models.endless(), ".onnx", Limits(seconds=8))
    assert time.monotonic() - started < 20


def test_trying_ends_when_the_caller_wants_no_more(selfie: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.tflite"
    path.write_bytes(selfie)
    with pytest.raises(TryingCancelled):
        try_out(read_files(path), OwnOptions(), cancelled=lambda: True)


@runs_onnx
@pytest.mark.parametrize("place", ["../../../../etc/passwd", "/etc/passwd", "beside.bin"])
def test_weights_in_other_files_are_refused(tried: Callable[..., Finding], tmp_path: Path, place: str) -> None:
    (tmp_path / "beside.bin").write_bytes(bytes(64))
    content = identity((1, 3, 8, 8), "float32", block(5, outside_tensor("weights", place, 4)))
    with pytest.raises(ModelError, match="one file"):
        tried(content, ".onnx")


@pytest.mark.parametrize("kept", [9, 200_000])
def test_a_truncated_file_is_refused(tried: Callable[..., Finding], selfie: bytes, kept: int) -> None:
    with pytest.raises(ModelError, match="나의 모델"):
        tried(selfie[:kept])


@pytest.mark.parametrize("seed", range(6))
def test_damage_of_a_tflite_file_costs_an_error_at_most(
    tried: Callable[..., Finding], selfie: bytes, seed: int
) -> None:
    _ends_well(tried, _damaged(selfie, seed), ".tflite")


@runs_onnx
@pytest.mark.parametrize("seed", range(3))
def test_damage_of_an_onnx_file_costs_an_error_at_most(
    tried: Callable[..., Finding], shared_dir: Path, seed: int
) -> None:
    whole = (shared_dir / "models" / "sinet" / "SINet_Softmax_simple.onnx").read_bytes()
    _ends_well(tried, _damaged(whole, seed), ".onnx")


def _damaged(whole: bytes, seed: int) -> bytes:
    """Half of the seeds only touch the end, where a flatbuffer keeps its structure."""
    chance, data = random.Random(seed), bytearray(whole)
    first = 0 if seed % 2 else len(data) - 20_000
    for _change in range(1 + 10 * seed):
        data[chance.randrange(first, len(data))] = chance.randrange(256)
    return bytes(data)


def _ends_well(tried: Callable[..., Finding], content: bytes, suffix: str) -> None:
    """With an error that names the file, or with a network that still finds people."""
    error: BackdropError | None = None
    try:
        found = tried(content, suffix, Limits(seconds=40))
    except BackdropError as reason:
        error = reason
    assert "나의 모델" in str(error) if error else found.iou >= 0.5


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"size": "huge"}, "size"),
        ({"range": "0-1"}, "range"),
        ({"range": "1..1"}, "range"),
        ({"mean": "1,2,3"}, "--range"),
        ({"range": "0..1", "std": "1,0,1"}, "--std"),
        ({"range": "0..1", "mean": "1,2"}, "--mean"),
        ({"threshold": 1.0}, "--threshold"),
        ({"person_class": 1, "background_class": 0}, "not both"),
        ({"person_class": -1}, "class"),
        ({"layout": "HWC"}, "--layout"),
    ],
)
def test_an_option_that_cannot_be_meant_is_an_error_before_anything_runs(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        OwnOptions(**options).check()  # type: ignore[arg-type]


def test_options_that_do_not_fit_the_file_are_refused(tried: Callable[..., Finding], selfie: bytes) -> None:
    with pytest.raises(UsageError, match="--kind"):
        tried(selfie, kind="probabilities")
    with pytest.raises(UsageError, match="--person-class"):
        tried(selfie, person_class=1)
