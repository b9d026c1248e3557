"""What the tests of the browser's bench need of this machine, or why they are skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import psutil
import pytest

from backdrop.bench.browser.chromium import find_browser
from backdrop.bench.browser.packages import packages
from backdrop.errors import BackdropError, UsageError


def require_chromium() -> str:
    """The browser's program."""
    try:
        return find_browser(None)
    except UsageError:
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")


def require_npm() -> str:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm on this machine (Debian: apt-get install npm)")
    return npm


def require_packages() -> Path:
    """The folder of what the page runs, fetched by npm; skips where its registry cannot be reached."""
    npm = require_npm()
    try:
        return packages()
    except BackdropError:
        if subprocess.run([npm, "ping"], capture_output=True, check=False).returncode:
            pytest.skip("npm does not reach its registry")
        raise


def browsers() -> list[psutil.Process]:
    """Those that a bench has started, and that still run."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = " ".join(process.info["cmdline"] or ())
        if "backdrop-browser-" in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found
