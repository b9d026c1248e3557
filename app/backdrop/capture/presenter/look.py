"""What the seed of the drawn presenter decides: colours, hair, clothing, and how the person moves.

Only this module draws random numbers; everything else follows from a Look and the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, pi, sin
from random import Random

from backdrop.capture.presenter.paint import Colour, mix

# Each skin, hair and clothing colour was kept only if the default segmentation model finds the edges of the person.
SKINS: tuple[Colour, ...] = ((238, 194, 165), (226, 174, 141), (206, 152, 117), (168, 115, 82), (128, 84, 60))
HAIRS: tuple[Colour, ...] = ((36, 31, 34), (44, 36, 46), (62, 42, 34), (92, 58, 40), (120, 76, 46))
GARMENTS: tuple[Colour, ...] = ((52, 82, 122), (44, 96, 96), (124, 58, 66), (62, 66, 84), (86, 74, 116))
WALLS: tuple[Colour, ...] = ((224, 218, 206), (206, 216, 218), (222, 210, 200), (208, 216, 202))
WOODS: tuple[Colour, ...] = ((176, 134, 96), (150, 108, 76), (196, 160, 122))
ACCENTS: tuple[Colour, ...] = ((146, 112, 152), (92, 132, 148), (206, 170, 96), (120, 142, 110))

WAVE_EVERY_S, WAVE_S = 9.0, 3.6
BLINK_S = 0.22


@dataclass(frozen=True, slots=True)
class Look:
    """The choices for one seed. `hair_style` and `outfit` are names known to `body` and `head`."""

    skin: Colour
    hair: Colour
    garment: Colour
    under: Colour
    wall: Colour
    wood: Colour
    accent: Colour
    hair_style: str
    outfit: str
    window_side: int
    wave_side: int
    phases: tuple[float, ...]

    @property
    def cloth(self) -> Colour:
        """What the outer garment is made of: a shirt is paler than a jacket."""
        return mix(self.garment, (150, 176, 206), 0.45) if self.outfit == "shirt" else self.garment

    @property
    def palm(self) -> Colour:
        """The inside of the hand is paler than the face, the more so the darker the skin."""
        return mix(self.skin, (236, 184, 154), 0.4)

    @property
    def skin_dark(self) -> Colour:
        return mix(self.skin, (86, 34, 28), 0.42)


def look(seed: int) -> Look:
    rng = Random(seed)  # noqa: S311 (a picture, not a secret)
    window_side, tone = rng.choice((-1, 1)), seed * 3 % len(SKINS)
    return Look(
        skin=SKINS[tone],
        hair=rng.choice(HAIRS[: len(HAIRS) - tone]),
        garment=rng.choice(GARMENTS),
        under=rng.choice(((240, 238, 232), (226, 232, 238), (236, 226, 214))),
        wall=rng.choice(WALLS),
        wood=rng.choice(WOODS),
        accent=rng.choice(ACCENTS),
        hair_style=("short", "bob", "bun")[seed % 3],
        outfit=("blazer", "sweater", "shirt")[(seed // 3 + seed) % 3],
        window_side=window_side,
        wave_side=-window_side,
        phases=tuple(rng.random() * 2 * pi for _ in range(8)),
    )


@dataclass(frozen=True, slots=True)
class Pose:
    """Where everything is at one moment.

    `sway_x`, `breath_y` in picture heights; `lean`, `tilt`, `yaw`, `pitch`, `wave` in radians; `blink`, `mouth`, `brow`
    and `raised` (the hand) 0..1.
    """

    sway_x: float
    breath_y: float
    lean: float
    tilt: float
    yaw: float
    pitch: float
    blink: float
    mouth: float
    brow: float
    raised: float
    wave: float


def pose(chosen: Look, seconds: float) -> Pose:
    """The pose at `seconds`: sums of sines, so that it is smooth, never repeats soon and needs no state."""
    p = chosen.phases

    def swing(period_s: float, phase: float) -> float:
        return sin(2 * pi * seconds / period_s + phase)

    speaking = _ease(0.5 + 1.2 * swing(7.3, p[6]))
    since_wave = (seconds + p[7] / (2 * pi) * 4.0 + 3.0) % WAVE_EVERY_S
    raised = _ease(since_wave / 0.7) * _ease((WAVE_S - since_wave) / 0.8)
    syllables = (0.5 + 0.5 * swing(0.31, p[2])) * (0.6 + 0.4 * swing(0.83, p[3]))
    return Pose(
        sway_x=0.014 * swing(6.1, p[0]) + 0.006 * swing(2.9, p[1]),
        breath_y=0.004 * swing(3.9, p[2]),
        lean=0.010 * swing(6.1, p[0] - 0.4),
        tilt=0.030 * swing(4.7, p[3]) + 0.012 * swing(2.3, p[4]) * speaking,
        yaw=0.20 * swing(8.3, p[5]) + 0.08 * swing(3.7, p[6]),
        pitch=0.05 * swing(5.1, p[1]) + 0.05 * swing(1.1, p[0]) * speaking,
        blink=_blink(seconds, p[4]),
        mouth=speaking * syllables,
        brow=0.5 + 0.5 * swing(5.7, p[7]) * speaking,
        raised=raised,
        wave=0.20 * sin(2 * pi * since_wave / 0.85) * raised,
    )


def _ease(x: float) -> float:
    """0 below 0, 1 above 1, smooth between."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)


def _blink(seconds: float, phase: float) -> float:
    """How far the eyes are shut: one blink every 3.7 s, and sometimes a second close behind it."""
    round_, since = divmod(seconds + phase, 3.7)
    lids = exp(-(((since - 1.0) / (BLINK_S / 2.6)) ** 2))
    if int(round_) % 3 == 2:
        lids += exp(-(((since - 1.4) / (BLINK_S / 2.6)) ** 2))
    return lids
