"""The virtual camera where there is none. Pictures through a real one are seen by tests/call."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backdrop.errors import SinkError, SinkMissingError
from backdrop.host import v4l2
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


def test_a_file_is_not_written_to_as_if_it_were_a_camera(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(SinkError, match=r"diary\.txt is no v4l2loopback device"):
        open_sink(f"camera:{tmp_path / 'diary.txt'}", 1280, 720, 30)
    assert (tmp_path / "diary.txt").read_text() == "mine"
