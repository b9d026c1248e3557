"""The channel by which one process of this user steers another: a Unix socket, or a named pipe on Windows.

One request and one reply a connection, both a JSON object of at most MAX_BYTES. What the requests mean is their
handler's business. It also is what makes sure that one instance runs: only one process can be the `Controlled`.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import logging
import os
import socket
import stat
import struct
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

from backdrop.errors import AlreadyRunningError, BackdropError, NotRunningError
from backdrop.text import N_

log = logging.getLogger(__name__)

MAX_BYTES = 64 * 1024
REPLY_WITHIN_S = 5.0
"""How long either side waits for the other: changing a background loads a picture."""

Message = dict[str, Any]
Handler = Callable[[Message], Message]


def runtime_dir() -> Path:
    """The user's own directory for what lives only while a program runs; made, for this user only, if need be."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(given, "backdrop") if given else Path(tempfile.gettempdir(), f"backdrop-{getpass.getuser()}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()  # in a directory that others may write to, a link could lead anywhere
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode)):
        raise PermissionError(f"{folder} is not this user's own")
    folder.chmod(0o700)
    return folder


def _address() -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\backdrop-{getpass.getuser()}"
    return str(runtime_dir() / "control")


class Controlled:
    """Answers requests on a thread of its own until closed.

    Raises AlreadyRunningError when another process of this user answers them already.
    """

    def __init__(self, handle: Handler) -> None:
        self._handle = handle
        self._closing = False
        self._lock = _take_lock()
        try:
            self._listener = Listener(_address())
        except OSError as reason:
            _release_lock(self._lock)
            raise AlreadyRunningError(N_("Backdrop runs already ({reason})"), reason=reason) from reason
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        if self._closing:
            return
        self._closing = True
        with contextlib.suppress(OSError, EOFError):  # wakes the accept
            Client(_address()).close()
        self._thread.join(REPLY_WITHIN_S)
        self._listener.close()
        _release_lock(self._lock)

    def _serve(self) -> None:
        while not self._closing:
            try:
                with self._listener.accept() as connection:
                    if not self._closing:
                        self._answer(connection)
            except (OSError, EOFError) as reason:
                log.info("control: a connection failed: %r", reason)

    def _answer(self, connection: Connection[Any, Any]) -> None:
        if not connection.poll(REPLY_WITHIN_S / 5):
            return
        _limit_waiting(connection, REPLY_WITHIN_S / 5)
        try:
            request = json.loads(connection.recv_bytes(MAX_BYTES))
            if not isinstance(request, dict):
                raise ValueError("a request is a JSON object")
            reply: Message = {"ok": True} | self._handle(request)
        except BackdropError as error:
            reply = {"ok": False, "error": str(error), "exit_code": error.exit_code}
        except (ValueError, RecursionError) as reason:
            reply = {"ok": False, "error": f"that is no request: {reason}", "exit_code": 2}
        except Exception as reason:
            log.exception("control")
            reply = {"ok": False, "error": f"the request failed: {reason!r}", "exit_code": 1}
        connection.send_bytes(json.dumps(reply).encode())


def _limit_waiting(connection: Connection[Any, Any], seconds: float) -> None:
    """Ends a read of which only a part ever comes. Windows' pipes have no such limit."""
    if sys.platform == "win32":
        return
    limit = struct.pack("ll", int(seconds), int(seconds % 1 * 1e6))
    with socket.socket(fileno=os.dup(connection.fileno())) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)


def ask(request: Message) -> Message:
    """Sends a request to the running process, and gives its reply.

    Raises NotRunningError when none runs, BackdropError when it does not answer.
    """
    try:
        with Client(_address()) as connection:
            connection.send_bytes(json.dumps(request).encode())
            if not connection.poll(REPLY_WITHIN_S):
                raise BackdropError(N_("Backdrop runs but does not answer; quit it and start it again"))
            reply = json.loads(connection.recv_bytes(MAX_BYTES))
    except (FileNotFoundError, ConnectionRefusedError):
        raise NotRunningError(N_("Backdrop is not running; start it with `backdrop` or `backdrop run`")) from None
    except (OSError, EOFError, ValueError) as reason:
        raise BackdropError(N_("Backdrop does not answer ({reason}); start it again"), reason=reason) from reason
    return dict(reply)


def _take_lock() -> int | None:
    """An open file whose lock the system lets go of when this process ends, however it ends.

    Whoever holds it may remove the socket that a killed process left behind. On Windows the pipe itself is the lock.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    lock = os.open(runtime_dir() / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise AlreadyRunningError(N_("Backdrop runs already; `backdrop ctl status` asks it how it is")) from None
    with contextlib.suppress(FileNotFoundError):
        os.unlink(_address())
    return lock


def _release_lock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
