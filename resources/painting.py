"""Painting rooms for the bundled backgrounds: relief, light, lens and film.

A scene is a Relief: a picture of colours with a height above the wall for every pixel. Light is then computed from the
heights (soft shadows, dimmed corners, shading of round things), and the lens and the film make a photograph of it. All
arithmetic is on linear light in float32; colours are given as sRGB, 0..255, as one picks them. Not part of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backdrop.host.cv import cv2

WIDTH, HEIGHT = 1920, 1080
Colour = tuple[float, float, float]
Picture = npt.NDArray[np.float32]
"""(HEIGHT, WIDTH) or (HEIGHT, WIDTH, 3), red green blue."""
Points = Sequence[tuple[float, float]]

ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
# How far along a ray, in pixels, something in the light's way is looked for: densely near by, where shadows are sharp.
REACH = (2, 4, 7, 11, 17, 25, 36, 52, 74, 104)


def linear(colour: Colour) -> Picture:
    """An sRGB colour (0..255) as linear light (0..1), by IEC 61966-2-1."""
    encoded = np.array(colour, np.float32) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4).astype(np.float32)


def encoded(light: Picture) -> Picture:
    """Linear light (0..1) as sRGB, 0..255."""
    light = np.clip(light, 0, 1)
    levels = 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(levels, np.float32)


def noise(rng: np.random.Generator, cell_x: float, cell_y: float, octaves: int = 4) -> Picture:
    """Smooth noise around 0, about −1..1, whose largest features are `cell_x` by `cell_y` pixels."""
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    for octave in range(octaves):
        columns = max(2, min(WIDTH, round(WIDTH * 2**octave / cell_x)))
        rows = max(2, min(HEIGHT, round(HEIGHT * 2**octave / cell_y)))
        grid = rng.uniform(-1, 1, (rows, columns)).astype(np.float32)
        total += cv2.resize(grid, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) * np.float32(0.55**octave)
    return np.asarray(total, np.float32)


def pool(x: float, y: float, radius_x: float, radius_y: float) -> Picture:
    """A pool of light: 1 at (x, y), falling off smoothly over the radii."""
    squared = ((COLUMNS - x) / radius_x) ** 2 + ((ROWS - y) / radius_y) ** 2
    return np.asarray(np.exp(-squared), np.float32)


def soft(picture: Picture, sigma: float) -> Picture:
    """Blurred by a Gaussian; a wide one at an eighth of the size, which nobody can tell."""
    if sigma < 24:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)
    small = cv2.resize(picture, (WIDTH // 8, HEIGHT // 8), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 8), (WIDTH, HEIGHT)), np.float32)


def cover(points: Points) -> Picture:
    """How much of each pixel lies inside the outline, 0..1."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(mask, [np.rint(np.array(points) * 16).astype(np.int32)], 255.0, cv2.LINE_AA, 4)
    return np.asarray(mask.astype(np.float32) / 255, np.float32)


def round_outline(x: float, y: float, radius_x: float, radius_y: float, count: int = 64) -> Points:
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return [(x + radius_x * float(np.cos(a)), y + radius_y * float(np.sin(a))) for a in angles]


def rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@dataclass(frozen=True)
class Lamp:
    """A soft lamp: direction towards it (right, down, out of the wall), colour, how wide it looks, where it reaches."""

    towards: tuple[float, float, float]
    colour: tuple[float, float, float]
    spread: float
    reach: Picture | float = 1.0


class Relief:
    """Colours (linear), heights above the wall (pixels) and what shines by itself, before any light falls on them."""

    def __init__(self, wall: Colour, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.albedo = np.broadcast_to(linear(wall), (HEIGHT, WIDTH, 3)).copy()
        self.height = np.zeros((HEIGHT, WIDTH), np.float32)
        self.glow = np.zeros((HEIGHT, WIDTH, 3), np.float32)

    def put(
        self,
        points: Points,
        colour: Colour,
        height: float | None = None,
        bulge: float = 0.0,
        grain: Picture | float = 0.0,
        turned: bool = False,
    ) -> None:
        """Puts something with this outline at `height` (or leaves the heights), rounded by `bulge` pixels at its rim.

        `turned` rounds it as if turned on a wheel, its axis upright. `grain` darkens and brightens its colour by that
        share.
        """
        near = self._around(points)
        inside = cover(points)[near]
        if inside.size == 0:
            return
        texture = 1 + (grain[near][..., None] if isinstance(grain, np.ndarray) else grain)
        self.albedo[near] += inside[..., None] * (linear(colour) * texture - self.albedo[near])
        self.glow[near] *= 1 - inside[..., None]
        rounding = _turning if turned else _rounding
        if height is not None:
            self.height[near] += inside * (height + rounding(inside, bulge) - self.height[near])

    def shine(self, points: Points, light: Picture) -> None:
        """Makes what is inside the outline shine with `light`, (3,) or (HEIGHT, WIDTH, 3)."""
        inside = cover(points)[..., None]
        self.glow += inside * (light - self.glow)
        self.albedo *= 1 - inside

    def lit(self, ambient: tuple[float, float, float], lamps: Sequence[Lamp], depth: float = 40.0) -> Picture:
        """The scene in its light; corners about `depth` pixels deep get less of the ambient light."""
        slope_x = cv2.Sobel(soft(self.height, 1.2), cv2.CV_32F, 1, 0) / 8
        slope_y = cv2.Sobel(soft(self.height, 1.2), cv2.CV_32F, 0, 1) / 8
        length = np.sqrt(slope_x**2 + slope_y**2 + 1)
        light = np.broadcast_to(np.array(ambient, np.float32), self.albedo.shape) * self._openness(depth)[..., None]
        for lamp in lamps:
            x, y, z = np.array(lamp.towards) / np.linalg.norm(lamp.towards)
            facing = np.maximum((z - slope_x * x - slope_y * y) / length, 0) * self._unshaded(lamp) * lamp.reach
            light = light + facing[..., None] * np.array(lamp.colour, np.float32)
        return np.asarray(self.albedo * light + self.glow, np.float32)

    def _around(self, points: Points) -> tuple[slice, slice]:
        low, high = np.floor(np.min(points, axis=0)) - 2, np.ceil(np.max(points, axis=0)) + 3
        low, high = np.maximum(low, 0).astype(int), np.maximum(high, 0).astype(int)
        return slice(low[1], high[1]), slice(low[0], high[0])

    def _openness(self, depth: float) -> Picture:
        """How much of the room each point sees, 0..1: less where the surroundings stand higher."""
        closed = np.zeros_like(self.height)
        for sigma in (4.0, 12.0, 36.0):
            closed += np.clip((soft(self.height, sigma) - self.height) / depth, 0, 1)
        return np.asarray(np.exp(-1.1 * closed), np.float32)

    def _unshaded(self, lamp: Lamp, rays: int = 14) -> Picture:
        """The share of a wide lamp that each point sees, 0..1."""
        total = np.zeros_like(self.height)
        for _ in range(rays):
            x, y, z = np.array(lamp.towards) + self.rng.normal(0, lamp.spread, 3)
            aside = max(float(np.hypot(x, y)), 1e-3)
            seen = np.ones_like(self.height)
            for step in REACH:
                shift = np.array([[1, 0, x / aside * step], [0, 1, y / aside * step]], np.float32)
                between = cv2.warpAffine(
                    self.height, shift, (WIDTH, HEIGHT), flags=cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
                )
                above = between - self.height - step * max(z, 0.05) / aside
                seen = np.minimum(seen, np.clip(1 - above / 4, 0, 1))
            total += seen
        return np.asarray(total / rays, np.float32)


def _rounding(inside: Picture, bulge: float) -> Picture:
    """Height of a pillow with this outline above its rim, at most `bulge`."""
    if bulge == 0:
        return np.zeros_like(inside)
    rim = cv2.distanceTransform(np.pad((inside > 0.5).astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    share = rim / max(float(rim.max()), 1.0)
    return np.asarray(bulge * np.sqrt(np.clip(1 - (1 - share) ** 2, 0, 1)), np.float32)


def _turning(inside: Picture, bulge: float) -> Picture:
    """Height of half a turned vessel with this outline above its rim, at most `bulge`."""
    columns = np.arange(inside.shape[1], dtype=np.float32)
    weight = np.maximum(inside.sum(axis=1, keepdims=True), 1e-6)
    middle = (inside * columns).sum(axis=1, keepdims=True) / weight
    aside = (columns - middle) / np.maximum(weight / 2, 1)
    return np.asarray(bulge * np.sqrt(np.clip(1 - aside**2, 0, 1)), np.float32)


def out_of_focus(light: Picture, radius: float) -> Picture:
    """As a lens shows what is not in focus: every point a disc, highlights brighter than their surroundings."""
    side = int(np.ceil(radius)) * 2 + 1
    y, x = np.mgrid[0:side, 0:side] - side // 2
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return np.asarray(cv2.filter2D(light, -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT), np.float32)


def photograph(light: Picture, seed: int, exposure: float = 1.0, vignette: float = 0.18, grain: float = 0.9) -> Picture:
    """sRGB levels 0..255, whole: film curve, darker corners, and grain, which also keeps gradients free of bands."""
    away = ((COLUMNS / WIDTH - 0.5) / 0.72) ** 2 + ((ROWS / HEIGHT - 0.5) / 0.72) ** 2
    light = light * (exposure * (1 - vignette * away))[..., None]
    # Linear up to three quarters; above, bright things come close to white and never reach it.
    over = np.maximum(light - 0.7, 0)
    levels = encoded(np.minimum(light, 0.7) + 0.3 * over / (over + 0.3))
    rng = np.random.default_rng(seed)
    levels += rng.normal(0, grain, (HEIGHT, WIDTH, 1)).astype(np.float32)
    levels += rng.uniform(-0.5, 0.5, levels.shape).astype(np.float32)
    return np.clip(np.rint(levels), 0, 255)
