"""`backdrop process` and `backdrop bench`, as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from backdrop.host.media.still import encode_still, load_still
from backdrop.pipeline.meter import Report
from support.program import backdrop, one_line, start_backdrop

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
    assert done.stdout.splitlines()[1] == f"Automatic model: {stats['model']}."


@pytest.mark.parametrize("resolution", ["low", "full"])
def test_pictures_of_every_size_go_through_a_network_of_any_size(
    shared_dir: Path, tmp_path: Path, resolution: str
) -> None:
    (tmp_path / "in").mkdir()
    for width, height in ((6, 10), (333, 777), (2600, 30)):
        picture = np.full((height, width, 3), 127, np.uint8)
        (tmp_path / "in" / f"{width}.png").write_bytes(encode_still(picture, ".png"))
    model = ["--model", "bodypix-mobilenet-050-s16-q4", "--internal-resolution", resolution]
    done = backdrop("process", "in", "out", *model, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "out").iterdir())) == 3


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals for another process")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_job_leaves_nothing_and_says_one_line(shared_dir: Path, tmp_path: Path, name: str) -> None:
    clip = shared_dir / "clips" / "akiyo_cif.mp4"
    slow = "--model", "bodypix-mobilenet-075-s16-q2", "--internal-resolution", "full"  # else a busy test comes too late
    process = start_backdrop(
        "process", clip, "out.mp4", "--alpha-dir", "alpha", *slow, "--stats", "s.json", cwd=tmp_path
    )
    deadline = time.monotonic() + 20
    while len(list(tmp_path.rglob("*.png"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.Signals[name])
    _, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert one_line(error) == "backdrop: stopped"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["one.png", "out.png", "--alpha-dir", "."],
        ["one.png", "out.png", "--stats", "one.png"],
        ["one.png", "out.png", "--stats", "out.png"],
        ["photos", "done", "--alpha-dir", "photos"],
        ["photos", "done", "--alpha-dir", "done"],
    ],
)
def test_what_would_write_over_an_original_or_a_result_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "photos").mkdir()
    for name in ("one.png", "photos/a.png"):
        (tmp_path / name).write_bytes(b"precious")
    done = backdrop("process", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    one_line(done.stderr)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.png", "one.png", "photos"]
    assert {path.read_bytes() for path in tmp_path.rglob("*.png")} == {b"precious"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_not_utf8_are_processed(shared_dir: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"p\xff.jpg")
    (tmp_path / name).write_bytes((shared_dir / "portraits" / "images" / "10.jpg").read_bytes())
    done = backdrop("process", name, os.fsdecode(b"q\xff.jpg"), "--background", "color:#000", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_bench_prints_each_stage_and_gives_the_same_as_json() -> None:
    small = ("bench", "pipeline", "--size", "320x180", "--frames", "20", "--background", "color:#224466")
    text = backdrop(*small)
    assert text.returncode == 0, text.stderr
    for word in ("segment", "inference", "refine", "composite", "all", "median", "p95", "p99", "cpu", "fps", "MB"):
        assert word in text.stdout
    figures = json.loads(backdrop(*small, "--json", "--threads", "2").stdout)
    assert (figures["frames"], figures["width"], figures["height"], figures["threads"]) == (20, 320, 180, 2)
    assert (figures["frames_in"], figures["frames_out"], figures["frames_dropped"]) == (20, 20, 0)
    assert {field.name for field in fields(Report)} <= figures.keys(), "what --stats carries"
    stages = figures["stage_ms"]
    assert set(stages) == {"segment", "inference", "refine", "composite", "all"}
    parts = sum(stages[name]["cpu_ms_per_frame"] for name in ("segment", "refine", "composite"))
    assert stages["all"]["cpu_ms_per_frame"] == pytest.approx(parts, rel=0.01)
    # That of a whole frame is measured on frames of its own, without the clocks in between.
    assert figures["cpu_ms_per_frame"] == pytest.approx(stages["all"]["cpu_ms_per_frame"], rel=0.5)
