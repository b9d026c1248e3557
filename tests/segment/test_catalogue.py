from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from backdrop.errors import ModelError, UsageError
from backdrop.segment.catalogue import Catalogue, own_models_dir
from backdrop.segment.spec import HttpsSource, InputSpec, WheelSource
from backdrop.segment.store import ModelStore
from backdrop.segment.tfjs import shard_sizes

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


AT_HAND = (
    "selfie-landscape", "selfie-square", "meet-full", "meet-lite", "meet-128", "deeplab-v3", "deeplab-v3-metadata",
    "bodypix-mobilenet-050-s16-q4", "bodypix-mobilenet-075-s16-q2", "sinet",
)  # fmt: skip


@pytest.mark.parametrize("name", AT_HAND)
def test_the_catalogued_sizes_and_hashes_are_those_of_the_shared_files(
    shared_dir: Path, tmp_path: Path, name: str
) -> None:
    store, spec = ModelStore(tmp_path, search=[shared_dir / "models"]), Catalogue.load().get(name)
    path = store.locate(spec)
    assert path is not None
    assert path.name == Path(spec.file).name
    files = store.load_files(spec)
    assert len(files.main) + sum(map(len, files.parts.values())) == spec.total_bytes


BODYPIX = [
    *(f"bodypix-mobilenet-{size}-s{stride}-q{bytes_}"
      for size in ("050", "075", "100") for stride in (8, 16, 32) for bytes_ in (1, 2, 4)
      if stride < 32 or size == "100"),
    *(f"bodypix-resnet50-s{stride}-q{bytes_}" for stride in (16, 32) for bytes_ in (1, 2, 4)),
]  # fmt: skip


def test_every_model_of_the_paper_has_a_row() -> None:
    others = {"selfie-landscape", "selfie-square", "selfie-multiclass", "meet-full", "meet-lite", "meet-128", "sinet"}
    assert {spec.id for spec in Catalogue.load()} == {*others, "deeplab-v3", "deeplab-v3-metadata", *BODYPIX}


@pytest.mark.parametrize("name", BODYPIX)
def test_a_bodypix_row_says_what_its_id_says(name: str) -> None:
    catalogue = Catalogue.load()
    spec = catalogue.get(name)
    stride, bytes_ = (int(part[1:]) for part in name.split("-")[-2:])
    assert (spec.format, spec.output.kind, spec.output.stride, spec.quant_bytes) == (
        "tfjs", "stride-logits", stride, bytes_
    )  # fmt: skip
    (source,) = spec.sources
    assert isinstance(source, HttpsSource)
    build = {1: "quant1", 2: "quant2", 4: "float"}[bytes_]
    size = f"mobilenet/{build}/{name.split('-')[2]}" if "mobilenet" in name else f"resnet50/{build}"
    assert source.url.endswith(f"/bodypix/{size}/model-stride{stride}.json")
    assert spec.file == f"{name}/model-stride{stride}.json"
    if spec.made_from is not None:
        base = catalogue.get(spec.made_from)
        assert (base.family, base.input, base.threshold) == (spec.family, spec.input, spec.threshold)
        assert base.made_from is None
    # ImageNet's means are subtracted for ResNet-50; MobileNet takes -1..1.
    black, white = ((-123.15, -115.9, -103.06), 131.85) if "resnet" in name else ((-1.0, -1.0, -1.0), 1.0)
    assert spec.input.offset == pytest.approx(black)
    assert spec.input.scale[0] * 255 + spec.input.offset[0] == pytest.approx(white)


def test_the_known_topologies_are_those_that_are_catalogued(shared_dir: Path) -> None:
    for name, file in {
        "bodypix-mobilenet-075-s16-q4": "mobilenet_float_075/model-stride16.json",
        "bodypix-resnet50-s16-q4": "resnet50/model-stride16.float.json",
        "bodypix-resnet50-s16-q1": "resnet50/model-stride16.quant1.json",
    }.items():
        content = (shared_dir / "models" / "bodypix" / "topology" / file).read_bytes()
        spec = Catalogue.load().get(name)
        assert (spec.bytes, spec.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        about = len(content) + sum(shard_sizes(content, name).values())
        assert spec.about_bytes == pytest.approx(about, rel=0.01)


def test_models_that_nobody_may_pass_on_have_no_source_and_say_how_to_come_by_them() -> None:
    for spec in Catalogue.load():
        assert bool(spec.sources) != bool(spec.provide), spec.id
        assert (spec.family == "meet") == bool(spec.provide)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("selfie-landscap", "selfie-landscape"),
        ("square", "selfie-square"),
        ("bodypix-resnet-s16-q1", "bodypix-resnet50-s16-q1"),
    ],
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
        ("output", '{ kind = "logits-3", height = 2, width = 4, person = 3 }', "output"),
        ("output", '{ kind = "logits-3", height = 2, width = 4 }', "output"),
        ("output", '{ kind = "alpha", height = 2, width = 4, person = 0 }', "output"),
        ("input", '{ height = "any", width = 4, layout = "NHWC", colour = "RGB", range = "0..1" }', "input"),
        (
            "input",
            '{ height = 2, width = 4, layout = "NHWC", colour = "RGB", range = "0..1", std = [1, 1, 0] }',
            "input.std.2",
        ),
        ("parts", '[{ file = "../evil.bin" }]', "parts.0.file"),
        ("licence_note", '"as somebody said"', "licence_note"),
        ("provide", '"ask its maker"', "provide"),
    ],
)
def test_a_broken_row_names_the_row_and_the_field(tmp_path: Path, field: str, value: str, named: str) -> None:
    with pytest.raises(ModelError) as raised:
        Catalogue.load(written(tmp_path, ROW | {field: value}))
    assert f": {named}: " in str(raised.value)
    assert "model 1 (" in str(raised.value)


def without(row: dict[str, str], *fields: str) -> dict[str, str]:
    return {key: value for key, value in row.items() if key not in fields}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (without(ROW, "sha256"), "bytes and sha256 are needed"),
        (without(ROW, "bytes", "sha256"), "bytes and sha256 are needed"),
        (without(ROW, "bytes") | {"format": '"tfjs"'}, "both given, or both left out"),
        (ROW | {"parts": '[{ file = "x.bin" }]'}, "parts are of no use"),
        (ROW | {"format": '"tfjs"', "parts": '[{ file = "x.bin", bytes = 3 }]'}, "both given, or both left out"),
    ],
)
def test_only_of_tfjs_models_may_it_be_open_what_their_files_are(
    tmp_path: Path, row: dict[str, str], told: str
) -> None:
    with pytest.raises(ModelError, match=told):
        Catalogue.load(written(tmp_path, row))


def test_a_row_inherits_from_its_family_what_it_does_not_say_itself(tmp_path: Path) -> None:
    path = written(tmp_path, without(ROW, "licence", "input"))
    family = f"""
[family.tiny]
licence = "MIT"
threshold = 0.1
input = {ROW["input"]}
[family.other]
licence_note = "of no row"
"""
    path.write_text(path.read_text("utf-8") + family, "utf-8")
    (spec,) = Catalogue.load(path)
    assert (spec.licence, spec.threshold, spec.licence_note) == ("MIT", 0.9, "")
    assert spec.input.colour == "BGR"


def test_means_and_deviations_become_one_scale_and_offset_a_channel(tmp_path: Path) -> None:
    given = (
        '{ height = 2, width = 4, layout = "NCHW", colour = "RGB", range = "0..255", '
        "mean = [1, 2.0, 3.0], std = [1.0, 2, 4.0] }"
    )
    (spec,) = Catalogue.load(written(tmp_path, ROW | {"input": given}))
    assert spec.input.scale == pytest.approx((1, 1 / 2, 1 / 4))
    assert spec.input.offset == pytest.approx((-1, -1, -3 / 4))


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model 2 \(tiny\): licence: Field required"):
        Catalogue.load(written(tmp_path, ROW | {"id": '"other"'}, without(ROW, "licence")))


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


class TestTheUsersOwnCatalogue:
    @staticmethod
    def written(*rows: dict[str, str], text: str | None = None) -> Path:
        own_models_dir().mkdir(parents=True)
        path = written(own_models_dir(), *rows)
        if text is not None:
            path.write_text(text, "utf-8")
        return path

    def test_its_models_follow_the_bundled_ones(self) -> None:
        self.written(ROW)
        *bundled, own = Catalogue.load()
        assert (own.id, own.own) == ("tiny", True)
        assert not any(spec.own for spec in bundled)
        assert Catalogue.load().default == "selfie-landscape"

    def test_what_changed_is_read_again(self) -> None:
        assert "tiny" not in {spec.id for spec in Catalogue.load()}
        path = self.written(ROW)
        assert Catalogue.load().get("tiny").title == "A tiny model"
        written(path.parent, ROW | {"title": '"Another title"'})
        assert Catalogue.load().get("tiny").title == "Another title"
        path.write_text("", "utf-8")
        assert Catalogue.load().problems == ()
        assert "tiny" not in {spec.id for spec in Catalogue.load()}

    @pytest.mark.parametrize("text", ["[[model]", "\x00", "model = 3", "[[model]]\nid = 3"])
    def test_a_broken_one_is_said_once_and_takes_nothing_down(
        self, text: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        path = self.written(text=text)
        catalogue = Catalogue.load()
        Catalogue.load()
        (problem,) = catalogue.problems
        assert str(path) in str(problem)
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert len(catalogue) == len(BODYPIX) + 9

    @pytest.mark.parametrize("rows", [[ROW | {"threshold": "7"}], [{"title": "'unclosed"}]])
    def test_a_model_that_is_left_out_is_not_said_to_be_unknown(self, rows: list[dict[str, str]]) -> None:
        path = self.written(*rows)
        with pytest.raises(UsageError, match="'tiny', or it is one of your own that cannot be used") as error:
            Catalogue.load().get("tiny")
        assert str(path) in str(error.value)

    def test_a_broken_row_does_not_take_the_others_down(self) -> None:
        self.written(ROW | {"threshold": "7"}, ROW | {"id": '"other"'})
        catalogue = Catalogue.load()
        assert catalogue.get("other").own
        assert ["threshold" in str(problem) for problem in catalogue.problems] == [True]

    @pytest.mark.parametrize(
        "row",
        [
            ROW | {"id": '"sinet"'},
            ROW | {"file": '"fine.tflite"'},
            without(ROW, "bytes", "sha256") | {"format": '"tfjs"'},
        ],
    )
    def test_a_row_that_collides_or_cannot_be_trusted_is_left_out_and_said(self, row: dict[str, str]) -> None:
        self.written(ROW | {"id": '"fine"', "file": '"fine.tflite"'}, row)
        catalogue = Catalogue.load()
        assert len(catalogue.problems) == 1
        assert "is left out" in str(catalogue.problems[0])
        assert [spec.id for spec in catalogue if spec.own] == ["fine"]
        assert not catalogue.get("sinet").own
