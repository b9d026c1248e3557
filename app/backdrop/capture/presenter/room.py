"""The furnished room behind the drawn presenter, a little out of focus as behind a person at a desk.

Drawn once. The pieces stand at distances from the picture's sides, so that any aspect ratio shows a furnished room.
"""

from __future__ import annotations

from random import Random

import numpy as np

from backdrop.capture.presenter.look import Look
from backdrop.capture.presenter.paint import (
    Canvas,
    Colour,
    box,
    ellipse,
    mix,
    outline,
    polygon,
    shade,
    stroke,
)
from backdrop.frame import Plane
from backdrop.host.cv import cv2

FOCUS_BLUR = 0.0035
"""Standard deviation of the room's blur, in picture heights: enough to rest the eye on the person."""
GRAIN = 3
"""Largest luma noise, in levels: hides the steps in the wall's soft light."""
LEAF: Colour = (74, 112, 78)
WHITE: Colour = (246, 244, 238)


def room(look: Look, seed: int, width: int, height: int) -> Plane:
    """The room as I420 pixels of shape (height·3/2, width)."""
    half = width / height / 2
    # Out of focus, it holds no detail finer than two pixels, and costs a quarter.
    scale = height / 2 if height >= 240 else float(height)
    canvas = Canvas(-half, 0, half, 1, scale)
    canvas.fill(box(-half - 1, -1, half + 1, 2), look.wall)
    _furnish(canvas, look, Random(seed), half)  # noqa: S311 (a picture, not a secret)
    rgb = cv2.cvtColor(canvas.rgba(), cv2.COLOR_RGBA2RGB)
    rgb = cv2.GaussianBlur(rgb, (0, 0), max(FOCUS_BLUR * scale, 0.3))
    rgb = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_CUBIC)
    return _grained(np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420), np.uint8), height)


def _grained(pixels: Plane, height: int) -> Plane:
    """`pixels` with noise on the luma, from one tile that is repeated."""
    width = pixels.shape[1]
    mixed = np.arange(128 * 192, dtype=np.uint32) * np.uint32(2654435761)
    mixed = (mixed ^ mixed >> np.uint32(15)) * np.uint32(2246822519)
    mixed ^= mixed >> np.uint32(13)
    tile = ((mixed & 3) + (mixed >> np.uint32(2) & 3)).astype(np.int16).reshape(128, 192)
    noise = np.tile(tile, (height // 128 + 1, width // 192 + 1))[:height, :width]
    pixels[:height] = cv2.add(pixels[:height], noise - GRAIN, dtype=cv2.CV_8U)
    return pixels


def _furnish(canvas: Canvas, look: Look, rng: Random, half: float) -> None:
    side = look.window_side
    window_x, shelf_x = side * max(half - 0.24, 0.30), -side * max(half - 0.25, 0.34)
    _light_wall(canvas, half, side)
    _window(canvas, look, window_x)
    if half > 0.8:
        _picture(canvas, look, -side * (half - 0.57), 0.22)
    _shelf(canvas, look, rng, shelf_x, 0.30)
    _sideboard(canvas, look, shelf_x)
    _books_lying(canvas, look, shelf_x - side * 0.09)
    _lamp(canvas, look, shelf_x - side * 0.04)
    _plant(canvas, look, rng, side * max(half - 0.13, 0.3))
    canvas.light(box(-half - 1, 0.86, half + 1, 2), (0.82, 0.8, 0.8), 0.1)


def _light_wall(canvas: Canvas, half: float, side: int) -> None:
    """Daylight from the window's side, falling off towards the other and the ceiling."""
    for reach in (0.2, 0.7, 1.2):
        away = -side * (half * 2 * reach / 1.2 - half)
        canvas.light(box(min(away, -side * 9), -1, max(away, -side * 9), 2), (0.93, 0.925, 0.93), 0.22)
    canvas.light(box(-half - 1, -1, half + 1, 0.02), (0.86, 0.86, 0.88), 0.09)


def _window(canvas: Canvas, look: Look, x: float) -> None:
    left, right, top, bottom = x - 0.19, x + 0.19, 0.05, 0.62
    canvas.light(box(left, top, right, bottom), (1.12, 1.11, 1.08), 0.11)
    canvas.fill(box(left - 0.018, top - 0.018, right + 0.018, bottom + 0.018), WHITE)
    canvas.fill(box(left, top, right, bottom), (206, 228, 240))
    canvas.light(box(left, top - 0.1, right, top + 0.2), (0.88, 0.95, 1.02), 0.08)
    for hill, colour in ((0.40, (176, 204, 196)), (0.47, (146, 182, 154)), (0.53, (118, 158, 124))):
        crest = [(left + (right - left) * i / 6, hill + 0.03 * np.sin(i * 1.9 + hill * 40)) for i in range(7)]
        canvas.fill(polygon(*crest, (right, bottom), (left, bottom)), colour)
    frame = mix(WHITE, look.wall, 0.2)
    canvas.fill(box(x - 0.009, top, x + 0.009, bottom), frame)
    canvas.fill(box(left, 0.245, right, 0.26), frame)
    canvas.fill(box(left - 0.035, bottom + 0.012, right + 0.035, bottom + 0.034), WHITE)
    canvas.light(box(left - 0.03, bottom + 0.034, right + 0.03, bottom + 0.05), (0.8, 0.79, 0.8), 0.01)
    for edge, outward in ((left, -1), (right, 1)):
        _curtain(canvas, mix(look.accent, (206, 212, 212), 0.78), edge + outward * 0.03, bottom + 0.12)


def _curtain(canvas: Canvas, colour: Colour, x: float, bottom: float) -> None:
    canvas.fill(outline([(x - 0.045, 0.0), (x + 0.045, 0.0), (x + 0.05, bottom), (x - 0.05, bottom)], 3), colour)
    for i in range(4):
        fold = x - 0.034 + 0.023 * i
        canvas.light(box(fold, -0.1, fold + 0.009, bottom), (0.86, 0.85, 0.86), 0.005)


def _picture(canvas: Canvas, look: Look, x: float, y: float) -> None:
    canvas.light(box(x - 0.085, y - 0.1, x + 0.1, y + 0.135), (0.82, 0.81, 0.82), 0.016)
    canvas.fill(box(x - 0.09, y - 0.12, x + 0.09, y + 0.12), shade(look.wood, 0.72))
    canvas.fill(box(x - 0.08, y - 0.11, x + 0.08, y + 0.11), WHITE)
    canvas.fill(box(x - 0.055, y - 0.08, x + 0.055, y + 0.08), mix(look.accent, WHITE, 0.65))
    canvas.fill(ellipse(x + 0.012, y - 0.025, 0.026, 0.026), mix(look.accent, (250, 214, 150), 0.5))
    hills = [(x - 0.055, y + 0.03), (x - 0.015, y + 0.0), (x + 0.02, y + 0.035), (x + 0.055, y + 0.015)]
    canvas.fill(polygon(*hills, (x + 0.055, y + 0.08), (x - 0.055, y + 0.08)), mix(look.accent, (60, 80, 96), 0.5))


def _shelf(canvas: Canvas, look: Look, rng: Random, x: float, y: float) -> None:
    """A board with its upper side at `y`, books and one other thing on it."""
    left, right = x - 0.21, x + 0.21
    canvas.light(box(left + 0.01, y, right + 0.02, y + 0.05), (0.78, 0.77, 0.78), 0.014)
    at = left + 0.02
    while at < right - 0.13:
        wide, tall = rng.uniform(0.014, 0.03), rng.uniform(0.10, 0.15)
        tone = mix(
            rng.choice((look.accent, (88, 108, 128), (70, 92, 88), (122, 84, 104), (222, 214, 198))), look.wall, 0.22
        )
        canvas.fill(box(at, y - tall, at + wide, y), tone)
        canvas.fill(box(at, y - tall * 0.84, at + wide, y - tall * 0.78), mix(tone, WHITE, 0.4))
        canvas.light(box(at + wide * 0.7, y - tall, at + wide, y), (0.78, 0.78, 0.8), 0.003)
        at += wide + 0.0015
    pot = mix(look.accent, WHITE, 0.35)
    canvas.fill(outline([(at + 0.03, y - 0.05), (at + 0.09, y - 0.05), (at + 0.08, y), (at + 0.04, y)], 4), pot)
    for lean in (-0.03, -0.012, 0.006, 0.022, 0.036):
        tip = (at + 0.06 + lean * 1.4, y - 0.105 + abs(lean))
        canvas.fill(stroke([(at + 0.06, y - 0.05), (at + 0.06 + lean, y - 0.08), tip], [0.003, 0.009, 0.002]), LEAF)
    canvas.fill(box(left, y, right, y + 0.018), look.wood)
    canvas.light(box(left, y + 0.010, right, y + 0.018), (0.8, 0.8, 0.8), 0.003)


def _sideboard(canvas: Canvas, look: Look, x: float) -> None:
    left, right, top = x - 0.36, x + 0.36, 0.80
    canvas.light(box(left - 0.01, top, right + 0.01, 2), (0.8, 0.79, 0.8), 0.03)
    front = mix(look.accent, (104, 118, 124), 0.75)
    canvas.fill(box(left, top, right, 2), front)
    canvas.fill(box(left - 0.012, top, right + 0.012, top + 0.022), shade(look.wood, 0.8))
    canvas.light(box(left, top + 0.022, right, top + 0.045), (0.74, 0.73, 0.74), 0.01)
    for split in (left + 0.24, left + 0.48):
        canvas.fill(box(split - 0.0025, top + 0.04, split + 0.0025, 2), shade(front, 0.7))


def _lamp(canvas: Canvas, look: Look, x: float) -> None:
    """A lamp that hangs from the ceiling: on the sideboard, the model takes it for something the waving hand holds."""
    canvas.light(ellipse(x, 0.16, 0.16, 0.10), (1.09, 1.05, 0.96), 0.07)
    canvas.fill(box(x - 0.002, -0.1, x + 0.002, 0.03), (70, 64, 60))
    dome = [
        (x - 0.012, 0.022),
        (x + 0.012, 0.022),
        (x + 0.055, 0.055),
        (x + 0.075, 0.1),
        (x - 0.075, 0.1),
        (x - 0.055, 0.055),
    ]
    canvas.fill(outline(dome, 4), shade(look.accent, 0.9))
    canvas.fill(ellipse(x, 0.1, 0.073, 0.009), (255, 240, 208))
    canvas.light(ellipse(x - 0.02, 0.06, 0.02, 0.02), (1.16, 1.15, 1.12), 0.015)


def _books_lying(canvas: Canvas, look: Look, x: float) -> None:
    for y, half, tone in ((0.785, 0.085, look.accent), (0.770, 0.075, (92, 108, 126)), (0.756, 0.08, (198, 186, 168))):
        canvas.fill(box(x - half, y, x + half, y + 0.0145), mix(tone, look.wall, 0.15))
        canvas.light(box(x - half, y + 0.0095, x + half, y + 0.0145), (0.78, 0.78, 0.8), 0.002)


def _plant(canvas: Canvas, look: Look, rng: Random, x: float) -> None:
    base = 0.93
    canvas.fill(
        polygon((x - 0.075, base - 0.06), (x + 0.075, base - 0.06), (x + 0.055, 1.1), (x - 0.055, 1.1)),
        mix(look.accent, WHITE, 0.3),
    )
    canvas.light(box(x - 0.08, base - 0.06, x + 0.08, base - 0.03), (0.78, 0.78, 0.8), 0.01)
    for i in range(13):
        spread = (i % 7 - 3) / 3 + rng.uniform(-0.1, 0.1)
        reach = 0.30 - 0.10 * abs(spread) - (0.09 if i >= 7 else 0.0)
        tip = (x + spread * 0.17, base - 0.06 - reach)
        middle = (x + spread * 0.07, base - 0.06 - reach * 0.62)
        tone = shade(mix(LEAF, (132, 156, 96), rng.uniform(0, 0.5)), rng.uniform(0.8, 1.15))
        canvas.fill(stroke([(x + spread * 0.02, base - 0.06), middle, tip], [0.006, 0.026, 0.002]), tone)
