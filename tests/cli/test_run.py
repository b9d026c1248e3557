"""`backdrop run` and `backdrop demo`, as processes of their own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from backdrop.cli.live import run_live
from backdrop.host.media.still import load_still
from backdrop.host.media.video import VideoReader
from backdrop.segment.catalogue import Catalogue
from backdrop.settings.schema import Settings
from backdrop.settings.store import save_settings, settings_file
from support.fakes import HEIGHT, WIDTH, MarkerSource, RecordingSink
from support.program import backdrop, one_line, start_backdrop

pytestmark = pytest.mark.usefixtures("default_model")

SMALL = ("--source", "presenter", "--size", "320x180", "--background", "color:#2d6a4f")


def test_a_recording_has_the_asked_frames_at_the_asked_rate(tmp_path: Path) -> None:
    done = backdrop("run", *SMALL, "--fps", 20, "--sink", "file:나의 통화.mp4", "--frames", 25, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    reader = VideoReader(tmp_path / "나의 통화.mp4")
    times = [picture.time_ns for picture in reader.pictures()]
    assert (reader.info.width, reader.info.height) == (320, 180)
    reader.close()
    assert len(times) == 25
    assert times[-1] == pytest.approx(24 / 20 * 1e9, abs=1e6)
    assert [path.name for path in tmp_path.iterdir()] == ["나의 통화.mp4"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a privilege to make links")
@pytest.mark.parametrize("name", ["talk.mp4", "link.mp4"])
@pytest.mark.parametrize("output", ["sink", "stats"])
def test_what_is_played_is_never_written_over(tmp_path: Path, name: str, output: str) -> None:
    played = tmp_path / "talk.mp4"
    assert backdrop("run", *SMALL, "--sink", f"file:{played}", "--frames", 5).returncode == 0
    (tmp_path / "link.mp4").symlink_to("talk.mp4")
    before, path = played.read_bytes(), tmp_path / name
    outputs = ("--sink", f"file:{path}") if output == "sink" else ("--sink", "null", "--stats", path)
    done = backdrop("run", "--source", f"file:{played}", *outputs, "--frames", 2)
    assert done.returncode == 2
    assert f"{path} is read and would be written over" in one_line(done.stderr)
    assert played.read_bytes() == before


def test_statistics_carry_all_that_is_promised(tmp_path: Path) -> None:
    model = ("--model", "selfie-landscape", "--sink", "null")
    done = backdrop("run", *SMALL, *model, "--seconds", 2, "--stats", "stats.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert (stats["model"], stats["auto"], stats["model_changes"]) == ("selfie-landscape", False, [])
    assert (stats["engine"], stats["threads"]) == ("litert", 1)
    for counter in ("frames_in", "frames_out", "frames_dropped", "fps", "cpu_ms_per_frame", "peak_rss_mb"):
        assert isinstance(stats[counter], int | float)
    for stage in ("segment", "refine", "composite", "publish"):
        assert set(stats["stage_ms"][stage]) == {"median", "p95", "p99"}
    assert set(stats["latency_ms"]) == {"median", "p95", "p99"}
    assert 30 <= stats["frames_out"] <= 66
    print(f"latency {stats['latency_ms']}, {stats['cpu_ms_per_frame']} ms CPU a frame, {stats['peak_rss_mb']} MB")


def test_the_automatic_choice_is_announced_and_reported_as_what_it_took(tmp_path: Path) -> None:
    done = backdrop(
        "run", *SMALL, "--model", "auto", "--sink", "null", "--frames", 10, "--stats", "s.json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    stats = json.loads((tmp_path / "s.json").read_text())
    known = {spec.id: spec for spec in Catalogue.load()}
    assert stats["auto"] is True
    assert stats["model"] in known
    announced = f"Automatic model: {stats['model']} was chosen" in done.stdout
    assert announced == (known[stats["model"]].quality is not None), "where nothing is ranked, nothing is chosen"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupting_completes_the_recording_and_exits_within_a_second(tmp_path: Path, number: int) -> None:
    process = start_backdrop("run", *SMALL, "--sink", "file:call.mp4", cwd=tmp_path)
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".call*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(2.0)
    asked = time.monotonic()
    os.kill(process.pid, number)
    _, error = process.communicate(timeout=20)
    took = time.monotonic() - asked
    print(f"exited {took:.2f} s after the signal")
    assert process.returncode == 0, error
    assert took < 1.0 * 3
    reader = VideoReader(tmp_path / "call.mp4")
    assert len(list(reader.pictures())) > 5
    reader.close()
    assert [path.name for path in tmp_path.iterdir()] == ["call.mp4"]


def test_the_first_frame_is_published_soon_after_the_start(tmp_path: Path) -> None:
    backdrop("run", "--source", "presenter", "--sink", "null", "--frames", 1, cwd=tmp_path)  # warms the disk's cache
    start = time.monotonic()
    done = backdrop("run", "--source", "presenter", "--sink", "null", "--frames", 1, cwd=tmp_path)
    took = time.monotonic() - start
    print(f"started, published the first frame at 1280x720 and exited in {took:.2f} s")
    assert done.returncode == 0, done.stderr
    assert took < 1.5 * 3


class _Unread(RecordingSink):
    def is_read(self, timeout_s: float = 0.0) -> bool | None:
        time.sleep(timeout_s)
        return False


def test_asleep_it_says_what_wakes_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    settings = Settings(
        model="selfie-landscape", background="color:#2d6a4f", width=WIDTH, height=HEIGHT, release_after=0.5
    )
    run_live(settings, seconds=2, source=MarkerSource(), sink=_Unread())
    said = capsys.readouterr()
    assert said.out.startswith("marker 128x72 at 50 fps → recording 128x72."), said.out
    last = said.err.split("\r\x1b[K")[-2]
    assert last == "asleep: the webcam is off until somebody uses recording"


def test_a_video_file_is_looped(shared_dir: Path, tmp_path: Path) -> None:
    clip = shared_dir / "clips" / "webcam_book.mkv"
    done = backdrop(
        "run", "--source", f"file:{clip}", "--sink", "null", "--seconds", 5, "--stats", "s.json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    stats = json.loads((tmp_path / "s.json").read_text())
    assert stats["frames_in"] > 109, "more than the clip holds"


def test_a_recording_on_a_full_disk_ends_with_one_line_and_leaves_nothing(small_disk: Path) -> None:
    done = backdrop(
        "run",
        "--source",
        "presenter",
        "--sink",
        f"file:{small_disk / 'x.mp4'}",
        "--seconds",
        60,
        "--model",
        "selfie-landscape",
    )
    assert "disk is full" in one_line(done.stderr)
    assert done.returncode == 1
    assert list(small_disk.iterdir()) == []


def test_demo_replaces_what_is_missing_and_says_how_to_get_it(tmp_path: Path) -> None:
    if Path("/dev/video0").exists():
        pytest.skip("this machine has video devices, so nothing is missing")
    done = backdrop("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert sum("No webcam" in line for line in lines) == 1
    assert sum("No virtual camera" in line and "modprobe v4l2loopback" in line for line in lines) == 1
    with contextlib.closing(VideoReader(tmp_path / "backdrop-demo.mp4")) as reader:
        count = sum(1 for _ in reader.pictures())
    # Ten seconds of what was published: a machine that is busy with other things publishes fewer than 30 in each.
    told = re.search(r"(\d+) frames published, ([\d.]+) a second", done.stdout)
    assert told is not None
    assert count == int(told[1])
    assert count / float(told[2]) == pytest.approx(10, abs=0.7)
    sheet = load_still(tmp_path / "backdrop-demo.png")
    assert sheet.shape[1] > 3 * sheet.shape[0]


def test_what_is_not_given_is_as_it_was_last_set(tmp_path: Path) -> None:
    save_settings(Settings(source="presenter", sink="null", width=320, height=180, background="color:#2d6a4f"))
    done = backdrop("run", "--frames", 3, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "drawn presenter 320x180" in done.stdout


def test_damaged_settings_are_said_and_the_run_goes_on(tmp_path: Path) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("nonsense [")
    done = backdrop("run", *SMALL, "--sink", "null", "--frames", 3, cwd=tmp_path)
    assert done.returncode == 0
    assert "cannot be used" in one_line(done.stderr)
