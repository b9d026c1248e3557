"""Where frames come from. `open_source` opens what a spec such as `camera:1` or `file:talk.mp4` names."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from backdrop.capture.source import Source, SourceInfo
from backdrop.settings.spec import Spec, parse_spec, refuse_argument, require_argument
from backdrop.text import _

__all__ = ["SOURCES", "Source", "SourceInfo", "Wanted", "open_source"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a source is asked for; `Source.info` tells what it gives."""

    width: int = 1280
    height: int = 720
    fps: float = 30.0


def _camera(spec: Spec, wanted: Wanted) -> Source:
    from backdrop.capture.camera import Camera

    return Camera(spec.argument, wanted.width, wanted.height, wanted.fps)


def _file(spec: Spec, _wanted: Wanted) -> Source:
    from backdrop.capture.video import Video

    return Video(os.path.expanduser(require_argument(spec, _("a video file"), "file:talk.mp4")))


def _image(spec: Spec, wanted: Wanted) -> Source:
    from backdrop.capture.still import Still

    return Still(os.path.expanduser(require_argument(spec, _("a picture file"), "image:me.jpg")), wanted.fps)


def _presenter(spec: Spec, wanted: Wanted) -> Source:
    from backdrop.capture.presenter import Presenter

    refuse_argument(spec)
    return Presenter(wanted.width, wanted.height, wanted.fps)


SOURCES: dict[str, Callable[[Spec, Wanted], Source]] = {
    "camera": _camera,
    "file": _file,
    "image": _image,
    "presenter": _presenter,
}


def open_source(text: str, wanted: Wanted) -> Source:
    """Opens the source for live use, paced by itself. UsageError for a spec that names none; else see Source."""
    spec = parse_spec(text, _("source"), SOURCES)
    return SOURCES[spec.kind](spec, wanted)
