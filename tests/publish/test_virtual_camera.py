"""The virtual camera where there is none. Pictures through a real one are seen by tests/call."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backdrop.composite import open_background
from backdrop.errors import SinkError, SinkMissingError
from backdrop.frame import Frame, Plane, empty_pixels
from backdrop.host import v4l2
from backdrop.pipeline.demand import Demand
from backdrop.pipeline.live import LivePipeline
from backdrop.publish import open_sink
from backdrop.publish.virtual_camera import VirtualCamera

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="v4l2loopback is Linux's")


@pytest.mark.skipif(bool(v4l2.loopback_outputs()), reason="this machine has a virtual camera")
def test_without_a_virtual_camera_the_command_that_makes_one_is_told() -> None:
    with pytest.raises(SinkMissingError) as caught:
        open_sink("camera", 1280, 720, 30)
    said = str(caught.value)
    assert said.startswith("this machine has no virtual camera; make one: sudo apt install v4l2loopback-dkms")
    assert "modprobe v4l2loopback exclusive_caps=1" in said, "without it Chrome lists no camera"
    assert 'card_label="Backdrop Camera"' in said
    assert "\n" not in said


@pytest.mark.parametrize("device", ["/dev/null", "/dev/video97", "/nowhere", "97", "No Such Camera"])
def test_what_is_no_virtual_camera_is_refused_with_those_that_are(device: str) -> None:
    with pytest.raises(SinkError) as caught:
        VirtualCamera(1280, 720, 30, device)
    assert not isinstance(caught.value, SinkMissingError), "the machine may have one: the name is what is wrong"
    found = ", ".join(f"{d.path} ({d.name})" for d in v4l2.loopback_outputs()) or "none"
    assert str(caught.value) == (
        f"{device} is no v4l2loopback device, so nothing can be published there; those found: {found}"
    )


def test_the_stream_is_ended_while_the_device_is_still_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """v4l2loopback ends whoever's stream it is: once the device is let go, that may be another program's."""
    did: list[str] = []

    class Device:
        """As pyvirtualcam has it."""

        def __init__(self, *_args: object, device: str, **_more: object) -> None:
            self.device = device

        def close(self) -> None:
            did.append("let go")

    monkeypatch.setattr("pyvirtualcam.Camera", Device)
    found = v4l2.VideoDevice("/dev/video97", "Backdrop Camera", can_output=True, is_loopback=True)
    monkeypatch.setattr(v4l2, "loopback_outputs", lambda: [found])
    monkeypatch.setattr(v4l2, "stop_output", lambda path: did.append(f"ended {path}"))
    camera = VirtualCamera(1280, 720, 30)
    camera.close()
    camera.close()
    assert did == ["ended /dev/video97", "let go"]


class Machine:
    """A machine whose virtual camera is a file; pictures are written to whatever file was opened, deleted or not."""

    def __init__(self, folder: Path) -> None:
        self.node = folder / "video97"
        self.busy = False
        self.open = 0
        self.ended: list[str] = []
        self.times: list[float] = []
        """When a picture came to the camera that is there."""
        self.lost = 0
        """Pictures that no reader can have seen."""

    def outputs(self) -> list[v4l2.VideoDevice]:
        found = v4l2.VideoDevice(str(self.node), "Backdrop Camera", can_output=not self.busy, is_loopback=True)
        return [found] if self.node.exists() else []

    def make(self) -> None:
        self.node.touch()

    def camera(self, *_args: object, device: str, **_more: object) -> Any:
        if self.busy:
            raise RuntimeError("Device or resource busy")
        return _Written(self, device)


class _Written:
    """As pyvirtualcam has it: what cannot be written is printed, and no error."""

    def __init__(self, machine: Machine, device: str) -> None:
        self.device, self._machine, self._file = device, machine, open(device, "wb")  # noqa: SIM115
        self._number = Path(device).stat().st_ino
        machine.open += 1

    def send(self, pixels: Plane) -> None:
        self._file.write(pixels.tobytes()[:8])
        there = self._machine.node
        if there.exists() and there.stat().st_ino == self._number:
            self._machine.times.append(time.monotonic())
        else:
            self._machine.lost += 1

    def close(self) -> None:
        self._machine.open -= 1
        self._file.close()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)
    machine.make()
    monkeypatch.setattr("pyvirtualcam.Camera", machine.camera)
    monkeypatch.setattr(v4l2, "loopback_outputs", machine.outputs)
    monkeypatch.setattr(v4l2, "stop_output", machine.ended.append)
    return machine


def replace(node: Path) -> None:
    """By a device that is made while the other one is still open, so that it cannot be the same."""
    other = node.with_name("other")
    other.touch()
    other.rename(node)


@pytest.mark.parametrize("change", [Path.unlink, replace])
def test_a_camera_that_was_deleted_takes_no_picture_and_nobody_elses_stream_is_ended(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, change: Any
) -> None:
    monkeypatch.setattr("backdrop.publish.virtual_camera.LOOK_S", 0.0)
    picture = Frame(empty_pixels(64, 48), 1)
    camera = VirtualCamera(64, 48, 30)
    camera.send(picture)
    change(machine.node)
    with pytest.raises(SinkError, match="the virtual camera Backdrop Camera is gone"):
        camera.send(picture)
    camera.close()
    assert (machine.open, machine.ended) == (0, [])


def test_what_tells_of_readers_tells_that_the_camera_is_gone(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The descriptor that it holds knows at once, and there is no waiting on it any more."""

    class Gone:
        def present(self, _timeout_s: float) -> bool:
            raise OSError("no such device")

        def close(self) -> None:
            pass

    monkeypatch.setattr("backdrop.publish.virtual_camera.readers_of", lambda _path: Gone())
    with VirtualCamera(64, 48, 30) as camera:
        start = time.monotonic()
        assert camera.is_read(0.1) is False
        assert time.monotonic() - start > 0.05
        with pytest.raises(SinkError, match="is gone"):
            camera.send(Frame(empty_pixels(64, 48), 1))


@pytest.fixture
def published(machine: Machine) -> Iterator[LivePipeline]:
    """A background that goes out to the virtual camera of that machine."""
    size = 64, 48
    pipeline = LivePipeline(
        size, 30, None, open_background("color:#2d6a4f", *size), None, lambda: VirtualCamera(*size, 30),
        demand=Demand(None),
    )  # fmt: skip
    pipeline.start(None, _no_source)
    until(lambda: len(machine.times) > 3)
    yield pipeline
    pipeline.stop()
    assert machine.open == 0


def _no_source() -> Any:
    raise RuntimeError("there is no webcam")


def until(condition: Any, within_s: float = 9.0) -> float:
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < within_s, "it did not happen in time"
        time.sleep(0.005)
    return time.monotonic() - start


def test_a_deleted_camera_is_named_and_used_again_when_it_is_back(machine: Machine, published: LivePipeline) -> None:
    for _ in range(2):
        machine.node.unlink()
        named_s = until(lambda: "sink" in published.status().faults)
        until(lambda: "no virtual camera" in str(published.status().faults.get("sink")))
        assert machine.open == 0, "what is deleted is let go"
        before = len(machine.times)
        machine.make()
        took_s = until(lambda before=before: len(machine.times) > before)
        print(f"named after {named_s:.2f} s, pictures again {took_s:.2f} s after it was back")
        until(lambda: "sink" not in published.status().faults)


def test_a_camera_that_was_replaced_is_noticed(machine: Machine, published: LivePipeline) -> None:
    before = len(machine.times)
    replace(machine.node)
    took_s = until(lambda: len(machine.times) > before + 3)
    print(f"pictures again after {took_s:.2f} s")
    until(lambda: "sink" not in published.status().faults)


def test_a_camera_that_another_program_took_is_named_and_used_again(machine: Machine, published: LivePipeline) -> None:
    machine.busy = True
    replace(machine.node)
    until(lambda: "close what else writes to it" in str(published.status().faults.get("sink")))
    machine.busy = False
    before = len(machine.times)
    print(f"pictures again after {until(lambda: len(machine.times) > before):.2f} s")
    lost, count = machine.lost, len(machine.times)
    until(lambda: len(machine.times) > count + 40)
    assert machine.lost == lost
    assert max(b - a for a, b in itertools.pairwise(machine.times[count:])) < 0.2 * 3


def test_a_file_is_not_written_to_as_if_it_were_a_camera(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(SinkError, match=r"diary\.txt is no v4l2loopback device"):
        open_sink(f"camera:{tmp_path / 'diary.txt'}", 1280, 720, 30)
    assert (tmp_path / "diary.txt").read_text() == "mine"
