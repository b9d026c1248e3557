"""What the page is served, and that nobody else is."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backdrop.bench.browser.server import MAX_POSTED_BYTES, Posted, Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "page.js").write_text("let a;")
    (folder / "deep" / "code.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_text("not for the page")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    files: dict[str, bytes | Path] = {
        "page/task.json": b"{}",
        "page/clip.bin": tmp_path / "secret.txt",
        "page/gone.bin": tmp_path / "gone",
    }
    with Server(files, {"page/": folder}) as server:
        yield server


class Answer:
    def __init__(self, server: Server, method: str, path: str, **more: object) -> None:
        """`path` as it stands, not made plain as browsers do."""
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.address).port, timeout=10)
        connection.request(method, path, **more)  # type: ignore[arg-type]
        response = connection.getresponse()
        self.status, self.headers, self.content = response.status, response.headers, response.read()
        connection.close()


def get(server: Server, address: str) -> Answer:
    return Answer(server, "GET", urlsplit(server.address).path + address)


def post(server: Server, address: str, body: bytes) -> Answer:
    return Answer(server, "POST", urlsplit(server.address).path + address, body=body)


def test_contents_files_and_folders_are_served(server: Server) -> None:
    assert get(server, "page/task.json").content == b"{}"
    assert get(server, "page/clip.bin").content == b"not for the page"
    assert get(server, "page/page.js?again=1").content == b"let a;"
    assert get(server, "page/deep/code.wasm").content == b"\0asm"
    assert server.served == {"page/task.json", "page/clip.bin", "page/page.js", "page/deep/code.wasm"}


def test_all_of_it_isolates_the_page_and_is_of_the_type_that_browsers_run(server: Server) -> None:
    for address, kind in (("page.js", "text/javascript; charset=utf-8"), ("deep/code.wasm", "application/wasm")):
        headers = get(server, f"page/{address}").headers
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert headers["Content-Type"] == kind


@pytest.mark.parametrize(
    "address",
    [
        "page/other.js", "page/", "page/deep", "page/../secret.txt", "page/deep/../../secret.txt", "page/link.txt",
        "page/%2e%2e/secret.txt", "page//etc/passwd", "/etc/passwd", "page/gone.bin", "secret.txt", "",
    ],
)  # fmt: skip
def test_nothing_else_is_served(server: Server, address: str) -> None:
    assert get(server, address).status == 404
    assert server.served == frozenset()


@pytest.mark.parametrize("path", ["/", "/page/task.json", "/wrong/page/task.json", "//page/task.json"])
def test_who_does_not_know_the_secret_is_neither_served_nor_heard(server: Server, path: str) -> None:
    assert Answer(server, "GET", path).status == 404
    assert Answer(server, "POST", path, body=b"{}").status == 404
    assert server.posted.empty()


def test_what_the_page_posts_is_heard_in_order(server: Server) -> None:
    assert post(server, "page/alive", b"{}").status == 204
    assert post(server, "page/found", json.dumps({"단어": [1.5]}).encode()).status == 204
    assert server.posted.get(timeout=1) == Posted("page/alive", {})
    assert server.posted.get(timeout=1) == Posted("page/found", {"단어": [1.5]})


def test_what_is_no_json_or_far_too_long_is_refused(server: Server) -> None:
    assert post(server, "page/found", b"{").status == 400
    path = urlsplit(server.address).path + "page/found"
    for length in (str(MAX_POSTED_BYTES + 1), "-1", "many"):
        assert Answer(server, "POST", path, headers={"Content-Length": length}).status == 404
    assert server.posted.empty()
