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

_AT_ONCE = 64
"""Connections. Who comes when so many are open waits until one of them is answered or cut off."""
_REST_S = 0.1
"""After nobody could be let in, such as when this process has too many files open."""

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
    """Answers requests on threads of its own until closed: each connection on one, so that none waits for another that
    is silent or slow; what they ask is done one after another.

    Raises AlreadyRunningError when another process of this user answers them already.
    """

    def __init__(self, handle: Handler) -> None:
        self._handle = handle
        self._handling = threading.Lock()
        self._closing = threading.Event()
        self._free = threading.BoundedSemaphore(_AT_ONCE)
        self._talks: dict[threading.Thread, Connection[Any, Any]] = {}
        self._changing = threading.Lock()
        self._lock = _take_lock()
        try:
            self._listener = Listener(_address(), backlog=_AT_ONCE)
        except OSError as reason:
            _release_lock(self._lock)
            raise AlreadyRunningError(N_("Backdrop runs already ({reason})"), reason=reason) from reason
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        if self._closing.is_set():
            return
        self._closing.set()
        self._stop_listening_to_all()
        with contextlib.suppress(OSError, EOFError):  # wakes the accept
            Client(_address()).close()
        self._thread.join(REPLY_WITHIN_S)
        for talk in self._stop_listening_to_all():
            talk.join(REPLY_WITHIN_S)
        self._listener.close()
        _release_lock(self._lock)

    def _stop_listening_to_all(self) -> list[threading.Thread]:
        """Who is being answered still gets the answer; gives the threads that answer."""
        with self._changing:
            for connection in self._talks.values():
                _stop_listening(connection)
            return list(self._talks)

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                connection = self._listener.accept()
            except (OSError, EOFError) as reason:
                log.info("control: nobody could be let in: %r", reason)
                self._closing.wait(_REST_S)
                continue
            self._free.acquire()
            talk = threading.Thread(target=self._talk, args=(connection,), name="control talk", daemon=True)
            with self._changing:
                self._talks[talk] = connection
            talk.start()

    def _talk(self, connection: Connection[Any, Any]) -> None:
        try:
            if not self._closing.is_set():
                self._answer(connection)
        except (OSError, EOFError) as reason:
            log.info("control: a connection failed: %r", reason)
        finally:
            with self._changing:
                del self._talks[threading.current_thread()]
                connection.close()
            self._free.release()

    def _answer(self, connection: Connection[Any, Any]) -> None:
        content = _received(connection, REPLY_WITHIN_S / 5)
        if content is None:
            return
        reply = self._reply(content)
        if len(reply) > MAX_BYTES:  # what nobody would take, and what could wait for ever to be taken
            reply = _refusal("the reply is too long", 1)
        connection.send_bytes(reply)

    def _reply(self, content: bytes) -> bytes:
        try:
            request = json.loads(content)
            if not isinstance(request, dict):
                raise ValueError("a request is a JSON object")
            with self._handling:
                return _encoded({"ok": True} | self._handle(request))
        except BackdropError as error:
            return _refusal(str(error), error.exit_code)
        except (ValueError, RecursionError) as reason:
            return _refusal(f"that is no request: {reason}", 2)
        except Exception as reason:
            log.exception("control")
            return _refusal(f"the request failed: {reason!r}", 1)


def _refusal(error: str, exit_code: int) -> bytes:
    return _encoded({"ok": False, "error": error, "exit_code": exit_code})


def _encoded(reply: Message) -> bytes:
    return json.dumps(reply).encode()


def _received(connection: Connection[Any, Any], within_s: float) -> bytes | None:
    """What is sent, whole; None when nothing is. EOFError or OSError when it is too long or does not come in time."""
    limit = threading.Timer(within_s, _stop_listening, [connection])
    limit.daemon = True
    limit.start()
    try:
        return connection.recv_bytes(MAX_BYTES) if connection.poll(within_s) else None
    finally:
        limit.cancel()
        limit.join()  # or it would end the next connection that is given this one's number


def _stop_listening(connection: Connection[Any, Any]) -> None:
    """Ends a read that waits for what may never come; sending goes on. Not on Windows, whose pipes cannot do that."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as same:
        same.shutdown(socket.SHUT_RD)


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
