"""Whether anybody reads a v4l2loopback device at this moment, told by the kernel instead of asked again and again.

v4l2loopback has told how many applications stream since 0.13 (V4L2_EVENT_PRI_CLIENT_USAGE). Before that, whoever has
the device open counts: inotify tells that somebody opened or closed it, and only then the processes are looked through.
It moves no picture and starts no stream.
"""

from __future__ import annotations

import ctypes
import errno
import os
import select
import struct
import sys
import time
from abc import ABC, abstractmethod

from backdrop.host import v4l2

# linux/videodev2.h and v4l2loopback.c. struct v4l2_event: type, padding, payload of 64 bytes, pending, sequence,
# timespec, id, reserved. struct v4l2_event_subscription: type, id, flags, reserved.
_EVENT = struct.Struct("=I4x64sIIqqI32x4x")
_SUBSCRIPTION = struct.Struct("=III20x")
_DEQUEUE = 0x80885659  # _IOR('V', 89, struct v4l2_event)
_SUBSCRIBE = 0x4020565A  # _IOW('V', 90, struct v4l2_event_subscription)
_CLIENT_USAGE = 0x08000000 + 0x08E00000 + 1
_SEND_INITIAL = 1

_OPENED_OR_CLOSED = 0x00000020 | 0x00000008 | 0x00000010  # IN_OPEN, IN_CLOSE_WRITE, IN_CLOSE_NOWRITE
_INOTIFY_BYTES = 4096
_LOOK_AGAIN_S = 5.0
"""While nobody has it: a process may be given the open device by another one, which no event tells."""


class Readers(ABC):
    """Used by one thread. To be closed before the device is given another format: an open descriptor keeps it."""

    @abstractmethod
    def present(self, timeout_s: float = 0.0) -> bool:
        """Whether somebody reads; waits up to `timeout_s` for a change first. OSError when the device is gone."""

    @abstractmethod
    def close(self) -> None:
        """Safe to call again."""


class _Streaming(Readers):
    """By the module's own count of who streams, which comes as "it is now N": a newer count replaces an older one."""

    def __init__(self, path: str) -> None:
        import fcntl

        self._device = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.ioctl(self._device, _SUBSCRIBE, _SUBSCRIPTION.pack(_CLIENT_USAGE, 0, _SEND_INITIAL))
        except OSError:
            self.close()
            raise
        self._poll = select.poll()
        self._poll.register(self._device, select.POLLPRI)
        self._count = 0

    def present(self, timeout_s: float = 0.0) -> bool:
        if self._poll.poll(timeout_s * 1000):
            while (count := self._told()) is not None:
                self._count = count
        return self._count > 0

    def _told(self) -> int | None:
        import fcntl

        answer = bytearray(_EVENT.size)
        try:
            fcntl.ioctl(self._device, _DEQUEUE, answer, True)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EAGAIN):
                return None
            raise
        kind, payload, *_ = _EVENT.unpack(answer)
        return int.from_bytes(payload[:4], sys.byteorder) if kind == _CLIENT_USAGE else self._count

    def close(self) -> None:
        device, self._device = self._device, -1
        if device >= 0:
            os.close(device)


class _Holding(Readers):
    """By which other processes have the device open."""

    def __init__(self, path: str) -> None:
        self._path = path
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = int(libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        if self._watch < 0 or libc.inotify_add_watch(self._watch, os.fsencode(path), _OPENED_OR_CLOSED) < 0:
            number = ctypes.get_errno()
            self.close()
            raise OSError(number, os.strerror(number), path)
        self._poll = select.poll()
        self._poll.register(self._watch, select.POLLIN)
        self._held, self._look_at = False, 0.0

    def present(self, timeout_s: float = 0.0) -> bool:
        told = bool(self._poll.poll(timeout_s * 1000))
        if told:
            os.read(self._watch, _INOTIFY_BYTES)
        if told or (not self._held and time.monotonic() >= self._look_at):
            self._held = bool(v4l2.holders(self._path))
            self._look_at = time.monotonic() + _LOOK_AGAIN_S
        return self._held

    def close(self) -> None:
        watch, self._watch = self._watch, -1
        if watch >= 0:
            os.close(watch)


def readers_of(path: str) -> Readers | None:
    """What tells who reads the device at `path`; None where nothing can (other systems, no permission)."""
    if sys.platform != "linux":
        return None
    for way in (_Streaming, _Holding):
        try:
            return way(path)
        except OSError:
            continue
    return None
