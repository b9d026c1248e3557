"""What a webcam sends, compressed or plain, arrives in the right colours, and what is damaged is passed over."""

from __future__ import annotations

import logging
import tracemalloc

import numpy as np
import pytest

from backdrop.capture.camera import Camera
from backdrop.capture.cameras import CameraInfo
from backdrop.errors import SourceError
from backdrop.frame import Frame
from backdrop.host.cv import cv2
from backdrop.host.media.colour import yuv_of
from support.webcam import INFO, Webcam, plug_in

RAW = (cv2.CAP_PROP_CONVERT_RGB, 0)
RED, GREEN, BLUE = (200, 30, 40), (20, 160, 60), (30, 60, 210)


def bgr(colour: tuple[int, int, int], width: int = 64, height: int = 48) -> np.ndarray:
    return np.full((height, width, 3), colour[::-1], np.uint8)


def jpeg(colour: tuple[int, int, int], width: int = 64, height: int = 48) -> bytes:
    how = [cv2.IMWRITE_JPEG_QUALITY, 95, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422]
    return bytes(cv2.imencode(".jpg", bgr(colour, width, height), how)[1].tobytes())


def yuyv(colour: tuple[int, int, int], width: int = 64, height: int = 48) -> bytes:
    y, u, v = yuv_of(*colour)
    return bytes([y, u, y, v]) * (width * height // 2)


def camera(info: CameraInfo = INFO) -> Camera:
    return Camera("77", 64, 48, 30, [info])


def colour_of(frame: Frame | None) -> tuple[int, ...]:
    assert frame is not None
    return tuple(int(np.median(plane)) for plane in frame.planes)


def shows(frame: Frame | None, colour: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(colour_of(frame), yuv_of(*colour), strict=True)) <= 3


@pytest.mark.parametrize("kind", [{}, {"code": "YUYV"}, {"code": "YUYV", "keeps_shape": True}])
def test_what_v4l2_hands_on_unconverted_arrives_in_its_colours(
    monkeypatch: pytest.MonkeyPatch, kind: dict[str, object]
) -> None:
    coded = yuyv if kind else jpeg
    webcam = plug_in(monkeypatch, [coded(colour) for colour in (RED, GREEN, BLUE)], **kind)
    with camera() as opened:
        assert (opened.info.width, opened.info.height) == (64, 48)
        assert [shows(opened.read(), colour) for colour in (GREEN, BLUE, RED)] == [True] * 3
    assert RAW in webcam.asked


@pytest.mark.parametrize("size", [(63, 47), (65, 48), (64, 49), (2, 2), (3, 3)])
def test_an_odd_last_row_or_column_is_left_out(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    plug_in(monkeypatch, [jpeg(RED, *size)], size=size)
    with camera() as opened:
        frame = opened.read()
        assert frame.size == (size[0] & ~1, size[1] & ~1)
        assert shows(frame, RED)


def test_a_torn_picture_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, [jpeg(RED)[:-40], jpeg(RED), jpeg(GREEN)[:300], b"", b"noise" * 50, jpeg(BLUE)])
    with camera() as opened:
        assert shows(opened.read(), BLUE)


def test_plain_pictures_of_a_wrong_length_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, [yuyv(RED), yuyv(GREEN)[:-2], yuyv(BLUE)], code="YUYV")
    with camera() as opened:
        assert shows(opened.read(), BLUE)


def test_a_camera_whose_every_picture_is_refused_is_read_by_way_of_opencv(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(logging.getLogger("backdrop"), "propagate", True)
    only_opencv_reads_this = cv2.imencode(".png", bgr(RED))[1].tobytes()
    webcam = plug_in(monkeypatch, [only_opencv_reads_this])
    with camera() as opened:
        assert shows(opened.read(), RED)
    assert webcam.asked[-2:] == [RAW, (cv2.CAP_PROP_CONVERT_RGB, 1)]
    assert "Webcam: its pictures are not what it says they are; OpenCV converts them" in caplog.text


def test_plain_pictures_with_padded_rows_are_left_to_opencv(monkeypatch: pytest.MonkeyPatch) -> None:
    webcam = plug_in(monkeypatch, [yuyv(GREEN) + bytes(64)], code="YUYV")
    with camera() as opened:
        assert shows(opened.read(), GREEN)
    assert webcam.asked[-1] == (cv2.CAP_PROP_CONVERT_RGB, 1)


def test_a_camera_that_goes_bad_later_has_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    webcam = plug_in(monkeypatch, [jpeg(RED), *[b"noise" * 50] * 6])
    with camera() as opened, pytest.raises(SourceError, match="stopped delivering"):
        opened.read()
    assert webcam.asked[-1] == RAW


def test_a_camera_that_gives_nothing_is_not_tried_again_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    webcam = plug_in(monkeypatch, [], ends=True)
    with pytest.raises(SourceError):
        camera()
    assert webcam.asked[-1] == RAW


def test_a_picture_of_another_size_is_one_clear_error_and_the_next_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, [jpeg(RED), jpeg(RED, 32, 24), jpeg(BLUE)])
    with camera() as opened:
        with pytest.raises(SourceError, match="changed the size"):
            opened.read()
        assert shows(opened.read(), BLUE)


@pytest.mark.parametrize(("backend", "code"), [(cv2.CAP_MSMF, "MJPG"), (cv2.CAP_DSHOW, "MJPG"), (cv2.CAP_V4L2, "NV12")])
def test_elsewhere_and_in_other_formats_opencv_is_left_to_convert(
    monkeypatch: pytest.MonkeyPatch, backend: int, code: str
) -> None:
    class Converting(Webcam):
        def retrieve(self, out: object = None) -> tuple[bool, np.ndarray]:
            return True, bgr(RED)

    webcam = plug_in(monkeypatch, [b""], code=code, retrieve=Converting.retrieve)
    with camera(CameraInfo("77", "Webcam", "", "", 77, backend)) as opened:
        assert shows(opened.read(), RED)
    assert RAW not in webcam.asked


@pytest.mark.parametrize("missing", [0, 1, 192])
def test_bgr_that_comes_as_one_row_is_a_picture_only_when_it_is_whole(
    monkeypatch: pytest.MonkeyPatch, missing: int
) -> None:
    row = bgr(GREEN).reshape(1, -1)[:, missing:].tobytes()
    plug_in(monkeypatch, [row], code="BGR3")
    if missing:
        with pytest.raises(SourceError):
            camera()
    else:
        with camera() as opened:
            assert shows(opened.read(), GREEN)


@pytest.mark.parametrize("kind", [{}, {"code": "YUYV"}])
def test_a_steady_stream_allocates_no_picture(monkeypatch: pytest.MonkeyPatch, kind: dict[str, object]) -> None:
    width, height = 640, 480
    content = (yuyv if kind else jpeg)(RED, width, height)
    plug_in(monkeypatch, [content], size=(width, height), **kind)
    given = len(content)  # which the camera itself makes
    with camera() as opened:
        for _ in range(3):
            opened.read()
        tracemalloc.start()
        try:
            for _ in range(5):
                opened.read()
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < given + width * height // 4
