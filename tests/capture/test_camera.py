"""Choosing and opening cameras on machines with and without them. Real pictures need a real device: see tests/call."""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from backdrop.capture.camera import Camera
from backdrop.capture.cameras import CameraInfo, find_camera, from_devices, list_cameras
from backdrop.errors import BackdropError, SourceError, SourceMissingError
from backdrop.host.cv import cv2
from backdrop.host.v4l2 import VideoDevice
from support.clips import movie

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="device nodes are Linux's")


def webcam(number: int, name: str, by_id: str = "") -> VideoDevice:
    links = (f"/dev/v4l/by-id/{by_id}",) if by_id else ()
    return VideoDevice(f"/dev/video{number}", name, "uvcvideo", links, can_capture=True)


def loopback(number: int, name: str, can_capture: bool = True) -> VideoDevice:
    return VideoDevice(
        f"/dev/video{number}",
        name,
        "v4l2 loopback",
        can_capture=can_capture,
        can_output=not can_capture,
        is_loopback=True,
    )


DESK = from_devices(
    [
        loopback(0, "Backdrop Camera"),
        loopback(1, "Phone as Webcam"),
        webcam(2, "Integrated Camera", "usb-Bison_Integrated_Camera-video-index0"),
        VideoDevice("/dev/video3", "Integrated Camera", "uvcvideo"),
        webcam(4, "Logi C920"),
        webcam(12, "Logi Brio"),
    ]
)


def ids(cameras: Sequence[CameraInfo]) -> list[str]:
    return [camera.id for camera in cameras]


def test_the_list_leaves_out_metadata_nodes_and_our_own_output() -> None:
    assert ids(DESK) == ["1", "2", "4", "12"]


def test_what_is_not_a_webcam_says_so() -> None:
    assert [camera.note for camera in DESK] == ["virtual camera", "", "", ""]


def test_a_raw_sensor_and_an_idle_loopback_are_no_cameras() -> None:
    sensor = VideoDevice("/dev/video0", "Sensor", "isys", can_capture=True, needs_set_up=True)
    assert from_devices([sensor, loopback(1, "Phone", can_capture=False)]) == []


def test_a_forbidden_webcam_is_listed_once() -> None:
    nodes = [VideoDevice(f"/dev/video{n}", "Shy Webcam", state="denied") for n in (0, 1)]
    [camera] = from_devices(nodes)
    assert (camera.id, camera.note) == ("0", "no permission")


@pytest.mark.parametrize(
    ("which", "number"),
    [
        ("", "2"),
        ("4", "4"),
        ("12", "12"),
        ("/dev/video4", "4"),
        ("/dev/v4l/by-id/usb-Bison_Integrated_Camera-video-index0", "2"),
        ("Logi C920", "4"),
        ("brio", "12"),
        ("INTEGRATED", "2"),
        ("phone", "1"),
    ],
)
def test_a_camera_is_found_by_number_path_and_name(which: str, number: str) -> None:
    if which.startswith("/dev/video") and sys.platform != "linux":
        pytest.skip("device nodes are Linux's")
    assert find_camera(which, DESK).id == number


def test_an_ambiguous_name_lists_what_it_fits() -> None:
    with pytest.raises(SourceError, match=r"several cameras: 4 \(Logi C920\), 12 \(Logi Brio\)"):
        find_camera("logi", DESK)


def test_a_whole_name_wins_over_a_part_of_another() -> None:
    cameras = from_devices([webcam(0, "Camera 2"), webcam(1, "Camera")])
    assert find_camera("camera", cameras).id == "1"


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(SourceMissingError, match=r"'Sony'.*2 \(Integrated Camera\).*backdrop devices"):
        find_camera("Sony", DESK)


def test_our_own_output_is_not_found_by_name() -> None:
    with pytest.raises(SourceMissingError):
        find_camera("Backdrop Camera", DESK)


def test_without_a_webcam_no_virtual_camera_is_chosen_unasked() -> None:
    with pytest.raises(SourceMissingError, match="Phone as Webcam"):
        find_camera("", DESK[:1])


def test_a_webcam_that_may_be_opened_is_preferred() -> None:
    shy = VideoDevice("/dev/video0", "Shy", state="denied")
    assert find_camera("", from_devices([shy, webcam(1, "Open")])).id == "1"
    assert find_camera("", from_devices([shy])).id == "0"


@pytest.mark.parametrize("which", ["", "0", "no such camera", "/dev/video77", "/dev/v4l/by-id/usb-gone"])
def test_no_camera_at_all_is_one_line_that_says_where_to_look(which: str) -> None:
    with pytest.raises(SourceMissingError) as caught:
        Camera(which, cameras=[])
    assert "backdrop devices" in str(caught.value)
    assert "\n" not in str(caught.value)


@linux_only
def test_a_device_that_is_no_camera_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match="/dev/null is not a camera"):
        Camera("/dev/null")


@linux_only
def test_a_folder_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        Camera(str(tmp_path))


@linux_only
def test_a_camera_that_was_unplugged_after_it_was_listed_is_missing() -> None:
    with pytest.raises(SourceMissingError, match=r"Gone Webcam \(/dev/video98\) is gone"):
        Camera("98", cameras=from_devices([webcam(98, "Gone Webcam")]))


@pytest.mark.parametrize("which", ["\n", "a\0b", "/dev/\0", "🎥" * 1000, "-1", "9" * 5000, "{name}", "../../dev/null"])
def test_nonsense_is_refused_in_one_line(which: str) -> None:
    with pytest.raises(BackdropError) as caught:
        Camera(which, cameras=DESK)
    assert "\n" not in str(caught.value)


def test_this_machines_cameras_have_distinct_ids() -> None:
    if sys.platform != "linux":
        pytest.importorskip("cv2_enumerate_cameras")
    found = ids(list_cameras())
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("platform", "expected"), [("win32", ["0", "1", "2"]), ("darwin", ["0"])])
def test_other_systems_are_asked_through_the_list_that_opencv_counts_by(
    monkeypatch: pytest.MonkeyPatch, platform: str, expected: list[str]
) -> None:
    from backdrop.host.cv import cv2

    def camera(index: int, name: str, path: str | None) -> SimpleNamespace:
        return SimpleNamespace(index=index, name=name, path=path)

    lists = {
        cv2.CAP_DSHOW: [camera(0, "HD Webcam", r"\\?\usb#1"), camera(1, "OBS Virtual Camera", None)],
        cv2.CAP_MSMF: [camera(0, "HD Webcam", r"\\?\usb#1"), camera(1, "Windows Studio Camera", r"\\?\x")],
        cv2.CAP_AVFOUNDATION: [camera(0, "FaceTime HD Camera", "0x14200000")],
    }
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", SimpleNamespace(enumerate_cameras=lists.__getitem__))
    monkeypatch.setattr(sys, "platform", platform)
    cameras = list_cameras()
    assert ids(cameras) == expected
    assert find_camera("", cameras).id == "0"
    if platform == "win32":
        assert cameras[1].is_virtual
        assert (cameras[2].index, cameras[2].backend) == (1, cv2.CAP_MSMF)
        assert find_camera(r"\\?\usb#1", cameras).id == "0"


def jpeg(width: int, height: int, said: tuple[int, int] | None = None) -> bytes:
    """A picture; `said` is the size that its header gives instead of its own."""
    content = bytearray(cv2.imencode(".jpg", np.full((height, width, 3), 120, np.uint8))[1].tobytes())
    if said is not None:
        at = content.index(b"\xff\xc0") + 5
        content[at : at + 4] = struct.pack(">HH", said[1], said[0])
    return bytes(content)


def plugged_in(folder: Path, pictures: list[bytes]) -> Camera:
    """A camera whose pictures are these JPEGs: a file of them, which OpenCV decodes as it decodes a webcam's."""
    (folder / "webcam.avi").write_bytes(movie(pictures))
    address: Any = str(folder / "webcam.avi")  # which `cv2.VideoCapture` takes in place of a number
    return Camera("9", cameras=[CameraInfo("9", "Webcam", "", "", address, cv2.CAP_OPENCV_MJPEG)])


def test_a_picture_whose_header_was_garbled_to_an_enormous_size_is_passed_over(tmp_path: Path) -> None:
    whole = jpeg(64, 48)
    camera = plugged_in(
        tmp_path, [whole, jpeg(64, 48, said=(30_000, 30_000)), jpeg(64, 48, said=(65_500, 65_500)), whole]
    )
    assert camera.read().size == (64, 48)
    with pytest.raises(SourceError, match="stopped delivering"):
        camera.read()
    camera.close()


def test_a_first_picture_of_one_row_is_none(tmp_path: Path) -> None:
    camera = plugged_in(tmp_path, [jpeg(64, 1), jpeg(64, 48)])
    assert camera.info.height == 48
    camera.close()
