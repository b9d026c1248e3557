"""What every engine keeps to, with the default model's real file."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.engines import ENGINES
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.store import ModelStore


@pytest.fixture(scope="module")
def content(default_model: str) -> bytes:
    return ModelStore().load(Catalogue.load().get(default_model))


@pytest.fixture(scope="module")
def picture(default_model: str) -> Tensor:
    """The network's input for a drawn presenter."""
    frame, _ = Presenter(640, 480, paced=False).draw(0)
    return NetworkInput(Catalogue.load().get(default_model).input).prepare(frame)


@pytest.fixture(params=sorted(ENGINES))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(kind: str, content: bytes) -> Iterator[Engine]:
    engine = ENGINES[kind](content, 1)
    yield engine
    engine.close()


def test_shapes_are_those_of_the_file(engine: Engine, default_model: str) -> None:
    spec = Catalogue.load().get(default_model)
    assert engine.input_shape == (1, spec.input.height, spec.input.width, 3)
    assert np.prod(engine.output_shape) == spec.output.height * spec.output.width


def test_name_and_threads_are_what_was_asked_for(engine: Engine, kind: str) -> None:
    assert (engine.name, engine.threads) == (kind, 1)


def test_answer_is_float32_of_the_promised_shape_and_finds_a_person(engine: Engine, picture: Tensor) -> None:
    answer = engine.infer(picture)
    assert answer.dtype == np.float32
    assert answer.shape == engine.output_shape
    assert 0 <= answer.min() < 0.01
    assert 0.99 < answer.max() <= 1


def test_answer_depends_on_the_picture_only(kind: str, content: bytes, engine: Engine, picture: Tensor) -> None:
    grey = np.full(engine.input_shape, 0.5, np.float32)
    first = engine.infer(picture).copy()
    of_grey = engine.infer(grey).copy()
    np.testing.assert_array_equal(engine.infer(picture), first)
    other = ENGINES[kind](content, 1)
    np.testing.assert_array_equal(other.infer(picture), first)
    other.close()
    assert np.abs(of_grey - first).max() > 0.5


def test_picture_is_left_as_it_was(engine: Engine, picture: Tensor) -> None:
    before = picture.copy()
    engine.infer(picture)
    np.testing.assert_array_equal(picture, before)


def test_as_many_threads_compute_as_were_asked_for(kind: str, content: bytes, picture: Tensor) -> None:
    one = ENGINES[kind](content, 1)
    alone = one.infer(picture).copy()
    before = psutil.Process().num_threads()
    three = ENGINES[kind](content, 3)
    together = three.infer(picture)
    assert psutil.Process().num_threads() - before == 2  # the caller is the third
    np.testing.assert_allclose(together, alone, atol=1e-3)
    one.close()
    three.close()


def test_wrong_input_shape_is_a_model_error_and_the_engine_lives(engine: Engine, picture: Tensor) -> None:
    with pytest.raises(ModelError):
        engine.infer(np.zeros((1, 3, 5, 3), np.float32))
    assert engine.infer(picture).max() > 0.99


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.99])
def test_truncated_file_is_a_model_error(kind: str, content: bytes, share: float) -> None:
    with pytest.raises(ModelError):
        ENGINES[kind](content[: int(len(content) * share)], 1)


_CHILD = """
import sys
from pathlib import Path
import numpy as np
from backdrop.errors import ModelError
from backdrop.segment.engines import ENGINES
for path in sys.argv[2:]:
    print(path, flush=True)
    try:
        engine = ENGINES[sys.argv[1]](Path(path).read_bytes(), 1)
        engine.infer(np.zeros(engine.input_shape, np.float32))
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


def test_damaged_file_runs_or_is_a_model_error_and_the_process_lives(kind: str, content: bytes, tmp_path: Path) -> None:
    """In a child process, so that a crash of native code is seen as a failure with the file that causes it."""
    paths = []
    for seed in range(60):
        paths.append(tmp_path / f"{seed}.tflite")
        paths[-1].write_bytes(_damaged(content, seed))
    command = [sys.executable, "-W", "error", "-c", _CHILD, kind, *map(str, paths)]
    child = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    lines = child.stdout.splitlines()
    assert child.returncode == 0, f"exit {child.returncode} at {lines[-1:]}: {child.stderr[-800:]}"
    assert len(lines) == 2 * len(paths)
    assert "ignored" not in child.stderr
    garbage = [outcome for path, outcome in zip(lines[::2], lines[1::2], strict=True) if int(Path(path).stem) % 4 == 0]
    assert set(garbage) == {"refused"}
