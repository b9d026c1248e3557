from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from backdrop.errors import ModelError, ModelMissingError
from backdrop.segment.catalogue import own_catalogue
from backdrop.segment.pins import Pin
from backdrop.segment.spec import HttpsSource, ModelSpec
from backdrop.segment.store import SEARCH_VARIABLE, ModelStore
from support.tiny_tfjs import topology

SOURCE = HttpsSource("https://example.org/tiny")
DATA = b"the weights of a tiny model"
OTHER = b"some bytes of the same size"
MakeSpec = Callable[..., ModelSpec]
assert len(DATA) == len(OTHER)


def placed(path: Path, data: bytes = DATA) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_what_is_nowhere_is_not_located_and_not_loaded(make_spec: MakeSpec, store: ModelStore) -> None:
    spec = make_spec(DATA, SOURCE)
    assert store.locate(spec) is None
    with pytest.raises(ModelMissingError, match="`backdrop models fetch tiny`"):
        store.load(spec)
    with pytest.raises(ModelMissingError, match="`backdrop models info tiny`"):
        store.load(make_spec(DATA))


def test_the_own_cache_comes_before_the_search_directories(make_spec: MakeSpec, tmp_path: Path) -> None:
    spec = make_spec(DATA)
    store = ModelStore(tmp_path / "cache", [tmp_path / "search"])
    below = placed(tmp_path / "search" / "a" / "b" / "renamed.bin")
    assert store.locate(spec) == below
    own = placed(store.path(spec))
    assert store.locate(spec) == own
    assert store.load(spec) == DATA


def test_a_file_is_found_by_its_content_not_its_name(make_spec: MakeSpec, tmp_path: Path) -> None:
    placed(tmp_path / "search" / "a" / "tiny.tflite", OTHER)
    right = placed(tmp_path / "search" / "b" / "weights")
    assert ModelStore(tmp_path / "cache", [tmp_path / "search"]).locate(make_spec(DATA)) == right


def test_the_variable_names_the_search_directories(
    make_spec: MakeSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = placed(tmp_path / "둘" / "tiny.tflite")
    monkeypatch.setenv(SEARCH_VARIABLE, os.pathsep.join(["", str(tmp_path / "absent"), str(tmp_path / "둘")]))
    assert ModelStore(tmp_path / "cache").locate(make_spec(DATA)) == right


@pytest.mark.parametrize("damage", [DATA[:-1], DATA + b"!", OTHER, b""])
def test_a_damaged_cached_file_is_an_error_that_says_what_mends_it(
    make_spec: MakeSpec, store: ModelStore, damage: bytes
) -> None:
    spec = make_spec(DATA, SOURCE)
    placed(store.path(spec), damage)
    for use in (store.locate, store.load):
        with pytest.raises(ModelError, match=r"is damaged.*`backdrop models fetch tiny`"):
            use(spec)


def test_a_folder_in_the_place_of_a_cached_file_is_to_be_deleted_before_it_is_fetched(
    make_spec: MakeSpec, store: ModelStore
) -> None:
    spec = make_spec(DATA, SOURCE)
    store.path(spec).mkdir(parents=True)
    with pytest.raises(ModelError, match=r"is a folder.*; delete it, then run `backdrop models fetch tiny`"):
        store.locate(spec)
    with pytest.raises(ModelError, match=r"is a folder.*; delete it, then run `backdrop models fetch tiny`"):
        store.refuse_folder(store.main_file(spec), spec)


@pytest.mark.parametrize("wrong", [OTHER, DATA[:-1]])
def test_a_wrong_file_elsewhere_is_named_when_it_has_the_models_name_and_there_is_no_other(
    make_spec: MakeSpec, tmp_path: Path, wrong: bytes
) -> None:
    spec, store = make_spec(DATA, SOURCE), ModelStore(tmp_path / "cache", [tmp_path / "search"])
    placed(tmp_path / "search" / "a" / "other.tflite", OTHER)
    assert store.locate(spec) is None
    bad = placed(tmp_path / "search" / "b" / "tiny.tflite", wrong)
    for use in (store.locate, store.load):
        with pytest.raises(ModelError, match=r"tiny\.tflite is damaged.*`backdrop models fetch tiny`") as error:
            use(spec)
        assert error.value.values["path"] == bad
    right = placed(tmp_path / "search" / "c" / "weights")
    assert store.locate(spec) == right


def test_a_dangling_link_in_the_place_of_a_cached_file_is_an_error(make_spec: MakeSpec, store: ModelStore) -> None:
    spec = make_spec(DATA)
    store.cache.mkdir(parents=True)
    try:
        store.path(spec).symlink_to(store.cache / "gone")
    except OSError:
        pytest.skip("this user may not make symbolic links here")
    with pytest.raises(ModelError, match="is damaged"):
        store.locate(spec)


def test_a_located_file_is_not_read_again_until_it_changes(make_spec: MakeSpec, store: ModelStore) -> None:
    spec = make_spec(DATA)
    path = placed(store.path(spec))
    assert store.locate(spec) == path
    stat = path.stat()
    path.write_bytes(OTHER)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    later = ModelStore(store.cache, search=())
    assert later.locate(spec) == path, "size and time are as remembered: the content was not looked at"
    with pytest.raises(ModelError, match="is damaged"):
        later.load(spec)
    with pytest.raises(ModelError, match="is damaged"):
        later.locate(spec, fresh=True)


def test_a_changed_file_is_read_again(make_spec: MakeSpec, store: ModelStore) -> None:
    spec = make_spec(DATA)
    path = placed(store.path(spec))
    assert store.locate(spec) == path
    stat = path.stat()
    path.write_bytes(OTHER)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
    with pytest.raises(ModelError, match="is damaged"):
        ModelStore(store.cache, search=()).locate(spec)


def test_a_remembered_file_elsewhere_is_found_without_a_search(make_spec: MakeSpec, tmp_path: Path) -> None:
    spec = make_spec(DATA)
    cache, search = tmp_path / "cache", tmp_path / "search"
    late = placed(search / "z" / "tiny.tflite")
    assert ModelStore(cache, [search]).locate(spec) == late
    placed(search / "a" / "tiny.tflite")
    assert ModelStore(cache, [search]).locate(spec) == late, "a search would have met a/ first"
    late.unlink()
    assert ModelStore(cache, [search]).locate(spec) == search / "a" / "tiny.tflite"


def test_a_remembered_file_outside_the_search_directories_is_not_used(make_spec: MakeSpec, tmp_path: Path) -> None:
    spec = make_spec(DATA)
    placed(tmp_path / "one" / "tiny.tflite")
    assert ModelStore(tmp_path / "cache", [tmp_path / "one"]).locate(spec) is not None
    assert ModelStore(tmp_path / "cache", [tmp_path / "two"]).locate(spec) is None


@pytest.mark.parametrize(
    "memo", [b"", b"{", b"[]", b"3", b"\xff", b'{"x": 3}', b'{"x": ["1", 2, "3"]}', b'{"x": [1, 2]}', b"[" * 100_000]
)
def test_a_damaged_memo_is_ignored(make_spec: MakeSpec, store: ModelStore, memo: bytes) -> None:
    spec = make_spec(DATA)
    path = placed(store.path(spec))
    placed(store.cache / "hashes.json", memo)
    assert store.locate(spec) == path
    assert store.load(spec) == DATA


def test_a_cache_that_cannot_be_written_still_serves(make_spec: MakeSpec, tmp_path: Path) -> None:
    blocked = placed(tmp_path / "a file where the cache should be")
    right = placed(tmp_path / "search" / "tiny.tflite")
    assert ModelStore(blocked / "models", [tmp_path / "search"]).locate(make_spec(DATA)) == right


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_places_are_passed_over_and_an_unreadable_cached_file_is_named(
    make_spec: MakeSpec, tmp_path: Path
) -> None:
    spec = make_spec(DATA)
    store = ModelStore(tmp_path / "cache", [tmp_path / "search"])
    placed(tmp_path / "search" / "a" / "tiny.tflite").parent.chmod(0)
    placed(tmp_path / "search" / "b" / "tiny.tflite").chmod(0)
    right = placed(tmp_path / "search" / "c" / "tiny.tflite")
    try:
        assert store.locate(spec) == right
        placed(store.path(spec)).chmod(0)
        with pytest.raises(ModelError, match="cannot be read"):
            store.locate(spec)
    finally:
        (tmp_path / "search" / "a").chmod(0o700)


def test_a_link_that_leads_back_up_does_not_trap_the_search(make_spec: MakeSpec, tmp_path: Path) -> None:
    search = tmp_path / "search"
    search.mkdir()
    try:
        (search / "again").symlink_to(search, target_is_directory=True)
    except OSError:
        pytest.skip("this user may not make symbolic links here")
    assert ModelStore(tmp_path / "cache", [search]).locate(make_spec(DATA)) is None


class TestAModelOfSeveralFiles:
    SHARDS: ClassVar = {"shard1.bin": b"weights", "shard2.bin": b"more weights"}

    def placed(self, folder: Path, *left_out: str) -> Path:
        for name, data in self.SHARDS.items():
            if name not in left_out:
                placed(folder / name, data)
        return placed(folder / "model.json", topology(self.SHARDS))

    def test_it_is_here_when_all_of_it_is(self, make_tfjs: MakeSpec, store: ModelStore) -> None:
        spec = make_tfjs(self.SHARDS)
        main = self.placed(store.path(spec).parent, "shard2.bin")
        assert store.locate(spec) is None
        with pytest.raises(ModelMissingError):
            store.load_files(spec)
        placed(main.parent / "shard2.bin", self.SHARDS["shard2.bin"])
        assert store.locate(spec) == main
        files = store.load_files(spec)
        assert (files.main, files.parts) == (topology(self.SHARDS), self.SHARDS)

    def test_its_parts_are_known_by_their_content_wherever_they_lie(self, make_tfjs: MakeSpec, tmp_path: Path) -> None:
        search = tmp_path / "search"
        # The same names with other content stand first: shards of other models are called just the same.
        placed(search / "a" / "model.json", topology({"other.bin": b"x"}))
        placed(search / "a" / "shard1.bin", b"tthgiew")
        placed(search / "b" / "renamed.bin", self.SHARDS["shard1.bin"])
        placed(search / "c" / "shard2.bin", self.SHARDS["shard2.bin"])
        main = placed(search / "d" / "any.json", topology(self.SHARDS))
        store = ModelStore(tmp_path / "cache", [search])
        assert store.locate(make_tfjs(self.SHARDS)) == main
        assert store.load_files(make_tfjs(self.SHARDS)).parts == self.SHARDS

    @pytest.mark.parametrize("name", ["model.json", "shard1.bin", "shard2.bin"])
    def test_one_damaged_file_is_named(self, make_tfjs: MakeSpec, store: ModelStore, name: str) -> None:
        spec = make_tfjs(self.SHARDS, SOURCE)
        main = self.placed(store.path(spec).parent)
        assert store.locate(spec) == main
        damaged = main.parent / name
        damaged.write_bytes(b"X" + damaged.read_bytes()[1:])
        for use in (lambda: store.locate(spec, fresh=True), lambda: store.load_files(spec)):
            with pytest.raises(ModelError, match=r"is damaged.*`backdrop models fetch tiny-js`") as raised:
                use()
            assert raised.value.values["path"] == damaged

    def test_files_of_unknown_hash_are_trusted_only_in_the_cache_and_only_as_pinned(
        self, make_tfjs: MakeSpec, tmp_path: Path
    ) -> None:
        spec = make_tfjs(self.SHARDS, SOURCE, known=False)
        store = ModelStore(tmp_path / "cache", [tmp_path / "search"])
        self.placed(tmp_path / "search")
        assert store.locate(spec) is None
        main = self.placed(store.path(spec).parent)
        with pytest.raises(ModelError, match="is damaged"):
            store.locate(spec)
        for name, data in {"model.json": topology(self.SHARDS), **self.SHARDS}.items():
            sha256 = hashlib.sha256(data).hexdigest()
            store.pins.keep(spec.id, Pin(file=name, bytes=len(data), sha256=sha256, source="https://example.org"))
        assert ModelStore(store.cache, []).locate(spec) == main
        assert store.load_files(spec).parts == self.SHARDS
        (main.parent / "shard1.bin").unlink()
        assert store.locate(spec) is None, "that of the search directory is not the one that was pinned"
        placed(main.parent / "shard1.bin", b"tthgiew")
        with pytest.raises(ModelError, match="is damaged"):
            store.locate(spec)

    @pytest.mark.parametrize("pins", [b"", b"{}", b'[{"file": 3}]', b"\xff"])
    def test_damaged_pins_vouch_for_nothing(self, make_tfjs: MakeSpec, store: ModelStore, pins: bytes) -> None:
        spec = make_tfjs(self.SHARDS, SOURCE, known=False)
        self.placed(store.path(spec).parent)
        placed(store.cache / "pins" / "tiny-js.json", pins)
        with pytest.raises(ModelError, match="is damaged"):
            store.locate(spec)


class TestTheUsersOwnModel:
    def test_it_is_found_in_its_own_folder_and_nowhere_else(self, make_spec: MakeSpec, tmp_path: Path) -> None:
        spec = replace(make_spec(DATA), own=True)
        store = ModelStore(tmp_path / "cache", [tmp_path / "search"], own=tmp_path / "own")
        placed(tmp_path / "search" / "tiny.tflite")
        placed(tmp_path / "cache" / "tiny.tflite")
        assert store.locate(spec) is None
        with pytest.raises(ModelMissingError, match="`backdrop models remove tiny` and add the model again"):
            store.load(spec)
        assert store.locate(spec) is None
        own = placed(tmp_path / "own" / "tiny.tflite")
        assert (store.locate(spec), store.load(spec)) == (own, DATA)

    def test_a_damaged_one_is_not_used(self, make_spec: MakeSpec, tmp_path: Path) -> None:
        store = ModelStore(tmp_path / "cache", [], own=tmp_path / "own")
        placed(tmp_path / "own" / "tiny.tflite", OTHER)
        with pytest.raises(ModelError, match="is damaged"):
            store.load(replace(make_spec(DATA), own=True))

    def test_it_lies_beside_its_catalogue(self) -> None:
        assert ModelStore().own == own_catalogue().parent
