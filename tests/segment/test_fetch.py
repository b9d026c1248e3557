"""Fetching from a server on this machine that misbehaves in each way that servers do, and from wheels made here."""

from __future__ import annotations

import contextlib
import http.server
import importlib.util
import os
import re
import socket
import struct
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path

import psutil
import pytest

from backdrop.errors import ModelError
from backdrop.segment.fetch import fetch
from backdrop.segment.incoming import Incoming
from backdrop.segment.spec import HttpsSource, ModelSpec, WheelSource
from backdrop.segment.store import ModelStore

DATA = bytes(range(256)) * 1024
SHORT_TIMEOUT_S = 0.3
MakeSpec = Callable[..., ModelSpec]
MakeWheel = Callable[..., WheelSource]


class Misbehaving(http.server.BaseHTTPRequestHandler):
    """Each path is one way to answer."""

    released: threading.Event

    def do_GET(self) -> None:
        with contextlib.suppress(ConnectionError):  # the client may hang up once it has heard enough
            getattr(self, self.path.strip("/").replace("-", "_"))()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        pass

    def _head(self, length: int | None) -> None:
        self.send_response(200)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

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
    return sorted(entry.name for entry in store.cache.iterdir()) if store.cache.exists() else []


def assert_fails(spec: ModelSpec, store: ModelStore, reason: str) -> None:
    """Fetching ends in one ModelError of one line that holds `reason`, and leaves nothing."""
    with pytest.raises(ModelError) as raised:
        fetch(spec, store, timeout_s=SHORT_TIMEOUT_S)
    assert re.search(reason, str(raised.value))
    assert "\n" not in str(raised.value)
    assert left_behind(store) == []


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
        ("nothing", "broke off after 0 of 262144 bytes"),
        ("truncated", "broke off"),
        ("cut", "broke off after 1000 of 262144 bytes"),
        ("announced", "offers 1099511627776 bytes instead of 262144"),
        ("endless", "sends more than the 262144 bytes"),
        ("silent", "does not answer within 0.3 s"),
        ("stalled", "does not answer within 0.3 s"),
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
    store.path(make_spec(DATA)).write_bytes(DATA)
    with pytest.raises(ModelError):
        fetch(make_spec(DATA, HttpsSource(f"{server}/wrong")), store)
    assert store.load(make_spec(DATA)) == DATA


def test_cancelling_ends_a_slow_answer_soon_and_leaves_nothing(
    make_spec: MakeSpec, store: ModelStore, server: str
) -> None:
    arrived: list[int] = []
    spec = make_spec(DATA, HttpsSource(f"{server}/trickle"), HttpsSource(f"{server}/good"))
    began = time.monotonic()
    with pytest.raises(ModelError, match="was stopped"):
        fetch(spec, store, lambda done, _total: arrived.append(done), lambda: arrived[-1:] > [500])
    assert time.monotonic() - began < 5
    assert left_behind(store) == []


def test_an_interrupt_leaves_nothing(make_spec: MakeSpec, store: ModelStore, server: str) -> None:
    def interrupted(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(make_spec(DATA, HttpsSource(f"{server}/good")), store, interrupted)
    assert left_behind(store) == []


def test_a_cache_that_cannot_be_written_is_one_error_and_no_source_is_asked(
    make_spec: MakeSpec, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    tried: list[object] = []
    spec = make_spec(DATA, HttpsSource("https://example.invalid/1"), HttpsSource("https://example.invalid/2"))
    with pytest.raises(ModelError, match=r"cannot be written|may not be written|does not exist"):
        fetch(spec, ModelStore(tmp_path / "file" / "models", ()), trying=tried.append)
    assert len(tried) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_named(make_spec: MakeSpec, tmp_path: Path) -> None:
    with FileIO("/dev/full", "wb") as full:
        file = Incoming(make_spec(DATA), tmp_path / "tiny.tflite", full, lambda _done, _total: None, lambda: False)
        with pytest.raises(ModelError, match=r"the disk is full: .*tiny.tflite was not written"):
            file.write(DATA)


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
