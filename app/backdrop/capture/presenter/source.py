"""The drawn presenter: a person in a room, drawn by the program, and the exact alpha of the person.

A source that needs no camera: for demonstrations, for tests, and for measuring a matte against the truth. It is not a
photograph, but the default segmentation model takes it for a person (intersection over union above 0.97).
"""

from __future__ import annotations

import threading
import time
from math import floor

import numpy as np

from backdrop.capture.presenter.body import arm, torso
from backdrop.capture.presenter.face import features
from backdrop.capture.presenter.head import fringe, head
from backdrop.capture.presenter.look import Look, Pose, look, pose
from backdrop.capture.presenter.picture import Picture, Transform, placed
from backdrop.capture.presenter.room import room
from backdrop.capture.source import Source, SourceInfo
from backdrop.errors import SourceError, UsageError
from backdrop.frame import BufferPool, Frame, FramePool, Matte, now_ns
from backdrop.text import N_, _

SMALLEST, WIDEST, TALLEST = 64, 3840, 2160
FASTEST_FPS = 1000.0

FIGURE_SCALE = 1.10
"""Pixels of one unit of the figure for each pixel of picture height: head and shoulders as at a desk."""
EYES_Y = 0.375
"""Where the eyes are at rest, in picture heights from the top."""
NECK_UNITS = 0.20
"""How far below the eyes the head turns on the neck, in the figure's units."""
ELBOW_X, ELBOW_Y, ELBOW_TURN = 0.36, -0.14, 0.36
"""Where the elbow of the waving arm is: picture heights from the middle and below the lower edge; radians outward."""

RISE_Y, RISE_TURN = 0.36, 0.80
"""How much lower and further outward it is at rest, below the picture: the hand comes up in an arc from the side."""


class Presenter(Source):
    """Frames of the drawn presenter, without end.

    `width` and `height` are even, 64x64 to 3840x2160; `fps` up to 1000; `seed` chooses the looks. Frame `n` depends on
    the seed, the size, and `n / fps` only. With `paced`, `read` keeps to real time as a camera does: it waits for the
    next frame and leaves out those that are already past. Raises UsageError for a size or rate that cannot be.
    """

    def __init__(
        self, width: int = 1280, height: int = 720, fps: float = 30.0, seed: int = 0, paced: bool = True
    ) -> None:
        _check(width, height, fps)
        self._info = SourceInfo(_("drawn presenter"), width, height, fps)
        self._paced = paced
        self._look: Look = look(seed)
        # In a picture taller than wide the person still fits between the sides.
        self._scale = FIGURE_SCALE * min(height, width)
        self._torso, self._arm = torso(self._look, self._scale), arm(self._look, self._scale)
        self._head, self._fringe = head(self._look, self._scale), fringe(self._look, self._scale)
        self._room = room(self._look, seed, width, height)
        self._picture = Picture(width, height)
        self._frames, self._alphas = FramePool(width, height), BufferPool((height, width))
        self._next, self._start_s = 0, 0.0
        self._closed = threading.Event()

    @property
    def info(self) -> SourceInfo:
        return self._info

    @property
    def room(self) -> Frame:
        """The room without the person."""
        return Frame(self._room, 0)

    def draw(self, n: int) -> tuple[Frame, Matte]:
        """Frame number `n` and its alpha, which is exact; `captured_ns` is n / fps."""
        return self._draw(n, self._time_ns(n))

    def read(self) -> Frame:
        return self.read_with_matte()[0]

    def read_with_matte(self) -> tuple[Frame, Matte]:
        """The next frame, as `read` gives it, and its exact alpha. Raises SourceError once closed."""
        n = self._wait() if self._paced else self._next
        if self._closed.is_set():
            raise SourceError(N_("The drawn presenter has been closed; open it again to read on."))
        self._next = n + 1
        frame, matte = self._draw(n, self._time_ns(n))
        if self._paced:  # what a camera takes to make a picture is before its capture time
            captured_ns = now_ns()
            return Frame(frame.pixels, captured_ns), Matte(matte.alpha, captured_ns)
        return frame, matte

    def close(self) -> None:
        self._closed.set()

    def _time_ns(self, n: int) -> int:
        return round(n / self._info.fps * 1e9)

    def _wait(self) -> int:
        """Waits until a frame is due, or for `close`; the number of that frame, which is the newest due."""
        now = time.monotonic()
        if self._next == 0:
            self._start_s = now
        due = max(self._next, floor((now - self._start_s) * self._info.fps))
        self._closed.wait(max(0.0, self._start_s + due / self._info.fps - now))
        return due

    def _draw(self, n: int, captured_ns: int) -> tuple[Frame, Matte]:
        pixels, alpha = self._frames.take(), self._alphas.take()
        self._picture.begin(alpha)
        self._lay_figure(self._picture, pose(self._look, n / self._info.fps))
        self._picture.show(self._room, pixels)
        return Frame(pixels, captured_ns), Matte(alpha, captured_ns)

    def _lay_figure(self, picture: Picture, now: Pose) -> None:
        body = self._place_body(now)
        neck = self._place_head(body, now)
        picture.lay(self._torso, body)
        picture.lay(self._head, neck)
        picture.draw(features(self._look, now, neck))
        picture.lay(self._fringe, _shifted(neck, 0.05 * now.yaw, 0.04 * now.pitch))
        if now.raised > 0:
            picture.lay(self._arm, self._place_arm(now))

    def _place_body(self, now: Pose) -> Transform:
        short = min(self._info.width, self._info.height)
        x = self._info.width / 2 + now.sway_x * short
        return placed(x, self._info.height - short * (1 - EYES_Y - now.breath_y), 0.0, self._scale)

    def _place_head(self, body: Transform, now: Pose) -> Transform:
        """The head stands on the neck of `body` and tilts about it."""
        x, y = body[:, :2] @ (0.02 * now.yaw, NECK_UNITS + 0.05 * now.pitch) + body[:, 2]
        return _shifted(placed(x, y, now.lean + now.tilt, self._scale), 0.0, -NECK_UNITS)

    def _place_arm(self, now: Pose) -> Transform:
        side = self._look.wave_side
        short = min(self._info.width, self._info.height)
        x = self._info.width / 2 + (side * ELBOW_X + now.sway_x) * short
        y = self._info.height + (ELBOW_Y + RISE_Y * (1 - now.raised)) * short
        return placed(x, y, side * (ELBOW_TURN + RISE_TURN * (1 - now.raised)) + now.wave, self._scale, side)


def _shifted(transform: Transform, x: float, y: float) -> Transform:
    """`transform` with the shape moved by (x, y) of its own units beforehand."""
    linear = transform[:, :2]
    return np.column_stack([linear, linear @ (x, y) + transform[:, 2]])


def _check(width: int, height: int, fps: float) -> None:
    if width % 2 or height % 2 or not (SMALLEST <= width <= WIDEST and SMALLEST <= height <= TALLEST):
        raise UsageError(
            N_("The drawn presenter cannot be {width}x{height}: choose even sides from {low}x{low} to {wide}x{tall}."),
            width=width, height=height, low=SMALLEST, wide=WIDEST, tall=TALLEST,
        )  # fmt: skip
    if not 0 < fps <= FASTEST_FPS:
        raise UsageError(N_("The drawn presenter cannot run at {fps} frames a second: choose 1 to 1000."), fps=fps)
