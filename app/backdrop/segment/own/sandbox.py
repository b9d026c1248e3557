"""Tries a model file in a child process, and ends that, whatever becomes of it.

The child lays limits on itself (`limits`); here its time is watched, and its memory, for the systems on which a process
cannot limit that. What it prints goes to files that cannot grow without end, and from there to the log.
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import IO

import psutil
from pydantic import TypeAdapter, ValidationError

from backdrop.errors import ModelError, UsageError
from backdrop.host.children import child_command, child_environment
from backdrop.segment.engines import ENGINES, engine_kind
from backdrop.segment.own.files import OwnFiles
from backdrop.segment.own.finding import Failure, Finding
from backdrop.segment.own.limits import Limits
from backdrop.segment.own.options import OwnOptions
from backdrop.text import N_

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 0.05
_READ_BYTES = 1 << 20
_ANSWER: TypeAdapter[Finding | Failure] = TypeAdapter(Finding | Failure)


class TryingCancelled(Exception):
    """The caller wants no more."""


def try_out(
    files: OwnFiles, options: OwnOptions, limits: Limits | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Finding:
    """What the model takes and gives, and how well it finds people.

    Takes a few seconds. Raises UsageError, whose value `option` names what to give, ModelError for a file that cannot
    be used, that crashes, or that needs more than the `limits`, and TryingCancelled.
    """
    engine_kind(next(name for name, kind in ENGINES.items() if files.format in kind.formats))
    options.check()
    limits = limits or Limits()
    told = json.dumps({"options": asdict(options), "limits": asdict(limits)})
    # In a folder of its own: a model that names other files without their folder finds nothing there.
    with (
        tempfile.TemporaryFile() as printed,
        tempfile.TemporaryFile() as complained,
        tempfile.TemporaryDirectory(prefix="backdrop-") as folder,
    ):
        with subprocess.Popen(
            child_command("try-model", str(files.path.absolute()), told),
            stdin=subprocess.PIPE, stdout=printed, stderr=complained, env=child_environment(), cwd=folder,
        ) as child:  # fmt: skip
            try:
                _watch(child, files, limits, cancelled)
            finally:
                child.kill()
                child.wait()
                _log_lines(complained)
        return _answer(printed, child.returncode, files)


def _watch(child: subprocess.Popen[bytes], files: OwnFiles, limits: Limits, cancelled: Callable[[], bool]) -> None:
    """Returns when the child has ended by itself."""
    end = time.monotonic() + limits.seconds
    while child.poll() is None:
        if cancelled():
            raise TryingCancelled
        if time.monotonic() > end:
            raise ModelError(
                N_("{path}: it was not done within {seconds:.0f} s; choose a smaller model"),
                path=files.path, seconds=limits.seconds,
            )  # fmt: skip
        if _resident_bytes(child.pid) > limits.megabytes * 1_000_000:
            raise ModelError(
                N_("{path}: it needs more than {megabytes} MB of memory; choose a smaller model"),
                path=files.path, megabytes=limits.megabytes,
            )  # fmt: skip
        try:
            child.wait(_LOOK_EVERY_S)
        except subprocess.TimeoutExpired:
            continue


def _resident_bytes(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:  # it has just ended
        return 0


def _answer(printed: IO[bytes], code: int, files: OwnFiles) -> Finding:
    """What the child reported on its last line."""
    lines = _text(printed).splitlines()
    try:
        answer = _ANSWER.validate_json(lines[-1] if lines else "")
    except ValidationError:
        log.info("the child that tried %s ended with %s and said nothing that is understood", files.path, code)
        raise ModelError(
            N_("{path}: the process that tried it crashed ({code}); the file is damaged or needs too much memory"),
            path=files.path, code=_ending(code),
        ) from None  # fmt: skip
    if isinstance(answer, Failure):
        kind = UsageError if answer.usage else ModelError
        raise kind(N_("{path}: {told}"), path=files.path, told=answer.error, option=answer.option)
    if answer.digest != files.digest:
        raise ModelError(N_("{path} changed while it was tried; try again"), path=files.path)
    return answer


def _ending(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return str(code)


def _log_lines(complained: IO[bytes]) -> None:
    for line in _text(complained).splitlines():
        log.info("stderr: %s", line)


def _text(file: IO[bytes]) -> str:
    """The end of what was written."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _READ_BYTES))
    return file.read().decode(errors="replace")
