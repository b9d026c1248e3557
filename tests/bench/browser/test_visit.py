"""A page in a real browser: what it finds, what is told of one that does not, and that the browser ends."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from backdrop.bench.browser.chromium import find_browser
from backdrop.bench.browser.clip import page_clip
from backdrop.bench.browser.rows import TFJS, TFLITE, Configuration, configurations
from backdrop.bench.browser.run import (
    COLUMNS,
    Plan,
    about_browser,
    bench_browser,
    cells,
    check_what_ran,
    figures,
    page_files,
    renderer_name,
)  # fmt: skip
from backdrop.bench.browser.visit import Visit, visit
from backdrop.bench.browser.weights import page_weights
from backdrop.bench.paper.clip import FPS, PRESENTER, PRESENTER_S
from backdrop.bench.tables import NOTE
from backdrop.capture.presenter import Presenter
from backdrop.errors import BackdropError, PipelineError, UsageError
from backdrop.frame import planes
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.options import RunOptions
from backdrop.segment.store import ModelStore
from support.browser import browsers, require_chromium, require_packages

pytestmark = pytest.mark.alone

SIZE = 640, 360
TFLITE_ROW = Configuration("selfie-landscape", TFLITE, "no SIMD", 1)
BODYPIX_ROW = Configuration("bodypix-mobilenet-075-s16-q1", TFJS["wasm"], "SIMD", 2, "wasm")


@pytest.fixture(scope="module")
def chromium() -> str:
    return require_chromium()


@pytest.fixture(scope="module")
def plan(chromium: str) -> Plan:
    return Plan(chromium, require_packages(), page_clip(PRESENTER, SIZE), SIZE, seconds=1.0)


@pytest.fixture(autouse=True)
def no_browser_left_behind() -> Iterator[None]:
    yield
    assert not browsers()


def require_model(row: Configuration) -> None:
    try:
        page_weights(row.model, ModelStore())
    except BackdropError:
        pytest.skip(f"the model {row.model} is not on this machine")


def page_of(plan: Plan, row: Configuration, **scripts: str) -> dict[str, bytes | Path]:
    """What the page of that row is served, with scripts of its own in place of some, by their names."""
    files = page_files(plan, row, page_weights(row.model, ModelStore()))
    return files | {f"{name}.js": script.encode() for name, script in scripts.items()}


def test_a_row_has_figures_that_fit_together(plan: Plan) -> None:
    row = BODYPIX_ROW
    require_model(row)
    heard: list[bool] = []
    ((begun, found),) = bench_browser(plan, [row], lambda _row: None, lambda: heard.append(True))
    assert begun is row
    assert found[NOTE.key] is None, found
    assert list(found) == [column.key for column in COLUMNS]
    assert heard
    assert (found["model"], found["runtime"], found["variant"], found["threads"]) == (
        row.model, row.runtime, row.variant, row.threads,
    )  # fmt: skip
    parts = {key: value for key, value in found.items() if isinstance(value, float)}
    assert parts["inference_ms_median"] <= parts["inference_ms_p95"] <= parts["inference_ms_p99"]
    assert parts["inference_ms_mean"] < parts["pipeline_ms_mean"]
    assert parts["pipeline_ms_mean"] <= 1000 / parts["fps"]
    assert isinstance(found["frames"], int)
    assert found["frames"] >= plan.seconds * parts["fps"] * 0.9


ALPHA = """
export async function measure(task, clip, network) {
  const picture = await clip.next();
  network.look(picture);
  await network.infer();
  return { alpha: Array.from(await network.alpha()), size: [network.maskHeight, network.maskWidth] };
}
"""


@pytest.mark.parametrize("row", [TFLITE_ROW, BODYPIX_ROW], ids=lambda row: row.runtime)
def test_the_page_finds_the_person_where_the_program_does(plan: Plan, row: Configuration) -> None:
    require_model(row)
    found = visit(plan.program, page_of(plan, row, measure=ALPHA), plan.packages).found
    there = np.array(found["alpha"], np.float32).reshape(found["size"])
    frame = Presenter(*SIZE, FPS, paced=False).read()
    with closing(load_segmenter(row.model, SIZE, RunOptions())) as segmenter:
        here = segmenter.segment(frame).alpha
    there = cv2.resize(there, here.shape[::-1]) > 0.5
    assert _iou(there, here > 127) > 0.95


def _iou(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / (one | other).sum())


SLOW = """
const now = () => performance.now();
const wait = (ms) => { for (const start = now(); now() - start < ms; ); };
export const openTflite = async () => ({
  maskWidth: 2, maskHeight: 2, renderer: null,
  look: () => wait(30), infer: () => wait(50), alpha: () => { wait(40); return [0, 1, 1, 0]; },
});
"""


def test_each_part_is_told_the_time_that_it_took(plan: Plan) -> None:
    found = figures(visit(plan.program, page_of(plan, TFLITE_ROW, tflite=SLOW), plan.packages).found)
    prepare, infer, composite = found["prepare_ms"], found["inference_ms_median"], found["composite_ms"]
    assert isinstance(prepare, float)
    assert isinstance(infer, float)
    assert isinstance(composite, float)
    assert prepare >= 30
    assert 50 <= infer < 30 + 50
    assert composite >= 40
    assert found["frames"] == pytest.approx(1000 / float(found["pipeline_ms_mean"] or 0), abs=2)


def test_pictures_are_the_clips_one_after_the_other_and_again(plan: Plan) -> None:
    about, packets = plan.clip
    told = json.loads(about)
    count = round(PRESENTER_S * FPS)
    assert len(told["packets"]) == count
    assert sum(packet["bytes"] for packet in told["packets"]) == len(packets)
    brightness = visit(plan.program, page_of(plan, TFLITE_ROW, measure=BRIGHTNESS), plan.packages).found["found"]
    assert len(brightness) == count + 20
    assert brightness[count:] == pytest.approx(brightness[:20], abs=1e-6)
    with Presenter(*SIZE, FPS, paced=False) as presenter:
        drawn = [float(planes(presenter.read().pixels).y.mean()) for _ in range(20)]
    assert np.corrcoef(drawn, brightness[:20])[0, 1] > 0.9


BRIGHTNESS = """
export async function measure(task, clip) {
  const found = [];
  for (let i = 0; i < 320; i++) {
    const picture = await clip.next();
    const pixels = new Uint8Array(picture.allocationSize());
    await picture.copyTo(pixels);
    picture.close();
    found.push(pixels.subarray(0, clip.width * clip.height).reduce((sum, value) => sum + value, 0));
  }
  return { found };
}
"""


def test_a_page_that_never_answers_is_given_up(chromium: str) -> None:
    with pytest.raises(BackdropError, match="gave no sign of life for 2 s"):
        visit(chromium, {"main.js": b"for (;;);"}, None, silent_for_s=2.0)


def test_a_page_that_fails_says_why(chromium: str) -> None:
    with pytest.raises(BackdropError, match=r"the page failed: .*nonsense"):
        visit(chromium, {"task.json": b'{"kind": "about"}', "browser.js": _FAILING}, None)


_FAILING = b"""
export const webglRenderer = null;
export async function describeBrowser() { throw new Error("nonsense"); }
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such program on Windows")
def test_a_program_that_is_no_browser_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackdropError, match=r"/bin/false does not open the page .* exit code 1\); name another"):
        about_browser("/bin/false")
    program = tmp_path / "browser"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)
    with pytest.raises(BackdropError, match="browser does not open the page"):
        about_browser(str(program))


def test_another_build_than_the_rows_gives_no_figures() -> None:
    names = {row.wasm for row in configurations(["meet-lite", "bodypix-*"])}
    assert len(names) == 7, "three builds of each runtime, and none"
    for row in configurations(["meet-lite"]):
        for name in filter(None, names):
            seen = Visit({}, frozenset({"page.html", "model.tflite", name}))
            if name == row.wasm:
                check_what_ran(row, seen)
            else:
                with pytest.raises(BackdropError, match=r"another build of the runtime \(.*wasm\)"):
                    check_what_ran(row, seen)
    webgl = Configuration("bodypix-mobilenet-050-s16-q1", TFJS["webgl"], None, None, "webgl")
    check_what_ran(webgl, Visit({}, frozenset({"model.json"})))


def test_what_a_model_lacks_is_a_note(plan: Plan) -> None:
    row = Configuration("resnet-of-nobody", TFLITE, "SIMD", 1)
    with pytest.raises(UsageError):
        Catalogue.load().get(row.model)
    ((_row, found),) = bench_browser(plan, [row], lambda _row: None, lambda: None)
    assert "resnet-of-nobody" in str(found[NOTE.key])
    assert found == cells(row) | {NOTE.key: found[NOTE.key]}


def test_there_is_a_row_of_each_model_in_each_runtime_that_runs_it() -> None:
    rows = configurations()
    assert len({row.key for row in rows}) == len(rows)
    runtimes = {
        model: [(row.runtime, row.variant, row.threads) for row in own]
        for model, own in itertools.groupby(rows, lambda row: row.model)
    }
    assert runtimes["meet-full"] == [
        ("TFLite WASM", "SIMD", 1),
        ("TFLite WASM", "no SIMD", 1),
        ("TFLite WASM", "SIMD", 2),
    ]
    assert runtimes["bodypix-mobilenet-050-s16-q2"] == [
        ("TF.js WASM", "SIMD", 1), ("TF.js WASM", "no SIMD", 1), ("TF.js WASM", "SIMD", 2),
        ("TF.js WebGL", None, None), ("TF.js CPU", None, None),
    ]  # fmt: skip
    assert {row.model for row in configurations(["meet-*"])} == {"meet-lite", "meet-full"}
    with pytest.raises(UsageError, match="none of those models"):
        configurations(["no-such"])


def test_without_a_browser_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform != "darwin":
        with pytest.raises(UsageError, match="there is no Chromium, Chrome or Edge here; install one"):
            find_browser(None)
    with pytest.raises(UsageError, match="--browser netscape is no program"):
        find_browser("netscape")


def test_a_renderer_that_is_software_is_said_to_be() -> None:
    swiftshader = "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)"
    assert renderer_name(swiftshader) == "SwiftShader (software)"
    assert renderer_name("ANGLE (NVIDIA, GeForce RTX 3060)") == "ANGLE (NVIDIA, GeForce RTX 3060)"
    assert renderer_name(None) is None


def test_a_page_that_finished_nothing_has_no_figures() -> None:
    empty: dict[str, list[float]] = {"prepare": [], "infer": [], "composite": [], "all": []}
    with pytest.raises(PipelineError, match="not one picture"):
        figures({"times_ms": empty, "took_s": 1.0})
