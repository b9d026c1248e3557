"""How good the models' mattes are: the real default model on pictures with an exact alpha."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from backdrop.bench.pictures import find_samples
from backdrop.bench.quality import COLUMNS, bench_quality, survey
from backdrop.bench.tables import Cell
from backdrop.host.media.colour import to_rgb
from backdrop.refine.upsample import Upsample
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.options import RunOptions
from support.cut_outs import write_cut_outs, write_photos


@pytest.fixture(scope="module")
def tool(shared_dir: Path) -> ModuleType:
    """A tool of the same purpose, written by others."""
    spec = importlib.util.spec_from_file_location("matte_metrics", shared_dir / "tools" / "matte_metrics.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _row(model: str, images: Path, masks: Path | None, rooms: Path | None = None) -> Mapping[str, Cell]:
    samples, failed = survey(find_samples(images, masks, rooms), lambda: None)
    assert failed == []
    ticks: list[str] = []
    (row,) = bench_quality([Catalogue.load().get(model)], samples, RunOptions(threads=1), ticks.append)
    assert ticks == [model] * len(samples)
    assert list(row) == [column.key for column in COLUMNS]
    return row


def _figure(row: Mapping[str, Cell], key: str) -> float:
    value = row[key]
    assert isinstance(value, (int, float))
    return float(value)


def test_the_presenter_is_found_nearly_whole_by_the_default_model(default_model: str, tmp_path: Path) -> None:
    write_photos(tmp_path / "images", tmp_path / "masks", 3)
    row = _row(default_model, tmp_path / "images", tmp_path / "masks")
    assert (row["model"], row["engine"], row["pictures"], row["note"]) == (default_model, "litert", 3, None)
    assert (row["webcam_pictures"], row["soft_pictures"]) == (3, 3)
    assert _figure(row, "mean_iou") > 0.96
    assert _figure(row, "webcam_mean_iou") == _figure(row, "mean_iou") >= _figure(row, "p10_iou")
    assert _figure(row, "boundary_f") > 0.8
    assert 0 < _figure(row, "soft_mae_x1000") < 20
    assert _figure(row, "soft_mae_x1000") < _figure(row, "soft_band_x1000")
    assert 0 < _figure(row, "median_ms") < 1000
    assert 0 < _figure(row, "cpu_ms_per_picture") < 1000


def test_cut_outs_in_rooms_are_judged_by_their_own_alpha(default_model: str, tmp_path: Path) -> None:
    write_cut_outs(tmp_path / "people", 1)
    (tmp_path / "rooms").mkdir()
    for value in (60, 200):
        Image.new("RGB", (400, 300), (value, value, value)).save(tmp_path / "rooms" / f"{value}.png")
    row = _row(default_model, tmp_path / "people", None, tmp_path / "rooms")
    assert (row["pictures"], row["soft_pictures"]) == (2, 2)
    assert _figure(row, "mean_iou") > 0.95


def _mattes(model: str, images: Path, masks: Path, folder: Path) -> Path:
    """What the network alone makes of each picture, enlarged."""
    folder.mkdir()
    with contextlib.closing(load_segmenter(model, (640, 480), RunOptions(threads=1))) as segmenter:
        for sample in find_samples(images, masks, None):
            truth = sample.load()
            width, height = truth.size
            matte = Upsample().apply(segmenter.segment(truth.frame), truth.frame)
            Image.fromarray(matte.alpha[:height, :width]).save(folder / f"{sample.image.stem}.png")
    return folder


def test_photographs_get_the_figures_of_an_independent_tool_on_the_same_mattes(
    tool: ModuleType, shared_dir: Path, default_model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portraits = shared_dir / "portraits"
    chosen = sorted((portraits / "masks").iterdir())[:60:8]
    for folder in ("images", "masks"):
        (tmp_path / folder).mkdir()
    for mask in chosen:
        shutil.copy(mask, tmp_path / "masks")
        shutil.copy(next((portraits / "images").glob(f"{mask.stem}.*")), tmp_path / "images")
    row = _row(default_model, tmp_path / "images", tmp_path / "masks")
    mattes = _mattes(default_model, tmp_path / "images", tmp_path / "masks", tmp_path / "alphas")
    tool.portraits(tmp_path / "images", tmp_path / "masks", mattes)
    told = re.findall(r"(?:n|mIoU|boundaryF|p10IoU)=([\d.]+)", capsys.readouterr().out)
    keys = ("pictures", "mean_iou", "boundary_f", "p10_iou", "webcam_pictures", "webcam_mean_iou", "webcam_boundary_f")
    assert [_figure(row, key) for key in keys] == pytest.approx([float(v) for v in told[:7]], abs=6e-5)
    assert 0 < _figure(row, "webcam_pictures") < len(chosen)
    assert row["soft_mae_x1000"] is None, "a hard mask says nothing of softness"


def test_composites_get_the_figures_of_an_independent_tool_on_the_same_mattes(
    tool: ModuleType, shared_dir: Path, default_model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("people", "rooms", "images", "truth"):
        (tmp_path / folder).mkdir()
    for name in ("mattes/example02.png", "mattes/example03.png"):
        shutil.copy(shared_dir / name, tmp_path / "people")
    shutil.copy(shared_dir / "rooms" / "p148.jpg", tmp_path / "rooms")
    for sample in find_samples(tmp_path / "people", None, tmp_path / "rooms"):
        made = sample.load()
        Image.fromarray(to_rgb(made.frame.pixels)).save(tmp_path / "images" / f"{sample.image.stem}.png")
        Image.fromarray(made.alpha).save(tmp_path / "truth" / f"{sample.image.stem}.png")
    row = _row(default_model, tmp_path / "images", tmp_path / "truth")
    mattes = _mattes(default_model, tmp_path / "images", tmp_path / "truth", tmp_path / "alphas")
    tool.composites(tmp_path / "truth", mattes)
    told = re.findall(r"(?:n|MAE|band|grad|boundaryF)=([\d.]+)", capsys.readouterr().out)
    keys = ("soft_pictures", "soft_mae_x1000", "soft_band_x1000", "soft_gradient_x10000", "boundary_f")
    assert [_figure(row, key) for key in keys] == pytest.approx([float(v) for v in told], abs=0.06)
    in_rooms = _row(default_model, tmp_path / "people", None, tmp_path / "rooms")
    assert _figure(in_rooms, "soft_mae_x1000") == pytest.approx(_figure(row, "soft_mae_x1000"), rel=0.05)


def test_a_model_that_is_not_here_has_a_row_that_says_so(
    default_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_photos(tmp_path / "images", tmp_path / "masks", 1)
    monkeypatch.setenv("BACKDROP_MODEL_PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    row = _row(default_model, tmp_path / "images", tmp_path / "masks")
    assert f"{default_model} is not on this machine" in str(row["note"])
    assert row["mean_iou"] is None


def test_an_option_that_a_model_lacks_is_its_rows_note(default_model: str, tmp_path: Path) -> None:
    write_photos(tmp_path / "images", tmp_path / "masks", 1)
    samples = find_samples(tmp_path / "images", tmp_path / "masks", None)
    spec = Catalogue.load().get(default_model)
    (row,) = bench_quality([spec], samples, RunOptions(internal_resolution="low"), lambda _model: None)
    assert "leave out --internal-resolution" in str(row["note"])
