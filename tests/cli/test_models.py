from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import platformdirs
import pytest
from click.testing import CliRunner, Result

from backdrop.cli.models import models
from backdrop.errors import ModelError, UsageError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import SEARCH_VARIABLE

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
    return CliRunner().invoke(models, arguments)


@pytest.mark.parametrize("command", [[], ["list"], ["fetch"], ["verify"]])
def test_help_has_examples(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "backdrop models" in result.stdout


def test_list_shows_every_model_and_how_to_get_what_is_absent(cache: Path) -> None:
    result = run("list")
    assert result.exit_code == 0
    for spec in Catalogue.load():
        (line,) = [line for line in result.stdout.splitlines() if line.startswith(f"{spec.id} ")]
        assert spec.title in line
        assert spec.licence in line
        assert line.endswith(f"`backdrop models fetch {spec.id}`")
    assert "The default is selfie-landscape." in result.stdout
    assert not cache.exists()


def test_list_shows_where_a_model_is(cache: Path, shared_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SEARCH_VARIABLE, str(shared_dir / "models"))
    assert LANDSCAPE in run("list").stdout


def test_list_as_json_carries_every_state(cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / LANDSCAPE).write_bytes(b"damaged")
    rows = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
    assert rows["selfie-landscape"]["state"] == "damaged"
    assert "is damaged" in rows["selfie-landscape"]["problem"]
    assert rows["selfie-landscape"]["default"] is True
    assert (rows["selfie-square"]["state"], rows["selfie-square"]["path"]) == ("absent", None)


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
    verified = run("verify")
    assert verified.exit_code == 0
    assert verified.stdout.startswith("selfie-landscape: ok, ")


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


def test_fetch_without_an_id_is_wrong_usage() -> None:
    assert run("fetch").exit_code == 2


def test_fetch_offline_is_one_error_with_every_reason(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # nothing listens there
    result = run("fetch", "selfie-landscape")
    assert isinstance(result.exception, ModelError)
    assert "the mediapipe 0.10.21 wheel was not found by pip" in str(result.exception)
    assert "storage.googleapis.com" in str(result.exception)
    assert os.listdir(cache) == []


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
