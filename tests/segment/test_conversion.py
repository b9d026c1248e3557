"""BodyPix in the product: converted at the wanted size, kept, and made of other weights where its own are missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelMissingError, UsageError
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.conversion import converted, made_here
from backdrop.segment.options import RunOptions
from backdrop.segment.store import ModelStore

SIZE = 640, 480


@pytest.fixture
def store(shared_dir: Path, tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "cache", [shared_dir / "models" / "bodypix"])


@pytest.fixture
def searched(shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("BACKDROP_MODEL_PATH", str(shared_dir / "models" / "bodypix"))


@pytest.mark.usefixtures("searched")
@pytest.mark.parametrize(
    ("model", "requantised"),
    [
        ("bodypix-mobilenet-075-s16-q2", False),
        ("bodypix-mobilenet-075-s8-q2", False),
        ("bodypix-mobilenet-050-s16-q4", False),
        ("bodypix-mobilenet-050-s8-q2", True),
        ("bodypix-mobilenet-075-s16-q1", True),
    ],
)
def test_the_person_is_found_and_what_was_quantised_here_is_marked(model: str, requantised: bool) -> None:
    segmenter = load_segmenter(model, SIZE, RunOptions(internal_resolution="high"))
    with Presenter(*SIZE, paced=False) as presenter:
        frame, truth = presenter.draw(7)
    alpha = segmenter.segment(frame).alpha
    segmenter.close()
    height, width = alpha.shape
    rows, columns = np.arange(height) * SIZE[1] // height, np.arange(width) * SIZE[0] // width
    found, exact = alpha > 127, truth.alpha[rows][:, columns] > 127
    assert (found & exact).sum() / (found | exact).sum() > 0.7
    assert segmenter.spec.requantised is requantised
    assert ("re-quantised" in segmenter.spec.label) is requantised


@pytest.mark.usefixtures("searched")
def test_other_frames_are_taken_as_well() -> None:
    segmenter = load_segmenter("bodypix-mobilenet-050-s16-q4", (320, 240))
    with Presenter(*SIZE, paced=False) as presenter:
        assert segmenter.segment(presenter.draw(0)[0]).alpha.shape == (113, 161)
    assert segmenter.made_for == (320, 240)
    segmenter.close()


def test_a_network_of_one_size_takes_no_internal_resolution(default_model: str) -> None:
    with pytest.raises(UsageError, match="leave out --internal-resolution"):
        load_segmenter(default_model, SIZE, RunOptions(internal_resolution="low"))


def test_the_converted_file_is_kept_by_what_it_was_made_of(store: ModelStore) -> None:
    spec = Catalogue.load().get("bodypix-mobilenet-050-s16-q4")
    _, first = converted(spec, store, 113, 161)
    (kept,) = (store.cache / "converted").iterdir()
    before = kept.stat().st_ino
    assert converted(spec, store, 113, 161)[1] == first
    assert kept.stat().st_ino == before
    converted(spec, store, 129, 161)
    assert len(list((store.cache / "converted").iterdir())) == 2


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"\0" + data[1:], lambda data: b""])
def test_a_damaged_converted_file_is_made_again(store: ModelStore, damage: object) -> None:
    spec = Catalogue.load().get("bodypix-mobilenet-050-s16-q4")
    _, first = converted(spec, store, 113, 161)
    (kept,) = (store.cache / "converted").iterdir()
    assert callable(damage)
    kept.write_bytes(damage(kept.read_bytes()))
    assert converted(spec, store, 113, 161)[1] == first
    assert converted(spec, store, 113, 161)[1] == first


def test_only_so_many_are_kept(store: ModelStore) -> None:
    spec = Catalogue.load().get("bodypix-mobilenet-050-s16-q4")
    for n in range(15):
        converted(spec, store, 49 + 16 * n, 49)
    assert len(list((store.cache / "converted").iterdir())) == 12


def test_the_same_weights_at_another_stride_are_not_quantised_again(store: ModelStore) -> None:
    catalogue = Catalogue.load()
    spec = catalogue.get("bodypix-mobilenet-075-s8-q2")
    assert made_here(spec, store) == catalogue.get("bodypix-mobilenet-075-s16-q2")
    assert converted(spec, store, 113, 161)[0].requantised is False
    assert made_here(catalogue.get("bodypix-mobilenet-075-s16-q2"), store) is None


def test_without_weights_the_model_is_missing(tmp_path: Path, shared_dir: Path) -> None:
    for name in ("bodypix-mobilenet-100-s16-q4", "bodypix-mobilenet-050-s16-q1", "bodypix-resnet50-s16-q2"):
        with pytest.raises(ModelMissingError, match=name):
            converted(Catalogue.load().get(name), ModelStore(tmp_path, []), 113, 161)
