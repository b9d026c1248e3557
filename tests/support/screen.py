"""A screen of our own with a window manager and a tray, and a person at its keyboard and mouse: Xvfb and xdotool."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image

from backdrop.errors import BackdropError
from backdrop.host.control import ask
from support.program import environment

PROGRAMS = ("Xvfb", "openbox", "xdotool", "import", "trayer", "dbus-run-session")
SCREENSHOTS = Path(__file__).resolve().parents[2] / "out" / "screenshots"


def must_have_screen() -> None:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(
            f"the real window needs {', '.join(missing)} (Debian: xvfb openbox xdotool imagemagick trayer dbus)"
        )


TRAY_HEIGHT = 28

T = TypeVar("T")


class Screen:
    """One X display."""

    def __init__(self, folder: Path, size: str = "1280x900") -> None:
        self.folder = folder
        width, height = map(int, size.split("x"))
        self.tray_icon = width - TRAY_HEIGHT // 2, height - TRAY_HEIGHT // 2
        read, write = os.pipe()
        self._processes = [_quiet("Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", pass_fds=(write,))]
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        self._processes.append(_quiet("openbox", env=self.environment()))
        self.start_tray()

    def environment(self, **more: str) -> dict[str, str]:
        own = {
            "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"), "XDG_STATE_HOME": str(self.folder / "state"),
        }  # fmt: skip
        (self.folder / "run").mkdir(exist_ok=True)
        plain = {
            name: value for name, value in environment().items() if name not in ("WAYLAND_DISPLAY", "PYTHONWARNINGS")
        }
        return plain | own | more

    def start_tray(self) -> None:
        command = ("trayer", "--edge", "bottom", "--align", "right", "--height", str(TRAY_HEIGHT))
        self._tray = _quiet(*command, env=self.environment())
        time.sleep(0.5)

    def end_tray(self) -> None:
        self._tray.terminate()
        self._tray.wait(10)
        time.sleep(0.3)

    def close(self) -> None:
        for process in (self._tray, *reversed(self._processes)):
            process.terminate()
            process.wait(10)

    def do(self, *arguments: object) -> str:
        """xdotool."""
        done = subprocess.run(
            ["xdotool", *map(str, arguments)], env=self.environment(), capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        for key in keys:
            self.do("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def close_window(self, title: str) -> None:
        """Alt+F4, again where nobody heard it: a busy window manager may pass it to no window."""
        for _ in range(4):
            if not self.has_window(title):
                return
            self.do("windowactivate", "--sync", self.window(title))
            self.key("alt+F4")
            with contextlib.suppress(AssertionError):
                until(lambda: not self.has_window(title), 5)
        raise AssertionError(f"{title} does not close")

    def window(self, title: str, within_s: float = 10) -> str:
        """The id of the visible window of that title, when it is there."""
        return until(lambda: self.do("search", "--onlyvisible", "--name", f"^{title}$").split("\n")[-1], within_s)

    def has_window(self, title: str) -> bool:
        return bool(self.do("search", "--onlyvisible", "--name", f"^{title}$"))

    def has_tray_icon(self) -> bool:
        """Whether anything is drawn at the icon's place, where the tray alone is plain."""
        x, y = self.tray_icon
        part = f"{TRAY_HEIGHT // 2}x{TRAY_HEIGHT // 2}+{x - TRAY_HEIGHT // 4}+{y - TRAY_HEIGHT // 4}"
        taken = subprocess.run(
            ["import", "-window", "root", "-crop", part, "png:-"],
            env=self.environment(),
            capture_output=True,
            check=True,
        )
        colours = Image.open(io.BytesIO(taken.stdout)).convert("RGB").getcolors() or [(0, None)] * 257
        return len(colours) > 3

    def screenshot(self, name: str) -> Path:
        """The whole screen, kept where CI keeps what it made."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment(), check=True)
        return path


class RealProgram:
    """`backdrop` on a screen."""

    def __init__(self, screen: Screen, *arguments: str, **more: str) -> None:
        self.screen, self._environment = screen, screen.environment(**more)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backdrop", *arguments],
            env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def ctl(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "backdrop", "ctl", *arguments],
            env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout

    def status(self) -> dict[str, Any]:
        """What `backdrop ctl status` asks for, without a process for each time; {} while nobody answers."""
        with pytest.MonkeyPatch.context() as here:
            here.setenv("XDG_RUNTIME_DIR", self._environment["XDG_RUNTIME_DIR"])
            try:
                reply = ask({"command": "status"})
            except BackdropError:
                return {}
        return reply if reply["ok"] else {}

    def wait_for(self, **expected: object) -> dict[str, Any]:
        """The status, once it has these values."""
        return until(lambda: now if expected.items() <= (now := self.status()).items() else None, 15)

    def end(self) -> int:
        """Waits for the program to end by itself; its exit code. Fails when it printed a traceback or a Qt warning."""
        output, _ = self.process.communicate(timeout=20)
        assert "Traceback" not in output, output
        assert "qt." not in output.lower(), output
        return self.process.returncode


@contextlib.contextmanager
def running(screen: Screen, *arguments: str, **more: str) -> Iterator[RealProgram]:
    """A program that is killed at the end if it still runs."""
    program = RealProgram(screen, *arguments, **more)
    try:
        yield program
    finally:
        if program.process.poll() is None:
            program.process.kill()
        program.process.communicate()


def until(condition: Callable[[], T | None], within_s: float = 10) -> T:
    """What the condition gives, once it gives something; fails when it does not in time."""
    deadline = time.monotonic() + within_s
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
    return found


def _quiet(*command: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
