"""The person over a background. `open_background` makes what a spec such as `blur:7` or `image:office` names."""

from __future__ import annotations

import os
from collections.abc import Callable

from backdrop.composite.background import Background
from backdrop.settings.spec import Spec, parse_spec, refuse_argument, require_argument
from backdrop.text import _

__all__ = ["BACKGROUNDS", "Background", "open_background"]


def _image(spec: Spec, width: int, height: int) -> Background:
    from backdrop.composite.image import Image, find_image

    return Image(find_image(require_argument(spec, _("a picture"), "image:office or image:beach.jpg")), width, height)


def _blur(spec: Spec, width: int, height: int) -> Background:
    from backdrop.composite.blur import Blur, parse_blur

    return Blur(width, height, *parse_blur(spec.argument))


def _color(spec: Spec, width: int, height: int) -> Background:
    from backdrop.composite.color import Color, parse_colour

    return Color(parse_colour(require_argument(spec, _("a colour"), "color:#2d6a4f")), width, height)


def _video(spec: Spec, width: int, height: int) -> Background:
    from backdrop.composite.video import VideoBackground

    path = os.path.expanduser(require_argument(spec, _("a video file"), "video:waves.mp4"))
    return VideoBackground(path, width, height)


def _none(spec: Spec, width: int, height: int) -> Background:
    from backdrop.composite.none import NoBackground

    refuse_argument(spec)
    return NoBackground()


BACKGROUNDS: dict[str, Callable[[Spec, int, int], Background]] = {
    "image": _image,
    "blur": _blur,
    "color": _color,
    "video": _video,
    "none": _none,
}
_MADE_OF_THE_ROOM = ("blur", "none")


def open_background(text: str, width: int, height: int, match_light: bool = False) -> Background:
    """The background of that output size. UsageError for a spec that names none, BackgroundError for a bad file.

    `match_light` brings its light nearer to the camera's, unless it is made of the camera's picture.
    """
    spec = parse_spec(text, _("background"), BACKGROUNDS)
    background = BACKGROUNDS[spec.kind](spec, width, height)
    if not match_light or spec.kind in _MADE_OF_THE_ROOM:
        return background
    from backdrop.composite.light import MatchedLight

    return MatchedLight(background, width, height)
