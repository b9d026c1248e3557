"""Fetching from a server on this machine that misbehaves in each way that servers do, and from wheels made here."""

from __future__ import annotations

import contextlib
import http.server
import importlib.util
import json
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from backdrop.errors import ModelError
from backdrop.segment.fetch import fetch
from backdrop.segment.spec import HttpsSource, ModelSpec, WheelSource
from backdrop.segment.store import ModelStore
from support.tiny_tfjs import topology

DATA = bytes(range(256)) * 1024
SHARDS = {"shard1.bin": b"weights" * 1000, "shard2.bin": b"more weights" * 1000}
SHORT_TIMEOUT_S = 0.3
MakeSpec = Callable[..., ModelSpec]
MakeWheel = Callable[..., WheelSource]


class Misbehaving(http.server.BaseHTTPRequestHandler):
    """Each path is one way to answer."""

    released: threading.Event
    asked: list[dict[str, str]]
    """The headers of each request, with its address as `path`."""

    def do_GET(self) -> None:
        self.asked.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        with contextlib.suppress(ConnectionError):  # the client may hang up once it has heard enough
            getattr(self, self.path.strip("/").partition("/")[0].replace("-", "_"))()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        pass

    def _head(self, length: int | None, code: int = 200, **more: str) -> None:
        self.send_response(code)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _from(self) -> int:
        return int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))

    def _rest(self, start: int, data: bytes = DATA, tag: str = '"1"') -> None:
        """From `start` on, as a server answers that knows ranges."""
        if start >= len(data):
            self.send_error(416)
            return
        span = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self._head(len(data) - start, 206 if start else 200, ETag=tag, **({"Content_Range": span} if start else {}))
        self.wfile.write(data[start:])

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def ranged(self) -> None:
        self._rest(self._from())

    def replaced(self) -> None:
        """Has another file by now, and says so where it is asked."""
        asked = self.headers.get("If-Range") in (None, '"2"')
        self._rest(self._from() if asked else 0, DATA[::-1], '"2"')

    def breaks_off(self) -> None:
        """Sends the rest, but not much of it."""
        start = self._from()
        span = f"bytes {start}-{len(DATA) - 1}/{len(DATA)}"
        more = {"Content_Range": span} if start else {}
        self._head(len(DATA) - start, 206 if start else 200, ETag='"1"', **more)
        self.wfile.write(DATA[start : start + 1000])

    def another_part(self) -> None:
        if "Range" in self.headers:
            self._head(10, 206, Content_Range=f"bytes 0-9/{len(DATA)}")
            self.wfile.write(DATA[:10])
        else:
            self.good()

    def satisfied(self) -> None:
        if "Range" in self.headers:
            self.send_error(416)
        else:
            self.good()

    def folder(self) -> None:
        """A TensorFlow.js model and its shards."""
        name = self.path.rpartition("/")[2]
        data = topology(SHARDS) if name == "model.json" else SHARDS[name]
        self._head(len(data), ETag=f'"{name}"')
        self.wfile.write(data)

    def other_folder(self) -> None:
        name = self.path.rpartition("/")[2]
        data = topology(SHARDS) + b" " if name == "model.json" else SHARDS[name][::-1]
        self._head(len(data))
        self.wfile.write(data)

    def page(self) -> None:
        self._head(6)
        self.wfile.write(b"<html>")

    def good(self) -> None:
        self._head(len(DATA))
        self.wfile.write(DATA)

    def unannounced(self) -> None:
        self._head(None)
        self.wfile.write(DATA)

    def missing(self) -> None:
        self.send_error(404)

    def broken(self) -> None:
        self.send_error(500, "Out of order")

    def wrong(self) -> None:
        self._head(len(DATA))
        self.wfile.write(DATA[::-1])

    def nothing(self) -> None:
        self._head(0)

    def truncated(self) -> None:
        self._head(len(DATA))
        self.wfile.write(DATA[:1000])

    def cut(self) -> None:
        self._head(None)
        self.wfile.write(DATA[:1000])

    def announced(self) -> None:
        self._head(1 << 40)

    def chunked_endless(self) -> None:
        self.protocol_version = "HTTP/1.1"
        self._head(None, Transfer_Encoding="chunked", Connection="close")
        while not self.released.is_set():
            self.wfile.write(b"40000\r\n" + DATA + b"\r\n")

    def slow(self) -> None:
        """Sends the second half when it may."""
        self._head(len(DATA))
        self.wfile.write(DATA[:1000])
        self.wfile.flush()
        self.released.wait()
        self.wfile.write(DATA[1000:])

    def endless(self) -> None:
        self._head(None)
        while not self.released.is_set():
            self.wfile.write(DATA)

    def silent(self) -> None:
        self.released.wait()

    def stalled(self) -> None:
        self._head(len(DATA))
        self.wfile.write(DATA[:1000])
        self.released.wait()

    def trickle(self) -> None:
        self._head(len(DATA))
        for i in range(0, len(DATA), 64):
            if self.released.wait(0.01):
                return
            self.wfile.write(DATA[i : i + 64])

    def reset(self) -> None:
        self.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
        )
        self.connection.close()

    def garbage(self) -> None:
        self.wfile.write(b"this is no answer\r\n\r\n")

    def moved(self) -> None:
        self._redirect("/good")

    def loop(self) -> None:
        self._redirect("/loop")

    def away(self) -> None:
        self._redirect("http://example.invalid/tiny.tflite")

    def to_a_file(self) -> None:
        self._redirect("ftp://localhost/etc/passwd")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a running server."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(Misbehaving, "released", threading.Event(), raising=False)
    monkeypatch.setattr(Misbehaving, "asked", [], raising=False)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving) as running:
        running.daemon_threads = False
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        Misbehaving.released.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def make_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeWheel:
    """make_wheel(member=data, ...): a source whose package pip finds in a folder, and nowhere else."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))

    def make(**members: bytes) -> WheelSource:
        # A build that no interpreter and system of today would take by itself.
        source = WheelSource("tinymodels", "1.0", "tinymodels/tiny.tflite", python="3.6", platform="win32")
        name = "tinymodels-1.0-cp36-cp36m-win32.whl"
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as wheel:
            wheel.writestr(
                "tinymodels-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tinymodels\nVersion: 1.0\n"
            )
            wheel.writestr("tinymodels-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n")
            wheel.writestr("tinymodels-1.0.dist-info/RECORD", "")
            for stem, data in members.items():
                wheel.writestr(f"tinymodels/{stem}.tflite", data)
        return source

    return make


def left_behind(store: ModelStore) -> list[str]:
    """All files but the locks, which hold nothing."""
    found = [path for path in store.cache.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert not any(path.stat().st_size for path in store.cache.rglob("*.lock"))
    return sorted(str(path.relative_to(store.cache)) for path in found)


PART, ORIGIN = ".tiny.tflite.part", ".tiny.tflite.part.json"


def part(store: ModelStore) -> bytes:
    """What an interrupted fetch has kept."""
    return (store.cache / PART).read_bytes()


def assert_fails(spec: ModelSpec, store: ModelStore, reason: str, kept: bytes = b"") -> None:
    """Fetching ends in one ModelError of one line that holds `reason`, and leaves only what was `kept` for later."""
    with pytest.raises(ModelError) as raised:
        fetch(spec, store, timeout_s=SHORT_TIMEOUT_S)
    assert re.search(reason, str(raised.value))
    assert "\n" not in str(raised.value)
    assert left_behind(store) == ([PART, ORIGIN] if kept else [])
    if kept:
        assert part(store) == kept


@pytest.mark.parametrize("path", ["good", "unannounced", "moved"])
def test_a_good_answer_is_stored_and_found(make_spec: MakeSpec, store: ModelStore, server: str, path: str) -> None:
    spec = make_spec(DATA, HttpsSource(f"{server}/{path}"))
    seen: list[tuple[int, int]] = []
    stored = fetch(spec, store, lambda done, total: seen.append((done, total)))
    assert store.locate(spec) == stored
    assert store.load(spec) == DATA
    assert seen[0] == (0, len(DATA))
    assert seen[-1] == (len(DATA), len(DATA))
    assert seen == sorted(seen)
    assert set(left_behind(store)) == {"tiny.tflite", "hashes.json"}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "answers 404 Not Found"),
        ("broken", "answers 500 Out of order"),
        ("wrong", "another file than the catalogue names"),
        ("nothing", "offers 0 bytes instead of 262144"),
        ("announced", "offers 1099511627776 bytes instead of 262144"),
        ("endless", "sends more than the 262144 bytes"),
        ("silent", "does not answer within 0.3 s"),
        ("reset", "broke off the connection"),
        ("garbage", "broke off the connection"),
        ("loop", "answers 302"),
        ("away", "http://example.invalid, which is not https"),
        ("to-a-file", "ftp://localhost, which is not https"),
    ],
)
def test_a_bad_answer_is_one_clear_error_and_leaves_nothing(
    make_spec: MakeSpec, store: ModelStore, server: str, path: str, reason: str
) -> None:
    assert_fails(make_spec(DATA, HttpsSource(f"{server}/{path}")), store, reason)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("truncated", "broke off after 1000 of 262144 bytes"),
        ("cut", "broke off after 1000 of 262144 bytes"),
        ("stalled", "does not answer within 0.3 s"),
    ],
)
def test_what_came_before_an_answer_broke_off_is_kept_and_gone_on_with(
    make_spec: MakeSpec, store: ModelStore, server: str, path: str, reason: str
) -> None:
    assert_fails(make_spec(DATA, HttpsSource(f"{server}/{path}")), store, reason, kept=DATA[:1000])
    spec = make_spec(DATA, HttpsSource(f"{server}/ranged"))
    seen: list[int] = []
    fetch(spec, store, lambda done, _total: seen.append(done))
    assert Misbehaving.asked[-1]["range"] == "bytes=1000-"
    assert min(filter(None, seen)) > 1000
    assert store.load(spec) == DATA
    assert set(left_behind(store)) == {"tiny.tflite", "hashes.json"}


class TestGoingOn:
    """With the first 1000 bytes here, of which `tag` is what the server called them."""

    @staticmethod
    def begun(store: ModelStore, url: str, data: bytes = DATA[:1000], tag: str = '"1"') -> None:
        store.cache.mkdir(parents=True)
        (store.cache / PART).write_bytes(data)
        (store.cache / ORIGIN).write_text(json.dumps({"url": url, "tag": tag}))

    def test_again_and_again_until_all_is_here(self, make_spec: MakeSpec, store: ModelStore, server: str) -> None:
        data = DATA[:2500]
        spec = make_spec(DATA, HttpsSource(f"{server}/breaks-off"))
        for end in (1000, 2000):
            assert_fails(spec, store, f"broke off after {end} of 262144 bytes", kept=data[:end])
        assert [asked.get("if-range") for asked in Misbehaving.asked] == [None, '"1"']

    @pytest.mark.parametrize("path", ["good", "another-part", "satisfied", "replaced"])
    def test_a_server_that_does_not_go_on_starts_over(
        self, make_spec: MakeSpec, store: ModelStore, server: str, path: str
    ) -> None:
        self.begun(store, url := f"{server}/{path}")
        data = DATA[::-1] if path == "replaced" else DATA
        spec = make_spec(data, HttpsSource(url))
        fetch(spec, store)
        assert Misbehaving.asked[0]["range"] == "bytes=1000-"
        assert store.load(spec) == data

    @pytest.mark.parametrize("begun", [b"x" * 1000, b"x" * len(DATA), b"x" * (len(DATA) + 1)])
    def test_what_turns_out_to_be_another_beginning_is_fetched_anew(
        self, make_spec: MakeSpec, store: ModelStore, server: str, begun: bytes
    ) -> None:
        self.begun(store, "https://example.org/elsewhere", begun)
        spec = make_spec(DATA, HttpsSource(f"{server}/ranged"))
        fetch(spec, store)
        assert store.load(spec) == DATA

    def test_what_had_all_arrived_is_not_asked_for_again(
        self, make_spec: MakeSpec, store: ModelStore, server: str
    ) -> None:
        self.begun(store, url := f"{server}/good", DATA)
        spec = make_spec(DATA, HttpsSource(url))
        fetch(spec, store)
        assert Misbehaving.asked == []
        assert store.load(spec) == DATA

    def test_the_next_source_goes_on_with_what_the_first_has_sent(
        self, make_spec: MakeSpec, store: ModelStore, server: str
    ) -> None:
        spec = make_spec(DATA, HttpsSource(f"{server}/truncated"), HttpsSource(f"{server}/ranged"))
        fetch(spec, store)
        assert [asked.get("range") for asked in Misbehaving.asked] == [None, "bytes=1000-"]
        assert "if-range" not in Misbehaving.asked[1]
        assert store.load(spec) == DATA

    @pytest.mark.parametrize("origin", [None, b"", b"3", b'{"url": 3}'])
    def test_a_lost_origin_only_costs_the_condition(
        self, make_spec: MakeSpec, store: ModelStore, server: str, origin: bytes | None
    ) -> None:
        self.begun(store, url := f"{server}/ranged")
        (store.cache / ORIGIN).unlink() if origin is None else (store.cache / ORIGIN).write_bytes(origin)
        spec = make_spec(DATA, HttpsSource(url))
        fetch(spec, store)
        assert (Misbehaving.asked[0]["range"], Misbehaving.asked[0].get("if-range")) == ("bytes=1000-", None)
        assert store.load(spec) == DATA

    def test_a_wheel_does_not_go_on_with_it_and_clears_it_away(
        self, make_spec: MakeSpec, store: ModelStore, make_wheel: MakeWheel
    ) -> None:
        self.begun(store, "https://example.org/elsewhere")
        spec = make_spec(DATA, make_wheel(tiny=DATA))
        fetch(spec, store)
        assert store.load(spec) == DATA
        assert set(left_behind(store)) == {"tiny.tflite", "hashes.json"}


class TestOfUnknownHash:
    """What the address first sent is held to."""

    @staticmethod
    def of(make_tfjs: MakeSpec, address: str) -> ModelSpec:
        return make_tfjs(SHARDS, HttpsSource(f"{address}/model.json"), known=False)

    def test_all_files_come_from_beside_the_first_and_are_remembered(
        self, make_tfjs: MakeSpec, store: ModelStore, server: str
    ) -> None:
        spec = self.of(make_tfjs, f"{server}/folder")
        seen: list[tuple[int, int]] = []
        main = fetch(spec, store, lambda done, total: seen.append((done, total)))
        assert store.locate(spec) == main
        assert store.load_files(spec).parts == SHARDS
        total = len(topology(SHARDS)) + sum(map(len, SHARDS.values()))
        assert seen[-1] == (total, total)
        assert [done for done, _total in seen] == sorted(done for done, _total in seen)
        pins = store.pins.of(spec.id)
        assert set(pins) == {"model.json", *SHARDS}
        assert pins["shard1.bin"].source == f"{server}/folder/shard1.bin"

    def test_another_content_is_refused_from_then_on(self, make_tfjs: MakeSpec, store: ModelStore, server: str) -> None:
        spec = self.of(make_tfjs, f"{server}/folder")
        main = fetch(spec, store)
        for name in ("model.json", "shard2.bin"):
            (main.parent / name).unlink()
            with pytest.raises(ModelError, match=r"(instead of|sends another file than it first).* --forget` first$"):
                fetch(self.of(make_tfjs, f"{server}/other-folder"), store)
            assert not (main.parent / name).exists()
            fetch(spec, store)
        assert store.load_files(spec).parts == SHARDS

    def test_a_page_in_place_of_the_model_is_neither_kept_nor_remembered(
        self, make_tfjs: MakeSpec, store: ModelStore, server: str
    ) -> None:
        spec = make_tfjs(SHARDS, HttpsSource(f"{server}/page"), known=False)
        assert_fails(spec, store, "/page sends something that is no model")

    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("announced", "offers 1099511627776 bytes, though such a file has 4000000 at most"),
            ("endless", "does not say how long the file is"),
            ("cut", "does not say how long the file is"),
            ("chunked-endless", "sends more than the 4000000 bytes"),
        ],
    )
    def test_its_size_is_limited_all_the_same(
        self, make_tfjs: MakeSpec, store: ModelStore, server: str, path: str, reason: str
    ) -> None:
        assert_fails(make_tfjs(SHARDS, HttpsSource(f"{server}/{path}"), known=False), store, reason)

    def test_without_a_tag_nothing_is_gone_on_with(self, make_tfjs: MakeSpec, store: ModelStore, server: str) -> None:
        spec = self.of(make_tfjs, f"{server}/folder")
        begun = store.path(spec).with_name(".model.json.part")
        begun.parent.mkdir(parents=True)
        begun.write_bytes(b"the beginning of something else")
        fetch(spec, store)
        assert "range" not in Misbehaving.asked[0]
        assert store.load_files(spec).parts == SHARDS

    def test_the_error_does_not_suggest_a_folder_in_which_it_would_not_be_trusted(
        self, make_tfjs: MakeSpec, store: ModelStore, server: str
    ) -> None:
        with pytest.raises(ModelError, match=r"check the network and try again$"):
            fetch(make_tfjs(SHARDS, HttpsSource(f"{server}/missing"), known=False), store)


def test_only_what_is_missing_of_several_files_is_fetched(make_tfjs: MakeSpec, store: ModelStore, server: str) -> None:
    spec = make_tfjs(SHARDS, HttpsSource(f"{server}/folder/model.json"))
    main = fetch(spec, store)
    (main.parent / "shard2.bin").write_bytes(b"damaged")
    Misbehaving.asked.clear()
    fetch(spec, store)
    assert [asked["path"] for asked in Misbehaving.asked] == ["/folder/shard2.bin"]
    assert store.load_files(spec).parts == SHARDS


class TestProxy:
    @pytest.fixture
    def proxy(self, server: str, monkeypatch: pytest.MonkeyPatch) -> str:
        """The server, as the user's settings name it for what is asked of anyone."""
        for variable in ("no_proxy", "NO_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("http_proxy", server)
        monkeypatch.setenv("https_proxy", server)
        return server

    def test_it_is_asked_in_place_of_the_publisher(
        self, make_spec: MakeSpec, store: ModelStore, proxy: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Misbehaving, "http:", Misbehaving.good, raising=False)
        spec = make_spec(DATA, HttpsSource("http://localhost:9/good"))  # where nothing listens
        fetch(spec, store)
        assert Misbehaving.asked[0]["path"] == "http://localhost:9/good"
        assert store.load(spec) == DATA

    def test_one_that_refuses_is_one_clear_error(self, make_spec: MakeSpec, store: ModelStore, proxy: str) -> None:
        source = HttpsSource("https://example.invalid/tiny")
        assert_fails(make_spec(DATA, source), store, "https://example.invalid/tiny cannot be reached .*501")


class TestTwoAtOnce:
    """Only one fetches; the other waits and takes what has come."""

    HOLDER = """
import sys, time
from pathlib import Path
from backdrop.host.locks import lock_file
with lock_file(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""

    @pytest.fixture
    def holder(self, store: ModelStore) -> Iterator[subprocess.Popen[str]]:
        """Another process that has the lock of the model."""
        command = [sys.executable, "-c", self.HOLDER, str(store.cache / "locks" / "tiny.lock")]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
            process.kill()

    def test_the_second_says_that_it_waits_and_takes_over_from_one_that_died(
        self, make_spec: MakeSpec, store: ModelStore, server: str, holder: subprocess.Popen[str]
    ) -> None:
        told: list[str] = []

        def waiting() -> None:
            told.append("waiting")
            holder.kill()

        spec = make_spec(DATA, HttpsSource(f"{server}/good"))
        fetch(spec, store, waiting=waiting)
        assert told == ["waiting"]
        assert store.load(spec) == DATA

    def test_waiting_can_be_cancelled(
        self, make_spec: MakeSpec, store: ModelStore, server: str, holder: subprocess.Popen[str]
    ) -> None:
        told: list[bool] = []
        with pytest.raises(ModelError, match="was stopped"):
            fetch(
                make_spec(DATA, HttpsSource(f"{server}/good")), store,
                cancelled=lambda: bool(told), waiting=lambda: told.append(True),
            )  # fmt: skip
        assert Misbehaving.asked == []

    def test_what_the_first_has_brought_is_not_fetched_again(
        self, make_spec: MakeSpec, store: ModelStore, server: str
    ) -> None:
        spec = make_spec(DATA, HttpsSource(f"{server}/slow"))
        waited = threading.Event()
        first = threading.Thread(target=fetch, args=(spec, store), kwargs={"timeout_s": 30})
        first.start()
        while not Misbehaving.asked:
            time.sleep(0.01)

        def waiting() -> None:
            waited.set()
            Misbehaving.released.set()

        fetch(spec, ModelStore(store.cache, []), waiting=waiting)
        first.join()
        assert waited.is_set()
        assert len(Misbehaving.asked) == 1
        assert store.load(spec) == DATA


@pytest.mark.parametrize(
    "address", ["http://example.invalid/x", "file:///etc/passwd", "http://127.0.0.1.example.invalid/x", "nonsense"]
)
def test_only_https_is_asked_beyond_this_machine(make_spec: MakeSpec, store: ModelStore, address: str) -> None:
    assert_fails(make_spec(DATA, HttpsSource(address)), store, "which is not https")


def test_a_refused_connection_is_named(make_spec: MakeSpec, store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        source = HttpsSource(f"http://127.0.0.1:{unused.getsockname()[1]}/x")
        assert_fails(make_spec(DATA, source), store, "refuses the connection|does not answer")


def test_the_next_source_is_tried_and_every_failure_is_worded(
    make_spec: MakeSpec, store: ModelStore, server: str
) -> None:
    bad = [HttpsSource(f"{server}/{path}") for path in ("missing", "wrong")]
    good = HttpsSource(f"{server}/good")
    tried: list[object] = []
    fetch(make_spec(DATA, *bad, good), store, trying=tried.append)
    assert tried == [*bad, good]
    store.path(make_spec(DATA)).unlink()
    assert_fails(make_spec(DATA, *bad), store, "/missing answers 404 Not Found; .*/wrong sends another file")


def test_without_a_source_the_error_says_where_to_put_the_file(make_spec: MakeSpec, store: ModelStore) -> None:
    assert_fails(
        make_spec(DATA), store, "no source is known; .* put tiny.tflite into a folder that BACKDROP_MODEL_PATH"
    )
    assert_fails(
        replace(make_spec(DATA), provide="Ask its maker."), store, "tiny is not fetched by Backdrop. Ask its maker."
    )
    assert_fails(replace(make_spec(DATA), own=True), store, "tiny is a model of your own.* remove tiny` and add")


def test_a_damaged_file_is_replaced(make_spec: MakeSpec, store: ModelStore, server: str) -> None:
    spec = make_spec(DATA, HttpsSource(f"{server}/good"))
    store.cache.mkdir(parents=True)
    store.path(spec).write_bytes(b"damaged")
    with pytest.raises(ModelError):
        store.locate(spec)
    fetch(spec, store)
    assert store.load(spec) == DATA


def test_a_failed_fetch_keeps_the_file_that_stood_there(make_spec: MakeSpec, store: ModelStore, server: str) -> None:
    store.cache.mkdir(parents=True)
    store.path(make_spec(DATA)).write_bytes(b"damaged")
    with pytest.raises(ModelError):
        fetch(make_spec(DATA, HttpsSource(f"{server}/wrong")), store)
    assert store.path(make_spec(DATA)).read_bytes() == b"damaged"


def test_what_is_here_is_not_fetched_again(make_spec: MakeSpec, store: ModelStore, server: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(DATA)
    spec = make_spec(DATA, HttpsSource(f"{server}/good"))
    assert fetch(spec, ModelStore(store.cache, [tmp_path])) == tmp_path / "elsewhere"
    assert Misbehaving.asked == []


def test_cancelling_ends_a_slow_answer_soon_and_keeps_what_has_come(
    make_spec: MakeSpec, store: ModelStore, server: str
) -> None:
    arrived: list[int] = []
    spec = make_spec(DATA, HttpsSource(f"{server}/trickle"), HttpsSource(f"{server}/good"))
    began = time.monotonic()
    with pytest.raises(ModelError, match="was stopped"):
        fetch(spec, store, lambda done, _total: arrived.append(done), lambda: arrived[-1:] > [500])
    assert time.monotonic() - began < 5
    assert left_behind(store) == [PART, ORIGIN]
    assert DATA.startswith(part(store))
    assert len(part(store)) > 500


def test_an_interrupt_keeps_what_has_come(make_spec: MakeSpec, store: ModelStore, server: str) -> None:
    def interrupted(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(make_spec(DATA, HttpsSource(f"{server}/good")), store, interrupted)
    assert left_behind(store) == [PART, ORIGIN]
    assert DATA.startswith(part(store))


def test_a_cache_that_cannot_be_written_is_one_error_and_no_source_is_asked(
    make_spec: MakeSpec, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    tried: list[object] = []
    spec = make_spec(DATA, HttpsSource("https://example.invalid/1"), HttpsSource("https://example.invalid/2"))
    with pytest.raises(ModelError, match=r"cannot be written|may not be written|does not exist"):
        fetch(spec, ModelStore(tmp_path / "file" / "models", ()), trying=tried.append)
    assert tried == []


def test_a_full_disk_is_named_and_what_did_not_fit_is_deleted(
    make_spec: MakeSpec, small_disk: Path, server: str
) -> None:
    filling = small_disk / "filling"
    filling.write_bytes(bytes(300_000))
    store = ModelStore(small_disk / "models", ())
    spec = make_spec(DATA, HttpsSource(f"{server}/good"))
    assert_fails(spec, store, r"the disk is full: .*tiny.tflite was not written")
    filling.unlink()
    fetch(spec, store)
    assert store.load(spec) == DATA


def test_a_member_is_taken_out_of_a_wheel_for_another_system(
    make_spec: MakeSpec, store: ModelStore, make_wheel: MakeWheel
) -> None:
    spec = make_spec(DATA, make_wheel(tiny=DATA, other=b"x"))
    assert fetch(spec, store) == store.path(spec)
    assert store.load(spec) == DATA
    assert set(left_behind(store)) == {"tiny.tflite", "hashes.json"}


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"other": DATA}, "holds no tinymodels/tiny.tflite"),
        ({"tiny": DATA[::-1]}, "another file than the catalogue names"),
        ({"tiny": DATA[:-1]}, "broke off after 262143 of 262144 bytes"),
        ({"tiny": bytes(50_000_000)}, "sends more than the 262144 bytes"),
    ],
)
def test_a_wheel_with_the_wrong_content_is_one_clear_error(
    make_spec: MakeSpec, store: ModelStore, make_wheel: MakeWheel, members: dict[str, bytes], reason: str
) -> None:
    assert_fails(make_spec(DATA, make_wheel(**members)), store, f"the tinymodels 1.0 wheel .*{reason}")


def test_a_wheel_that_pip_does_not_find_is_one_clear_error(
    make_spec: MakeSpec, store: ModelStore, make_wheel: MakeWheel
) -> None:
    make_wheel(tiny=DATA)
    source = WheelSource("tinymodels", "2.0", "tinymodels/tiny.tflite")
    assert_fails(make_spec(DATA, source), store, r"was not found by pip \(No matching distribution")


def test_a_damaged_wheel_is_one_clear_error(make_spec: MakeSpec, store: ModelStore, make_wheel: MakeWheel) -> None:
    source = make_wheel(tiny=DATA)
    wheel = next(Path(os.environ["PIP_FIND_LINKS"]).iterdir())
    wheel.write_bytes(wheel.read_bytes()[:-30])
    assert_fails(make_spec(DATA, source), store, "was not found by pip|cannot be unpacked")


def test_without_pip_the_next_source_is_tried(
    make_spec: MakeSpec, store: ModelStore, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = WheelSource("tinymodels", "1.0", "tinymodels/tiny.tflite")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert_fails(make_spec(DATA, wheel), store, "the tinymodels 1.0 wheel needs pip, which this Python lacks")
    spec = make_spec(DATA, wheel, HttpsSource(f"{server}/good"))
    assert fetch(spec, store) == store.path(spec)


def test_a_frozen_program_never_starts_itself_as_pip(
    make_spec: MakeSpec, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert_fails(make_spec(DATA, WheelSource("tinymodels", "1.0", "x")), store, "needs pip")


def test_an_interrupt_while_pip_runs_ends_pip_and_leaves_nothing(
    make_spec: MakeSpec, store: ModelStore, make_wheel: MakeWheel
) -> None:
    def interrupted() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(make_spec(DATA, make_wheel(tiny=DATA)), store, cancelled=interrupted)
    assert not [child for child in psutil.Process().children() if "pip" in child.cmdline()]
    assert left_behind(store) == []
