"""`backdrop bench paper`, as a process of its own."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from backdrop.bench.paper.clip import record_presenter
from support.program import backdrop, environment, one_line, start_backdrop

pytestmark = pytest.mark.alone

SHORT = ("bench", "paper", "--size", "320x180", "--seconds", "0.5", "--sink", "null")

NAPPING = """\
import sys
import time

if any('"threads":2' in word for word in sys.orig_argv):
    from backdrop.composite.blend import Blend

    blend = Blend.__call__

    def napping(*arguments, **named):
        time.sleep(0.02)
        return blend(*arguments, **named)

    Blend.__call__ = napping
"""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "me.mp4"
    record_presenter(path, (320, 180))
    return path


def rows_of(path: Path) -> dict[str, dict[str, Any]]:
    told = json.loads(path.read_text("utf-8"))
    return {f"{row['model']}/{row['threads']}": row for row in told["rows"]}


@pytest.mark.usefixtures("default_model")
def test_a_stage_that_sleeps_in_one_row_is_told_in_that_row_and_kept_rows_are_not_measured_again(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_dir: Path
) -> None:
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "sitecustomize.py").write_text(NAPPING)
    # What `backdrop` sets up for itself names the product and the tests only.
    path = os.pathsep.join([str(tmp_path / "path"), environment()["PYTHONPATH"]])
    monkeypatch.setattr("support.program.environment", lambda *_locale: environment() | {"PYTHONPATH": path})
    command = [*SHORT, "--clip", str(clip), "--models", "selfie-square,selfie-multiclass", "--resume", "rows.json"]
    files = ["--json", "p.json", "--csv", "p.csv", "--html", "p.html", "--charts", "charts"]
    done = backdrop(*command, *files, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = rows_of(tmp_path / "p.json")
    awake, napping = rows["selfie-square/1"], rows["selfie-square/2"]
    assert awake["composite_ms"] < 15
    assert 20 < napping["composite_ms"] < awake["composite_ms"] + 40
    assert napping["pipeline_ms_median"] > 20
    assert napping["fps"] < 50
    assert "not on this machine" in rows["selfie-multiclass/1"]["note"]
    head, *lines = done.stdout.splitlines()
    assert head.split()[:3] == ["MODEL", "VARIANT", "THREADS"]
    assert [line.split()[0] for line in lines] == ["selfie-square"] * 2 + ["selfie-multiclass"] * 2
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as table:
        assert [row["model"] for row in csv.DictReader(table)] == [line.split()[0] for line in lines]
    assert (tmp_path / "p.html").read_text("utf-8").count("<svg") == 4
    assert len(list((tmp_path / "charts").iterdir())) == 8
    told = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert told["command"].startswith("backdrop bench paper --size 320x180 --seconds 0.5")
    assert (told["clip"], told["frame"], told["sink"], told["seed"], told["unfinished"]) == (
        "me.mp4", "320x180", "null", 1, False,
    )  # fmt: skip
    assert {"cpu", "cores", "os", "python", "backdrop", "packages", "measured", "order"} <= told.keys()

    again = backdrop(*command, "--json", "again.json", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    assert rows_of(tmp_path / "again.json") == rows, "to the last digit"

    other = backdrop(*command, "--background", "blur", cwd=tmp_path)
    assert other.returncode == 2
    assert "background" in one_line(other.stderr)


@pytest.mark.usefixtures("default_model")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals for another process")
def test_rows_that_are_done_are_shown_and_kept_when_it_is_stopped(clip: Path, tmp_path: Path) -> None:
    program = start_backdrop(
        *SHORT, "--clip", clip, "--models", "selfie-landscape", "--resume", "rows.json", "--json", "p.json",
        cwd=tmp_path,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (tmp_path / "rows.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(program.pid, signal.SIGINT)
    output, error = program.communicate(timeout=30)
    assert program.returncode == 1
    assert one_line(error) == "backdrop: stopped"
    assert len(output.splitlines()) == 2, "the head and the one row"
    told = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert (len(told["rows"]), told["unfinished"]) == (1, True)
    assert len(json.loads((tmp_path / "rows.json").read_text("utf-8"))["rows"]) == 1


def test_without_a_virtual_camera_it_says_where_the_pictures_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any(Path("/dev").glob("video*")):
        pytest.skip("there may be a virtual camera here")
    monkeypatch.setenv("BACKDROP_MODEL_PATH", "")
    command = [word for word in SHORT if word not in ("--sink", "null")]
    done = backdrop(*command, "--models", "selfie-multiclass", "--csv", "-", cwd=tmp_path)
    assert done.returncode == 1, "not one row has figures"
    assert "no virtual camera" in one_line(done.stderr)


@pytest.mark.parametrize(
    "arguments", [["--clip", "gone.mp4"], ["--clip", "text.txt"], ["--background", "image:gone.png"]]
)
def test_what_cannot_be_played_or_shown_is_told_before_anything_is_measured(
    arguments: list[str], tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text("no video")
    done = backdrop(*SHORT, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert arguments[1].split(":")[-1] in one_line(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--models", "no-such"],
        ["--seconds", "0"],
        ["--size", "641x361"],
        ["--resume", "gone/rows.json"],
        ["--resume", "text.txt"],
        ["--beside", "gone.json"],
        ["--beside", "text.txt"],
        ["--charts", "text.txt"],
        ["--charts", "text.txt/charts"],
        ["--charts", "gone/charts"],
        ["--html", "gone/p.html"],
    ],
)
def test_what_cannot_be_meant_is_one_line_and_exit_code_2(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("no JSON")
    done = backdrop(*SHORT, *arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    one_line(done.stderr)
    assert done.stdout == ""
