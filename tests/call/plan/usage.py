"""Listens to v4l2loopback's client-usage event and writes down each that comes, one JSON object a line.

    python -m call.plan.usage DEVICE FILE

The event tells how many applications stream from the device; it is queued to whoever subscribed, and needs no stream of
its own. v4l2loopback.c, since 0.13: V4L2_EVENT_PRI_CLIENT_USAGE = V4L2_EVENT_PRIVATE_START + 0x08E00000 + 1, with
`struct v4l2_event_client_usage { __u32 count; }` in the event's payload.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import struct
import sys
import time

CLIENT_USAGE = 0x08000000 + 0x08E00000 + 1
SEND_INITIAL = 1

# linux/videodev2.h. struct v4l2_event: type, padding, payload of 64 bytes, pending, sequence, timespec, id, reserved.
EVENT = struct.Struct("=I4x64sIIqqI32x4x")
# struct v4l2_event_subscription: type, id, flags, reserved.
SUBSCRIPTION = struct.Struct("=III20x")
DEQUEUE_EVENT = 0x80885659  # _IOR('V', 89, struct v4l2_event) for 64 bits
SUBSCRIBE_EVENT = 0x4020565A  # _IOW('V', 90, struct v4l2_event_subscription)


def main(device: str, path: str) -> None:
    listening = os.open(device, os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(listening, SUBSCRIBE_EVENT, SUBSCRIPTION.pack(CLIENT_USAGE, 0, SEND_INITIAL))
    poll = select.poll()
    poll.register(listening, select.POLLPRI)
    with open(path, "w", buffering=1) as kept:
        while True:
            poll.poll()
            answer = bytearray(EVENT.size)
            fcntl.ioctl(listening, DEQUEUE_EVENT, answer, True)
            kind, payload, pending, sequence, seconds, nanoseconds, _ = EVENT.unpack(answer)
            event = {
                "at": time.monotonic(), "type": kind, "count": struct.unpack_from("=I", payload)[0],
                "pending": pending, "sequence": sequence, "queued_at": seconds + nanoseconds / 1e9,
            }  # fmt: skip
            kept.write(json.dumps(event) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
