"""The runtimes that the page runs, from npm: fetched when they are first needed, exactly those of the lock file.

npm checks what it fetched against the hashes in the lock file. Nothing of it is run outside the browser: scripts of the
packages are not. Of their 150 MB only what the page asks for is kept, in the user's cache.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from backdrop.errors import BackdropError, UsageError
from backdrop.host.files import read_bytes, wording
from backdrop.host.paths import bundled, cache_dir
from backdrop.text import N_

log = logging.getLogger(__name__)

KEPT = (
    "@tensorflow-models/body-pix/dist/body-pix.min.umd.js",
    "@tensorflow/tfjs-core/dist/tf-core.es2017.min.js",
    "@tensorflow/tfjs-converter/dist/tf-converter.es2017.min.js",
    "@tensorflow/tfjs-backend-*/dist/tf-backend-*.es2017.min.js",
    "@tensorflow/tfjs-backend-wasm/dist/*.wasm",
    "@tensorflow/tfjs-tflite/wasm/*",
)
"""What of the packages is kept, as patterns of paths below node_modules."""
_MANIFEST = ("package.json", "package-lock.json")
_MAY_TAKE_S = 600.0
_NO_REASONS = ("code", "syscall", "errno", "A complete log", "Log files", "network")
"""How lines of npm begin that tell a person less than the others."""


def packages(begin: Callable[[], None] = lambda: None) -> Path:
    """The folder in which the packages lie, as npm lays them out. `begin` is called before they are fetched.

    Raises UsageError where they are not here and npm is missing, BackdropError where they cannot be had.
    """
    wanted = bundled("resources/browser")
    lock = read_bytes(wanted / _MANIFEST[1], BackdropError)
    folder = cache_dir() / "browser" / hashlib.sha256(repr((KEPT, lock)).encode()).hexdigest()[:16]
    if not folder.is_dir():
        npm = shutil.which("npm")
        if npm is None:
            raise UsageError(
                N_("the packages for the browser come by npm, which is not here; install Node.js and npm, try again")
            )
        begin()
        _fetch(npm, wanted, folder)
    return folder


def versions() -> dict[str, str]:
    """Of the packages, by their names."""
    manifest = json.loads(read_bytes(bundled("resources/browser") / _MANIFEST[0], BackdropError))
    return dict(manifest["dependencies"])


def _fetch(npm: str, wanted: Path, folder: Path) -> None:
    """Whole or not at all; where another process was faster, its folder stays."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetching-") as name:
            work = Path(name)
            for file in _MANIFEST:
                shutil.copy(wanted / file, work)
            _install(npm, work)
            kept = _kept(work)
            if not folder.is_dir():
                os.replace(kept, folder)
    except OSError as reason:
        template, values = wording(reason, folder)
        raise BackdropError(template, **values) from reason


def _install(npm: str, work: Path) -> None:
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(
            command, cwd=work, timeout=_MAY_TAKE_S, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        )  # fmt: skip
        code, said = done.returncode, done.stdout
    except subprocess.TimeoutExpired:
        code, said = 1, f"npm error gave up after {_MAY_TAKE_S:.0f} s"
    if code:
        log.error("npm: %s", said)
        raise BackdropError(
            N_("npm could not fetch the packages for the browser ({reason}); check the connection and try again"),
            reason=_reason(said) or code,
        )  # fmt: skip


def _reason(said: str) -> str:
    """The line of npm's that tells most."""
    lines = [line.removeprefix("npm error").removeprefix("npm ERR!").strip() for line in said.splitlines()]
    lines = [line for line in lines if line]
    return next((line for line in lines if not line.startswith(_NO_REASONS)), lines[-1] if lines else "")


def _kept(work: Path) -> Path:
    """A folder with those files only that the page asks for."""
    modules, kept = work / "node_modules", work / "kept"
    for file in sorted(path for pattern in KEPT for path in modules.glob(pattern)):
        target = kept / file.relative_to(modules)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
    return kept
