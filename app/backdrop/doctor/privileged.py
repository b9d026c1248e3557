"""Runs a shell script as root after the user allowed it, and follows what it prints. Linux only.

The script goes to the shell on its standard input, so that no other program of this user can change it between the
question and the answer, as it could a file.
"""

from __future__ import annotations

import logging
import os
import select
import shutil
import subprocess
from collections.abc import Callable, Sequence

from backdrop.errors import BackdropError
from backdrop.text import N_, _

log = logging.getLogger(__name__)

_BEGUN = "backdrop: begun"
_POLL_S = 0.1
_NOT_AUTHORISED = (126, 127)  # pkexec(1), "Return value"
_KEY_REFUSED = ("Key was rejected", "Required key not available")
_IN_USE = "is in use"


def run_as_root(
    script: str,
    on_line: Callable[[str], object],
    cancelled: Callable[[], bool],
    asker: Sequence[str] | None = None,
) -> None:
    """Runs `script` in /bin/sh as root. See `setup.run`.

    `asker`: the command that asks and then runs its arguments as root; by default none for root, else pkexec.
    """
    asker = _asker() if asker is None else asker
    # One compound command, which the shell reads to its end before it begins: what the script runs cannot eat the rest
    # of it, and a part of it is never run.
    text = f"{{\necho {_BEGUN!r}\n{script}\n}} </dev/null\n"
    process = subprocess.Popen(
        [*asker, "/bin/sh", "-s"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    follower = _Follower(process, on_line, cancelled)
    try:
        follower.give(text.encode())
        follower.follow()
    finally:
        follower.close()
    _judge(process.returncode, follower)


def _asker() -> Sequence[str]:
    if os.geteuid() == 0:
        return ()
    if shutil.which("pkexec") is None:
        raise BackdropError(
            N_("this system cannot ask for the administrator's password here (pkexec is missing); copy the commands "
               "and run them in a terminal with sudo")
        )  # fmt: skip
    return ("pkexec",)


class _Follower:
    """Reads what the process prints, line by line, and looks now and then whether the user has had enough."""

    def __init__(
        self, process: subprocess.Popen[bytes], on_line: Callable[[str], object], cancelled: Callable[[], bool]
    ) -> None:
        self.has_begun = self.was_cancelled = False
        self.lines: list[str] = []
        self._process, self._on_line, self._cancelled = process, on_line, cancelled

    def give(self, script: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(script)
            self._process.stdin.close()
        except BrokenPipeError:  # it ended already, which its exit code tells
            log.info("the script was not read")

    def follow(self) -> None:
        assert self._process.stdout is not None
        pipe, rest = self._process.stdout.fileno(), b""
        while True:
            if self._cancelled() and not self.has_begun and not self.was_cancelled:
                self.was_cancelled = True
                self._process.terminate()
            if not select.select([pipe], [], [], _POLL_S)[0]:
                continue
            chunk = os.read(pipe, 1 << 16)
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                self._take(line)
            if not chunk:
                break
        if rest:
            self._take(rest)
        self._process.wait()

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
        self._process.wait()

    def _take(self, raw: bytes) -> None:
        line = raw.decode("utf-8", "replace").rstrip("\r").rpartition("\r")[2]
        if not self.has_begun and line == _BEGUN:
            self.has_begun = True
            return
        log.info("as root: %s", line)
        self.lines.append(line)
        self._on_line(line)


def _judge(code: int, follower: _Follower) -> None:
    if follower.was_cancelled and not follower.has_begun:
        raise BackdropError(N_("stopped; nothing was changed"))
    if not follower.has_begun and code in _NOT_AUTHORISED:
        raise BackdropError(
            N_("the administrator's password was not given, so nothing was changed; try again, or copy the commands "
               "and run them in a terminal")
        )  # fmt: skip
    if code == 0:
        return
    printed = "\n".join(follower.lines)
    if any(words in printed for words in _KEY_REFUSED):
        raise BackdropError(
            N_("Secure Boot refuses the module until its key is enrolled; do that step, restart, and try again")
        )
    if _IN_USE in printed:
        raise BackdropError(
            N_("the virtual camera is in use; close the calls and browsers that use it and try again, or restart the "
               "computer")
        )  # fmt: skip
    last = next((line.strip() for line in reversed(follower.lines) if line.strip()), "")
    raise BackdropError(
        N_("the set-up stopped with exit code {code}: {last}"), code=code, last=last or _("nothing was printed")
    )
