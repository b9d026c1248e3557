"""What the page is served, on this machine only, and what it posts.

Addresses begin with a word that nobody can guess, so that no other page or user is served, or heard. All that is served
makes the page cross-origin isolated, without which a browser has no threads for WebAssembly and only coarse clocks.
"""

from __future__ import annotations

import json
import logging
import queue
import secrets
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

log = logging.getLogger(__name__)

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
    ".wasm": "application/wasm", ".jpg": "image/jpeg",
}  # fmt: skip
"""Not as the system would have it: some call scripts plain text, which browsers refuse to run."""

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
MAX_POSTED_BYTES = 64_000_000
"""Times of a hundred seconds at a thousand pictures a second come to a tenth of this."""


class Posted(NamedTuple):
    """What the page says: `name` is alive, found or failed, and `content` JSON."""

    name: str
    content: object


class Server:
    """Serves files by their addresses, from when it is made until it is closed. `posted` is what the page has said.

    `files`: contents, or the files that have them, by addresses such as `task.json`. `folders`: all that is below a
    folder, by how addresses begin.
    """

    def __init__(self, files: Mapping[str, bytes | Path], folders: Mapping[str, Path]) -> None:
        self.posted: queue.SimpleQueue[Posted] = queue.SimpleQueue()
        self._server = _Http(files, folders, self.posted)
        self._thread = threading.Thread(target=self._server.serve_forever, name="bench-server")
        self._thread.start()

    @property
    def address(self) -> str:
        """Of what is served: an address of it follows. Ends with a slash."""
        return f"http://127.0.0.1:{self._server.server_port}/{self._server.secret}/"

    @property
    def served(self) -> frozenset[str]:
        """The addresses that were asked for and served."""
        return frozenset(self._server.served)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


class _Http(ThreadingHTTPServer):
    # Who is still connected when it closes need not be waited for.
    daemon_threads = True
    block_on_close = True

    def __init__(
        self, files: Mapping[str, bytes | Path], folders: Mapping[str, Path], posted: queue.SimpleQueue[Posted]
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secret = secrets.token_urlsafe(16)
        self.posted = posted
        self.served: set[str] = set()
        self._files, self._folders = files, {name: folder.resolve() for name, folder in folders.items()}

    def handle_error(self, _request: object, _address: object) -> None:
        log.debug("a connection broke off, as when the browser is ended", exc_info=True)

    def content(self, address: str) -> bytes | None:
        """None for what is not served."""
        found = self._files.get(address) or self._below(address)
        try:
            content = found.read_bytes() if isinstance(found, Path) else found
        except OSError:
            return None
        if content is not None:
            self.served.add(address)
        return content

    def _below(self, address: str) -> Path | None:
        """The file of a folder; what lies outside of it is not served, however the address is written."""
        for name, folder in self._folders.items():
            path = (folder / address.removeprefix(name)).resolve()
            if address.startswith(name) and path.is_relative_to(folder) and path.is_file():
                return path
        return None


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"
    timeout = 5.0  # a connection without a request is given up, so that closing need not wait for it

    def do_GET(self) -> None:
        address = self._address()
        content = None if address is None else self.server.content(address)
        if content is None:
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._answer(HTTPStatus.OK, content, TYPES.get(Path(self.path).suffix, "application/octet-stream"))

    def do_POST(self) -> None:
        address, length = self._address(), self.headers.get("Content-Length", "")
        if address is None or not length.isdecimal() or int(length) > MAX_POSTED_BYTES:
            self.close_connection = True
            self._answer(HTTPStatus.NOT_FOUND)
            return
        try:
            self.server.posted.put(Posted(address, json.loads(self.rfile.read(int(length)))))
        except ValueError:
            self._answer(HTTPStatus.BAD_REQUEST)
        else:
            self._answer(HTTPStatus.NO_CONTENT)

    def _address(self) -> str | None:
        """What follows the secret; None where that is another one."""
        _before, secret, address = (*self.path.partition("?")[0].split("/", 2), "", "")[:3]
        return address if secrets.compare_digest(secret.encode(), self.server.secret.encode()) else None

    def _answer(self, status: HTTPStatus, content: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if content:
            self.send_header("Content-Type", kind)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - as it is called there
        log.debug(format, *arguments)
