"""Chromium with the page of ../page, which makes the call and posts what it finds, and the server that it posts to."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from call.plan.bed import Bed, Found

PAGE = Path(__file__).resolve().parents[1] / "page"
CALL_WITHIN_S = 600.0
ASKS_WITHIN_S = (150.0, 300.0)
"""For each start of Chromium: until it asks for the page. It takes 50 s where the processor is emulated, and once in a
while it never does, on a busy machine: then it is started once more."""


class _Server(ThreadingHTTPServer):
    """Serves the page, and keeps what it posts to /found/NAME until it posts to /found/end."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(PAGE)))
        self.found: dict[str, bytes] = {}
        self.asked = threading.Event()
        self.ended = threading.Event()

    def forget(self) -> None:
        """What came of a start before this one, which may have asked late, counts no more."""
        self.found.clear()
        self.asked.clear()
        self.ended.clear()


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.set()
        super().do_GET()

    def do_POST(self) -> None:
        name = self.path.removeprefix("/found/")
        self.server.found[name] = self.rfile.read(int(self.headers["Content-Length"]))
        if name == "end":
            self.server.ended.set()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def call(bed: Bed, name: str) -> Found:
    """One call: what the page posted, by name, with seconds. `pictures` and `displayed` are files' names."""
    start, ended = time.monotonic(), False
    asked_after_s: list[float | None] = []
    with _serving() as server:
        for number, within_s in enumerate(ASKS_WITHIN_S, 1):
            began = time.monotonic()
            server.forget()
            with _chromium(bed, f"{name}-{number}", server.server_port):
                asked = server.asked.wait(within_s)
                asked_after_s.append(time.monotonic() - began if asked else None)
                ended = asked and server.ended.wait(CALL_WITHIN_S)
            if asked:
                break
    found: Found = {"asked_after_s": asked_after_s, "ended": ended, "seconds": time.monotonic() - start}
    for part, content in server.found.items():
        if part in ("pictures", "displayed"):
            path = bed.out / f"{name}.{part}"
            path.write_bytes(content)
            found[part] = path.name
        else:
            found[part] = json.loads(content)
    return found


@contextlib.contextmanager
def _serving() -> Iterator[_Server]:
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def _chromium(bed: Bed, name: str, port: int) -> Iterator[None]:
    """Chromium without a screen, that grants the camera without asking; ended with all its processes."""
    with bed.log(f"chromium-{name}").open("wb") as log:
        process = subprocess.Popen(
            [
                "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-extensions", "--autoplay-policy=no-user-gesture-required",
                "--use-fake-ui-for-media-stream", f"--user-data-dir={bed.folder / f'chromium-{name}'}",
                f"http://localhost:{port}/call.html",
            ],
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
