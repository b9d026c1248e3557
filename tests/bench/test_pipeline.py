"""What a frame costs: which runs of the network count, and as what."""

from __future__ import annotations

from pathlib import Path

from backdrop.bench.pipeline import bench_pipeline
from backdrop.settings.schema import RefinementLevel, Settings
from support.cut_outs import write_photos

FRAMES = 40


def _settings(model: str, source: str, level: RefinementLevel = "balanced", *, skip: bool = True) -> Settings:
    return Settings(
        model=model, source=source, width=320, height=240, threads=1, background="color:#204060", refinement=level,
        skip_still=skip,
    )  # fmt: skip


def test_a_frame_for_which_the_network_runs_twice_does_not_distort_its_own_time(default_model: str) -> None:
    figures = bench_pipeline(_settings(default_model, "presenter", "best"), FRAMES)
    twice = figures.stage_ms["inference"].cpu_ms_per_frame
    print(f"one run {figures.network_cpu_ms:.2f} ms, the runs of a frame {twice:.2f} ms")
    assert figures.inferences == FRAMES
    assert figures.network_cpu_ms < 0.75 * twice


def test_frames_for_which_the_network_rests_do_not_distort_it_either(default_model: str, tmp_path: Path) -> None:
    write_photos(tmp_path / "photos", tmp_path / "masks", 1)
    (photo,) = (tmp_path / "photos").iterdir()
    figures = bench_pipeline(_settings(default_model, f"image:{photo}"), FRAMES)
    mean = figures.stage_ms["inference"].cpu_ms_per_frame
    print(f"one run {figures.network_cpu_ms:.2f} ms, the mean of all frames {mean:.2f} ms")
    assert 0 < figures.inferences < FRAMES / 2
    assert mean < 0.75 * figures.network_cpu_ms
    assert bench_pipeline(_settings(default_model, f"image:{photo}", skip=False), FRAMES).inferences == FRAMES
