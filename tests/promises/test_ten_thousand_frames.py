"""Ten thousand frames in which everything is changed and everything fails, from a seed: none shows the room.

As fast as they can be made: real time would add nothing but the waiting.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from backdrop.composite import Background, open_background
from backdrop.errors import SourceError
from backdrop.frame import Frame, Matte, Plane, planes
from backdrop.pipeline.live import LivePipeline
from promises.meeting import AT_MOST, NOISE
from support.clips import counted, write_video
from support.coded_room import RoomCamera, Seen, plain_views, until
from support.keying import KeyingEngine, all_ones, dawdling, hardly_a_number, keying_segmenter, no_number, raising
from support.searching import Call

SIZE = 128, 72
FRAMES = 10_000
SEED = 5
UNPACED_FPS = 1000.0
LEAK = 0.1
"""The share of the room in the one frame that a fault of the test's own lets through."""


class Leaking(Background):
    """Lets a share of the camera's picture through in single frames, as a fault in the compositor would."""

    def __init__(self, leaked_ns: list[int]) -> None:
        self._inner = open_background("color:#1d3557", *SIZE)
        self._leaked_ns = leaked_ns
        self.is_due = True

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        pixels = self._inner.behind(frame, matte)
        if not self.is_due:
            return pixels
        self.is_due = False
        self._leaked_ns.append(frame.captured_ns)
        mixed: Plane = pixels.copy()
        planes(mixed).y[:] = (1 - LEAK) * planes(pixels).y + LEAK * frame.planes.y
        return mixed

    def alone(self, now_ns: int) -> Plane | None:
        return self._inner.alone(now_ns)


class Storm:
    """A pipeline with a keyed person, and what can happen to it."""

    def __init__(self, backgrounds: list[str], seed: int) -> None:
        self.backgrounds, self.random = backgrounds, Random(seed)
        self.camera = RoomCamera(plain_views(*SIZE), UNPACED_FPS)
        self.call = Call(self.camera, SIZE, UNPACED_FPS)
        self.camera.wait = self._until_arrived
        self.engine = KeyingEngine()
        background = open_background(backgrounds[0], *SIZE)
        segmenter = keying_segmenter(self.engine)
        self.pipeline = LivePipeline(SIZE, UNPACED_FPS, segmenter, background, self.call.sink())
        self.happenings: list[Callable[[], None]] = [
            self.another_model, self.another_background, self.broken_model, self.another_camera, self.pause,
            self.unplug, self.mirror,
        ]  # fmt: skip

    def _until_arrived(self, _interval_s: float) -> None:
        """The camera's next picture comes as soon as a frame has gone out."""
        self.call.arrived.wait(0.005)
        self.call.arrived.clear()

    def frames(self, count: int) -> None:
        """Lets so many more go out."""
        goal = self.call.count + count
        until(lambda: self.call.count >= goal, 60)

    def another_model(self) -> None:
        self.engine = KeyingEngine()
        self.pipeline.use_segmenter(keying_segmenter(self.engine))

    def another_background(self) -> None:
        self.pipeline.use_background(open_background(self.random.choice(self.backgrounds), *SIZE))

    def broken_model(self) -> None:
        self.engine.fault = self.random.choice([raising, no_number, hardly_a_number, all_ones, dawdling])
        self.frames(10)
        self.engine.fault = None

    def another_camera(self) -> None:
        self.camera.enlarged = self.random.choice([1, 2, 4])
        self.pipeline.use_source(None, self.camera.open)

    def pause(self) -> None:
        self.pipeline.pause()
        self.frames(5)
        self.pipeline.resume()

    def unplug(self) -> None:
        self.camera.failing = SourceError("unplugged")
        self.camera.enlarged = self.random.choice([1, 2])
        self.frames(5)
        self.camera.failing = None

    def mirror(self) -> None:
        self.pipeline.set_mirror(self.random.random() < 0.5)


@pytest.fixture
def backgrounds(tmp_path: Path) -> list[str]:
    video = write_video(tmp_path / "flashes.mp4", counted(20, *SIZE))
    return ["color:#1d3557", "color:#ffffff", "color:#000000", "blur", f"video:{video}"]


def test_of_ten_thousand_frames_only_the_one_that_is_made_to_leak_shows_the_room(
    backgrounds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that one is found: the search could not miss another."""
    monkeypatch.setattr("backdrop.pipeline.capturing.RETRY_S", 0.005)
    storm, leaked_ns = Storm(backgrounds, SEED), list[int]()
    call, start = storm.call, time.perf_counter()
    storm.pipeline.start(None, storm.camera.open)
    try:
        for background in backgrounds:
            storm.pipeline.use_background(open_background(background, *SIZE))
            storm.frames(60)
        storm.pause()
        healthy = call.worst()
        assert not healthy.exceeds(AT_MOST)
        while call.count < FRAMES // 2:
            storm.random.choice(storm.happenings)()
            storm.frames(storm.random.randint(1, 20))
        leaking = Leaking(leaked_ns)
        storm.pipeline.use_background(leaking)
        while not set(leaked_ns) & set(call.captured_ns):  # until one was not passed over
            leaking.is_due = True
            storm.frames(20)
        while call.count < FRAMES:
            storm.random.choice(storm.happenings)()
            storm.frames(storm.random.randint(1, 20))
    finally:
        storm.pipeline.stop()
    bound = Seen(healthy.far + NOISE, healthy.whole + NOISE)
    made = len(set(call.captured_ns))
    print(f"healthy: {healthy}; {call.count} frames, {made} different, {sum(call.of_camera)} of the camera, "
          f"in {time.perf_counter() - start:.1f} s")  # fmt: skip
    found = call.showing_room(bound)
    assert found == set(leaked_ns) & set(call.captured_ns)
    assert len(found) == 1
    assert sum(call.of_camera) > FRAMES / 2, "most were made of the camera's picture"
