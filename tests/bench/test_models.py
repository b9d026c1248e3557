"""Rows that are measured in real processes of their own, of which some are killed, stopped, or given rubbish."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil
import pytest

import backdrop.bench.children as children
from backdrop.bench.chosen import every, named, own_weights, present
from backdrop.bench.models import COLUMNS, Plan, bench_models
from backdrop.bench.tables import Cell
from backdrop.bench.timing import FEWEST, Task
from backdrop.errors import UsageError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES
from backdrop.segment.store import ModelStore


def _task(model: str, **given: object) -> Task:
    values: dict[str, object] = {
        "model": model, "engine": None, "threads": None, "kernels": None, "internal_resolution": None,
        "width": 320, "height": 180, "runs": 5, "seconds": 1.0,
    }  # fmt: skip
    return Task(**{**values, **given})  # type: ignore[arg-type]


def _rows(*tasks: Task) -> list[Mapping[str, Cell]]:
    rows = dict(bench_models(tasks, lambda _task: None))
    assert sorted(rows) == list(range(len(tasks)))
    for row in rows.values():
        assert list(row) == [column.key for column in COLUMNS]
    return [rows[place] for place in sorted(rows)]


def test_a_row_has_the_networks_times_size_and_options(default_model: str) -> None:
    spec = Catalogue.load().get(default_model)
    (row,) = _rows(_task(default_model, threads=2, kernels="builtin"))
    told = {key: row[key] for key in ("model", "engine", "kernels", "threads", "files_bytes", "runs", "note")}
    assert told == {
        "model": default_model, "engine": "litert", "kernels": "builtin", "threads": 2, "files_bytes": spec.bytes,
        "runs": 5, "note": None,
    }  # fmt: skip
    assert (row["input_width_px"], row["input_height_px"]) == (spec.input.width, spec.input.height)
    low, median, high = row["min_ms"], row["median_ms"], row["p95_ms"]
    assert isinstance(low, float)
    assert isinstance(median, float)
    assert isinstance(high, float)
    assert 0 < low <= median <= high
    for key in ("load_ms", "cpu_ms_per_inference"):
        assert isinstance(value := row[key], float)
        assert value > 0


def test_runs_are_counted_or_timed(default_model: str) -> None:
    counted, timed, short = _rows(
        _task(default_model, runs=7), _task(default_model, runs=None, seconds=0.5),
        _task(default_model, runs=None, seconds=1e-6),
    )  # fmt: skip
    assert counted["runs"] == 7
    assert short["runs"] == FEWEST
    assert isinstance(timed["runs"], int)
    assert timed["runs"] > FEWEST


def test_a_network_of_any_size_has_a_row_for_each_internal_resolution(shared_dir: Path) -> None:
    catalogue = Catalogue.load()
    models = [catalogue.get("bodypix-mobilenet-050-s16-q4"), catalogue.get("selfie-landscape")]
    plan = Plan(models, [None], [None], [None], ["low", "129x97"], (320, 180), 5, 1.0)
    low, given, fixed = _rows(*plan.tasks())
    assert (low["input_width_px"], low["input_height_px"]) == (81, 33)
    assert (given["input_width_px"], given["input_height_px"]) == (129, 97)
    assert (fixed["model"], fixed["input_width_px"]) == ("selfie-landscape", 256)


def test_a_quantisation_that_is_made_here_says_so_and_has_the_size_that_it_would_have(shared_dir: Path) -> None:
    of_four, of_one = _rows(*(_task(f"bodypix-mobilenet-050-s16-q{n}", internal_resolution="low") for n in (4, 1)))
    assert of_one["model"] == "bodypix-mobilenet-050-s16-q1 (re-quantised)"
    assert of_four["model"] == "bodypix-mobilenet-050-s16-q4"
    assert isinstance(small := of_one["files_bytes"], int)
    assert isinstance(large := of_four["files_bytes"], int)
    assert small < 0.3 * large


def test_rows_are_all_combinations_in_the_order_in_which_they_were_given() -> None:
    catalogue = Catalogue.load()
    models = [catalogue.get(name) for name in ("selfie-square", "selfie-landscape")]
    plan = Plan(models, [None], [1, 2], ["xnnpack", "reference"], [None], (640, 360), None, 1.0)
    assert [(task.model, task.kernels, task.threads) for task in plan.tasks()] == [
        (model, kernels, threads)
        for model in ("selfie-square", "selfie-landscape")
        for kernels in ("xnnpack", "reference")
        for threads in (1, 2)
    ]


def test_rows_are_measured_in_an_order_that_is_shuffled_and_always_the_same() -> None:
    tasks = [_task("meet-lite", internal_resolution="low", runs=n) for n in range(1, 5)]  # refused at once
    begun: list[Task] = []
    assert [place for place, _row in bench_models(tasks, begun.append)] == [3, 0, 2, 1]
    assert begun == [tasks[place] for place in (3, 0, 2, 1)]


@pytest.mark.skipif(all(kind.present for kind in ENGINES.values()), reason="every engine is installed here")
def test_an_engine_that_is_not_here_has_a_row_that_says_what_to_install(default_model: str) -> None:
    name, kind = next((name, kind) for name, kind in ENGINES.items() if not kind.present)
    absent, here = _rows(_task(default_model, engine=name), _task(default_model))
    assert (absent["model"], absent["engine"], absent["median_ms"]) == (default_model, name, None)
    assert f"backdrop[{kind.extra}]" in str(absent["note"])
    assert here["note"] is None


def test_models_that_are_not_here_and_options_that_are_not_there_have_rows_that_say_so(
    default_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (option,) = _rows(_task(default_model, internal_resolution="low"))
    assert "leave out --internal-resolution" in str(option["note"])
    monkeypatch.setenv("BACKDROP_MODEL_PATH", "")
    (absent,) = _rows(_task(default_model))
    assert f"{default_model} is not on this machine" in str(absent["note"])


def test_a_damaged_file_has_a_row_that_says_so(
    default_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = Catalogue.load().get(default_model)
    content = bytearray(ModelStore().load(spec))
    content[len(content) // 2] ^= 1
    monkeypatch.setenv("BACKDROP_MODEL_PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = ModelStore().path(spec)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    (row,) = _rows(_task(default_model))
    assert "is damaged" in str(row["note"])
    assert [s.id for s in present(Catalogue.load(), ModelStore(), every)] == [default_model], "it is not left out"


def _children() -> list[psutil.Process]:
    return psutil.Process().children()


def _once_a_child_runs(act: Callable[[psutil.Process], None]) -> threading.Thread:
    """Does something to the next child of this process, a little after it has started."""

    def wait() -> None:
        deadline = time.monotonic() + 30
        while not _children() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        for child in _children():
            act(child)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that end a process")
def test_a_child_that_crashes_is_a_row_that_says_so_and_the_next_one_is_measured(default_model: str) -> None:
    killer = _once_a_child_runs(lambda child: child.send_signal(signal.SIGSEGV))
    crashed, measured = sorted(
        _rows(_task(default_model, runs=None, seconds=5.0), _task(default_model, runs=None, seconds=1.0)),
        key=lambda row: row["note"] is None,
    )
    killer.join()
    assert crashed["note"] == "crashed (SIGSEGV)"
    assert crashed["model"] == default_model
    assert measured["note"] is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process for a while")
def test_a_child_that_hangs_is_ended_and_is_a_row_that_says_so(
    default_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "SILENT_FOR_S", 2.0)
    stopper = _once_a_child_runs(lambda child: child.suspend())
    (row,) = _rows(_task(default_model, runs=None, seconds=600.0))
    stopper.join()
    assert row["note"] == "gave no sign of life for 2 s"
    assert _children() == []


def test_a_child_that_works_long_is_no_child_that_hangs(default_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "SILENT_FOR_S", 3.0)
    (row,) = _rows(_task(default_model, runs=None, seconds=4.0))
    assert row["note"] is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_interrupt_ends_the_running_child(default_model: str) -> None:
    interrupter = _once_a_child_runs(lambda _child: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        _rows(_task(default_model, runs=None, seconds=600.0))
    interrupter.join()
    assert _children() == []


def test_models_are_named_by_id_or_by_a_pattern() -> None:
    catalogue = Catalogue.load()
    assert [s.id for s in named(["meet-*", "selfie-square", "meet-lite"], catalogue)] == [
        "meet-full", "meet-lite", "meet-128", "selfie-square",
    ]  # fmt: skip
    with pytest.raises(UsageError, match="no model's id is like zebra-"):
        named(["zebra-*"], catalogue)
    with pytest.raises(UsageError, match="did you mean selfie-square"):
        named(["selfie-sqare"], catalogue)


def test_by_default_each_network_is_timed_once_and_every_quantisation_judged(shared_dir: Path) -> None:
    catalogue, store = Catalogue.load(), ModelStore()
    timed = [spec.id for spec in present(catalogue, store, own_weights)]
    judged = [spec.id for spec in present(catalogue, store, every)]
    assert [name for name in timed if name.startswith("bodypix")] == [
        "bodypix-mobilenet-050-s8-q4", "bodypix-mobilenet-050-s16-q4",
        "bodypix-mobilenet-075-s8-q2", "bodypix-mobilenet-075-s16-q2",
    ]  # fmt: skip
    assert {"bodypix-mobilenet-050-s16-q1", "bodypix-mobilenet-075-s8-q1"} <= set(judged)
    assert set(timed) < set(judged)
