"""A webcam of Motion JPEG whose pictures arrive damaged, decoded as a real one's are."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from backdrop.capture import SOURCES, Source, SourceInfo
from backdrop.capture.camera import Camera
from backdrop.frame import Frame
from backdrop.host.cv import cv2
from promises.meeting import FPS, SIZE, Meeting
from support.coded_room import RoomCamera, View, until
from support.webcam import INFO, plug_in

pytestmark = pytest.mark.alone

PICTURES = 300
"""Whole ones first, as many as are read before anybody looks."""
GOOD_AT_FIRST = 60

Damage = Callable[[bytes, Random], bytes]
"""Gets a whole picture, and gives what arrives of it."""


class Plugged(Source):
    """The webcam, of whose pictures it is known that they all show the first view."""

    def __init__(self, room: RoomCamera) -> None:
        self._camera, self._room = Camera(INFO.id, fps=FPS, cameras=[INFO]), room

    @property
    def info(self) -> SourceInfo:
        return self._camera.info

    def read(self) -> Frame:
        return self._room.stamped(self._camera.read().pixels, 0)

    def close(self) -> None:
        self._camera.close()


def jpeg(view: View) -> bytes:
    picture = cv2.cvtColor(view.pixels, cv2.COLOR_YUV2BGR_I420)
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes())


def torn(whole: bytes, random: Random) -> bytes:
    """Cut off in its lower half, or overwritten from there on."""
    at = random.randrange(len(whole) // 2, len(whole))
    return random.choice([whole[:at], whole[:at] + random.randbytes(len(whole) - at)])


def garbage(_whole: bytes, random: Random) -> bytes:
    """Nothing of a picture."""
    return random.choice([random.randbytes(4000), b"\xff\xd8\xff\xd9", b"\0"])


def some(whole: bytes, damaged: Damage, every: int = 1) -> list[bytes]:
    """Pictures of which the first are whole."""
    random = Random(1)
    return [damaged(whole, random) if n >= GOOD_AT_FIRST and n % every == 0 else whole for n in range(PICTURES)]


@pytest.mark.parametrize("damage", [garbage, torn])
def test_damaged_pictures_among_the_others_are_no_fault(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    pictures = some(jpeg(meeting.camera.views[0]), damage, every=3)
    plug_in(monkeypatch, pictures, size=SIZE)
    monkeypatch.setitem(SOURCES, "camera", lambda _spec, _wanted: Plugged(meeting.camera))
    meeting.frames(3)  # what went on while the pictures were made is not asked
    call, first = meeting.call, meeting.call.count
    meeting.session.change(source="camera:9")
    until(lambda: call.is_live and (info := meeting.session.status().source) is not None and info.label == INFO.name)
    meeting.frames(GOOD_AT_FIRST + round(2 * FPS))
    assert any(call.of_camera[-10:])
    assert not meeting.session.status().faults
    meeting.must_have_gone_on(first)


def test_a_webcam_that_sends_only_garbage_is_named_and_opened_again(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = jpeg(meeting.camera.views[0])
    plug_in(monkeypatch, some(whole, garbage), size=SIZE)
    monkeypatch.setitem(SOURCES, "camera", lambda _spec, _wanted: Plugged(meeting.camera))
    meeting.frames(3)  # what went on while the pictures were made is not asked
    first = meeting.call.count
    meeting.session.change(source="camera:9")
    meeting.until_named("source", "stopped delivering")
    meeting.until_hidden()
    plug_in(monkeypatch, [whole], size=SIZE)
    print(f"recovered after {meeting.until_live():.2f} s")
    meeting.frames(10)
    assert all(meeting.call.of_camera[-5:])
    meeting.must_have_gone_on(first)
