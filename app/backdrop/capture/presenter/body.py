"""The drawn presenter's torso in its clothes, and the arm that waves, as layers.

The torso shares the head's origin, between the eyes; the arm's is its elbow. One unit is the height of the picture at
the figure's normal size. Drawn with the light from the left, and turned by `sided` to the window's side.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from backdrop.capture.presenter.look import Look
from backdrop.capture.presenter.paint import (
    Canvas,
    Colour,
    Layer,
    Points,
    box,
    ellipse,
    mirrored,
    mix,
    outline,
    path,
    polygon,
    shade,
    sided,
    stroke,
)

NECK = mirrored(path("0,80 82,80 80,180 86,235 125,275 120,360 0,420"))
# The right edge of the trunk, from beside the neck to below the picture; the last two points only guide the curve.
FLANK = outline(path("98,252 145,275 250,312 345,345 415,400 452,490 475,600 485,700 485,780 485,860 0,860 0,300"))[
    :-12
]

FINGERS = (
    (path("-38,-385 -45,-440 -49,-475"), (0.0135, 0.0125, 0.0105)),
    (path("-13,-392 -15,-460 -17,-503"), (0.0140, 0.0130, 0.0110)),
    (path("13,-390 18,-452 21,-492"), (0.0135, 0.0125, 0.0105)),
    (path("37,-378 45,-422 50,-452"), (0.0120, 0.0110, 0.0095)),
)
THUMB = path("-28,-305 -70,-345 -98,-385"), (0.024, 0.0165, 0.0115)
PALM = path("-33,-262 -44,-300 -53,-345 -50,-392 -20,-405 20,-402 47,-386 48,-345 41,-300 33,-262")
SLEEVE = path("-44,-242 44,-242 62,-140 82,0 90,200 -90,200 -82,0 -62,-140")

CLOTH_SHADOW: Colour = (0.74, 0.74, 0.78)
SOFT_FOLD: Colour = (0.88, 0.88, 0.9)


def torso(look: Look, scale: float) -> Layer:
    """Neck, shoulders and chest."""
    canvas = Canvas(-0.53, 0.06, 0.53, 0.72, scale)
    side = -look.window_side
    canvas.fill(outline(NECK), look.skin)
    chin_shadow = outline(path("-100,100 110,100 100,260 30,250 -60,215"))
    canvas.light(sided(chin_shadow, side), (0.82, 0.74, 0.74), 0.014)
    canvas.light(sided(outline(path("30,150 120,150 120,280 50,270")), side), (0.9, 0.86, 0.86), 0.02)
    for x in (-1, 1):
        canvas.light(sided(stroke(path("53,270 22,315"), [0.006, 0.004]), x), (0.92, 0.88, 0.88), 0.006)
    OUTFITS[look.outfit](canvas, look)
    _light_trunk(canvas, side)
    return canvas.layer()


def _light_trunk(canvas: Canvas, side: int) -> None:
    canvas.light(sided(outline(path("200,280 600,300 600,800 250,800 330,500")), side), CLOTH_SHADOW, 0.07)
    canvas.light(sided(ellipse(-0.25, 0.40, 0.13, 0.07), side), (1.16, 1.15, 1.12), 0.05)
    armhole = stroke(path("335,460 322,560 335,700"), [0.004, 0.008, 0.014])
    across = stroke(path("310,450 200,530"), [0.01, 0.003])
    sleeve = stroke(path("430,500 390,600 410,680"), [0.003, 0.01, 0.004])
    for x in (-1, 1):
        canvas.light(sided(armhole, x), (0.66, 0.66, 0.7), 0.009)
        canvas.light(sided(across, x), SOFT_FOLD, 0.012)
        canvas.light(sided(sleeve, x), SOFT_FOLD, 0.01)
    canvas.light(outline(path("-120,620 0,560 120,620 100,800 -100,800")), (0.92, 0.92, 0.94), 0.05)


def _neckline(depth: float, width: float) -> list[tuple[float, float]]:
    """A round neckline from shoulder to shoulder, left to right, `depth` its lowest point."""
    right = [(width * 0.45, depth - 0.008), (width * 0.82, depth - 0.034), (width, 0.256)]
    return [*((-x, y) for x, y in reversed(right)), (0, depth), *right]


def _trunk_below(neckline: list[tuple[float, float]]) -> Points:
    """The trunk with its upper edge cut out along `neckline`."""
    return np.concatenate([polygon(*neckline), FLANK, sided(FLANK, -1)[::-1]])


def _wear_sweater(canvas: Canvas, look: Look) -> None:
    neckline = _neckline(0.305, 0.104)
    canvas.fill(_trunk_below(neckline), look.cloth)
    band = [(x, y + 0.008) for x, y in neckline]
    canvas.fill(stroke(band, [0.011, 0.0125, 0.0135, 0.014, 0.0135, 0.0125, 0.011]), shade(look.cloth, 0.86))
    canvas.light(stroke([(x * 1.08, y + 0.026) for x, y in band], [0.006] * 7), (0.84, 0.84, 0.87), 0.008)


def _wear_shirt(canvas: Canvas, look: Look) -> None:
    canvas.fill(_trunk_below(path("-105,250 -70,300 0,400 70,300 105,250")), look.cloth)
    canvas.light(box(-0.012, 0.4, 0.015, 0.8), (0.9, 0.9, 0.93), 0.006)
    for y in (0.455, 0.545, 0.635):
        canvas.fill(ellipse(0.001, y, 0.006, 0.006), shade(look.cloth, 0.62))
    collar = path("98,238 88,290 2,395 62,425 140,300 118,250")
    for side in (-1, 1):
        canvas.light(sided(polygon(*((x, y + 0.012) for x, y in collar)), side), (0.72, 0.72, 0.76), 0.008)
        canvas.fill(sided(polygon(*collar), side), shade(look.cloth, 1.12))


def _wear_blazer(canvas: Canvas, look: Look) -> None:
    neckline = _neckline(0.315, 0.098)
    canvas.fill(_trunk_below(neckline), look.under)
    canvas.light(stroke([(x, y + 0.012) for x, y in neckline], [0.004] * 7), (0.84, 0.84, 0.86), 0.004)
    front = np.concatenate([FLANK, polygon(*path("-20,860 12,680 82,420 86,262"))])
    lapel = path("84,262 96,246 128,262 178,375 142,392 165,420 14,680 80,420")
    for side in (-1, 1):
        canvas.fill(sided(front, side), look.cloth)
        canvas.light(sided(polygon(*((x + 0.006, y + 0.01) for x, y in lapel)), side), (0.62, 0.62, 0.66), 0.009)
        canvas.fill(sided(polygon(*lapel), side), shade(look.cloth, 1.16))
        canvas.fill(sided(stroke(path("176,376 143,392"), [0.0016, 0.0016]), side), shade(look.cloth, 0.6))


OUTFITS: dict[str, Callable[[Canvas, Look], None]] = {
    "sweater": _wear_sweater,
    "shirt": _wear_shirt,
    "blazer": _wear_blazer,
}


def arm(look: Look, scale: float) -> Layer:
    """A forearm in its sleeve and an open hand, thumb to the left, upright over the elbow at the origin."""
    canvas = Canvas(-0.16, -0.54, 0.14, 0.25, scale)
    for points, widths in (THUMB, *FINGERS):
        canvas.fill(stroke(points, widths), look.palm)
    canvas.fill(outline(PALM), look.palm)
    canvas.fill(polygon(*path("-34,-280 34,-280 38,-200 -38,-200")), look.palm)
    _draw_palm(canvas, mix(look.palm, look.skin_dark, 0.55))
    canvas.fill(polygon(*SLEEVE), look.cloth)
    canvas.fill(polygon(*path("-47,-246 47,-246 52,-210 -52,-210")), shade(look.cloth, 0.86))
    canvas.light(outline(path("20,-200 100,-200 120,200 40,200")), CLOTH_SHADOW, 0.025)
    canvas.light(stroke(path("-40,-140 -45,0 -50,100"), [0.006, 0.012, 0.01]), (1.14, 1.13, 1.1), 0.015)
    for y in (-0.12, -0.03, 0.06):
        fold = stroke([(-0.05, y), (0.0, y + 0.012), (0.05, y - 0.006)], [0.001, 0.005, 0.001])
        canvas.light(fold, (0.86, 0.86, 0.88), 0.006)
    return canvas.layer()


def _draw_palm(canvas: Canvas, line: Colour) -> None:
    for x in (-0.0262, 0.0, 0.0258):
        between = [(x, -0.408), (x * 0.97, -0.395), (x * 0.95, -0.386)]
        canvas.fill(stroke(between, [0.0012, 0.0012, 0.0003]), line)
    thumb_crease = path("-34,-292 -14,-318 -18,-352 -44,-366")
    canvas.fill(stroke(thumb_crease, [0.0005, 0.0014, 0.0014, 0.0005]), line)
    canvas.fill(stroke(path("-30,-375 0,-362 34,-370"), [0.0005, 0.0013, 0.0005]), line)
    canvas.light(ellipse(-0.03, -0.32, 0.016, 0.025), (1.05, 1.02, 1.0), 0.01)
    canvas.light(outline(path("20,-400 60,-400 50,-260 22,-260")), (0.88, 0.82, 0.81), 0.014)
    canvas.light(box(-0.05, -0.268, 0.05, -0.235), (0.84, 0.76, 0.75), 0.01)
