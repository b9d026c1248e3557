"""What every engine keeps to, with real files: of each that is installed here, with every one of its kernels."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import psutil
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError, ModelMissingError, UsageError
from backdrop.frame import Frame, Plane
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Engine, Kernels
from backdrop.segment.engines import ENGINES, check_options, engine_for, engine_kind
from backdrop.segment.network import open_network
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import EngineName
from support.program import environment

SIZE = (640, 480)
PRESENT = [name for name, kind in ENGINES.items() if kind.present]
WAYS: list[tuple[str, Kernels | None]] = [
    (name, kernels) for name in PRESENT for kernels in ENGINES[name].kernels or (None,)
]

# Every kind of input, output and op that there is in the catalogue.
MODELS = (
    "selfie-landscape", "selfie-square", "meet-full", "meet-lite", "meet-128", "deeplab-v3", "deeplab-v3-metadata",
    "bodypix-mobilenet-050-s16-q4", "bodypix-mobilenet-075-s8-q2", "sinet",
)  # fmt: skip
_FORMATS = {"sinet": "onnx"} | {model: "tfjs" for model in MODELS if model.startswith("bodypix")}
PAIRS = [(*way, model) for way in WAYS for model in MODELS if _FORMATS.get(model, "tflite") in ENGINES[way[0]].formats]
"""What runs what."""
REFERENCE = ("litert", "xnnpack")

SMALL = {"tflite": "selfie-landscape", "onnx": "sinet"}
"""One model a format, for what is the same for all of them."""

Picture = npt.NDArray[Any]


@cache
def network(model: str) -> tuple[ModelSpec, bytes]:
    try:
        return open_network(Catalogue.load().get(model), ModelStore(), SIZE, RunOptions())
    except ModelMissingError:
        return pytest.skip(f"the model {model} is not on this machine")


@cache
def presented() -> tuple[Frame, Plane]:
    frame, truth = Presenter(*SIZE, paced=False).draw(0)
    return frame, truth.alpha


@cache
def alpha_by(name: str, kernels: Kernels | None, model: str) -> npt.NDArray[np.int16]:
    """The matte of the presenter."""
    spec, content = network(model)
    segmenter = Segmenter(spec, ENGINES[name].load(spec, content, 1, kernels))
    alpha = segmenter.segment(presented()[0]).alpha.astype(np.int16)
    segmenter.close()
    return alpha


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(filter(None, way)))
def way(request: pytest.FixtureRequest) -> tuple[str, Kernels | None]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(params=PRESENT)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def small(kind: str) -> tuple[ModelSpec, bytes]:
    """A model that the engine runs."""
    return network(SMALL[ENGINES[kind].formats[0]])


@pytest.fixture
def engine(kind: str, small: tuple[ModelSpec, bytes]) -> Iterator[Engine]:
    engine = ENGINES[kind].load(*small)
    yield engine
    engine.close()


@pytest.fixture
def picture(engine: Engine, small: tuple[ModelSpec, bytes]) -> Picture:
    """The drawn presenter, as the engine takes it."""
    return NetworkInput(small[0].input, engine.takes).prepare(presented()[0])


def test_the_settings_know_the_same_engines_and_kernels() -> None:
    assert tuple(ENGINES) == get_args(EngineName)
    assert {kernels for kind in ENGINES.values() for kernels in kind.kernels} == set(get_args(Kernels))


@pytest.mark.parametrize("name", ENGINES)
def test_engine_that_is_not_installed_is_one_line_that_says_how_to_install_it(name: str) -> None:
    if name in PRESENT:
        assert engine_kind(name).title
        return
    with pytest.raises(ModelError) as told:
        engine_kind(name)
    assert len(str(told.value).splitlines()) == 1
    assert ("backdrop[" in str(told.value)) == ENGINES[name].possible


def test_an_engine_that_does_not_load_here_is_one_line() -> None:
    def broken(_spec: ModelSpec, _content: bytes, _threads: int, _kernels: Kernels | None) -> Engine:
        raise ImportError("libGL.so.1: cannot open shared object file")

    with pytest.raises(ModelError, match="libGL") as told:
        replace(ENGINES["onnx"], make=broken).load(Catalogue.load().get("sinet"), b"")
    assert len(str(told.value).splitlines()) == 1


def test_an_unknown_engine_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="litert"):
        engine_kind("litter")


def test_the_first_engine_that_runs_a_format_is_taken() -> None:
    catalogue = Catalogue.load()
    assert engine_for(catalogue.get("selfie-landscape"), None) == "litert"
    assert engine_for(catalogue.get("sinet"), None) == "onnx"


def test_a_format_that_an_engine_does_not_run_is_refused(kind: str) -> None:
    for model in ("selfie-landscape", "bodypix-mobilenet-050-s16-q4", "sinet"):
        spec = Catalogue.load().get(model)
        if spec.format in ENGINES[kind].formats:
            assert engine_for(spec, kind) == kind
        else:
            with pytest.raises(UsageError, match=kind):
                engine_for(spec, kind)


def test_an_option_that_the_engine_lacks_is_refused(kind: str) -> None:
    engine = ENGINES[kind]
    check_options(kind, None, None)
    for kernels in get_args(Kernels):
        if kernels in engine.kernels:
            check_options(kind, None, kernels)
        else:
            with pytest.raises(UsageError, match="kernels"):
                check_options(kind, None, kernels)
    if engine.threads:
        check_options(kind, 2, None)
    else:
        with pytest.raises(UsageError, match="--threads"):
            check_options(kind, 2, None)


@pytest.mark.parametrize(("name", "kernels", "model"), PAIRS)
def test_the_person_is_found(name: str, kernels: Kernels | None, model: str) -> None:
    assert network(model)[0].format in ENGINES[name].formats
    alpha = alpha_by(name, kernels, model)
    truth = presented()[1]
    rows = (np.arange(alpha.shape[0]) + 0.5) * truth.shape[0] / alpha.shape[0]
    columns = (np.arange(alpha.shape[1]) + 0.5) * truth.shape[1] / alpha.shape[1]
    person, found = truth[np.ix_(rows.astype(int), columns.astype(int))] > 127, alpha > 127
    assert (person & found).sum() / (person | found).sum() > 0.85


@pytest.mark.parametrize(
    ("name", "kernels", "model"), [pair for pair in PAIRS if (*REFERENCE, pair[2]) in PAIRS and pair[:2] != REFERENCE]
)
def test_the_engines_and_kernels_agree(name: str, kernels: Kernels | None, model: str) -> None:
    difference = np.abs(alpha_by(name, kernels, model) - alpha_by(*REFERENCE, model))
    # Of 255: roundings, and once more where MediaPipe enlarges BodyPix's cells in float, OpenCV in fixed point.
    assert difference.max() <= 3
    assert difference.mean() < 0.5


def test_what_it_takes_and_gives_is_of_the_promised_shape(
    engine: Engine, picture: Picture, small: tuple[ModelSpec, bytes]
) -> None:
    spec, _ = small
    assert engine.input_shape == picture.shape
    answer = engine.infer(picture)
    assert answer.dtype == np.float32
    assert answer.shape == engine.output_shape
    assert np.isfinite(answer).all()
    if engine.gives == "probability" or spec.output.kind in ("alpha", "probabilities"):
        assert 0 <= answer.min() < 0.01
        assert 0.99 < answer.max() <= 1


def test_name_and_threads_are_what_was_asked_for(engine: Engine, kind: str) -> None:
    assert (engine.name, engine.threads) == (kind, 1)
    assert engine.kernels == next(iter(ENGINES[kind].kernels), "")


def test_kernels_are_what_was_asked_for(way: tuple[str, Kernels | None]) -> None:
    name, kernels = way
    engine = ENGINES[name].load(*network(SMALL[ENGINES[name].formats[0]]), 1, kernels)
    assert engine.kernels == (kernels or "")
    engine.close()


def test_answer_depends_on_the_picture_only(
    kind: str, small: tuple[ModelSpec, bytes], engine: Engine, picture: Picture
) -> None:
    grey = np.full_like(picture, picture.mean())
    first = engine.infer(picture).copy()
    of_grey = engine.infer(grey).copy()
    np.testing.assert_array_equal(engine.infer(picture), first)
    other = ENGINES[kind].load(*small)
    np.testing.assert_array_equal(other.infer(picture), first)
    other.close()
    assert np.abs(of_grey - first).max() > 0.5


def test_picture_is_left_as_it_was(engine: Engine, picture: Picture) -> None:
    before = picture.copy()
    engine.infer(picture)
    np.testing.assert_array_equal(picture, before)


def test_as_many_threads_compute_as_were_asked_for(kind: str, small: tuple[ModelSpec, bytes]) -> None:
    if not ENGINES[kind].threads:
        pytest.skip(f"{kind} does not let one set its threads")
    one = ENGINES[kind].load(*small)
    picture = NetworkInput(small[0].input, one.takes).prepare(presented()[0])
    alone = one.infer(picture).copy()
    before = psutil.Process().num_threads()
    three = ENGINES[kind].load(*small, 3)
    together = three.infer(picture)
    assert psutil.Process().num_threads() - before == 2  # the caller is the third
    np.testing.assert_allclose(together, alone, atol=1e-3)
    one.close()
    three.close()


def test_wrong_input_shape_is_a_model_error_and_the_engine_lives(engine: Engine, picture: Picture) -> None:
    answer = engine.infer(picture).copy()
    with pytest.raises(ModelError):
        engine.infer(np.zeros((1, 3, 5, 3), picture.dtype))
    np.testing.assert_array_equal(engine.infer(picture), answer)


def test_nothing_of_an_engine_is_left_behind(kind: str, small: tuple[ModelSpec, bytes]) -> None:
    """Neither its threads nor its memory, however often models are switched."""
    process = psutil.Process()
    for _ in range(3):
        engine = ENGINES[kind].load(*small)
        engine.close()
        engine.close()  # which may be done twice
    threads, memory = process.num_threads(), process.memory_info().rss
    for _ in range(20):
        ENGINES[kind].load(*small).close()
    assert process.num_threads() <= threads
    assert process.memory_info().rss - memory < 30e6


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.99])
def test_truncated_file_is_a_model_error(kind: str, small: tuple[ModelSpec, bytes], share: float) -> None:
    spec, content = small
    with pytest.raises(ModelError) as told:
        ENGINES[kind].load(spec, content[: int(len(content) * share)])
    assert len(str(told.value).splitlines()) == 1


def test_nothing_is_printed(kind: str, small: tuple[ModelSpec, bytes], capfd: pytest.CaptureFixture[str]) -> None:
    """Native libraries announce themselves on the terminal, where it is no use to anybody."""
    spec, content = small
    engine = ENGINES[kind].load(spec, content)
    engine.infer(NetworkInput(spec.input, engine.takes).prepare(presented()[0]))
    engine.close()
    with pytest.raises(ModelError):
        ENGINES[kind].load(spec, content[:100])
    assert capfd.readouterr() == ("", "")


_CHILD = """
import sys
from pathlib import Path
import numpy as np
from backdrop.errors import ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES
kind, kernels = ENGINES[sys.argv[1]], sys.argv[2] or None
spec = Catalogue.load().get(sys.argv[3])
for path in sys.argv[4:]:
    print(path, flush=True)
    try:
        engine = kind.load(spec, Path(path).read_bytes(), 1, kernels)
        engine.infer(np.zeros(engine.input_shape, np.uint8 if engine.takes == "picture" else np.float32))
        engine.close()
        print("ran", flush=True)
    except ModelError as error:
        assert len(str(error).splitlines()) == 1
        print("refused", flush=True)
"""


def _damaged(content: bytes, seed: int) -> bytes:
    """Garbage, the file with some bits flipped, its head scrambled, or a stretch of it overwritten."""
    chance = random.Random(seed)
    damaged = bytearray(content)
    if seed % 4 == 0:
        return chance.randbytes(chance.randint(1, 5000))
    if seed % 4 == 1:
        for _ in range(chance.choice((1, 4, 50))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    elif seed % 4 == 2:
        damaged[8:64] = chance.randbytes(56)
    else:
        start = chance.randrange(len(damaged) - 400)
        damaged[start : start + 400] = chance.randbytes(400)
    return bytes(damaged)


def test_damaged_file_runs_or_is_a_model_error_and_the_process_lives(
    way: tuple[str, Kernels | None], tmp_path: Path
) -> None:
    """In a child process, so that a crash of native code is seen as a failure with the file that causes it."""
    name, kernels = way
    model = SMALL[ENGINES[name].formats[0]]
    paths = []
    for seed in range(60):
        paths.append(tmp_path / f"{seed}.model")
        paths[-1].write_bytes(_damaged(network(model)[1], seed))
    command = [sys.executable, "-W", "error", "-c", _CHILD, name, kernels or "", model, *map(str, paths)]
    child = subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, env=environment(), encoding="utf-8"
    )
    lines = child.stdout.splitlines()
    assert child.returncode == 0, f"exit {child.returncode} at {lines[-1:]}: {child.stderr[-800:]}"
    assert len(lines) == 2 * len(paths)
    assert "ignored" not in child.stderr
    garbage = [outcome for path, outcome in zip(lines[::2], lines[1::2], strict=True) if int(Path(path).stem) % 4 == 0]
    assert set(garbage) == {"refused"}
