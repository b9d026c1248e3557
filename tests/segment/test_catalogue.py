from __future__ import annotations

from pathlib import Path

import pytest

from backdrop.errors import ModelError, UsageError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.spec import HttpsSource, InputSpec, WheelSource
from backdrop.segment.store import ModelStore

ROW = {
    "id": '"tiny"',
    "title": '"A tiny model"',
    "family": '"tiny"',
    "variant": '"only"',
    "file": '"tiny.tflite"',
    "bytes": "10",
    "sha256": f'"{"0" * 64}"',
    "licence": '"CC0-1.0"',
    "input": '{ height = 2, width = 4, layout = "NCHW", colour = "BGR", range = "-1..1" }',
    "output": '{ kind = "alpha", height = 2, width = 4 }',
    "threshold": "0.9",
    "sources": '[{ kind = "https", url = "https://example.org/tiny" }]',
}


def written(folder: Path, *rows: dict[str, str], default: str = "tiny") -> Path:
    path = folder / "catalogue.toml"
    tables = ["[[model]]\n" + "".join(f"{key} = {value}\n" for key, value in row.items()) for row in rows]
    path.write_text(f'default = "{default}"\n' + "\n".join(tables), "utf-8")
    return path


def test_the_bundled_catalogue_has_its_default_and_both_selfie_models() -> None:
    catalogue = Catalogue.load()
    assert catalogue.default == "selfie-landscape"
    assert {"selfie-landscape", "selfie-square"} <= {spec.id for spec in catalogue}
    landscape = catalogue.get("selfie-landscape").input
    assert landscape == InputSpec.ranged(144, 256, 0.0, 1.0)


def test_every_bundled_model_is_licensed_and_the_default_comes_from_a_wheel_first() -> None:
    catalogue = Catalogue.load()
    assert all(spec.licence and spec.title for spec in catalogue)
    first, *others = catalogue.get(catalogue.default).sources
    assert isinstance(first, WheelSource)
    assert isinstance(others[0], HttpsSource)


def test_the_catalogued_sizes_and_hashes_are_those_of_the_shared_files(shared_dir: Path, tmp_path: Path) -> None:
    store = ModelStore(tmp_path, search=[shared_dir / "models"])
    for name in ("selfie-landscape", "selfie-square"):
        spec = Catalogue.load().get(name)
        path = store.locate(spec)
        assert path is not None
        assert path.name == spec.file


@pytest.mark.parametrize(
    ("typed", "nearest"), [("selfie-landscap", "selfie-landscape"), ("square", "selfie-square"), ("", "selfie-")]
)
def test_an_unknown_id_names_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=f"no model '{typed}'; did you mean {nearest}"):
        Catalogue.load().get(typed)


def test_a_row_becomes_a_spec(tmp_path: Path) -> None:
    catalogue = Catalogue.load(written(tmp_path, ROW))
    (spec,) = catalogue
    assert (len(catalogue), spec.file, spec.bytes, spec.threshold, spec.licence_note) == (1, "tiny.tflite", 10, 0.9, "")
    assert (spec.input.layout, spec.input.colour) == ("NCHW", "BGR")
    assert (spec.input.scale, spec.input.offset) == ((2 / 255,) * 3, (-1.0,) * 3)
    assert spec.sources == (HttpsSource("https://example.org/tiny"),)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("bytes", '"10"', "bytes"),
        ("bytes", "-1", "bytes"),
        ("bytes", "99999999999", "bytes"),
        ("sha256", '"abc"', "sha256"),
        ("file", '"../../etc/passwd"', "file"),
        ("file", '"C:\\\\x"', "file"),
        ("id", '"Tiny Model"', "id"),
        ("threshold", "1.5", "threshold"),
        ("input", '{ height = 0, width = 4, layout = "NHWC", colour = "RGB", range = "0..1" }', "input.height"),
        ("input", '{ height = 2, width = 4, layout = "NHWC", colour = "RGB", range = "0-1" }', "input.range"),
        ("input", '{ height = 2, width = 4, layout = "HWC", colour = "RGB", range = "0..1" }', "input.layout"),
        ("output", '{ kind = "magic", height = 2, width = 4 }', "output.kind"),
        ("sources", '[{ kind = "https", url = "http://example.org/tiny" }]', "sources.0.https.url"),
        ("sources", '[{ kind = "ftp", url = "ftp://example.org/tiny" }]', "sources.0"),
        ("colour", '"RGB"', "colour"),
    ],
)
def test_a_broken_row_names_the_row_and_the_field(tmp_path: Path, field: str, value: str, named: str) -> None:
    with pytest.raises(ModelError) as raised:
        Catalogue.load(written(tmp_path, ROW | {field: value}))
    assert f": {named}: " in str(raised.value)
    assert "model 1 (" in str(raised.value)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    row = {key: value for key, value in ROW.items() if key != "licence"}
    with pytest.raises(ModelError, match=r"model 2 \(tiny\): licence: Field required"):
        Catalogue.load(written(tmp_path, ROW | {"id": '"other"'}, row))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "the id tiny"),
        ({"id": '"other"'}, "the file tiny.tflite"),
    ],
)
def test_two_rows_may_not_share_an_id_or_a_file(tmp_path: Path, changes: dict[str, str], reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        Catalogue.load(written(tmp_path, ROW, ROW | changes))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"default = ", "is not a model catalogue"),
        (b"\xff\xfe", "is not a model catalogue"),
        (b'default = "tiny"', "has no"),
        (b"model = [3]", r"model 1 \(without an id\)"),
        (b"", "is empty"),
    ],
)
def test_a_file_that_is_no_catalogue_is_a_model_error(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=reason):
        Catalogue.load(path)


def test_the_default_must_be_a_row(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="default, 'huge', is none of its rows"):
        Catalogue.load(written(tmp_path, ROW, default="huge"))
