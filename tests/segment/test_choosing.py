"""`--model auto`: the best matte that leaves half of the time free, measured once, of the models that can be chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backdrop import __version__
from backdrop.errors import ModelError
from backdrop.host.processor import processor
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.choosing import Chooser, Timing
from backdrop.segment.costs import Cost, CostMemo
from backdrop.segment.engines import ENGINES
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore

SIZE, INTERVAL_S = (320, 180), 0.030
SQUARE, LANDSCAPE = "selfie-square", "selfie-landscape"


class Bench:
    """A chooser's surroundings: a catalogue in which the two selfie models are ranked, and what each costs."""

    def __init__(self, memo: Path) -> None:
        known = Catalogue.load()
        self.specs = {
            SQUARE: replace(known.get(SQUARE), quality=0.93),
            LANDSCAPE: replace(known.get(LANDSCAPE), quality=0.92),
        }
        self.seconds: dict[str, float | Callable[[int], float]] = {SQUARE: 0.010, LANDSCAPE: 0.005}
        self.measured: list[tuple[str, int]] = []
        self.memo, self.store = memo, ModelStore()

    def chooser(
        self, options: RunOptions | None = None, interval_s: float = INTERVAL_S, size: tuple[int, int] = SIZE
    ) -> Chooser:
        catalogue = Catalogue(list(self.specs.values()), next(iter(self.specs)))
        return Chooser(
            size, options or RunOptions(), interval_s, self.measure, catalogue, self.store, CostMemo(self.memo)
        )

    def measure(self, segmenter: Segmenter, size: tuple[int, int]) -> Timing:
        model, threads = segmenter.spec.id, segmenter.engine.threads
        self.measured.append((model, threads))
        seconds = self.seconds[model]
        alone_s = seconds if isinstance(seconds, float) else seconds(threads)
        return Timing(alone_s, 3 * alone_s)

    def chosen(self, chooser: Chooser | None = None) -> tuple[str, int]:
        """Id and threads."""
        segmenter = (chooser or self.chooser()).choose()
        assert segmenter is not None
        segmenter.close()
        return segmenter.spec.id, segmenter.engine.threads


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path / "cache" / "costs.json")
    for spec in bench.specs.values():
        if bench.store.locate(spec) is None:
            pytest.skip(f"the model {spec.id} is not on this machine; `backdrop models fetch` gets it")
    return bench


@pytest.fixture(autouse=True)
def several_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def test_the_best_that_leaves_half_of_the_time_is_taken_and_no_other_is_measured(bench: Bench) -> None:
    bench.seconds[SQUARE] = 0.0149
    assert bench.chosen() == (SQUARE, 1)
    assert bench.measured == [(SQUARE, 1)]


def test_one_that_takes_more_gives_way_to_the_next(bench: Bench) -> None:
    bench.seconds[SQUARE] = 0.0151
    assert bench.chosen() == (LANDSCAPE, 1)
    assert bench.measured == [(SQUARE, 1), (SQUARE, 2), (LANDSCAPE, 1)]


@pytest.mark.parametrize(("square", "fastest"), [(0.5, LANDSCAPE), (0.3, SQUARE)])
def test_where_none_leaves_half_of_the_time_the_fastest_is_taken(bench: Bench, square: float, fastest: str) -> None:
    bench.seconds |= {SQUARE: square, LANDSCAPE: 0.4}
    assert bench.chosen()[0] == fastest
    bench.measured.clear()
    assert bench.chosen()[0] == fastest
    assert bench.measured == []


def test_another_thread_is_taken_only_where_it_is_needed_and_pays(bench: Bench) -> None:
    bench.seconds[SQUARE] = lambda threads: 0.020 / threads
    assert bench.chosen() == (SQUARE, 2)
    assert bench.chosen() == (SQUARE, 2), "and again where it is remembered"
    assert bench.measured == [(SQUARE, 1), (SQUARE, 2)]


def test_a_thread_that_does_not_help_is_left_out(bench: Bench) -> None:
    bench.seconds |= {SQUARE: 0.020, LANDSCAPE: 0.030}
    assert bench.chosen() == (SQUARE, 1)


@pytest.mark.parametrize(
    ("changed", "measures"),
    [
        ({}, False),
        ({"options": RunOptions(threads=2)}, True),
        ({"options": RunOptions(kernels="builtin")}, True),
        ({"size": (640, 360)}, True),
        ({"interval_s": 0.040}, True),
    ],
)
def test_what_was_measured_is_remembered_for_exactly_that(
    bench: Bench, changed: dict[str, object], measures: bool
) -> None:
    bench.chosen()
    bench.measured.clear()
    bench.chosen(bench.chooser(**changed))  # type: ignore[arg-type]
    assert bool(bench.measured) == measures


def test_another_file_of_the_same_name_is_measured(bench: Bench) -> None:
    bench.chosen()
    bench.measured.clear()
    bench.specs[SQUARE] = replace(bench.specs[LANDSCAPE], id=SQUARE, quality=0.94, file=bench.specs[SQUARE].file)
    del bench.specs[LANDSCAPE]
    bench.chosen()
    assert bench.measured == [(SQUARE, 1)]


@pytest.mark.parametrize(
    "damage",
    [
        lambda stored: "",
        lambda stored: "nonsense",
        lambda stored: stored[: len(stored) // 2],
        lambda stored: "[]",
        lambda stored: json.dumps({"version": __version__, "machines": []}),
        lambda stored: "[" * 100_000,
        lambda stored: stored.replace(__version__, "0.0.1"),
        lambda stored: stored.replace(processor(), "another machine"),
        lambda stored: stored.replace("0.01", "-0.01"),
        lambda stored: stored.replace("0.01", "NaN"),
        lambda stored: stored.replace("0.01", '"fast"'),
        lambda stored: stored.replace("1\n", "0\n"),
    ],
)
def test_a_memo_that_is_damaged_or_of_another_version_or_machine_is_measured_anew(
    bench: Bench, damage: Callable[[str], str]
) -> None:
    bench.chosen()
    stored = bench.memo.read_text()
    damaged = damage(stored)
    assert damaged != stored
    bench.memo.write_text(damaged)
    bench.measured.clear()
    assert bench.chosen() == (SQUARE, 1)
    assert bench.measured == [(SQUARE, 1)]
    assert CostMemo(bench.memo).get(next(iter(json.loads(stored)["machines"][processor()]))) == Cost(0.010, 1)


def test_what_another_machine_of_the_same_home_measured_is_kept(bench: Bench) -> None:
    bench.chosen()
    bench.memo.write_text(bench.memo.read_text().replace(processor(), "another machine"))
    bench.chosen()
    assert set(json.loads(bench.memo.read_text())["machines"]) == {"another machine", processor()}


def test_where_nothing_can_be_remembered_it_is_measured_each_time(bench: Bench) -> None:
    bench.memo.parent.write_text("a file where the folder belongs")
    assert [bench.chosen(), bench.chosen()] == [(SQUARE, 1)] * 2
    assert len(bench.measured) == 2


def test_the_unranked_and_the_users_own_are_never_chosen(bench: Bench) -> None:
    bench.specs[SQUARE] = replace(bench.specs[SQUARE], quality=None)
    bench.specs[LANDSCAPE] = replace(bench.specs[LANDSCAPE], own=True)
    assert bench.chooser().choose() is None


def test_what_is_not_here_is_passed_over(bench: Bench) -> None:
    bench.specs[SQUARE] = _absent(bench.specs[SQUARE])
    assert bench.chosen() == (LANDSCAPE, 1)
    bench.specs[LANDSCAPE] = _absent(bench.specs[LANDSCAPE])
    assert bench.chooser().choose() is None


def test_a_damaged_file_is_passed_over_and_logged(
    bench: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bench.store = ModelStore(tmp_path / "models", search=bench.store.search)
    if bench.store.locate(bench.specs[LANDSCAPE]) is None:
        pytest.skip("the models are in the user's cache only, not where a test can put a damaged one before them")
    path = bench.store.path(bench.specs[SQUARE])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"damaged")
    assert bench.chosen() == (LANDSCAPE, 1)
    assert "passes over selfie-square" in caplog.text


def test_a_model_that_cannot_be_run_is_passed_over_and_logged(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def breaks(_threads: int) -> float:
        raise ModelError("it broke")

    bench.seconds[SQUARE] = breaks
    chooser = bench.chooser()
    assert bench.chosen(chooser) == (LANDSCAPE, 1)
    assert "it broke" in caplog.text
    assert (chooser.load(SQUARE), chooser.cost_s(SQUARE), chooser.measured_now_s(SQUARE)) == (None, None, None)


def test_the_options_are_respected(bench: Bench) -> None:
    assert bench.chosen(bench.chooser(RunOptions(threads=2))) == (SQUARE, 2)
    assert bench.measured == [(SQUARE, 2)]
    assert bench.chooser(RunOptions(internal_resolution="low")).choose() is None, "these always see the same size"


@pytest.mark.skipif(not ENGINES["onnx"].present, reason="onnx is not installed here")
def test_what_the_engine_does_not_run_is_not_chosen(bench: Bench) -> None:
    assert bench.chooser(RunOptions(engine="onnx")).choose() is None


@pytest.mark.parametrize("engine", [name for name, kind in ENGINES.items() if not kind.present])
def test_an_engine_that_is_not_here_is_told(bench: Bench, engine: str) -> None:
    with pytest.raises(ModelError, match=f"the engine {engine} "):
        bench.chooser(RunOptions(engine=engine))


def test_what_is_measured_beside_the_camera_is_not_remembered(bench: Bench) -> None:
    chooser = bench.chooser()
    assert bench.chosen(chooser) == (SQUARE, 1)
    assert chooser.cost_s(LANDSCAPE) is None
    assert chooser.measured_now_s(LANDSCAPE) == pytest.approx(0.015), "as slow as the machine is at present"
    assert chooser.cost_s(LANDSCAPE) == 0.005
    assert bench.measured == [(SQUARE, 1), (LANDSCAPE, 1)]
    assert bench.chooser().cost_s(LANDSCAPE) is None


def _absent(spec: ModelSpec) -> ModelSpec:
    return replace(spec, file=f"absent-{spec.id}.tflite", sha256="0" * 64)
