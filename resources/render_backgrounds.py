"""Renders the bundled backgrounds into resources/backgrounds/, each 1920×1080 and at most 250 KB.

    python resources/render_backgrounds.py [name …]

The pictures are computed, so that nobody else's rights are in them; the same script gives the same pictures. The result
is committed: this runs only when a scene is changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

import numpy as np  # noqa: E402
from resources.hanok import hanok  # noqa: E402
from resources.interiors import bookshelf, office  # noqa: E402
from resources.painting import (  # noqa: E402
    COLUMNS,
    HEIGHT,
    ROWS,
    WIDTH,
    Colour,
    Picture,
    linear,
    noise,
    photograph,
    pool,
)

from backdrop.host.cv import cv2  # noqa: E402

JPEG_QUALITY = 88
LARGEST_BYTES = 250_000


def blended(base: Colour, pools: list[tuple[float, float, float, Colour]]) -> Picture:
    """Colours running into each other: (x, y, radius, colour) each, in shares of the width and height."""
    picture = np.broadcast_to(linear(base), (HEIGHT, WIDTH, 3)).copy()
    for x, y, radius, colour in pools:
        share = pool(x * WIDTH, y * HEIGHT, radius * WIDTH, radius * WIDTH * 0.8)[..., None]
        picture += share * (linear(colour) - picture)
    return np.asarray(picture, np.float32)


def dawn() -> Picture:
    """Morning sky colours, from cool blue above to peach light below."""
    rise = np.clip(ROWS / HEIGHT, 0, 1)[..., None]
    sky = linear((122, 148, 196)) * (1 - rise) + linear((250, 206, 178)) * rise
    colours = blended(
        (150, 160, 200),
        [
            (0.10, 0.05, 0.42, (96, 126, 184)),
            (0.75, 0.00, 0.40, (146, 146, 204)),
            (0.30, 0.62, 0.38, (232, 176, 188)),
            (0.95, 0.55, 0.36, (242, 178, 162)),
            (0.60, 1.02, 0.46, (255, 216, 172)),
            (0.05, 1.00, 0.34, (216, 168, 192)),
        ],
    )
    return photograph(0.35 * sky + 0.65 * colours, seed=1, exposure=1.02, vignette=0.08)


def slate() -> Picture:
    """A quiet blue grey with light from the upper left."""
    colours = blended(
        (52, 62, 76),
        [
            (0.28, 0.22, 0.50, (104, 120, 138)),
            (0.20, 0.10, 0.24, (134, 148, 162)),
            (0.85, 0.30, 0.36, (66, 82, 102)),
            (0.95, 0.95, 0.46, (38, 46, 60)),
            (0.10, 1.00, 0.36, (58, 66, 82)),
        ],
    )
    beam = np.exp(-(((COLUMNS * 0.55 + ROWS - 620) / 420) ** 2)) * 0.05
    return photograph(colours * (1 + beam[..., None]), seed=2, vignette=0.2)


def studio() -> Picture:
    """A hand-painted canvas backdrop with a spot of light behind where the person sits."""
    rng = np.random.default_rng(3)
    mottle = noise(rng, 620, 520, 5) * 0.10 + noise(rng, 90, 90, 3) * 0.018
    weave = noise(rng, 5, 5, 1) * 0.008
    spot = 0.10 + 0.78 * pool(900, 430, 820, 640) + 0.22 * pool(860, 380, 380, 330)
    floor = 1 - 0.32 / (1 + np.exp(-(ROWS - 965) / 24))
    wall = linear((178, 170, 160)) * (1 + mottle + weave)[..., None]
    tint = np.array([1.0, 0.985, 0.965], np.float32) ** (1 + 3 * (1 - spot[..., None]))
    return photograph(wall * (spot * floor)[..., None] * tint, seed=3, exposure=1.08, vignette=0.2)


SCENES: dict[str, Callable[[], Picture]] = {
    "dawn": dawn,
    "slate": slate,
    "office": office,
    "bookshelf": bookshelf,
    "hanok": hanok,
    "studio": studio,
}


def main() -> None:
    for name in sys.argv[1:] or SCENES:
        picture = SCENES[name]().astype(np.uint8)
        path = ROOT / "resources" / "backgrounds" / f"{name}.jpg"
        options = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
        if not cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), options):
            raise SystemExit(f"cannot write {path}")
        size = path.stat().st_size
        print(f"{path.name}: {size / 1000:.0f} KB")
        if size > LARGEST_BYTES:
            raise SystemExit(f"{path.name} is larger than {LARGEST_BYTES / 1000:.0f} KB: less grain or detail")


if __name__ == "__main__":
    main()
