"""The browser: which one, and that it ends with the command.

Any that is made of Chromium: its flags are what makes it run a page that nobody sees at full speed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from backdrop.errors import BackdropError, UsageError
from backdrop.text import N_

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

FLAGS = (
    "--headless=new", "--window-size=1280,720", "--mute-audio",
    "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-quic",
    "--disable-breakpad", "--password-store=basic", "--use-mock-keychain",
    # A page that nobody sees is not to be slowed down.
    "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows", "--disable-features=CalculateNativeWinOcclusion",
    # WebGL is there without a GPU as well, drawn by software; where there is a GPU, that draws.
    "--enable-unsafe-swiftshader",
)  # fmt: skip
_ENDS_WITHIN_S = 10.0


def find_browser(given: str | None) -> str:
    """The browser's program: the one given by name or path, or one of this machine. UsageError where there is none."""
    if given is not None:
        found = shutil.which(os.path.expanduser(given))
        if found is None:
            raise UsageError(
                N_("--browser {path} is no program of this machine; name a Chromium, Chrome or Edge"), path=given
            )
        return found
    for candidate in (*NAMES, *_usual_places()):
        if (found := shutil.which(candidate)) is not None:
            return found
    raise UsageError(N_("there is no Chromium, Chrome or Edge here; install one, or name it: --browser PATH"))


def _usual_places() -> list[str]:
    if sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        return [str(Path(root, place)) for root in roots if root for place in _WINDOWS]
    return list(_MACOS) if sys.platform == "darwin" else []


@contextlib.contextmanager
def browser_at(address: str, program: str) -> Iterator[subprocess.Popen[bytes]]:
    """A browser of its own, with an empty profile, that opens that page; it ends with the block.

    BackdropError where the program cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="backdrop-browser-", ignore_cleanup_errors=True) as profile:
        command = [program, *FLAGS, *_rights(), f"--user-data-dir={profile}", address]
        try:
            process = subprocess.Popen(
                _ending_with_us(command), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as reason:
            raise BackdropError(
                N_("{path} cannot be started: {reason}; name another browser"), path=program, reason=reason
            ) from None
        try:
            yield process
        finally:
            _end(process)


def _ending_with_us(command: list[str]) -> list[str]:
    """So that the browser ends however this process does, whatever its page is busy with.

    It does so when nobody holds the other end any more of the pipe (descriptors 3 and 4) by which it could be steered;
    that is its standard input here. On Windows, which passes no descriptors on, the page closes itself when its server
    is gone.
    """
    if sys.platform == "win32":
        return command
    pipe = 'exec "$@" 3<&0 4>/dev/null </dev/null'
    return ["/bin/sh", "-c", pipe, "browser", *command, "--remote-debugging-pipe"]


def _rights() -> list[str]:
    """Chromium refuses to run as root inside of its sandbox; the page is our own."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _end(process: subprocess.Popen[bytes]) -> None:
    """With all the processes that it has started."""
    assert process.stdin is not None
    process.stdin.close()
    with contextlib.suppress(psutil.NoSuchProcess):
        top = psutil.Process(process.pid)
        family = [*top.children(recursive=True), top]
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(family, timeout=_ENDS_WITHIN_S)
    process.wait()
