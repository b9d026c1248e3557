"""The paper's measurements: which rows there are, that each time is told where it was spent, and what is drawn."""

from __future__ import annotations

import contextlib
import itertools
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from backdrop.bench.browser.run import COLUMNS as BROWSER_COLUMNS
from backdrop.bench.order import shuffled
from backdrop.bench.paper import measure as measuring
from backdrop.bench.paper.beside import Browsed, ratios
from backdrop.bench.paper.charts import charts
from backdrop.bench.paper.clip import FPS, record_presenter
from backdrop.bench.paper.measure import PARTS, measure
from backdrop.bench.paper.report import PaperReport
from backdrop.bench.paper.rows import configurations
from backdrop.bench.paper.run import COLUMNS, Plan, bench_paper, cells
from backdrop.bench.tables import Cell
from backdrop.capture.video import Video
from backdrop.composite.blend import Blend
from backdrop.errors import PipelineError, UsageError
from backdrop.host.media.video import VideoReader
from backdrop.publish.null import Null
from backdrop.refine.step import Chain
from backdrop.segment.tracked import TrackedSegmenter
from backdrop.settings.schema import Settings

pytestmark = pytest.mark.alone

SIZE = 320, 180


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "presenter.mp4"
    record_presenter(path, SIZE)
    return path


def settings(model: str = "selfie-landscape", **given: object) -> Settings:
    width, height = SIZE
    return Settings.model_validate(
        {"model": model, "width": width, "height": height, "sink": "null", "skip_still": False, "threads": 1, **given}
    )


def test_the_papers_tables_and_the_advised_models_are_what_is_measured() -> None:
    rows = configurations()
    assert len({row.key for row in rows}) == len(rows)
    papers = [(row.model, row.variant, row.paper.fps, row.paper.inference_ms) for row in rows if row.paper]
    assert papers == [
        ("bodypix-mobilenet-075-s16-q2", "SIMD", 8.06, 80.28), ("bodypix-mobilenet-075-s16-q1", "SIMD", 7.97, 76.94),
        ("bodypix-mobilenet-050-s16-q2", "SIMD", 8.93, 70.32), ("bodypix-mobilenet-050-s16-q1", "SIMD", 8.94, 67.93),
        ("meet-lite", "SIMD", 17.45, 6.91), ("meet-lite", "no SIMD", 16.97, 8.38),
        ("meet-full", "SIMD", 17.45, 6.91), ("meet-full", "no SIMD", 16.97, 8.38),
        ("deeplab-v3", "SIMD", 8.11, 63.98), ("deeplab-v3", "no SIMD", 3.16, 260.44),
    ]  # fmt: skip
    assert {(row.model, row.threads) for row in rows if not row.paper} == {
        (model, threads)
        for model in ("selfie-landscape", "selfie-square", "selfie-multiclass")
        for threads in (1, 2)
    }  # fmt: skip


def test_rows_are_chosen_by_ids_and_stars() -> None:
    assert {row.model for row in configurations(["meet-*", "deeplab-v3"])} == {"meet-lite", "meet-full", "deeplab-v3"}
    with pytest.raises(UsageError, match="selfie-landscape"):
        configurations(["no-such"])


def test_the_seed_alone_decides_the_order() -> None:
    rows = configurations()
    assert shuffled(rows, 1) == shuffled(rows, 1)
    assert shuffled(rows, 1) != shuffled(rows, 2)
    assert sorted(row.key for row in shuffled(rows, 1)) == sorted(row.key for row in rows)


@pytest.fixture
def soon_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "WARM_UP_S", 0.2)


NAP_S = 0.02
STEPS: dict[str, tuple[type[Any], str]] = {
    "capture": (Video, "read"), "segment": (TrackedSegmenter, "segment"), "refine": (Chain, "apply"),
    "composite": (Blend, "__call__"), "publish": (Null, "send"),
}  # fmt: skip


def asleep(method: Callable[..., object]) -> Callable[..., object]:
    def napping(*arguments: object, **named: object) -> object:
        time.sleep(NAP_S)
        return method(*arguments, **named)

    return napping


@pytest.mark.usefixtures("soon_warm", "default_model")
@pytest.mark.parametrize("part", PARTS)
def test_a_stage_that_sleeps_20_ms_is_told_to_take_20_ms_more(
    part: str, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake = measure(settings(), str(clip), 0.5)
    owner, name = STEPS[part]
    monkeypatch.setattr(owner, name, asleep(getattr(owner, name)))
    napping = measure(settings(), str(clip), 0.5)
    for other in PARTS:
        more = number(napping, f"{other}_ms") - number(awake, f"{other}_ms")
        assert (more > 15) == (other == part), f"{other}: {more:.1f} ms more"
    assert number(napping, "pipeline_ms_median") > 20
    assert number(napping, "fps") < 50
    # A sleep costs no processor time, and is no part of the network's.
    assert number(napping, "cpu_ms_per_frame") < number(awake, "cpu_ms_per_frame") + 10
    assert number(napping, "inference_ms_median") < 15


@pytest.mark.usefixtures("soon_warm", "default_model")
def test_live_the_camera_sets_the_rate_and_a_slow_network_lowers_it(
    clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = number(measure(settings(), str(clip), 2.0), "fps_live")
    assert 20 < quick < 33
    monkeypatch.setattr(TrackedSegmenter, "segment", asleep(asleep(asleep(asleep(asleep(TrackedSegmenter.segment))))))
    slow = number(measure(settings(), str(clip), 2.0), "fps_live")
    assert slow < 10.5, "5 naps of 20 ms leave no more than 10 pictures a second, and a repeated one does not count"


def number(row: Mapping[str, Cell], key: str) -> float:
    value = row[key]
    assert isinstance(value, (int, float)), key
    return float(value)


@pytest.mark.usefixtures("soon_warm", "default_model")
def test_a_row_tells_all_that_is_asked_for(clip: Path) -> None:
    (wanted, *_rest) = configurations(["selfie-landscape"])
    row = cells(wanted) | measure(settings(), str(clip), 0.5)
    empty = [key for key, value in row.items() if value is None and not key.startswith("paper_")]
    assert empty == ["table", "note"]
    assert number(row, "inference_ms_median") <= number(row, "inference_ms_p95") <= number(row, "inference_ms_p99")
    whole = sum(number(row, f"{part}_ms") for part in PARTS)
    assert number(row, "pipeline_ms_median") == pytest.approx(whole, rel=0.5)
    assert number(row, "inference_ms_median") <= number(row, "segment_ms")
    assert number(row, "fps") == pytest.approx(1000 / number(row, "pipeline_ms_mean"), rel=0.3)
    assert number(row, "peak_mb") > 20
    assert row["frames"] == pytest.approx(number(row, "fps") * 0.5, rel=0.3)


@pytest.mark.usefixtures("soon_warm", "default_model")
def test_pictures_without_a_matte_of_their_own_are_not_counted(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise PipelineError("the network is out of order")

    monkeypatch.setattr(TrackedSegmenter, "segment", broken)
    with pytest.raises(PipelineError, match="out of order"):
        measure(settings(), str(clip), 0.3)


def test_what_lacks_weights_is_a_row_that_says_so(clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKDROP_MODEL_PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (wanted, *_rest) = configurations(["meet-full"])
    begun: list[str] = []
    ((_row, found),) = bench_paper(
        Plan(clip, 1.0, settings()), [wanted], lambda row: begun.append(row.key), lambda: None
    )
    assert begun == ["meet-full/SIMD/1"]
    assert "meet-full is not on this machine" in str(found["note"])
    assert (found["fps"], found["paper_fps"], found["table"]) == (None, 17.45, 2)


class TestClip:
    def test_the_presenter_is_recorded_as_long_as_akiyo(self, clip: Path) -> None:
        with contextlib.closing(VideoReader(clip)) as video:
            assert (video.info.width, video.info.height, video.info.fps) == (*SIZE, FPS)
            assert sum(1 for _picture in video.pictures()) == 300

    @pytest.mark.parametrize("fps", [25.0, 60.0])
    def test_a_clip_is_played_over_and_over_at_the_rate_that_is_asked_for(self, clip: Path, fps: float) -> None:
        with Video(clip, paced=False, fps=fps) as video:
            assert video.info.fps == fps
            frames = [video.read() for _ in range(610)]
        times = [frame.captured_ns for frame in frames if frame is not None]
        assert len(times) == 610
        steps = {round((after - before) / 1e6, 2) for before, after in itertools.pairwise(times)}
        assert steps == {round(1e3 / fps, 2)}, "also from its end to its beginning"
        first, again = frames[0], frames[300]
        assert first is not None
        assert again is not None
        assert (first.pixels == again.pixels).all()

    def test_paced_it_takes_as_long_as_that_rate_says(self, clip: Path) -> None:
        with Video(clip, fps=60.0) as video:
            video.read()
            start = time.monotonic()
            for _ in range(30):
                video.read()
        took_s = time.monotonic() - start
        print(f"30 pictures at 60 a second took {took_s:.2f} s")
        assert 0.45 <= took_s < 3 * 0.5


def measured_rows() -> list[dict[str, Cell]]:
    rows = []
    for place, wanted in enumerate(configurations()):
        row = cells(wanted)
        if wanted.model == "selfie-multiclass":
            row["note"] = "the model selfie-multiclass is not on this machine"
        else:
            ms = 2.0 + 3 * place
            row |= {f"inference_ms_{what}": ms * x for what, x in
                    {"mean": 1, "median": 1, "p95": 1.2, "p99": 1.5}.items()}  # fmt: skip
            row |= {"fps": 1000 / ms, "fps_live": min(30.0, 1000 / ms), "files_bytes": 400_000 * (place + 1)}
        rows.append(row)
    return rows


def browser_row(model: str, runtime: str, variant: str | None, threads: int | None, ms: float) -> dict[str, Cell]:
    row: dict[str, Cell] = {column.key: None for column in BROWSER_COLUMNS}
    figures = {f"inference_ms_{what}": ms for what in ("mean", "median", "p95", "p99")}
    return row | {"model": model, "runtime": runtime, "variant": variant, "threads": threads, "fps": 500 / ms} | figures


BROWSER = [
    browser_row("meet-lite", "TFLite WASM", "SIMD", 1, 28.0),
    browser_row("meet-lite", "TFLite WASM", "no SIMD", 1, 34.0),
    browser_row("selfie-landscape", "TFLite WASM", "SIMD", 2, 70.0),
    browser_row("meet-lite", "TFLite WASM", "SIMD", 2, 20.0),
    browser_row("bodypix-mobilenet-075-s16-q2", "TF.js WebGL", None, None, 20.0),
    browser_row("face-mesh", "TFLite WASM", "SIMD", 1, 6112.3),
]


def test_a_browsers_row_stands_beside_its_counterpart_of_as_many_threads() -> None:
    table = ratios(measured_rows(), BROWSER)
    told = [(row["model"], row["variant"], row["native_inference_ms"], row["inference_ratio"]) for row in table.rows]
    assert told == [
        ("meet-lite", "SIMD", 14.0, 0.5), ("meet-lite", "no SIMD", 17.0, 0.5),
        ("selfie-landscape", "SIMD", 35.0, 0.5), ("bodypix-mobilenet-075-s16-q2", None, 2.0, 0.1),
    ]  # fmt: skip
    assert table.rows[0]["fps_ratio"] == pytest.approx((1000 / 14) / (500 / 28))


def report(browsed: Browsed) -> PaperReport:
    return PaperReport(
        measured_rows(), {"clip": "presenter", "seed": 7}, {"meet-full": 0.86, "meet-lite": 0.84}, browsed
    )


@pytest.mark.parametrize("browsed", [Browsed(), Browsed(BROWSER, {"browser": "Chromium 1"})], ids=["alone", "beside"])
def test_the_page_needs_nothing_else_and_has_every_figure(browsed: Browsed) -> None:
    page = report(browsed).as_text("html")
    assert page.count("<svg") == 4
    without_names = re.sub(r'xmlns(:\w+)?="[^"]*"', "", page)
    for outside in ("http:", "https:", "src=", "<link", "@import"):
        assert outside not in without_names, outside
    assert "i5-9400F" in page
    assert "the model selfie-multiclass is not on this machine" in page
    assert page.count("80.28") == 1
    assert ("face-mesh" in page) == bool(browsed.rows)


def test_charts_are_pictures_of_the_rows(tmp_path: Path) -> None:
    report(Browsed(BROWSER, {})).write_charts(tmp_path / "charts")
    names = {"fps", "inference", "size", "quality"}
    assert {path.name for path in (tmp_path / "charts").iterdir()} == {
        f"{n}.{kind}" for n in names for kind in ("png", "svg")
    }
    for name in names:
        with Image.open(tmp_path / "charts" / f"{name}.png") as picture:
            assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 10, "something is drawn"
        ET.parse(tmp_path / "charts" / f"{name}.svg")
    drawn = (tmp_path / "charts" / "inference.svg").read_text("utf-8")
    assert "deeplab-v3, no SIMD" in drawn
    assert "meet-lite · TFLite WASM" in drawn
    assert ">6112<" in drawn
    assert "e+" not in "".join(re.findall(r">([^<]*)</text>", drawn)), "no powers of ten"


def test_nothing_is_drawn_of_rows_without_figures() -> None:
    assert charts([cells(row) | {"note": "no weights"} for row in configurations()], [], {}) == {}


def test_columns_have_different_keys() -> None:
    keys = [column.key for column in COLUMNS]
    assert len(set(keys)) == len(keys)
