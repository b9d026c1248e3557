"""A room that can be told from every other picture, however little of it is seen, and the search for it.

A code is laid over the room's luma: noise of one pixel, known to the search. The share of the room in a picture is the
regression of its fine detail on the code: 1 where the room is as the camera saw it, 0 where there is nothing of it,
whatever else is there. A blur takes the fine detail away, so a blurred room counts as nearly none.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from backdrop.capture import Source, SourceInfo
from backdrop.capture.presenter import Presenter
from backdrop.errors import SourceError
from backdrop.frame import Frame, Plane, empty_pixels, now_ns, planes
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Cover

CODE = 24
"""Levels of luma by which the code makes a pixel of the room lighter or darker."""
CELLS = 16, 9
"""The picture is searched in so many columns and rows, and as a whole."""
DETAIL = 5
"""Side in pixels of the box whose mean is taken off, so that only what is finer counts."""
EDGE = 0.06
"""How far from the person, in picture heights, the room may show by the soft edge of a matte."""

Values = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


class Seen(NamedTuple):
    """The share of the room in a picture: in the worst cell away from the person, and over the whole picture."""

    far: float
    whole: float

    def exceeds(self, bound: Seen) -> bool:
        return self.far > bound.far or self.whole > bound.whole


class View(NamedTuple):
    """A picture of somebody in the coded room, and the exact alpha of the person, both (height, width)."""

    pixels: Plane
    alpha: Plane


def presenter_views(width: int, height: int, count: int = 60) -> list[View]:
    """The drawn presenter moving in a coded room, with the room alone as the last."""
    code = coded(width, height)
    with Presenter(width, height, paced=False) as presenter:
        drawn = [presenter.draw(n) for n in range(count)]
        views = [_lay_code(frame.pixels, matte.alpha, code) for frame, matte in drawn]
        return [*views, _lay_code(presenter.room.pixels, np.zeros((height, width), np.uint8), code)]


PERSON_YUV = 90, 90, 220
"""Red: what `KeyingEngine` takes for the person."""


def plain_views(width: int, height: int, count: int = 60) -> list[View]:
    """Somebody all red who walks through a grey coded room, with the room alone as the last."""
    code, views = coded(width, height), []
    for n in range(count + 1):
        pixels, alpha = empty_pixels(width, height), np.zeros((height, width), np.uint8)
        for plane, level in zip(planes(pixels), (110, 128, 128), strict=True):
            plane.fill(level)
        if n < count:
            left = round((0.1 + 0.5 * n / count) * width) // 2 * 2
            person = slice(height // 8 * 2, None), slice(left, left + width // 8 * 2)
            alpha[person] = 255
            half = tuple(slice(part.start // 2, part.stop and part.stop // 2) for part in person)
            for plane, level, where in zip(planes(pixels), PERSON_YUV, (person, half, half), strict=True):
                plane[where] = level
        views.append(_lay_code(pixels, alpha, code))
    return views


def coded(width: int, height: int) -> npt.NDArray[np.int32]:
    return np.random.default_rng(1).choice(np.array([-CODE, CODE], np.int32), (height, width))


def _lay_code(pixels: Plane, alpha: Plane, code: npt.NDArray[np.int32]) -> View:
    laid = pixels.copy()
    luma = planes(laid).y
    luma[:] = np.clip(luma + code * (255 - alpha.astype(np.int32)) // 255, 16, 235)
    return View(laid, alpha.copy())


class Search:
    """Looks for the room of these views in pictures of one size, mirrored or not."""

    def __init__(self, views: Sequence[View], size: tuple[int, int]) -> None:
        """`size`: (width, height) of the pictures to search, which show the views scaled to cover them."""
        height, width = views[0].alpha.shape
        room = empty_pixels(*size)
        Cover((width, height), size)(views[-1].pixels, room)
        code = _detail(planes(room).y)
        self._codes = [code, np.ascontiguousarray(code[:, ::-1])]  # as the camera saw it, and mirrored
        self._energies = [_by_cell(code * code) for code in self._codes]
        self._near = [near | near[:, ::-1] for near in (_near(view.alpha) for view in views)]

    def __call__(self, pixels: Plane, number: int | None) -> Seen:
        """`number`: of the view that the picture was made of; None where nothing of the camera may show at all."""
        detail = _detail(planes(pixels).y)
        far = ~self._near[number] if number is not None else np.ones(CELLS[::-1], np.bool_)
        found = []
        for code, energy in zip(self._codes, self._energies, strict=True):
            shares = _by_cell(code * detail) / energy
            found.append((float(shares[far].max(initial=0)), float(shares.mean())))
        return Seen(*(max(both) for both in zip(*found, strict=True)))


def _detail(luma: Plane) -> Values:
    values = luma.astype(np.float32)
    return np.asarray(values - cv2.blur(values, (DETAIL, DETAIL)), np.float32)


def _by_cell(values: Values) -> Values:
    return np.asarray(cv2.resize(values, CELLS, interpolation=cv2.INTER_AREA), np.float32)


def _near(alpha: Plane) -> Mask:
    """The cells that the person or a soft edge may reach into."""
    reach = round(EDGE * alpha.shape[0] + DETAIL // 2) * 2 + 1
    grown = cv2.dilate(alpha, np.ones((reach, reach), np.uint8))
    return np.asarray(_by_cell(grown.astype(np.float32)) > 0, np.bool_)


class RoomCamera:
    """The camera of all that is opened while a test runs; says which view a frame was captured from.

    A source that it opens reads its `size` once: what it gives is enlarged to that by whole pixels.
    """

    def __init__(self, views: Sequence[View], fps: float) -> None:
        self.views, self.fps = views, fps
        self.enlarged = 1
        self.label = "room"
        self.missing: SourceError | None = None
        """Raised by whoever opens it, until it is None again."""
        self.failing: Exception | None = None
        """Raised by whoever reads it, until it is None again."""
        self.frozen = threading.Event()
        self.opened: list[RoomSource] = []
        self.wait: Callable[[float], None] | None = None
        """In place of the time between two frames, where it does not keep to real time."""
        self._numbers: dict[int, int] = {}
        self._count = 0

    def mend(self) -> None:
        self.missing = self.failing = None

    def open(self) -> RoomSource:
        if self.missing is not None:
            raise self.missing
        self.opened.append(RoomSource(self))
        return self.opened[-1]

    def next(self, enlarged: int) -> Frame:
        back_and_forth = len(self.views) - 2  # all but the room alone
        number = abs((self._count + back_and_forth) % (2 * back_and_forth) - back_and_forth)
        self._count += 1
        pixels = self.views[number].pixels
        return self.stamped(pixels if enlarged == 1 else _enlarged(pixels, enlarged), number)

    def stamped(self, pixels: Plane, number: int) -> Frame:
        """These pixels as captured now, of the view of that number."""
        captured_ns = now_ns()
        self._numbers[captured_ns] = number
        while len(self._numbers) > 4000:
            del self._numbers[next(iter(self._numbers))]
        return Frame(pixels, captured_ns)

    def number_of(self, frame: Frame) -> int | None:
        """Of the view; None for a picture that was not captured, such as a stand-in."""
        return self._numbers.get(frame.captured_ns)


class RoomSource(Source):
    def __init__(self, camera: RoomCamera) -> None:
        self._camera, self._enlarged = camera, camera.enlarged
        height, width = camera.views[0].alpha.shape
        self._info = SourceInfo(camera.label, width * self._enlarged, height * self._enlarged, camera.fps)
        self._closed = threading.Event()

    @property
    def info(self) -> SourceInfo:
        return self._info

    def read(self) -> Frame:
        camera = self._camera
        if camera.wait is not None:
            camera.wait(1 / camera.fps)
        else:
            self._closed.wait(1 / camera.fps)
        while camera.frozen.is_set() and not self._closed.wait(0.005):
            pass
        if self._closed.is_set():
            raise SourceError("the room's camera was closed")
        if camera.failing is not None:
            raise camera.failing
        return camera.next(self._enlarged)

    def close(self) -> None:
        self._closed.set()

    def enlarge(self, times: int) -> None:
        """From the next frame on, without being opened anew."""
        self._enlarged = times

    @property
    def is_open(self) -> bool:
        return not self._closed.is_set()


def _enlarged(pixels: Plane, times: int) -> Plane:
    """Every pixel as a square of so many: halved exactly, it is the same picture again."""
    height, width = pixels.shape[0] * 2 // 3, pixels.shape[1]
    out = empty_pixels(width * times, height * times)
    for plane, target in zip(planes(pixels), planes(out), strict=True):
        target[:] = np.kron(plane, np.ones((times, times), np.uint8))
    return out


def until(condition: Callable[[], object], within_s: float = 6.0) -> float:
    """Seconds until it was so; fails when it is not in time."""
    start = time.perf_counter()  # a test may meddle with the other clocks
    while not condition():
        assert time.perf_counter() - start < within_s, "it did not happen in time"
        time.sleep(0.002)
    return time.perf_counter() - start
