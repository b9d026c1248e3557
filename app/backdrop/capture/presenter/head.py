"""The drawn presenter's head and hair as layers; the face, which moves, is drawn by `face`.

The origin is between the eyes; one unit is the height of the picture at the figure's normal size. Drawn with the light
from the left, and turned by `sided` to the window's side.
"""

from __future__ import annotations

from backdrop.capture.presenter.look import Look
from backdrop.capture.presenter.paint import (
    Canvas,
    Layer,
    ellipse,
    mirrored,
    mix,
    outline,
    path,
    shade,
    sided,
    stroke,
)

FACE = mirrored(path("0,-205 70,-195 122,-140 141,-50 138,30 125,95 94,158 46,200 0,210"))
EAR = path("128,-35 152,-45 165,-25 160,12 148,42 132,44")
NAPE = mirrored(path("0,-240 100,-220 150,-130 152,-20 130,20 0,0"))
BOB_LOBE = path("0,-250 110,-235 172,-140 188,0 194,120 182,215 140,242 90,225 80,120 60,-100")

FRONT_HAIR = {
    "short": path(
        "-147,0 -158,-80 -150,-160 -110,-225 -30,-258 60,-252 125,-205 156,-130 157,-60 146,0 137,-30 132,-85 108,-128"
        " 50,-138 -20,-122 -75,-98 -115,-108 -132,-75 -138,-30"
    ),
    "bob": path(
        "-158,190 -185,80 -178,-60 -158,-160 -100,-238 0,-264 100,-238 158,-160 180,-60 186,80 160,190 146,100 139,0"
        " 122,-85 60,-142 -20,-172 -90,-130 -128,-70 -139,20 -146,110"
    ),
    "bun": path(
        "-144,0 -155,-80 -146,-160 -100,-226 0,-250 100,-226 146,-160 155,-80 144,0 138,-45 122,-105 70,-155 0,-168"
        " -70,-155 -122,-105 -138,-45"
    ),
}
# Each lock runs from root to tip.
LOCKS = {
    "short": (
        path("110,-200 20,-220 -70,-180 -110,-130"),
        path("125,-165 50,-190 -30,-165 -85,-120"),
        path("120,-140 60,-162 0,-150 -40,-125"),
        path("-60,-235 -115,-195 -140,-130 -147,-60"),
        path("135,-170 150,-110 149,-50 146,-20"),
    ),
    "bob": (
        path("-35,-225 -100,-170 -145,-60 -162,90"),
        path("-40,-245 -125,-190 -166,-60 -175,60"),
        path("-20,-230 70,-200 138,-90 160,80"),
        path("0,-250 110,-210 162,-80 174,60"),
        path("-25,-212 50,-175 124,-90 147,40"),
    ),
    "bun": (
        path("-130,-70 -115,-140 -70,-200 -30,-240"),
        path("-145,-70 -135,-150 -90,-210 -40,-245"),
        path("130,-70 115,-140 70,-200 30,-240"),
        path("145,-70 135,-150 90,-210 40,-245"),
        path("-45,-165 -30,-200 -15,-225 0,-245"),
        path("45,-165 35,-200 15,-225 5,-245"),
    ),
}


def head(look: Look, scale: float) -> Layer:
    """What lies behind the features: back hair, ears, and the face's skin in its light."""
    canvas = Canvas(-0.25, -0.36, 0.25, 0.31, scale)
    _back_hair(canvas, look)
    for side in () if look.hair_style == "bob" else (-1, 1):
        canvas.fill(sided(outline(EAR), side), shade(look.skin, 0.94))
        fold = stroke(path("146,-26 155,-12 147,18"), [0.002, 0.003, 0.002])
        canvas.fill(sided(fold, side), mix(look.skin, look.skin_dark, 0.5))
    canvas.fill(outline(FACE), look.skin)
    _light_face(canvas, -look.window_side)
    return canvas.layer()


def fringe(look: Look, scale: float) -> Layer:
    """The hair before the face."""
    canvas = Canvas(-0.21, -0.28, 0.21, 0.22, scale)
    canvas.fill(outline(FRONT_HAIR[look.hair_style]), look.hair)
    tones = mix(look.hair, (188, 150, 120), 0.16), shade(look.hair, 0.7)
    for i, lock in enumerate(LOCKS[look.hair_style]):
        canvas.fill(stroke(lock, [0.0005, 0.004, 0.004, 0.0005]), tones[i % 2])
    side = -look.window_side
    sheen = stroke(path("-120,-150 -60,-200 30,-215"), [0.008, 0.015, 0.008])
    canvas.light(sided(sheen, side), (1.5, 1.42, 1.36), 0.018)
    canvas.light(sided(outline(path("80,-260 200,-200 200,200 130,200 130,-100")), side), (0.68, 0.68, 0.7), 0.03)
    return canvas.layer()


def _light_face(canvas: Canvas, side: int) -> None:
    shadow = outline(path("75,-200 190,-200 190,200 20,240 70,150 98,40"))
    canvas.light(sided(shadow, side), (0.84, 0.77, 0.76), 0.03)
    canvas.light(sided(ellipse(-0.06, -0.075, 0.05, 0.06), side), (1.07, 1.06, 1.04), 0.035)
    under_fringe = outline(path("-150,-190 0,-150 150,-190 130,-100 20,-85 -130,-100"))
    canvas.light(under_fringe, (0.86, 0.8, 0.79), 0.018)
    for x in (-1, 1):
        canvas.light(ellipse(x * 0.082, 0.066, 0.03, 0.021), (1.02, 0.88, 0.87), 0.02)
        canvas.light(ellipse(x * 0.057, -0.014, 0.034, 0.018), (0.93, 0.89, 0.89), 0.012)


def _back_hair(canvas: Canvas, look: Look) -> None:
    if look.hair_style == "bun":
        canvas.fill(ellipse(0, -0.262, 0.066, 0.056), shade(look.hair, 0.95))
        canvas.light(ellipse(0.01, -0.235, 0.05, 0.025), (0.7, 0.7, 0.72), 0.014)
        canvas.light(ellipse(-0.02, -0.285, 0.025, 0.014), (1.35, 1.3, 1.26), 0.012)
    if look.hair_style == "bob":
        for side in (-1, 1):
            canvas.fill(sided(outline(BOB_LOBE), side), shade(look.hair, 0.74))
    else:
        canvas.fill(outline(NAPE), shade(look.hair, 0.8))
