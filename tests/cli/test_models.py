from __future__ import annotations

import hashlib
import json
import os
import threading
import zipfile
from inspect import signature
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from click.testing import CliRunner, Result

from backdrop.cli.models import models
from backdrop.errors import ModelError, UsageError
from backdrop.host.locks import lock_file
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue, own_catalogue
from backdrop.segment.options import RunOptions
from backdrop.segment.own.shelf import keep
from backdrop.segment.pins import Pin
from backdrop.segment.store import SEARCH_VARIABLE, ModelStore

LANDSCAPE = "selfie_segmentation_landscape.tflite"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store's own folder on a machine that has no model."""
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_args, **_options: str(tmp_path / "cache"))
    monkeypatch.delenv(SEARCH_VARIABLE, raising=False)
    return tmp_path / "cache" / "models"


@pytest.fixture
def packaged(shared_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip finds the catalogued wheel in this folder, with the selfie models in it, and looks nowhere else."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    with zipfile.ZipFile(folder / "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl", "w") as wheel:
        wheel.writestr(
            "mediapipe-0.10.21.dist-info/METADATA", "Metadata-Version: 2.1\nName: mediapipe\nVersion: 0.10.21\n"
        )
        wheel.writestr("mediapipe-0.10.21.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        wheel.writestr("mediapipe-0.10.21.dist-info/RECORD", "")
        for name in (LANDSCAPE, "selfie_segmentation.tflite"):
            data = (shared_dir / "models" / "selfie" / name).read_bytes()
            wheel.writestr(f"mediapipe/modules/selfie_segmentation/{name}", data)
    return folder


def run(*arguments: str) -> Result:
    # Before click 8.2 both streams are one unless told otherwise; since then they cannot be.
    apart: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
    return CliRunner(**apart).invoke(models, arguments)


def added(content: bytes, name: str) -> Path:
    """The file of a model of the user's own, stored as `backdrop models add` does."""
    row = {
        "id": name, "title": name, "family": "own", "variant": "own", "file": f"{name}/{name}.tflite",
        "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "licence": "unknown", "threshold": 0.5,
        "input": {"height": 2, "width": 2, "layout": "NHWC", "colour": "RGB", "range": "0..1"},
        "output": {"kind": "alpha", "height": 2, "width": 2},
    }  # fmt: skip
    keep(row, {f"{name}.tflite": content})
    return own_catalogue().parent / name / f"{name}.tflite"


@pytest.mark.parametrize("command", [[], ["list"], ["info"], ["fetch"], ["verify"], ["remove"]])
def test_help_has_examples(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "backdrop models" in result.stdout


@pytest.fixture
def searched(shared_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """BACKDROP_MODEL_PATH names the shared models."""
    monkeypatch.setenv(SEARCH_VARIABLE, str(shared_dir / "models"))
    return shared_dir / "models"


def line_of(result: Result, model_id: str) -> list[str]:
    (line,) = [line for line in result.stdout.splitlines() if line.startswith(f"  {model_id} ")]
    return line.split(maxsplit=3)


class TestList:
    def test_it_shows_every_model_with_its_size_and_that_it_is_absent(self, cache: Path) -> None:
        result = run("list")
        assert result.exit_code == 0
        for spec in Catalogue.load():
            assert "not here" in " ".join(line_of(result, spec.id)), spec.id
            assert "?" not in line_of(result, spec.id)
        assert line_of(result, "selfie-landscape")[1:3] == ["250", "kB"]
        assert "The default is selfie-landscape." in result.stdout
        assert not cache.exists()

    @pytest.mark.parametrize("columns", ["60", "80", "120", "300"])
    def test_it_fits_the_terminal(self, cache: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        lines = run("list").stdout.splitlines()
        assert max(map(len, lines)) <= min(int(columns), 120)
        assert ("six classes" in " ".join(lines)) == (int(columns) >= 120)

    def test_a_family_says_its_licence_and_what_runs_it(self, cache: Path) -> None:
        told = " ".join(run("list").stdout.split())
        assert "MediaPipe Selfie Segmentation licence Apache-2.0; run by LiteRT" in told
        assert "SINet portrait segmentation licence MIT; " in told
        assert "Google Meet segmentation licence disputed; " in told

    def test_it_says_how_to_come_by_what_is_not_fetched_as_long_as_it_is_not_here(
        self, cache: Path, shared_dir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = "put it into a folder that BACKDROP_MODEL_PATH names"
        assert " ".join(run("list").stdout.split()).count(told) == 1
        monkeypatch.setenv(SEARCH_VARIABLE, str(shared_dir / "models"))
        assert told not in " ".join(run("list").stdout.split())

    def test_what_is_made_of_other_weights_is_marked(self, cache: Path, searched: Path) -> None:
        result = run("list")
        assert line_of(result, "bodypix-mobilenet-050-s16-q4")[3].startswith("here")
        assert line_of(result, "bodypix-mobilenet-050-s8-q4")[3].startswith("made here")
        assert line_of(result, "bodypix-mobilenet-050-s8-q1")[3].startswith("re-quantised")
        assert line_of(result, "bodypix-resnet50-s16-q1")[3].startswith("not here")
        assert "made here: its own file is not here" in result.stdout
        assert "re-quantised: its own file is not here" in result.stdout

    def test_the_users_own_models_come_last_and_a_broken_row_is_named(self, cache: Path) -> None:
        added(b"own weights", "mine")
        own_catalogue().write_text(own_catalogue().read_text("utf-8") + "[[model]]\nid = 3\n", "utf-8")
        result = run("list")
        assert result.exit_code == 0
        own = result.stdout.partition("Your own models\n")[2]
        assert "  mine " in own
        assert "  sinet " not in own
        assert f"{own_catalogue()}: model 2 (3): " in result.stderr

    def test_as_json_it_carries_every_state(self, cache: Path, searched: Path) -> None:
        cache.mkdir(parents=True)
        (cache / LANDSCAPE).write_bytes(b"damaged")
        rows = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
        assert len(rows) == len(Catalogue.load())
        assert rows["selfie-landscape"]["state"] == "damaged"
        assert "is damaged" in rows["selfie-landscape"]["problem"]
        assert rows["selfie-landscape"]["default"] is True
        multiclass, square = rows["selfie-multiclass"], rows["selfie-square"]
        assert (multiclass["state"], multiclass["path"]) == ("absent", None)
        assert (square["state"], Path(square["path"]).name) == ("present", "selfie_segmentation.tflite")
        made = rows["bodypix-mobilenet-075-s8-q1"]
        assert (made["state"], made["made_here_of"]) == ("made", "bodypix-mobilenet-075-s16-q2")
        assert (made["requantised"], made["trust"]) == (True, "first-connection")
        assert rows["bodypix-mobilenet-075-s16-q2"]["trust"] == "published-hash"
        assert [engine["id"] for engine in rows["sinet"]["engines"]] == ["onnx"]


class TestInfo:
    def test_it_says_everything_of_one(self, cache: Path, searched: Path) -> None:
        told = " ".join(run("info", "meet-full").stdout.split())
        for part in (
            "meet-full: Google Meet segmentation, full (v679)", "segm_full_v679.tflite", "runs on LiteRT",
            "takes 256×144, RGB 0..1, NHWC", "gives 256×144, logits-2, class 1 is the person; the person from 0.5 on",
            "licence disputed; Apache-2.0 according to", "407 kB", "sha256 4fa38a8d2e48e6e3a6fc59a8c88f876614",
            "comes from Google offers no file of it",
        ):  # fmt: skip
            assert part in told

    def test_it_says_what_is_only_as_trustworthy_as_its_first_connection(self, cache: Path, searched: Path) -> None:
        told = " ".join(run("info", "bodypix-resnet50-s16-q4").stdout.split())
        assert "trust hashes of its files were not all published" in told
        assert "trust" not in run("info", "bodypix-mobilenet-075-s16-q2").stdout

    def test_as_json_it_is_the_row_of_the_list(self, cache: Path, searched: Path) -> None:
        rows = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
        for name in ("sinet", "bodypix-mobilenet-050-s8-q4", "selfie-landscape"):
            assert json.loads(run("info", name, "--json").stdout) == rows[name]

    def test_an_unknown_id_is_wrong_usage(self, cache: Path) -> None:
        assert isinstance(run("info", "selfie").exception, UsageError)


def test_fetch_gets_each_model_once(cache: Path, packaged: Path) -> None:
    result = run("fetch", "selfie-landscape", "selfie-square", "selfie-landscape")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("selfie-landscape is ready: ") == 1
    assert "fetching selfie-square: the mediapipe 0.10.21 wheel" in result.stderr
    assert (cache / LANDSCAPE).is_file()
    again = run("fetch", "selfie-landscape")
    assert again.exit_code == 0
    assert "selfie-landscape is already here: " in again.stdout


def test_fetch_mends_a_damaged_model(cache: Path, packaged: Path) -> None:
    cache.mkdir(parents=True)
    (cache / LANDSCAPE).write_bytes(b"damaged")
    assert run("verify").exit_code == 1
    assert run("fetch", "selfie-landscape").exit_code == 0
    assert run("verify", "selfie-landscape", "selfie-square").exit_code == 1, "the one that is named is not here"
    verified = run("verify")
    assert verified.exit_code == 0
    assert verified.stdout.startswith("selfie-landscape: ok, ")


@pytest.mark.parametrize("terminal", [False, True])
def test_fetch_says_that_it_waits_for_another(
    cache: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    if terminal:
        monkeypatch.setenv("FORCE_COLOR", "1")
    held, released = threading.Event(), threading.Event()

    def hold() -> None:
        with lock_file(ModelStore().fetch_lock(Catalogue.load().get("selfie-square"))):
            held.set()
            released.wait(1)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    result = run("fetch", "selfie-square")
    other.join()
    assert result.exit_code == 0, result.output
    assert result.stderr.count("selfie-square: another Backdrop is fetching it") >= 1
    assert "selfie-square is ready" in result.stdout


def test_fetch_shows_a_bar_on_a_terminal(cache: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run("fetch", "selfie-landscape")
    assert result.exit_code == 0, result.output
    assert "250.1" in result.stderr
    assert "fetching" not in result.stderr


def test_fetch_refuses_an_unknown_id_before_it_fetches_anything(cache: Path) -> None:
    result = run("fetch", "selfie-landscape", "selfie-sqare")
    assert isinstance(result.exception, UsageError)
    assert "did you mean selfie-square?" in str(result.exception)
    assert not cache.exists()


@pytest.mark.parametrize("arguments", [[], ["--all", "selfie-landscape"]])
def test_fetch_wants_either_ids_or_all(cache: Path, arguments: list[str]) -> None:
    error = run("fetch", *arguments).exception
    assert isinstance(error, UsageError)
    assert "name the models to fetch, or say --all" in str(error)


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # nothing listens there


def test_one_that_cannot_be_fetched_does_not_stop_the_others(
    cache: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    result = run("fetch", "deeplab-v3", "meet-full", "selfie-landscape")
    assert result.exit_code == 1
    assert "deeplab-v3 could not be fetched: " in result.stderr
    assert "meet-full is not fetched by Backdrop. Google offers no file of it" in result.stderr
    assert "selfie-landscape is ready: " in result.stdout


def test_fetch_all_says_in_one_line_what_it_leaves_out(
    cache: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    result = run("fetch", "--all")
    assert result.exit_code == 1
    assert "left out, since Backdrop does not fetch them: meet-full, meet-lite, meet-128" in result.stdout
    assert result.stdout.count(" is ready: ") == 2
    assert result.stderr.count(" could not be fetched: ") == len(Catalogue.load()) - 5


@pytest.mark.usefixtures("offline")
def test_fetch_offline_is_one_error_with_every_reason(cache: Path) -> None:
    result = run("fetch", "selfie-landscape")
    assert isinstance(result.exception, ModelError)
    assert "the mediapipe 0.10.21 wheel was not found by pip" in str(result.exception)
    assert "storage.googleapis.com" in str(result.exception)
    assert os.listdir(cache) == ["locks"]


def test_verify_says_when_there_is_nothing_to_verify(cache: Path) -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert "No model is on this machine" in result.stdout


def test_verify_names_a_wrong_file_where_models_are_looked_for(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LANDSCAPE).write_bytes(b"something else")
    monkeypatch.setenv(SEARCH_VARIABLE, str(tmp_path))
    result = run("verify")
    assert result.exit_code == 1
    assert f"{tmp_path / LANDSCAPE} is damaged" in result.stdout


def test_fetch_says_at_once_that_a_folder_is_in_the_way(cache: Path) -> None:
    (cache / LANDSCAPE).mkdir(parents=True)
    result = run("fetch", "selfie-landscape")
    assert isinstance(result.exception, ModelError)
    assert "is a folder where the model's file belongs; delete it" in str(result.exception)
    assert "fetching" not in result.stderr


def test_verify_reads_a_file_that_seems_unchanged(cache: Path, packaged: Path) -> None:
    assert run("fetch", "selfie-landscape").exit_code == 0
    assert run("verify").exit_code == 0
    path = cache / LANDSCAPE
    stat, data = path.stat(), bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    result = run("verify")
    assert result.exit_code == 1
    assert "is damaged" in result.stdout
    assert "`backdrop models fetch selfie-landscape`" in result.stdout


class TestRemove:
    def test_it_deletes_what_was_fetched_and_names_a_copy_that_stays(
        self, cache: Path, packaged: Path, shared_dir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("fetch", "selfie-landscape", "selfie-square")
        monkeypatch.setenv(SEARCH_VARIABLE, str(shared_dir / "models"))
        result = run("remove", "selfie-landscape")
        assert result.exit_code == 0, result.output
        assert "selfie-landscape: deleted, 250 kB freed" in result.stdout
        copy = shared_dir / "models" / "selfie" / LANDSCAPE
        assert f"selfie-landscape: a copy stays at {copy}" in result.stdout
        assert copy.exists()
        assert not (cache / LANDSCAPE).exists()
        assert (cache / "selfie_segmentation.tflite").exists()
        assert "Backdrop's own folder holds nothing of it" in run("remove", "selfie-landscape").stdout

    def test_what_was_made_of_it_goes_as_well(self, cache: Path, searched: Path) -> None:
        for name in ("bodypix-mobilenet-050-s16-q4", "bodypix-mobilenet-050-s8-q1", "bodypix-mobilenet-075-s16-q2"):
            load_segmenter(name, (64, 64), RunOptions(internal_resolution="65x65")).close()
        assert len(list((cache / "converted").iterdir())) == 3
        assert "deleted, " in run("remove", "bodypix-mobilenet-050-s16-q4").stdout
        (left,) = (cache / "converted").iterdir()
        assert left.name.startswith("bodypix-mobilenet-075-s16-q2-")
        assert (searched / "bodypix" / "mobilenet" / "float" / "050" / "model-stride16.json").exists()

    def test_a_model_of_ones_own_goes_with_its_row(self, cache: Path) -> None:
        mine, other = added(b"own weights", "mine"), added(b"other weights", "other")
        assert "mine: deleted, 0 kB freed" in run("remove", "mine").stdout
        assert not mine.parent.exists()
        assert other.exists()
        assert [spec.id for spec in Catalogue.load() if spec.own] == ["other"]
        assert run("remove", "other").exit_code == 0
        assert not [spec for spec in Catalogue.load() if spec.own]
        assert Catalogue.load().problems == ()

    def test_a_model_of_ones_own_whose_file_is_gone_can_be_removed(self, cache: Path) -> None:
        added(b"own weights", "mine").unlink()
        assert "mine: deleted" in run("remove", "mine").stdout
        assert not [spec for spec in Catalogue.load() if spec.own]

    def test_the_parts_and_what_was_interrupted_go_and_what_was_first_sent_only_when_told(self, cache: Path) -> None:
        name = "bodypix-resnet50-s16-q4"
        folder = cache / name
        folder.mkdir(parents=True)
        for file in ("group1-shard1of23.bin", ".model-stride16.json.part", ".model-stride16.json.part.json"):
            (folder / file).write_bytes(b"x" * 500)
        pins = ModelStore().pins
        pins.keep(name, Pin(file="group1-shard1of23.bin", bytes=500, sha256="0" * 64, source="https://example.org/x"))
        assert "forgotten" not in run("remove", name).stdout
        assert not folder.exists()
        assert set(pins.of(name)) == {"group1-shard1of23.bin"}
        assert "what its address first sent is forgotten" in run("remove", name, "--forget").stdout
        assert pins.of(name) == {}

    def test_what_cannot_be_deleted_does_not_stop_the_others(self, cache: Path, packaged: Path) -> None:
        run("fetch", "selfie-square")
        (cache / LANDSCAPE).mkdir()
        result = run("remove", "selfie-landscape", "selfie-square")
        assert result.exit_code == 1
        assert f"{LANDSCAPE} cannot be deleted: " in result.stderr
        assert "selfie-square: deleted" in result.stdout

    def test_an_unknown_id_is_refused_before_anything_is_deleted(self, cache: Path, packaged: Path) -> None:
        run("fetch", "selfie-square")
        assert isinstance(run("remove", "selfie-square", "selfie-round").exception, UsageError)
        assert (cache / "selfie_segmentation.tflite").exists()
