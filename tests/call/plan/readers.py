"""What v4l2loopback's client-usage event tells of whom: doings with the published device, and the counts that came."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable

from call.plan.bed import CAMERA, Bed, Found, text, until

_QUIET_S = 1.5
"""How long nothing may come before a doing counts as over."""

_OPENCV = f"import cv2; camera = cv2.VideoCapture({CAMERA!r}, cv2.CAP_V4L2); camera.read(); camera.release()"
_STREAM = ("v4l2-ctl", "-d", CAMERA, "--stream-mmap=4")


class Listener:
    """Another process that subscribed to the event."""

    def __init__(self, bed: Bed) -> None:
        self._path = bed.out / "usage.jsonl"
        self._process = subprocess.Popen([sys.executable, "-m", "call.plan.usage", CAMERA, str(self._path)])
        until(self.events)
        self._told = 0

    def events(self) -> list[Found]:
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]

    def told(self) -> list[int]:
        """The counts that came since this was asked before, once nothing more comes."""
        since = time.monotonic()
        until(lambda: time.monotonic() - max([since, *(event["at"] for event in self.events())]) > _QUIET_S)
        before, self._told = self._told, len(self.events())
        return [event["count"] for event in self.events()[before:]]

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def doings(listener: Listener) -> Found:
    """The counts during each doing; `second` is what a second program is told that wants to stream as well."""
    found: Found = {"subscribing": listener.told()}
    for name, doing in _DOINGS.items():
        doing()
        found[name] = listener.told()
    reader = _reader(listener)
    found["second"] = text(*_STREAM, "--stream-count=3")
    found["a second reader"] = listener.told()
    reader.kill()
    reader.wait()
    found["a reader that is killed"] = listener.told()
    return found


def _reader(listener: Listener) -> subprocess.Popen[bytes]:
    """A program that streams until it is ended, once it does."""
    before = len(listener.events())
    reader = subprocess.Popen(_STREAM, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: len(listener.events()) > before)
    return reader


def _open_only() -> None:
    with open(CAMERA, "rb+", buffering=0):
        time.sleep(0.5)


def _read_call() -> None:
    subprocess.run(["timeout", "10", "head", "-c", "200000", CAMERA], stdout=subprocess.DEVNULL, check=False)


_DOINGS: dict[str, Callable[[], object]] = {
    "opening it": _open_only,
    "asking what it is": lambda: text("v4l2-ctl", "-d", CAMERA, "--all"),
    "v4l2-ctl": lambda: text(*_STREAM, "--stream-count=5"),
    "OpenCV": lambda: text(sys.executable, "-c", _OPENCV),
    "read()": _read_call,
}
