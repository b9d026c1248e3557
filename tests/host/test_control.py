"""One process steers another: over the real channel, against processes that misbehave."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from backdrop.errors import AlreadyRunningError, BackdropError, NotRunningError, UsageError
from backdrop.host import control
from backdrop.host.control import Controlled, Message, ask
from support.program import environment


@pytest.fixture(autouse=True)
def own_channel(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("r")  # short: a socket's path may have 107 characters
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def echo(request: Message) -> Message:
    if request.get("fail"):
        raise UsageError("that cannot be meant")
    if request.get("crash"):
        raise RuntimeError("bug")
    return {"heard": request}


@pytest.fixture
def controlled() -> Iterator[Controlled]:
    controlled = Controlled(echo)
    yield controlled
    controlled.close()


def test_a_request_gets_its_reply(controlled: Controlled) -> None:
    assert ask({"command": "배경"}) == {"ok": True, "heard": {"command": "배경"}}


def test_an_error_of_the_handler_is_the_reply(controlled: Controlled) -> None:
    assert ask({"fail": True}) == {"ok": False, "error": "that cannot be meant", "exit_code": 2}
    assert ask({"crash": True})["ok"] is False
    assert ask({"after": 1})["ok"] is True


def test_without_a_running_process_the_error_says_how_to_start_one() -> None:
    with pytest.raises(NotRunningError, match="backdrop run"):
        ask({})


def test_only_one_process_is_steered(controlled: Controlled) -> None:
    with pytest.raises(AlreadyRunningError):
        Controlled(echo)
    assert ask({"still": "there"})["ok"]


def test_after_closing_another_may_take_over() -> None:
    for _ in range(3):
        first = Controlled(echo)
        assert ask({})["ok"]
        first.close()
        first.close()
        with pytest.raises(NotRunningError):
            ask({})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_the_channel_free() -> None:
    script = """if True:
        import time
        from backdrop.host.control import Controlled
        controlled = Controlled(dict)
        print("up", flush=True)
        time.sleep(60)"""
    process = subprocess.Popen([sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "up"
    with pytest.raises(AlreadyRunningError):
        Controlled(echo)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with pytest.raises(NotRunningError):
        ask({})
    again = Controlled(echo)
    assert ask({})["ok"]
    again.close()


def test_of_many_starting_at_once_exactly_one_wins() -> None:
    winners: list[Controlled] = []
    refused: list[AlreadyRunningError] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        try:
            winners.append(Controlled(echo))
        except AlreadyRunningError as error:
            refused.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(winners), len(refused)) == (1, 7)
    assert ask({})["ok"]
    winners[0].close()


@pytest.mark.parametrize(
    "content", [b"", b"not json", b"[1]", b"\xff" * 100, b"[" * 50_000, b'"' + b"x" * 60_000 + b'"']
)
def test_garbage_is_refused_and_the_next_request_works(controlled: Controlled, content: bytes) -> None:
    with Client(control._address()) as connection:
        connection.send_bytes(content)
        assert b'"ok": false' in connection.recv_bytes()
    assert ask({})["ok"]


def test_too_long_or_silent_or_broken_connections_do_not_block_the_next(controlled: Controlled) -> None:
    start = time.monotonic()
    with Client(control._address()) as connection:
        connection.send_bytes(b"x" * (control.MAX_BYTES + 1))
    with Client(control._address()):
        pass
    half = Client(control._address())
    os.write(half.fileno(), struct.pack("!i", 100) + b"half of it")
    silent = Client(control._address())
    assert ask({})["ok"]
    silent.close()
    half.close()
    assert time.monotonic() - start < control.REPLY_WITHIN_S


def test_a_reply_that_is_too_long_is_an_error(controlled: Controlled) -> None:
    with Client(control._address()) as connection:
        connection.send_bytes(json.dumps({"long": "가" * 20_000}, ensure_ascii=False).encode())
        assert b"too long" in connection.recv_bytes(control.MAX_BYTES)


def trickle(stop: threading.Event) -> None:
    """Sends a request so slowly that it would take hours, as often as it is cut off."""
    while not stop.is_set():
        with contextlib.suppress(OSError), Client(control._address()) as connection:
            os.write(connection.fileno(), struct.pack("!i", 60_000))
            while not stop.wait(0.05):
                os.write(connection.fileno(), b" ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' pipes have no limit")
def test_many_that_are_silent_or_slow_keep_nobody_else_waiting(controlled: Controlled) -> None:
    stop = threading.Event()
    slow = [threading.Thread(target=trickle, args=(stop,)) for _ in range(8)]
    for thread in slow:
        thread.start()
    silent = [Client(control._address()) for _ in range(20)]
    begun = time.monotonic()
    for n in range(20):
        assert ask({"n": n})["ok"]
    assert time.monotonic() - begun < control.REPLY_WITHIN_S
    stop.set()
    for thread in slow:
        thread.join()
    for connection in silent:
        connection.close()


def is_refused(descriptor: int) -> bool:
    """Whether one byte more is not taken."""
    time.sleep(0.05)
    try:
        os.write(descriptor, b" ")
    except OSError:
        return True
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' pipes have no limit")
def test_a_slow_sender_is_cut_off(controlled: Controlled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "REPLY_WITHIN_S", 2.0)
    with Client(control._address()) as connection:
        os.write(connection.fileno(), struct.pack("!i", 60_000))
        assert any(is_refused(connection.fileno()) for _ in range(200))


def test_closing_waits_for_nobody_who_is_silent() -> None:
    controlled = Controlled(echo)
    silent = [Client(control._address()) for _ in range(3)]
    assert ask({})["ok"]
    begun = time.monotonic()
    controlled.close()
    assert time.monotonic() - begun < control.REPLY_WITHIN_S / 5
    for connection in silent:
        connection.close()


def test_requests_are_handled_one_after_another() -> None:
    at_once = most = 0

    def handle(_: Message) -> Message:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.01)
        at_once -= 1
        return {}

    controlled = Controlled(handle)
    threads = [threading.Thread(target=ask, args=({},)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    controlled.close()
    assert most == 1


def test_a_reply_that_is_no_json_is_an_error_and_the_next_request_works() -> None:
    controlled = Controlled(lambda request: {"set": {1, 2}} if request else {})
    assert ask({"odd": True})["ok"] is False
    assert ask({})["ok"]
    controlled.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root may become another user")
def test_another_user_cannot_connect(controlled: Controlled) -> None:
    code = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534); socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, control._address()], capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr
    assert ask({})["ok"]


@pytest.mark.skipif(sys.platform == "win32", reason="Unix permissions")
def test_only_this_user_may_reach_the_channel(controlled: Controlled) -> None:
    assert control.runtime_dir().stat().st_mode & 0o077 == 0


def test_a_process_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(_: Message) -> Message:
        release.wait(10)
        return {}

    monkeypatch.setattr(control, "REPLY_WITHIN_S", 0.3)
    controlled = Controlled(hang)
    with pytest.raises(BackdropError, match="does not answer"):
        ask({})
    release.set()
    controlled.close()
