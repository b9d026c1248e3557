"""What the chapters of the plan share: where results go, and the programs they run and look at.

Runs in the guest. Nothing is judged here: results are files and figures, and the tests on the host say what they must
be. Waits are long, because the guest's processor is emulated.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from backdrop.errors import BackdropError
from backdrop.host.control import ask

CAMERA, WEBCAM = "/dev/video10", "/dev/video2"
CAPTURING = 0x05200001
"""Device Caps of an exclusive loopback device that somebody writes to; 0x05200002 while nobody does."""
BACKGROUND = "color:#2d6a4f"
PATIENCE_S = 60.0
START_WITHIN_S = 180.0
"""Importing and loading the model take 20 s in a guest that has the machine for itself."""

Found = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Bed:
    """`out` is shared with the host; `folder` is in the guest's memory. `clip` is None where the host has none."""

    out: Path
    folder: Path
    clip: str | None

    def log(self, name: str) -> Path:
        return self.out / f"{name}.log"

    def keep(self, path: Path) -> str:
        """Hands a file over to the host; its name there."""
        shutil.copyfile(path, self.out / path.name)
        return path.name


def ctl(*words: str) -> str:
    """What `backdrop ctl WORDS` prints."""
    return text(sys.executable, "-m", "backdrop", "ctl", *words)


def text(*command: str, within_s: float = PATIENCE_S) -> str:
    """What a command prints, errors included."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=within_s, check=False
    )
    return done.stdout


def until(what: Callable[[], T | None], within_s: float = PATIENCE_S, every_s: float = 0.2) -> tuple[T | None, float]:
    """The first answer that is neither None nor false, and the seconds it took; None when it did not come in time."""
    start = time.monotonic()
    while (took := time.monotonic() - start) < within_s:
        if answer := what():
            return answer, time.monotonic() - start
        time.sleep(every_s)
    return None, took


def is_live(status: Found) -> bool:
    """Whether the person is in the picture; until then the background alone goes out."""
    return status.get("state") == "live"


def device_caps(device: str) -> int:
    """What applications are told that the device can do; 0 when it does not answer."""
    found = re.search(r"Device Caps\s*:\s*(0x[0-9a-f]+)", text("v4l2-ctl", "-d", device, "--info"))
    return int(found[1], 16) if found else 0


def wait_for_capture(device: str, process: subprocess.Popen[Any]) -> float:
    """Seconds until pictures can be read from the device; RuntimeError when its writer ends or takes too long."""
    ready, took = until(lambda: process.poll() is not None or device_caps(device) == CAPTURING, START_WITHIN_S)
    if process.poll() is not None or not ready:
        raise RuntimeError(f"nothing is published to {device}: exit {process.poll()} after {took:.0f} s")
    return took


def v4l2_reads(bed: Bed, name: str, count: int, every: int = 1) -> Found:
    """Reads `count` pictures with v4l2-ctl, and hands over each, or one of `every` so many, in `name`.yuv."""
    path = bed.folder / f"{name}.yuv"
    start = time.monotonic()
    said = text(
        "v4l2-ctl", "-d", CAMERA, "--stream-mmap=4", f"--stream-count={count}", f"--stream-to={path}",
        within_s=PATIENCE_S + count,
    )  # fmt: skip
    took = time.monotonic() - start
    shape = text("v4l2-ctl", "-d", CAMERA, "--get-fmt-video")
    size = [int(side) for side in re.findall(r"Width/Height\s*:\s*(\d+)/(\d+)", shape)[0]]
    if every > 1 and path.exists():
        pictures = np.fromfile(path, np.uint8).reshape(-1, size[0] * size[1] * 3 // 2)
        pictures[::every].tofile(path)
    kept = bed.keep(path) if path.exists() else None
    return {"asked": count // every, "size": size, "file": kept, "seconds": took, "said": said[-500:]}


class Backdrop:
    """One `backdrop run` that publishes to the camera; its output goes to a log of that name.

    It does not sleep while nobody reads, unless it is to work `on_demand`: most chapters look before they read. One
    thread for the network, since of itself it takes more where it is too slow, and a browser wants to run as well.
    """

    def __init__(
        self, bed: Bed, name: str, source: str, size: str = "320x180", fps: int = 15, on_demand: bool = False
    ) -> None:
        self.name = name
        with bed.log(name).open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-m", "backdrop", "run", "--source", source, "--sink", f"camera:{CAMERA}",
                    "--size", size, "--fps", str(fps), "--background", BACKGROUND, "--model", "selfie-landscape",
                    "--threads", "1", "--on-demand" if on_demand else "--always-on",
                ],
                stdout=log, stderr=log,
            )  # fmt: skip
        try:
            self.published_after_s = wait_for_capture(CAMERA, self.process)
        except RuntimeError:
            self.process.kill()
            self.process.wait()
            raise

    def status(self) -> Found:
        """What the running program answers to `backdrop ctl status`; {} while it does not answer."""
        try:
            return ask({"command": "status"})
        except BackdropError:
            return {}

    def wait_until(self, wanted: Callable[[Found], Any]) -> tuple[Found, float]:
        """The first status that is as wanted, or the last, and the seconds until then."""
        seen: list[Found] = []

        def reached() -> bool:
            seen.append(self.status())
            return bool(wanted(seen[-1]))

        _, took = until(reached)
        return seen[-1], took

    def holds(self, device: str) -> bool:
        """Whether the program has the device open."""
        files = Path(f"/proc/{self.process.pid}/fd").iterdir()
        return device in [os.path.realpath(file) for file in files]

    def end(self, how: signal.Signals = signal.SIGTERM) -> Found:
        start = time.monotonic()
        self.process.send_signal(how)
        exit_code = self.process.wait(PATIENCE_S)
        return {"exit": exit_code, "seconds": time.monotonic() - start}

    def __enter__(self) -> Backdrop:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def write(path: Path, found: Found) -> None:
    """Puts a result in place whole: the host may look at any time."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(found, indent=1))
    os.replace(part, path)
