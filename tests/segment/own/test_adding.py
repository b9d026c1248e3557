"""Adding a model of the user's own: what is found out of real files, and what is kept."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import tomlkit

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError, UsageError
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue, own_catalogue, own_models_dir
from backdrop.segment.own.adding import add_model
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.shelf import drop
from backdrop.segment.spec import ModelSpec

runs_onnx = pytest.mark.skipif(importlib.util.find_spec("onnxruntime") is None, reason="onnx is not installed here")


def models(shared_dir: Path) -> Path:
    return shared_dir / "models"


@pytest.fixture
def selfie(shared_dir: Path) -> Path:
    return models(shared_dir) / "selfie" / "selfie_segmentation.tflite"


@pytest.mark.parametrize(
    ("file", "known"),
    [
        ("selfie/selfie_segmentation_landscape.tflite", "selfie-landscape"),
        ("meet/segm_full_v679.tflite", "meet-full"),
        ("meet/segm_lite_v681.tflite", "meet-lite"),
        ("meet/segm_lite_v509.tflite", "meet-128"),
        ("deeplab/deeplabv3_257_mv_gpu.tflite", "deeplab-v3"),
        ("bodypix/mobilenet/float/050", "bodypix-mobilenet-050-s16-q4"),
        ("bodypix/mobilenet/quant2/075/model-stride16.json", "bodypix-mobilenet-075-s16-q2"),
    ],
)
def test_what_is_found_out_is_what_the_catalogue_says(shared_dir: Path, file: str, known: str) -> None:
    added = add_model(models(shared_dir) / file, model_id="mine")
    expected = Catalogue.load().get(known)
    assert added.spec.input == expected.input
    assert added.spec.output == expected.output
    assert added.spec.threshold == expected.threshold
    assert added.iou > 0.8
    assert added.ms > 0


@runs_onnx
def test_sinet_is_understood_but_for_the_order_of_its_colours(shared_dir: Path) -> None:
    """The catalogue has RGB, as its publisher says; it was trained with BGR, and the presenter shows that."""
    added = add_model(models(shared_dir) / "sinet" / "SINet_Softmax_simple.onnx")
    expected = Catalogue.load().get("sinet")
    assert added.spec.output == expected.output
    assert added.spec.input.layout == "NCHW"
    np.testing.assert_allclose(sorted(added.spec.input.scale), sorted(expected.input.scale), rtol=1e-6)
    assert added.iou > 0.9


@runs_onnx
def test_of_many_answers_the_one_that_can_be_a_matte_is_taken(shared_dir: Path) -> None:
    added = add_model(models(shared_dir) / "bodypix" / "converted" / "mobilenet050_stride16_480x640.onnx")
    assert str(added.spec.output) == "stride-logits-16"
    assert added.spec.input.scale == pytest.approx((2 / 255,) * 3)
    assert _agreement(added.spec) > 0.6


@pytest.mark.parametrize("file", ["selfie/selfie_segmentation.tflite", "bodypix/mobilenet/float/050"])
def test_an_added_model_is_a_model_like_all_others(shared_dir: Path, file: str) -> None:
    spec = add_model(models(shared_dir) / file, model_id="my-model").spec
    assert Catalogue.load().get("my-model") == spec
    assert spec.own
    assert _agreement(spec) > 0.8


def _agreement(spec: ModelSpec) -> float:
    """IoU on the presenter of the model as it is loaded from the catalogue."""
    segmenter = load_segmenter(spec.id, (640, 360))
    with Presenter(640, 360, paced=False) as presenter:
        frame, truth = presenter.draw(20)
    alpha = segmenter.segment(frame).alpha
    segmenter.close()
    rows, columns = (np.linspace(0, side - 1, got).round().astype(int) for side, got in zip((360, 640), alpha.shape))  # noqa: B905
    person, found = truth.alpha[np.ix_(rows, columns)] >= 128, alpha >= 128
    return float((person & found).sum() / (person | found).sum())


def test_an_added_file_that_is_changed_is_not_used(selfie: Path) -> None:
    spec = add_model(selfie, model_id="mine").spec
    kept = own_models_dir() / spec.file
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="damaged"):
        load_segmenter("mine", (320, 180))


def test_the_name_comes_from_the_file_and_must_be_free(selfie: Path) -> None:
    assert add_model(selfie).spec.id == "selfie-segmentation"
    with pytest.raises(UsageError, match="--id selfie-segmentation-2") as refused:
        add_model(selfie)
    assert refused.value.values["option"] == "id"


@pytest.mark.parametrize("model_id", ["auto", "selfie-landscape", "My Model", "a--b", "", "../x", "file:x"])
def test_a_name_that_cannot_be_is_refused_with_another(selfie: Path, model_id: str) -> None:
    with pytest.raises(UsageError, match=r"such as --id [a-z0-9-]+$"):
        add_model(selfie, model_id=model_id)
    assert not own_catalogue().exists()


def test_a_file_whose_name_has_no_letters_for_an_id_gets_one(selfie: Path, tmp_path: Path) -> None:
    path = tmp_path / "나의 모델.tflite"
    shutil.copy(selfie, path)
    added = add_model(path)
    assert added.spec.id == "own-model"
    assert added.spec.title == path.name


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a file's name be any bytes")
@pytest.mark.parametrize("name", [b"two\nlines.tflite", b"\x1b[31mred.tflite", b"no-text-\xff.tflite"])
def test_a_file_name_that_cannot_be_shown_becomes_a_title_that_can(selfie: Path, tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(selfie.read_bytes())
    add_model(path)
    (spec,) = (spec for spec in Catalogue.load() if spec.own)
    assert spec.title.isprintable()
    assert spec.title.endswith(".tflite")


def test_what_the_catalogue_held_stays_as_it_was(selfie: Path) -> None:
    first = add_model(selfie, model_id="first", licence="Apache-2.0").spec
    text = own_catalogue().read_text() + "\n# a remark of mine\n"
    own_catalogue().write_text(text)
    add_model(selfie, model_id="second")
    now = own_catalogue().read_text()
    assert now.startswith(text.rstrip())
    assert [row["id"] for row in tomlkit.parse(now)["model"]] == ["first", "second"]
    assert Catalogue.load().get("first") == first
    assert first.licence == "Apache-2.0"
    assert Catalogue.load().get("second").licence == "unknown"


def test_after_the_last_was_removed_another_can_be_added(selfie: Path) -> None:
    add_model(selfie, model_id="first")
    drop("first")
    assert [spec.id for spec in Catalogue.load() if spec.own] == []
    add_model(selfie, model_id="second")
    assert [spec.id for spec in Catalogue.load() if spec.own] == ["second"]
    drop("second")
    assert Catalogue.load().problems == ()


def test_rows_that_were_written_in_brackets_stay_beside_a_new_one(selfie: Path) -> None:
    add_model(selfie, model_id="first")
    (row,) = tomlkit.parse(own_catalogue().read_text())["model"].unwrap()
    inline = tomlkit.inline_table()
    inline.update(row)
    own_catalogue().write_text(f"model = [{inline.as_string()}]\n")
    add_model(selfie, model_id="second")
    assert [spec.id for spec in Catalogue.load() if spec.own] == ["first", "second"]


@pytest.mark.parametrize("content", [b"model = 5\n", b"not toml [", b"\xff\xfe"])
def test_a_damaged_catalogue_is_left_as_it_is(selfie: Path, content: bytes) -> None:
    own_catalogue().parent.mkdir(parents=True)
    own_catalogue().write_bytes(content)
    with pytest.raises(ModelError, match=r"catalogue\.toml is damaged"):
        add_model(selfie, model_id="mine")
    assert own_catalogue().read_bytes() == content
    assert not (own_models_dir() / "mine").exists()


def test_what_the_user_says_is_held_to(selfie: Path) -> None:
    spec = add_model(selfie, OwnOptions(colour="BGR", threshold=0.3), "mine").spec
    assert spec.input.colour == "BGR"
    assert spec.threshold == 0.3


def test_an_absent_file_and_a_folder_without_a_model_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"absent\.tflite does not exist"):
        add_model(tmp_path / "absent.tflite")
    with pytest.raises(ModelError, match=r"no model\*\.json"):
        add_model(tmp_path)


def test_a_folder_that_is_no_model_or_lacks_its_weights_is_refused(shared_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"a": 1}')
    with pytest.raises(ModelError, match=r"model\.json is no TensorFlow\.js"):
        add_model(tmp_path)
    bare = models(shared_dir) / "bodypix" / "topology" / "mobilenet_float_075"
    with pytest.raises(ModelError, match="group1-shard1of"):
        add_model(bare, model_id="mine")


def test_of_several_models_in_a_folder_one_must_be_named(shared_dir: Path) -> None:
    with pytest.raises(UsageError, match=r"model-stride16\.float\.json"):
        add_model(models(shared_dir) / "bodypix" / "topology" / "resnet50")


def test_a_file_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.pt").write_bytes(b"PK" * 100)
    with pytest.raises(ModelError, match="no model file"):
        add_model(tmp_path / "weights.pt")


def test_a_data_folder_that_may_not_be_written_is_named(
    selfie: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        (tmp_path / "data").write_bytes(b"a file where a folder belongs, since root may write anywhere")
    else:
        (tmp_path / "data").mkdir(mode=0o500)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with pytest.raises(ModelError, match="data"):
        add_model(selfie, model_id="mine")


def test_a_full_disk_leaves_nothing_behind(shared_dir: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    with pytest.raises(ModelError, match="disk is full"):
        add_model(models(shared_dir) / "deeplab" / "deeplabv3_257_mv_gpu.tflite", model_id="mine")
    assert not own_catalogue().exists()
    assert not (own_models_dir() / "mine").exists()
