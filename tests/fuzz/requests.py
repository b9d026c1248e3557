"""What other processes of this user may send down the control channel."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from backdrop.errors import UsageError
from backdrop.host import control
from backdrop.host.control import Controlled, Message, ask
from fuzz.mutations import damaged
from fuzz.target import Target

_NAMES = ["command", "spec", "fail", "", "가", "ok", "\ud800"]
_VALUES: list[Any] = [
    "toggle", "pause", "resume", "background", "status", "", None, True, False, 0, -1, 1e308, float("nan"), 10**400,
    [], {}, [[[]]], "\0", "\ud800", "{0}", "가" * 500, "x" * 70_000, "\n", "blur", "blur:99", "color:#zzzzzz",
    "image:", "image:\0", "image:~nobody-of-that-name/a.png", "image:/dev/zero", "image:/", "video:/dev/null",
    "video:" + "/a" * 3000, "image:\ud800.png", "image:{path}", "none:", "image:office",
]  # fmt: skip


def request(random: Random) -> bytes:
    """JSON, mostly an object, of odd types and values."""
    made: dict[str, Any] = {"command": random.choice(_VALUES)}
    for _ in range(random.randrange(4)):
        made[random.choice(_NAMES)] = random.choice(_VALUES)
    return json.dumps(made if random.random() < 0.9 else random.choice(_VALUES)).encode()


def framed(content: bytes) -> bytes:
    """As the channel's protocol sends it: after its length."""
    return struct.pack("!i", len(content)) + content


def sent(random: Random) -> bytes:
    """What goes over one connection: mostly a request in its frame, mostly damaged."""
    content = random.choice([request(random), request(random), random.randbytes(random.randrange(300)), b"[" * 30_000])
    whole = framed(content)
    sort = random.random()
    if sort < 0.3:
        return whole
    if sort < 0.4:
        return struct.pack("!iQ", -1, random.choice([0, 5, 1 << 40, (1 << 64) - 1])) + content
    if sort < 0.5:
        return struct.pack("!i", random.choice([0, -2, 1 << 30, control.MAX_BYTES + 1, -(1 << 31)])) + content
    return damaged(random, [whole])


def throw(content: bytes, random: Random) -> None:
    """Sends it in one piece or in several, and goes, with or without waiting for an answer."""
    with socket.socket(socket.AF_UNIX) as channel, contextlib.suppress(OSError):
        channel.settimeout(2)
        channel.connect(control._address())
        at = random.randrange(len(content) + 1)
        channel.sendall(content[:at])
        channel.sendall(content[at:])
        if random.random() < 0.5:
            channel.recv(100)


class Requests(Target):
    """A `Controlled` process: whatever is sent, it answers the next who asks."""

    most_megabytes = 60

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._runtime = tempfile.TemporaryDirectory()  # a socket's path may have 107 characters
        os.environ["XDG_RUNTIME_DIR"] = self._runtime.name
        control.REPLY_WITHIN_S = 2.0
        self._controlled = Controlled(_handle)

    def case(self, random: Random) -> bytes:
        return sent(random)

    def run(self, file: Path) -> bool:
        content = file.read_bytes()
        throw(content, Random(content))
        began = time.monotonic()
        assert ask({"still": "there"})["ok"]
        return time.monotonic() - began < 0.1

    def close(self) -> None:
        self._controlled.close()
        self._runtime.cleanup()


def _handle(asked: Message) -> Message:
    if asked.get("fail"):
        raise UsageError("{asked!r} cannot be meant", asked=asked)
    return {"heard": asked.get("command")}
