"""The drawn presenter's features: eyes, brows, nose and mouth, drawn in every frame as they move.

Each is an outline on the face, at rest between the eyes' level (y = 0) and the chin (y = 0.21). Turning and nodding
carry the outlines over an ellipsoid, which is what makes the head look round.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from backdrop.capture.presenter.look import Look, Pose
from backdrop.capture.presenter.paint import Colour, Points, ellipse, mix, outline, polygon, stroke
from backdrop.capture.presenter.picture import Shape, Transform, moved

HEAD_RADIUS, HEAD_DEPTH = 0.155, 0.125
EYE_X, EYE_HALF, LID_UP, LID_DOWN = 0.057, 0.0265, 0.0138, 0.0082
MOUTH_Y, MOUTH_HALF = 0.124, 0.036
WHITE: Colour = (255, 255, 255)
SCLERA: Colour = (243, 239, 235)
DARK: Colour = (38, 24, 24)


def features(look: Look, pose: Pose, head: Transform) -> list[Shape]:
    """What to draw, back to front, in pixels of the picture into which `head` puts the head's units."""
    shapes = (
        *_nose(look),
        *_mouth(look, _step(pose.mouth)),
        *_eyes(look, _step(min(pose.blink, 1.0))),
        *_brows(look, _step(pose.brow)),
    )
    points = moved(head, turned(np.concatenate([shape for shape, _ in shapes]), pose.yaw, pose.pitch))
    ends = np.cumsum([len(shape) for shape, _ in shapes])[:-1]
    return [(part, colour) for part, (_, colour) in zip(np.split(points, ends), shapes, strict=True)]


def _step(amount: float) -> float:
    """`amount` (0..1) in steps too small to see, so that the same outlines are seldom worked out again."""
    return round(amount * 64) / 64


def turned(points: Points, yaw: float, pitch: float) -> Points:
    """`points` of a face that looks straight ahead, after turning by `yaw` and `pitch` (radians, right and down)."""
    x, y = points[:, 0], points[:, 1]
    depth = HEAD_DEPTH * np.sqrt(np.maximum(1 - (x / HEAD_RADIUS) ** 2, 0))
    across = x * np.cos(yaw) + depth * np.sin(yaw)
    return np.asarray(np.stack([across, y * np.cos(pitch) + depth * np.sin(pitch)], axis=1), np.float32)


@lru_cache(maxsize=256)
def _eyes(look: Look, shut: float) -> tuple[Shape, ...]:
    return (*_eye(look, shut, -1), *_eye(look, shut, 1))


def _eye(look: Look, shut: float, side: int) -> list[Shape]:
    x = np.linspace(-1, 1, 13, dtype=np.float32)
    along, arch, tilt = side * EYE_X + x * EYE_HALF, (1 - x * x) ** 0.85, -0.0015 * side * x
    rise = shut * (LID_UP + LID_DOWN * 0.8) - LID_UP
    upper = np.stack([along, rise * arch + tilt], axis=1)
    lower = np.stack([along, LID_DOWN * arch + tilt], axis=1)
    shapes: list[Shape] = []
    if shut < 0.9:
        iris = mix(look.hair, (112, 78, 56), 0.5)
        parts = (
            (0.0, -0.003, 0.0124, iris),
            (0.0, -0.003, 0.0062, DARK),
            (look.window_side * 0.004, -0.0070, 0.0026, WHITE),
        )
        shapes.append((np.concatenate([upper, lower[::-1]]), SCLERA))
        for dx, y, radius, colour in parts:
            shapes.append((_between(ellipse(side * EYE_X + dx, y, radius, radius, 20), upper, lower), colour))
    lash = [(float(a), float(b)) for a, b in upper[::2]]
    crease = [(side * EYE_X + dx, rise * 0.55 - 0.0125 - dy) for dx, dy in ((-0.02, 0.0), (0.0, 0.0055), (0.02, 0.0))]
    shapes.append((stroke(lash, [0.0008, 0.0018, 0.0024, 0.0027, 0.0026, 0.0022, 0.001], 3), DARK))
    shapes.append((stroke(crease, [0.0004, 0.0012, 0.0004]), mix(look.skin, look.skin_dark, 0.5)))
    return shapes


def _between(points: Points, upper: Points, lower: Points) -> Points:
    """`points` (of an iris) with what the lids hide cut off."""
    x = points[:, 0]
    y = np.clip(points[:, 1], np.interp(x, upper[:, 0], upper[:, 1]), np.interp(x, lower[:, 0], lower[:, 1]))
    return np.asarray(np.stack([x, y], axis=1), np.float32)


@lru_cache(maxsize=256)
def _brows(look: Look, lift: float) -> tuple[Shape, ...]:
    path = [(0.027, -0.034), (0.045, -0.0415), (0.068, -0.0435), (0.088, -0.034)]
    colour = mix(look.hair, look.skin, 0.16)
    widths = [0.0036, 0.0044, 0.0036, 0.001]
    return tuple((stroke([(side * x, y - 0.004 * lift) for x, y in path], widths), colour) for side in (-1, 1))


@lru_cache(maxsize=16)
def _nose(look: Look) -> tuple[Shape, ...]:
    side = -look.window_side
    soft, line = mix(look.skin, look.skin_dark, 0.20), mix(look.skin, look.skin_dark, 0.62)
    ridge = [
        (0.005, -0.005),
        (0.010, 0.02),
        (0.0125, 0.045),
        (0.024, 0.066),
        (0.02, 0.078),
        (0.004, 0.082),
        (0.006, 0.05),
    ]
    wing = [(0.0225, 0.066), (0.0215, 0.0755), (0.013, 0.078)]
    return (
        (outline([(side * x, y) for x, y in ridge], 4), soft),
        (stroke([(-x, y) for x, y in wing], [0.0008, 0.0014, 0.0008]), line),
        (stroke(wing, [0.0008, 0.0014, 0.0008]), line),
        (stroke([(-0.008, 0.0805), (0, 0.083), (0.008, 0.0805)], [0.0007, 0.0014, 0.0007]), line),
        (ellipse(-side * 0.004, 0.056, 0.0042, 0.006, 14), mix(look.skin, WHITE, 0.2)),
    )


@lru_cache(maxsize=256)
def _mouth(look: Look, spoken: float) -> tuple[Shape, ...]:
    half, gap = MOUTH_HALF * (1 - 0.14 * spoken), 0.024 * spoken
    lip = mix(look.skin, (158, 52, 58), 0.42)
    corner = MOUTH_Y - 0.005
    bow = [(-half, corner), (-half * 0.5, MOUTH_Y - 0.0085), (-half * 0.18, MOUTH_Y - 0.0115), (0, MOUTH_Y - 0.0092)]
    bow += [(-x, y) for x, y in reversed(bow[:-1])]
    low = MOUTH_Y + 0.0105 + gap * 0.9
    lips = outline([*bow, (half * 0.6, low), (0, MOUTH_Y + 0.016 + gap), (-half * 0.6, low)], 4)
    under = stroke([(-0.016, low + 0.017), (0, low + 0.0195), (0.016, low + 0.017)], [0.0005, 0.0018, 0.0005])
    shapes = ((under, mix(look.skin, look.skin_dark, 0.22)), (lips, lip))
    return (*shapes, *(_open_mouth(half * 0.82, gap) if gap > 0.002 else _smile(half, corner, mix(lip, DARK, 0.62))))


def _smile(half: float, corner: float, colour: Colour) -> list[Shape]:
    line = [(-half * 1.04, corner - 0.002), (-half * 0.45, MOUTH_Y + 0.002), (half * 0.45, MOUTH_Y + 0.002)]
    return [(stroke([*line, (half * 1.04, corner - 0.002)], [0.0010, 0.0015, 0.0015, 0.0010]), colour)]


def _open_mouth(half: float, gap: float) -> list[Shape]:
    top = [(-half, MOUTH_Y - 0.002), (0.0, MOUTH_Y - 0.002), (half, MOUTH_Y - 0.002)]
    round_ = half * 0.62, MOUTH_Y + gap * 0.72
    opening = outline([*top, round_, (0.0, MOUTH_Y + gap + 0.002), (-round_[0], round_[1])], 4)
    edge, bite = MOUTH_Y - 0.0016, MOUTH_Y + min(gap * 0.4, 0.006)
    teeth = polygon((-half * 0.7, edge), (half * 0.7, edge), (half * 0.5, bite), (-half * 0.5, bite))
    return [(opening, (84, 28, 32)), (teeth, (240, 234, 228))]
