from __future__ import annotations

from pathlib import Path

import pytest

from support.program import backdrop, one_line


@pytest.fixture
def selfie(shared_dir: Path) -> Path:
    return shared_dir / "models" / "selfie" / "selfie_segmentation.tflite"


def test_a_model_is_added_and_used_by_its_name(selfie: Path) -> None:
    added = backdrop("models", "add", selfie, "--id", "mine")
    assert added.returncode == 0, added.stderr
    for told in ("mine is added", "256x256 RGB NHWC, 0..1", "IoU 0.99", "ms a picture"):
        assert told in added.stdout
    ran = backdrop(
        "run", "--source", "presenter", "--sink", "null", "--size", "320x180", "--frames", 3, "--model", "mine"
    )
    assert ran.returncode == 0, ran.stderr


def test_what_is_wrong_is_one_line(selfie: Path, tmp_path: Path) -> None:
    absent = backdrop("models", "add", tmp_path / "absent.tflite")
    assert absent.returncode == 1
    assert "absent.tflite does not exist" in one_line(absent.stderr)
    taken = backdrop("models", "add", selfie, "--id", "selfie-landscape")
    assert taken.returncode == 2
    assert "--id selfie-landscape-2" in one_line(taken.stderr)
    unclear = backdrop("models", "add", selfie, "--range", "0-1")
    assert unclear.returncode == 2
    assert "0..255" in one_line(unclear.stderr)
