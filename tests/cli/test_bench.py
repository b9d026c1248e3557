"""`backdrop bench models`, `sizes` and `quality`, as processes of their own."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from support.cut_outs import write_cut_outs, write_photos
from support.program import backdrop, one_line, start_backdrop

pytestmark = pytest.mark.usefixtures("default_model")


def test_models_prints_a_table_and_writes_the_same_as_json_and_html(default_model: str, tmp_path: Path) -> None:
    done = backdrop(
        "bench", "models", "--models", default_model, "--threads", "1,2", "--runs", 5,
        "--json", "속도.json", "--html", "speed.html", cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    head, *rows = done.stdout.splitlines()
    assert head.split()[:4] == ["MODEL", "ENGINE", "KERNELS", "THREADS"]
    assert [row.split()[:4] for row in rows] == [[default_model, "litert", "xnnpack", n] for n in ("1", "2")]
    told = json.loads((tmp_path / "속도.json").read_text("utf-8"))
    assert [(row["model"], row["threads"], row["runs"]) for row in told["rows"]] == [
        (default_model, 1, 5), (default_model, 2, 5),
    ]  # fmt: skip
    assert (told["frame"], told["unfinished"]) == ("1280x720", False)
    assert {"cpu", "cores", "os", "python", "packages"} <= told.keys()
    page = (tmp_path / "speed.html").read_text("utf-8")
    assert page.count("<rect") == 2
    assert told["cpu"] in page


def test_models_to_the_terminal_as_csv_is_nothing_but_csv(default_model: str) -> None:
    done = backdrop("bench", "models", "--models", default_model, "--runs", "5", "--csv", "-")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["model"] == default_model
    assert float(row["median_ms"]) > 0
    assert row["note"] == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["models", "--engines", "tensorrt"],
        ["models", "--kernels", "simd"],
        ["models", "--threads", "1,two"],
        ["models", "--threads", "0"],
        ["models", "--models", ","],
        ["models", "--models", "no-such"],
        ["models", "--size", "641x361"],
        ["models", "--csv", "gone/table.csv"],
        ["models", "--csv", "-", "--json", "-"],
        ["quality", "--images", ".", "--html", "-", "--csv", "-"],
        ["sizes", "--sizes", "640x481"],
        ["sizes", "--sizes", ","],
        ["sizes", "--json", "gone/table.json"],
        ["quality"],
        ["quality", "--images", "gone"],
        ["quality", "--images", ".", "--masks", "gone"],
        ["quality", "--images", ".", "--models", "no-such"],
        ["quality", "--images", ".", "--json", "gone/table.json"],
    ],
)
def test_what_cannot_be_meant_is_one_line_and_exit_code_2(arguments: list[str], tmp_path: Path) -> None:
    write_cut_outs(tmp_path, 1, (64, 64))
    done = backdrop("bench", *arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    one_line(done.stderr)
    assert done.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals for another process")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_what_is_measured_when_it_is_stopped_is_kept(default_model: str, tmp_path: Path, name: str) -> None:
    program = start_backdrop(
        "bench", "models", "--models", default_model, "--threads", "1,2,3,4", "--seconds", "3", "--json", "out.json",
        cwd=tmp_path,
    )  # fmt: skip
    seen: set[int] = set()
    deadline = time.monotonic() + 60
    while len(seen) < 2 and time.monotonic() < deadline:  # the second child comes after the first row
        seen |= {child.pid for child in psutil.Process(program.pid).children()}
        time.sleep(0.02)
    os.kill(program.pid, signal.Signals[name])
    output, error = program.communicate(timeout=30)
    assert program.returncode == 1
    assert one_line(error) == "backdrop: stopped"
    assert len(output.splitlines()) == 2, "the head and the one row"
    told = json.loads((tmp_path / "out.json").read_text())
    assert [row["model"] for row in told["rows"]] == [default_model]
    assert told["unfinished"] is True
    assert not any(psutil.pid_exists(pid) for pid in seen)


def test_sizes_tells_what_a_frame_costs_beside_the_network(shared_dir: Path, tmp_path: Path) -> None:
    done = backdrop("bench", "sizes", "--sizes", "160x120,320x240", "--frames", 5, "--json", "out.json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    head, *lines = done.stdout.splitlines()
    assert head.startswith("FRAME")
    rows = json.loads((tmp_path / "out.json").read_text("utf-8"))["rows"]
    assert [line.split()[:4] for line in lines] == [
        [row["frame"], row["refinement"], row["model"], str(row["threads"])] for row in rows
    ]
    assert [row["frame"] for row in rows] == ["160x120"] * 3 + ["320x240"] * 3
    assert {(row["refinement"], row["model"], row["threads"]) for row in rows} == {
        ("balanced", "selfie-square", 1), ("balanced", "selfie-square", 2), ("light", "selfie-landscape", 1),
    }  # fmt: skip
    for row in rows:
        parts = row["segment_cpu_ms"] + row["refine_cpu_ms"] + row["composite_cpu_ms"]
        assert row["cpu_ms_per_frame"] == pytest.approx(parts, rel=0.5)  # of frames of its own
        assert row["times_network"] == pytest.approx(row["cpu_ms_per_frame"] / row["network_cpu_ms"], rel=0.01)
        assert row["times_published"] == pytest.approx(row["cpu_ms_per_frame"] / row["published_cpu_ms"], rel=0.01)
        assert row["published_cpu_ms"] > 0
        assert row["wall_ms_median"] > 0


def test_sizes_of_what_cannot_be_shown_has_no_figures_but_a_reason(shared_dir: Path, tmp_path: Path) -> None:
    done = backdrop(
        "bench", "sizes", "--sizes", "160x120", "--background", "image:gone.png", "--csv", "-", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (1, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 3
    assert all("gone.png" in row["note"] and not row["cpu_ms_per_frame"] for row in rows)


def test_quality_of_photographs_and_masks(default_model: str, tmp_path: Path) -> None:
    write_photos(tmp_path / "photos", tmp_path / "masks", 2)
    done = backdrop(
        "bench", "quality", "--images", "photos", "--masks", "masks", "--models", default_model, "--csv", "-",
        cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["model"], row["pictures"], row["note"]) == (default_model, "2", "")
    assert float(row["mean_iou"]) > 0.95


def test_quality_names_unusable_pictures_and_judges_the_others(default_model: str, tmp_path: Path) -> None:
    people = write_cut_outs(tmp_path / "people", 1)
    (tmp_path / "people" / "broken.png").write_bytes(people[0].read_bytes()[:3000])
    done = backdrop("bench", "quality", "--images", "people", "--models", default_model, "--json", "-", cwd=tmp_path)
    assert done.returncode == 1
    assert "broken.png is damaged" in one_line(done.stderr)
    told = json.loads(done.stdout)
    assert (told["pictures"], told["rows"][0]["pictures"]) == (1, 1)


@pytest.mark.parametrize(
    "arguments", [["models", "--engines", "onnx"], ["quality", "--images", ".", "--engine", "onnx"]]
)
def test_where_no_row_could_be_measured_the_exit_code_is_1(
    arguments: list[str], default_model: str, tmp_path: Path
) -> None:
    write_cut_outs(tmp_path, 1, (64, 64))
    done = backdrop("bench", *arguments, "--models", default_model, "--json", "-", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    (row,) = json.loads(done.stdout)["rows"]
    assert row["model"] == default_model
    assert "onnx" in row["note"]


def test_quality_of_nothing_usable_prints_no_table(default_model: str, tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "broken.png").write_bytes(b"nothing")
    done = backdrop("bench", "quality", "--images", "people", "--models", default_model, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    one_line(done.stderr)
