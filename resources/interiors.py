"""The bundled backgrounds that show a bookshelf and an office, which share their books and plants."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from resources.painting import (
    HEIGHT,
    ROWS,
    WIDTH,
    Colour,
    Lamp,
    Picture,
    Relief,
    cover,
    linear,
    noise,
    out_of_focus,
    photograph,
    pool,
    rectangle,
    round_outline,
    soft,
)

SPINES: tuple[Colour, ...] = (
    (98, 60, 54), (62, 76, 92), (72, 86, 76), (138, 112, 82), (172, 162, 144), (82, 72, 82), (118, 76, 62),
    (54, 58, 66), (152, 138, 116), (96, 106, 114), (112, 96, 76), (184, 176, 162), (72, 58, 52), (128, 122, 110),
)  # fmt: skip


def bookshelf() -> Picture:
    """A wall of books and a few things among them, in soft light from the upper left."""
    scene = Relief((74, 56, 44), seed=11)
    wood = noise(scene.rng, 700, 14, 3) * 0.10
    scene.albedo *= (1 + wood)[..., None]
    boards, uprights = (-40, 236, 512, 788, 1064), (-22, 462, 946, 1430, 1914)
    for top, bottom in pairwise(boards):
        for left, right in pairwise(uprights):
            _fill_compartment(scene, left + 28, right, top + 26, bottom)
    for x in uprights:
        scene.put(rectangle(x, -10, x + 28, HEIGHT + 10), (124, 92, 66), 86, 2, wood)
    for y in boards:
        scene.put(rectangle(-10, y, WIDTH + 10, y + 26), (132, 98, 70), 88, 2, wood)
    window = Lamp((-0.75, -0.75, 1.0), (1.62, 1.48, 1.28), 0.30, 0.22 + 0.9 * pool(760, 330, 900, 640))
    fill = Lamp((0.6, -0.2, 1.2), (0.26, 0.30, 0.38), 0.4)
    light = scene.lit((0.34, 0.33, 0.33), [window, fill], depth=70)
    return photograph(out_of_focus(light, 5.5), seed=11, exposure=1.0, vignette=0.3, grain=0.7)


def _fill_compartment(scene: Relief, left: float, right: float, top: float, bottom: float) -> None:
    """Books from the left, sometimes a leaning one, then a thing or a lying stack, then books again."""
    rng = scene.rng
    gap = rng.uniform(130, 190)
    x = _stand_books(scene, left + rng.uniform(2, 10), left + rng.uniform(90, 250), top, bottom)
    kind = int(rng.integers(0, 5))
    if kind == 4:
        _stand_books(scene, x, right - 8, top, bottom)
        return
    (_vase, _lay_books, _ball, _frame)[kind](scene, x + gap / 2 + 6, bottom, gap)
    _stand_books(scene, x + gap + 12, right - 8, top, bottom)


def _stand_books(scene: Relief, left: float, right: float, top: float, bottom: float) -> float:
    """Stands books from `left` on until the next would pass `right`; where they end."""
    rng = scene.rng
    while True:
        # Sets of a few volumes look alike, as on real shelves.
        colour = SPINES[int(rng.integers(len(SPINES)))]
        wide, tall = rng.uniform(17, 42), rng.uniform(0.58, 0.9) * (bottom - top)
        deep, titled = rng.uniform(46, 66), int(rng.integers(3))
        for _ in range(int(rng.integers(1, 4))):
            if left + wide > right:
                return left
            _book(scene, left, bottom, wide, tall + rng.uniform(-3, 3), colour, deep, titled)
            left += wide + rng.uniform(0.5, 2)


def _book(
    scene: Relief, left: float, bottom: float, wide: float, tall: float, colour: Colour, deep: float, titled: int
) -> None:
    top, right = bottom - tall, left + wide
    fade = scene.rng.uniform(-0.12, 0.12)
    scene.put(rectangle(left, top, right, bottom), colour, deep, min(wide * 0.28, 8), fade)
    gilt = (164, 142, 102) if sum(colour) < 330 else (84, 66, 54)
    if titled == 0:
        for y in (0.1, 0.13, 0.84, 0.87):
            scene.put(rectangle(left + 1, top + tall * y, right - 1, top + tall * y + 2), gilt)
    elif titled == 1:
        label = (190, 180, 158) if sum(colour) < 330 else (120, 60, 50)
        scene.put(rectangle(left + 2, top + tall * 0.16, right - 2, top + tall * 0.34), label)
    if titled != 1 and wide > 22:
        middle = (left + right) / 2
        scene.put(rectangle(middle - 3, top + tall * 0.28, middle + 3, top + tall * 0.68), gilt, grain=-0.2)


def _lay_books(scene: Relief, x: float, bottom: float, gap: float) -> None:
    for i in range(int(scene.rng.integers(3, 5))):
        half, thick = gap / 2 - 4 - 5 * i + scene.rng.uniform(-4, 4), scene.rng.uniform(20, 30)
        colour = SPINES[int(scene.rng.integers(len(SPINES)))]
        scene.put(rectangle(x - half, bottom - thick, x + half, bottom), colour, 58, 6)
        bottom -= thick + 1
    scene.put(round_outline(x, bottom - 16, 30, 17), (176, 150, 108), 50, 22)


def _vase(scene: Relief, x: float, bottom: float, gap: float) -> None:
    """A pot with a small plant."""
    clay = ((206, 198, 184), (150, 104, 80), (92, 108, 112))[int(scene.rng.integers(3))]
    for _ in range(26):
        angle, length = scene.rng.uniform(-1.25, 1.25), scene.rng.uniform(52, 108)
        tip = (x + length * 0.72 * np.sin(angle), bottom - 62 - length * np.cos(angle) ** 0.6)
        _leaf(scene, (x, bottom - 66), tip, scene.rng.uniform(6, 11), 40 + scene.rng.uniform(0, 22))
    wide = gap * 0.23
    side = [(x + wide, bottom - 78), (x + wide * 1.12, bottom - 44), (x + wide * 0.7, bottom)]
    scene.put([(2 * x - px, py) for px, py in side] + side[::-1], clay, 44, 30, turned=True)


def _leaf(scene: Relief, root: tuple[float, float], tip: tuple[float, float], half: float, height: float) -> None:
    root_, tip_ = np.array(root), np.array(tip)
    along = tip_ - root_
    aside = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1.0) * half
    right = [root_ + along * t + aside * w for t, w in ((0.35, 0.7), (0.6, 1.0), (0.82, 0.62))]
    left = [root_ + along * t - aside * w for t, w in ((0.82, 0.62), (0.6, 1.0), (0.35, 0.7))]
    tone = scene.rng.uniform(0.75, 1.3)
    green = (78 * tone, 104 * tone, 64 * tone)
    scene.put([(float(p[0]), float(p[1])) for p in (root_, *right, tip_, *left)], green, height, 6)


def _ball(scene: Relief, x: float, bottom: float, gap: float) -> None:
    """A globe on its stand."""
    radius = gap * 0.36
    scene.put(rectangle(x - 30, bottom - 10, x + 30, bottom), (84, 60, 40), 50, 4)
    scene.put(rectangle(x - 5, bottom - 34, x + 5, bottom - 8), (150, 120, 70), 46, 4)
    land = np.clip(noise(scene.rng, 70, 60, 3) * 3, -1, 1)
    scene.put(round_outline(x, bottom - 30 - radius, radius, radius), (122, 132, 126), 26, radius * 0.8, land * 0.22)


def _frame(scene: Relief, x: float, bottom: float, gap: float) -> None:
    half, tall = gap * 0.42, gap * 1.08
    scene.put(rectangle(x - half, bottom - tall, x + half, bottom), (54, 42, 34), 44, 3)
    scene.put(rectangle(x - half + 9, bottom - tall + 9, x + half - 9, bottom - 9), (206, 200, 188), 38)
    scene.put(rectangle(x - half + 26, bottom - tall + 30, x + half - 26, bottom - 30), (148, 166, 172))
    hill = [(x - half + 26, bottom - 66), (x - 8, bottom - 92), (x + half - 26, bottom - 58)]
    scene.put([*hill, (x + half - 26, bottom - 30), (x - half + 26, bottom - 30)], (88, 112, 100))


def office() -> Picture:
    """A bright office, well out of focus: a tall window, shelves, a plant, and a long desk."""
    scene = Relief((214, 211, 204), seed=31)
    _office_window(scene, 90, 40, 760, 700)
    _office_shelves(scene, 1290, 150)
    _cabinet(scene, 1180, 742)
    _big_plant(scene, 1830, 1000)
    _pendants(scene)
    day = Lamp((-0.9, -0.25, 0.8), (0.95, 0.97, 1.0), 0.35, 0.22 + 0.8 * pool(420, 420, 900, 760))
    sun = Lamp((-0.9, -0.45, 0.7), (0.62, 0.50, 0.34), 0.08, _sun_patch())
    warm = Lamp((0.2, -0.8, 0.9), (0.42, 0.34, 0.24), 0.35, pool(1480, 150, 620, 620))
    light = scene.lit((0.43, 0.43, 0.44), [day, sun, warm], depth=60)
    light = _with_desk(out_of_focus(light, 13), scene)
    light += 0.10 * soft(np.maximum(light - 0.6, 0), 70)
    return photograph(light, seed=31, exposure=0.98, vignette=0.2, grain=0.9)


def _sun_patch() -> Picture:
    """Where the sun falls through the three panes onto the wall: slanted, with soft edges."""
    patch = np.zeros((HEIGHT, WIDTH), np.float32)
    for left in (850, 1060, 1270):
        for top, bottom in ((250, 370), (392, 700)):
            slant = [(left + y * 0.30, y + drop) for y, drop in ((top, 0), (bottom, 0))]
            (x0, y0), (x1, y1) = slant
            patch = np.maximum(patch, cover([(x0, y0), (x0 + 188, y0 + 62), (x1 + 188, y1 + 62), (x1, y1)]))
    return soft(patch, 9)


def _office_window(scene: Relief, left: float, top: float, right: float, bottom: float) -> None:
    height = np.clip((ROWS - top) / (bottom - top), 0, 1)[..., None]
    outside = linear((176, 208, 240)) * (1 - height) * 1.15 + linear((246, 240, 228)) * height
    for base, low, tall, colour in ((640, 40, 330, (176, 192, 208)), (700, 40, 250, (140, 158, 176))):
        x = left - 20.0
        while x < right:
            wide = scene.rng.uniform(46, 110)
            tower = cover(rectangle(x, base - scene.rng.uniform(low, tall), x + wide, bottom))[..., None]
            outside = outside + tower * (linear(colour) * scene.rng.uniform(0.95, 1.2) - outside)
            x += wide
    for _ in range(46):
        x, y, radius = scene.rng.uniform(left, right), scene.rng.normal(690, 34), scene.rng.uniform(14, 40)
        tree = cover(round_outline(x, y, radius, radius * 0.8, 20))[..., None]
        outside = outside + tree * (linear((122, 148, 96)) * scene.rng.uniform(0.7, 1.5) - outside)
    scene.put(rectangle(left - 26, top - 60, right + 26, bottom + 26), (236, 234, 228), 18, 3)
    scene.put(rectangle(left, top - 60, right, bottom), (255, 255, 255), -30)
    scene.shine(rectangle(left, top - 60, right, bottom), np.asarray(outside, np.float32))
    for x in (left + (right - left) / 3, left + 2 * (right - left) / 3):
        scene.put(rectangle(x - 8, top - 60, x + 8, bottom), (226, 226, 222), 6)
    scene.put(rectangle(left, 238, right, 250), (226, 226, 222), 6)
    scene.put(rectangle(left - 50, bottom + 10, right + 50, bottom + 36), (240, 238, 232), 50, 3)


def _office_shelves(scene: Relief, left: float, top: float) -> None:
    right = left + 520
    for y in (top + 170, top + 370):
        x = left + 18
        while x < right - 190:
            wide = scene.rng.uniform(18, 40)
            tall = scene.rng.uniform(90, 135)
            colour = SPINES[int(scene.rng.integers(len(SPINES)))]
            scene.put(rectangle(x, y - tall, x + wide, y), colour, 56, 6, 0.25)
            x += wide + 2
        if y < top + 200:
            _ball(scene, right - 105, y, 120)
        else:
            _vase(scene, right - 100, y, 150)
        scene.put(rectangle(left, y, right, y + 18), (168, 126, 88), 70, 3)


def _cabinet(scene: Relief, left: float, top: float) -> None:
    grain = noise(scene.rng, 600, 18, 3) * 0.08
    scene.put(rectangle(left, top, WIDTH + 60, HEIGHT + 10), (152, 112, 78), 90, 4, grain)
    scene.put(rectangle(left - 8, top - 16, WIDTH + 60, top + 6), (176, 134, 96), 100, 4, grain)
    for x in (left + 250, left + 500):
        scene.put(rectangle(x, top + 16, x + 6, HEIGHT + 10), (96, 68, 46), 82)
    scene.put(rectangle(1330, top - 150, 1372, top - 16), (90, 104, 110), 110, 16)
    scene.put(round_outline(1351, top - 150, 21, 6), (60, 70, 76), 112)
    for i, colour in enumerate(((62, 78, 92), (206, 196, 178), (150, 92, 70))):
        scene.put(rectangle(1560 + 8 * i, top - 40 - 22 * i, 1760 - 6 * i, top - 18 - 22 * i), colour, 112, 5)


def _big_plant(scene: Relief, x: float, bottom: float) -> None:
    for i in range(42):
        # Long outer leaves first, so that the short inner ones stand before them.
        reach = 1 - i / 42
        angle, length = scene.rng.uniform(-1.3, 1.3), 190 + 300 * reach * scene.rng.uniform(0.75, 1.1)
        tip = (x + length * 0.72 * np.sin(angle), bottom - 110 - length * max(np.cos(angle), 0.2) ** 0.8)
        root = (0.72 * x + 0.28 * tip[0], bottom - 118 - (bottom - 118 - tip[1]) * 0.34)
        scene.put([(x - 5, bottom - 118), root, (root[0] + 7, root[1]), (x + 5, bottom - 118)], (74, 92, 56), 84)
        _leaf(scene, root, tip, scene.rng.uniform(13, 24), 90 + 60 * (1 - reach) + scene.rng.uniform(0, 24))
    side = [(x + 96, bottom - 130), (x + 88, bottom + 40), (x + 66, bottom + 260)]
    scene.put([(2 * x - px, py) for px, py in side] + side[::-1], (222, 216, 206), 100, 70, turned=True)


def _pendants(scene: Relief) -> None:
    for x, y in ((1390, 92), (1580, 60), (1770, 92)):
        scene.put(rectangle(x - 2, -10, x + 2, y - 40), (50, 48, 46), 130)
        scene.put(round_outline(x, y, 40, 40), (250, 236, 206), 120, 36)
        scene.glow += pool(x, y, 34, 34)[..., None] * linear((255, 226, 176)) * 1.6


def _with_desk(light: Picture, scene: Relief) -> Picture:
    """`light` behind a pale wooden desk along the lower edge, nearer to the camera and so less blurred."""
    edge = 962
    inside = out_of_focus(cover(rectangle(-60, edge, WIDTH + 60, HEIGHT + 60)), 7)[..., None]
    grain = 1 + noise(scene.rng, 900, 10, 3) * 0.05
    mirrored = soft(light[::-1], 40)
    wood = linear((196, 160, 124)) * (grain * (0.50 + 0.35 * pool(420, edge, 1100, 400)))[..., None]
    return np.asarray(light + inside * (wood * 0.9 + mirrored * 0.08 - light), np.float32)
