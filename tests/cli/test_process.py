"""`backdrop process` and `backdrop bench`, as processes of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backdrop.host.media.still import load_still
from support.program import backdrop, one_line

pytestmark = pytest.mark.usefixtures("default_model")


def test_akiyo_is_processed_with_a_matte_for_each_frame(shared_dir: Path, tmp_path: Path) -> None:
    clip = shared_dir / "clips" / "akiyo_cif.mp4"
    done = backdrop(
        "process", clip, "out.mp4", "--background", "blur", "--alpha-dir", "alpha", "--stats", "s.json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    mattes = sorted((tmp_path / "alpha").iterdir())
    assert [mattes[0].name, mattes[-1].name, len(mattes)] == ["00000.png", "00299.png", 300]
    alpha = load_still(mattes[150])[..., 0]
    assert alpha.shape == (288, 352)
    assert 0.25 < alpha.mean() / 255 < 0.6
    stats = json.loads((tmp_path / "s.json").read_text())
    assert (stats["frames_in"], stats["frames_out"], stats["frames_dropped"]) == (300, 300, 0)


def test_a_damaged_picture_in_a_folder_is_named_and_the_exit_code_is_1(shared_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "배경 사진"
    folder.mkdir()
    photo = (shared_dir / "portraits" / "images" / "10.jpg").read_bytes()
    (folder / "나.jpg").write_bytes(photo)
    (folder / "bad.jpg").write_bytes(photo[:200])
    done = backdrop("process", folder, "out", "--background", "color:#000", cwd=tmp_path)
    assert done.returncode == 1
    assert "bad.jpg" in one_line(done.stderr)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["나.jpg"]


def test_the_bench_prints_each_stage_and_gives_the_same_as_json() -> None:
    small = ("bench", "pipeline", "--size", "320x180", "--frames", "20", "--background", "color:#224466")
    text = backdrop(*small)
    assert text.returncode == 0, text.stderr
    for word in ("segment", "inference", "refine", "composite", "all", "median", "p95", "p99", "cpu", "fps", "MB"):
        assert word in text.stdout
    figures = json.loads(backdrop(*small, "--json", "--threads", "2").stdout)
    assert (figures["frames"], figures["width"], figures["height"], figures["threads"]) == (20, 320, 180, 2)
    stages = figures["stages"]
    assert set(stages) == {"segment", "inference", "refine", "composite", "all"}
    parts = sum(stages[name]["cpu_ms_per_frame"] for name in ("segment", "refine", "composite"))
    assert stages["all"]["cpu_ms_per_frame"] == pytest.approx(parts, rel=0.01)
    assert figures["cpu_ms_per_frame"] == stages["all"]["cpu_ms_per_frame"]
