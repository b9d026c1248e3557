"""A model file of the user's own: tried out in a child process, so that a bad one costs an error and no more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
from support.own_models import open_sided
from support.program import backdrop, one_line


@pytest.fixture
def own(shared_dir: Path, tmp_path: Path) -> Path:
    path = tmp_path / "나의 모델.tflite"
    path.write_bytes((shared_dir / "models" / "selfie" / "selfie_segmentation.tflite").read_bytes())
    return path


def test_a_file_of_ones_own_finds_the_person(own: Path) -> None:
    segmenter = load_segmenter(f"file:{own}", (320, 180))
    with Presenter(320, 180, paced=False) as presenter:
        frame, truth = presenter.draw(3)
    alpha = segmenter.segment(frame).alpha
    assert alpha.shape == (256, 256)
    assert abs(float(alpha.mean()) - float(truth.alpha.mean())) < 12
    assert segmenter.spec.title == own.name
    segmenter.close()


@pytest.mark.parametrize("content", [b"", b"no model", b"TFL3" * 1000, bytes(1000)])
def test_what_is_no_model_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.tflite"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"bad\.tflite"):
        load_segmenter(f"file:{path}", (320, 180))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ModelError, match="absent"):
        load_segmenter("file:absent.tflite", (320, 180))


def test_a_model_of_another_kind_of_answer_is_understood(shared_dir: Path) -> None:
    segmenter = load_segmenter(f"file:{shared_dir / 'models' / 'meet' / 'segm_full_v679.tflite'}", (320, 180))
    assert str(segmenter.spec.output) == "logits-2"
    segmenter.close()


def test_a_model_of_any_size_takes_the_size_that_suits_the_frames(shared_dir: Path) -> None:
    path = shared_dir / "models" / "bodypix" / "mobilenet" / "float" / "050"
    segmenter = load_segmenter(f"file:{path}", (320, 180), RunOptions(internal_resolution="161x97"))
    assert (segmenter.spec.input.width, segmenter.spec.input.height) == (161, 97)
    segmenter.close()


def test_what_has_to_be_said_of_a_model_is_said_by_adding_it(own: Path) -> None:
    own.write_bytes(open_sided(own.read_bytes()))
    with pytest.raises(ModelError, match=r"--size.*backdrop models add"):
        load_segmenter(f"file:{own}", (320, 180))


def test_the_command_line_takes_it(own: Path, tmp_path: Path) -> None:
    given = ("run", "--source", "presenter", "--sink", "null", "--size", "320x180", "--frames", 3)
    done = backdrop(*given, "--model", f"file:{own}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = backdrop(*given, "--model", "file:absent.tflite", cwd=tmp_path)
    assert "absent.tflite" in one_line(done.stderr)
    assert done.returncode == 1


def test_the_answer_is_a_matte_of_numbers(own: Path) -> None:
    segmenter = load_segmenter(f"file:{own}", (320, 180))
    assert np.isfinite(segmenter.warm_up())
    segmenter.close()
