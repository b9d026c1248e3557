"""`backdrop plan`, as a process of its own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from backdrop.bandwidth.growth import WAGGONER
from backdrop.capture.presenter import Presenter
from support.clips import write_video
from support.program import backdrop, environment, one_line

FAST = "--inference-ms", 2, "--size", "160x120"
"""Nothing but a little coding is measured."""


def told(*arguments: object, cwd: Path | None = None) -> dict[str, Any]:
    done = backdrop("plan", *arguments, "--json", "-", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    drawn, noise = Presenter(320, 180, paced=False), np.random.default_rng(1)
    pictures = []
    for n in range(8):
        pixels = drawn.draw(n)[0].pixels.astype(np.float64)
        pixels[:180] += noise.normal(0, 3, (180, 320))
        pictures.append(np.clip(pixels, 16, 235).astype(np.uint8))
    return write_video(tmp_path_factory.mktemp("clips") / "talk.mp4", pictures)


def test_the_default_measures_the_default_model_and_recommends_a_place(default_model: str) -> None:
    done = backdrop("plan", "--size", "160x120")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Participants: 8, 1,500 kbps each. Segmentation. SFU: a server relays."
    assert lines[2].split("  ")[-1].strip() == "on the receiver"
    assert [line.split()[-4:] for line in lines if line.startswith("The server sends")] == [["84,000"] * 4]
    assert any(line.startswith(f"On this machine {default_model} takes ") for line in lines)


def test_what_was_measured_of_the_model_is_told_with_how_it_ran(default_model: str) -> None:
    found = told("--size", "160x120", "--fps", 10)
    ran = found["inference"]
    assert (ran["model"], ran["engine"], ran["kernels"], ran["threads"]) == (default_model, "litert", "xnnpack", 1)
    rows = {row["placement"]: row for row in found["rows"]}
    assert rows["sender"]["sender_cores"] == pytest.approx(10 * ran["ms"] / 1000, abs=1e-4)
    assert rows["sender"]["added_ms"] == pytest.approx(ran["ms"], abs=1e-3)


def test_json_has_the_papers_figure_and_all_that_it_rests_on() -> None:
    found = told("--participants", 4, "--bitrate", 1000, "--task", "super-resolution", "--rtt", 40, *FAST)
    rows = {row["placement"]: row for row in found["rows"]}
    assert list(rows) == ["none", "server", "sender", "receiver"]
    keys = "up_kbps", "down_kbps", "server_in_kbps", "server_out_kbps", "all_kbps"
    assert [rows["server"][key] for key in keys] == [1000, 12000, 4000, 48000, 52000]
    assert rows["server"]["server_cores"] == pytest.approx(4 * 30 * 2 / 1000)
    assert rows["receiver"]["added_ms"] == pytest.approx(2)
    assert rows["server"]["delay_ms"] > 42
    assert (rows["sender"]["raw_video_leaves"], rows["sender"]["server_sees_pictures"]) == (True, False)
    assert found["figure_4"]["participants"] == list(range(2, 21))
    assert found["figure_4"]["sender"]["up_kbps"] == [4000] * 19
    assert found["figure_4"]["none"]["all_kbps"][2] == 16000
    assert found["recommendation"]["placement"] == "receiver"
    assert {"cpu", "cores", "packages", "measured", "backdrop", "costs", "coded_with"} <= found.keys()
    assert found["scenario"]["ratio"] == 4


def test_a_power_law_has_its_exponent_and_any_scale() -> None:
    found = told("--task", "super-resolution", "--scale", 3, "--exponent", 0.5, *FAST)
    assert (found["scenario"]["ratio"], found["growth"], found["exponent"]) == (pytest.approx(3), "power", 0.5)
    usual = told("--task", "super-resolution", "--growth", "power", *FAST)
    assert usual["scenario"]["ratio"] == pytest.approx(4**WAGGONER)


def test_the_help_names_the_exponent_that_is_used() -> None:
    assert f"without it {WAGGONER}" in " ".join(backdrop("plan", "--help").stdout.split())


def test_growth_is_measured_and_its_ratio_used(clip: Path, tmp_path: Path) -> None:
    done = backdrop(
        "plan", "--task", "super-resolution", "--clip", clip, "--codecs", "h264,vp8", "--json", "out.json", *FAST,
        cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    first, second = found["measured_growth"]
    assert (first["codec"], first["small"], first["large"]) == ("H.264", "160x90", "320x180")
    assert second["encoder"] == "libvpx"
    assert found["scenario"]["ratio"] == first["ratio"]
    assert first["ratio"] == pytest.approx(first["large_kbps"] / first["small_kbps"])
    assert 4 ** first["exponent"] == pytest.approx(first["ratio"])
    assert len(first["small_points"]) == len(first["large_points"]) == 4
    assert found["clip_under_720p"] is True
    assert "qp=22,27,32,37" in found["encoders"]["h264"]
    assert f"Bitrates grow ×{first['ratio']:.2f}: measured with H.264 on talk.mp4." in done.stdout
    assert "under 720p: the larger picture is only 320x180" in done.stdout


def test_growth_that_cannot_be_measured_is_one_line(tmp_path: Path) -> None:
    write_video(tmp_path / "flat.mp4", [np.full((96, 64), 128, np.uint8)] * 3)
    done = backdrop("plan", "--task", "super-resolution", "--clip", "flat.mp4", "--codecs", "h264", *FAST, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no quality in common" in one_line(done.stderr)


def test_one_place_alone_is_shown_on_request() -> None:
    done = backdrop("plan", "--placement", "sender", "--csv", "-", *FAST)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["placement"], row["up_kbps"], row["raw_video_leaves"]) == ("sender", "1500.0", "False")


def test_a_mesh_has_no_server_among_its_figures() -> None:
    done = backdrop("plan", "--topology", "mesh", *FAST)
    assert done.returncode == 0
    assert "on the server" not in done.stdout
    assert "Server" not in done.stdout
    assert "The server" not in done.stdout


def test_charts_are_drawn_into_files(tmp_path: Path) -> None:
    done = backdrop(
        "plan", "--task", "super-resolution", "--png", "그림.png", "--html", "plan.html", *FAST, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "그림.png") as picture:
        assert picture.width > 1000
        assert len(picture.convert("RGB").getcolors(100_000) or []) > 50
    page = (tmp_path / "plan.html").read_text("utf-8")
    assert page.count("<svg") == 1
    assert "run it on the receiver" in page
    assert "84,000" in page


def test_charts_without_matplotlib_are_refused_before_anything_is_measured(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "sys.argv = ['backdrop', 'plan', '--png', 'plan.png']\n"
        "from backdrop.__main__ import main; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "matplotlib" in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_makes_pictures_larger_is_not_measured_and_nothing_is_made_up() -> None:
    found = told("--task", "super-resolution", "--size", "160x120")
    rows = {row["placement"]: row for row in found["rows"]}
    assert rows["receiver"]["receiver_cores"] is None
    assert rows["server"]["server_cores"] is None
    assert rows["server"]["added_ms"] is None
    assert rows["server"]["server_gpus"] is None
    done = backdrop("plan", "--task", "super-resolution", "--size", "160x120")
    assert "not measured" in done.stdout


def test_a_model_that_is_not_here_is_said_and_the_rest_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BACKDROP_MODEL_PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = told("--model", "selfie-landscape", "--size", "160x120")
    assert found["inference"] is None
    assert [note for note in found["notes"] if note.startswith("selfie-landscape was not measured: ")]
    assert "as long as it takes less than 33.3 ms a picture" in found["recommendation"]["text"]
    assert {row["placement"]: row["sender_cores"] for row in found["rows"]}["sender"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--topology", "mesh", "--placement", "server"], "a mesh has no server"),
        (["--scale", "2"], "leave out --scale"),
        (["--growth", "power", "--exponent", "1"], "leave out --exponent, --growth"),
        (["--task", "super-resolution", "--growth", "measured"], "add --clip"),
        (["--task", "super-resolution", "--growth", "constant", "--exponent", "1"], "--exponent is for"),
        (["--task", "super-resolution", "--growth", "power", "--clip", "a.mp4"], "--growth measured"),
        (["--task", "super-resolution", "--model", "selfie-landscape"], "--inference-ms"),
        (["--task", "super-resolution", "--clip", "gone.mp4", "--inference-ms", "1"], "gone.mp4 does not exist"),
        (["--task", "super-resolution", "--codecs", "vp7"], "vp7"),
        (["--model", "no-such"], "no-such"),
        (["--model", "selfie-landscape", "--inference-ms", "1"], "leave one of them out"),
        (["--participants", "1"], "1"),
        (["--size", "641x361"], "641x361"),
        (["--png", "gone/plan.png"], "gone"),
        (["--csv", "-", "--json", "-"], "only one"),
    ],
)
def test_what_cannot_be_meant_is_one_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = backdrop("plan", *arguments, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert said in one_line(done.stderr)
    assert done.stdout == ""
