"""The bundled background that shows the inside of a hanok: papered lattice doors over a wooden floor."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from resources.painting import (
    COLUMNS,
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

from backdrop.host.cv import cv2

Point = npt.NDArray[np.float64]
"""(x, y) in pixels."""


def hanok() -> Picture:
    """A hanok's papered lattice doors in morning light, seen over a wooden floor."""
    scene = Relief((228, 219, 200), seed=21)
    grain = noise(scene.rng, 26, 700, 4) * 0.09
    scene.albedo *= (1 + noise(scene.rng, 9, 9, 2) * 0.02)[..., None]
    paper = _paper_light(scene)
    scene.put(rectangle(380, 120, 1540, 800), (88, 58, 38), 4, 0, grain)
    for left in (402, 682, 962, 1242):
        _door(scene, left, left + 276, 132, 786, paper, grain)
    _posts_and_beams(scene, grain)
    _scroll(scene, 190, 196)
    _moon_jar(scene, 1733, 812)
    day = Lamp((0.35, -0.5, 1.0), (0.62, 0.58, 0.52), 0.35, 0.55 + 0.5 * pool(960, 460, 900, 620))
    light = scene.lit((0.40, 0.375, 0.34), [day], depth=46)
    light = _with_floor(light, scene, 838)
    light += 0.05 * soft(np.maximum(light - 0.45, 0), 60)
    return photograph(out_of_focus(light, 2.2), seed=21, exposure=1.1, vignette=0.26, grain=0.7)


def _paper_light(scene: Relief) -> Picture:
    """Sunlight through mulberry paper: fibres, and the shadow of a branch outside."""
    fibres = 1 + noise(scene.rng, 40, 16, 3) * 0.022 + noise(scene.rng, 400, 400, 2) * 0.03
    branch = np.zeros((HEIGHT, WIDTH), np.float32)
    for start, end in (((1570, 60), (1010, 420)), ((1560, 150), (1230, 560)), ((1380, 90), (880, 190))):
        for leaf in _twig(scene, np.array(start, float), np.array(end, float)):
            branch = np.maximum(branch, cover([(float(x), float(y)) for x, y in leaf]))
    shade = 1 - 0.36 * soft(branch, 5)
    sun = 0.60 + 0.36 * pool(900, 330, 620, 480) - 0.08 * ROWS / HEIGHT
    return np.asarray((fibres * shade * sun)[..., None] * linear((255, 238, 206)), np.float32)


def _twig(scene: Relief, start: Point, end: Point) -> list[list[Point]]:
    """The outlines of a bent twig from `start` to `end`, and of bamboo leaves in bunches along it."""
    down = np.array([0.0, 1.0])
    joints = [start + (end - start) * t - down * 60 * t * (1 - t) for t in np.linspace(0, 1, 9)]
    shapes = [[a - down * 2.5, b - down * 2, b + down * 2, a + down * 2.5] for a, b in pairwise(joints)]
    for joint in joints[2:]:
        for lean in (-0.55, 0.0, 0.5):
            angle = 1.95 + lean + scene.rng.normal(0, 0.18)
            along, length = np.array([np.cos(angle), np.sin(angle)]), scene.rng.uniform(60, 112)
            aside = np.array([-along[1], along[0]]) * 8
            ends = ((0.0, 0.0), (0.3, 1.0), (0.6, 0.7), (1.0, 0.0), (0.6, -0.7), (0.3, -1.0))
            shapes.append([joint + along * length * t + aside * w for t, w in ends])
    return shapes


def _door(scene: Relief, left: float, right: float, top: float, bottom: float, paper: Picture, grain: Picture) -> None:
    """One leaf: a frame, a panel below, and above it paper behind thin bars in the tti-sal pattern."""
    wood: Colour = (118, 80, 52)
    scene.put(rectangle(left, top, right, bottom), wood, 14, 3, grain)
    pane = left + 20, top + 22, right - 20, bottom - 150
    scene.put(rectangle(*pane), (255, 255, 255), 2)
    scene.shine(rectangle(*pane), paper)
    scene.put(rectangle(left + 20, bottom - 128, right - 20, bottom - 22), (132, 92, 60), 5, 3, grain)
    for i in range(1, 8):
        x = pane[0] + (pane[2] - pane[0]) * i / 8
        scene.put(rectangle(x - 2.5, pane[1], x + 2.5, pane[3]), (122, 86, 58), 9, 2, grain)
    tall = pane[3] - pane[1]
    for group in ((0.03, 0.075, 0.12, 0.165), (0.43, 0.475, 0.52, 0.565), (0.835, 0.88, 0.925, 0.97)):
        for share in group:
            y = pane[1] + tall * share
            scene.put(rectangle(pane[0], y - 2.5, pane[2], y + 2.5), (122, 86, 58), 9, 2, grain)


def _posts_and_beams(scene: Relief, grain: Picture) -> None:
    dark: Colour = (96, 63, 41)
    along = noise(scene.rng, 700, 26, 4) * 0.09
    for x, half in ((352, 34), (1568, 34), (22, 40), (1898, 40)):
        scene.put(rectangle(x - half, -10, x + half, HEIGHT), dark, 34, 20, grain)
    for top, bottom, height in ((-10, 58, 40), (96, 132, 24), (786, 838, 30)):
        scene.put(rectangle(-10, top, WIDTH + 10, bottom), dark, height, 8, along)


def _scroll(scene: Relief, x: float, top: float) -> None:
    """A hanging scroll with hills in ink."""
    scene.put(rectangle(x - 66, top, x + 66, top + 470), (206, 196, 172), 8)
    scene.put(rectangle(x - 52, top + 58, x + 52, top + 404), (226, 218, 200), 8)
    for base, tall, tone in ((230, 96, 196), (286, 76, 164), (336, 46, 122)):
        ridge = noise(scene.rng, 150, 150, 4)[500, :104] * tall * 0.55
        crest = [(x - 52 + i, top + base - tall * 0.5 + float(ridge[i])) for i in range(0, 104, 2)]
        scene.put([*crest, (x + 52, top + base + 40), (x - 52, top + base + 40)], (tone, tone - 2, tone - 8))
    scene.put(rectangle(x - 52, top + 372, x + 52, top + 404), (226, 218, 200), 8)
    scene.put(rectangle(x + 30, top + 84, x + 40, top + 98), (156, 58, 44))
    for y in (top - 6, top + 462):
        scene.put(rectangle(x - 78, y, x + 78, y + 13), (84, 56, 38), 14, 8)


def _moon_jar(scene: Relief, x: float, floor: float) -> None:
    """A white porcelain jar on a low table, before the wall."""
    wood: Colour = (94, 60, 40)
    for leg in (-98, 86):
        scene.put(rectangle(x + leg, floor - 150, x + leg + 14, floor + 44), wood, 62, 6)
    scene.put(rectangle(x - 96, floor - 96, x + 96, floor - 86), wood, 58, 4)
    scene.put(rectangle(x - 122, floor - 168, x + 122, floor - 150), (112, 74, 48), 84, 5)
    middle = floor - 168 - 84
    scene.put(rectangle(x - 34, middle - 92, x + 34, middle - 70), (216, 212, 202), 66, 28, turned=True)
    scene.put(rectangle(x - 32, middle + 70, x + 32, floor - 168), (200, 196, 186), 62, 26, turned=True)
    scene.put(round_outline(x, middle, 90, 84), (228, 225, 216), 56, 54)


def _with_floor(light: Picture, scene: Relief, edge: int) -> Picture:
    """`light` with a polished floor below row `edge`, which mirrors, blurred, what stands above it.

    Its boards lie as in a maru: long beams that run away from the camera, short boards across between them.
    """
    away = 640 / (ROWS[edge:] - 400)
    across = (COLUMNS[edge:] - WIDTH / 2) * away / 330
    beam, within = np.floor(across), across % 1
    row = away * 16 + 0.37 * beam
    on_beam = within < 0.13
    board = np.where(on_beam, beam * 7, beam * 31 + np.floor(row) * 17).astype(int)
    tones = 1 + scene.rng.uniform(-0.15, 0.15, 256).astype(np.float32)[board % 256]
    to_seam = np.minimum(np.abs(within - 0.13), np.minimum(within, 1 - within)) * 110
    to_seam = np.where(on_beam, to_seam, np.minimum(to_seam, np.minimum(row % 1, 1 - row % 1) * 30))
    figure = noise(scene.rng, 260, 34, 4)
    places = [((across * 330 + board * 97) % WIDTH).astype(np.float32), ((row * 60) % HEIGHT).astype(np.float32)]
    streaks = cv2.remap(figure, places[0], places[1], cv2.INTER_LINEAR) * np.where(on_beam, 0.04, 0.12)
    boards = linear((146, 100, 64)) * (tones * (0.5 + 0.5 * np.clip(to_seam, 0, 1)) * (1 + streaks))[..., None]
    above = cv2.flip(light[2 * edge - HEIGHT : edge], 0)
    mirrored = cv2.GaussianBlur(above, (0, 0), sigmaX=12, sigmaY=30)
    near = ((ROWS[edge:] - edge) / (HEIGHT - edge))[..., None]
    falling = 0.46 * pool(960, edge, 900, 320)[edge:, :, None] + 0.24
    result = light.copy()
    result[edge:] = boards * falling * 1.2 + mirrored * (0.30 - 0.15 * near)
    return np.asarray(result, np.float32)
