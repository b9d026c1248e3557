"""The receiving end of a call, which looks for the room in every frame that it gets."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter

from backdrop.errors import SinkError
from backdrop.frame import Frame, Plane
from backdrop.publish import Sink
from support.coded_room import RoomCamera, Search, Seen


class Call:
    """What arrived at the far end, over all outputs that were opened one after the other."""

    def __init__(self, camera: RoomCamera, size: tuple[int, int], fps: float) -> None:
        self.camera, self.size, self.fps = camera, size, fps
        self._searches: dict[tuple[int, int], Search] = {}
        self.times: list[float] = []
        self.seen: list[Seen] = []
        self.captured_ns: list[int] = []
        self.of_camera: list[bool] = []
        """Whether the frame was made of one of the camera's."""
        self.last: Plane | None = None
        self.sizes: Counter[tuple[int, int]] = Counter()
        self.read = False
        """Whether somebody reads: then size and rate are to stay."""
        self.broken: SinkError | None = None
        """Raised by whoever opens or feeds the output, until it is None again."""
        self.arrived = threading.Event()
        """Set by every frame; cleared by whoever waits for it."""

    def open(self, width: int, height: int, fps: float) -> Sink:
        if self.broken is not None:
            raise self.broken
        return _Output(self, width, height, fps)

    def sink(self) -> Sink:
        return self.open(*self.size, self.fps)

    def receive(self, frame: Frame) -> None:
        if self.broken is not None:
            raise self.broken
        self.times.append(time.perf_counter())
        search = self._searches.get(frame.size)
        if search is None:
            search = self._searches[frame.size] = Search(self.camera.views, frame.size)
        number = self.camera.number_of(frame)
        self.seen.append(search(frame.pixels, number))
        self.captured_ns.append(frame.captured_ns)
        self.of_camera.append(number is not None)
        self.sizes[frame.size] += 1
        self.last = frame.pixels
        self.arrived.set()

    def forget(self) -> None:
        """All but the last frame."""
        for kept in (self.times, self.seen, self.captured_ns, self.of_camera):
            del kept[:-1]

    @property
    def is_live(self) -> bool:
        """Whether the newest frame was made of the camera's."""
        return bool(self.of_camera) and self.of_camera[-1]

    @property
    def count(self) -> int:
        return len(self.seen)

    def worst(self, since: int = 0) -> Seen:
        """Of the frames from that number on."""
        return Seen(max(seen.far for seen in self.seen[since:]), max(seen.whole for seen in self.seen[since:]))

    def showing_room(self, bound: Seen) -> set[int]:
        """The capture times of the frames that show more of the room than that."""
        return {at for at, seen in zip(self.captured_ns, self.seen, strict=True) if seen.exceeds(bound)}

    def longest_gap_s(self, since: int = 0) -> float:
        """Of the frames from that number on."""
        return max((b - a for a, b in itertools.pairwise(self.times[since:])), default=float("inf"))


class _Output(Sink):
    label = "searched output"
    watched_from_the_start = True

    def __init__(self, call: Call, width: int, height: int, fps: float) -> None:
        self._call = call
        self.width, self.height, self.fps = width, height, fps

    def send(self, frame: Frame) -> None:
        assert frame.size == (self.width, self.height)
        self._call.receive(frame)

    def has_readers(self) -> bool:
        return self._call.read

    def close(self) -> None:
        pass
