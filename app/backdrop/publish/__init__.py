"""Where frames go. `open_sink` opens what a spec such as `camera` or `file:call.mp4` names."""

from __future__ import annotations

import os
from collections.abc import Callable

from backdrop.publish.sink import Sink
from backdrop.settings.spec import Spec, check_size, parse_spec, refuse_argument, require_argument
from backdrop.text import _

__all__ = ["SINKS", "Sink", "open_sink"]


def _camera(spec: Spec, width: int, height: int, fps: float) -> Sink:
    from backdrop.publish.virtual_camera import VirtualCamera

    return VirtualCamera(width, height, fps, spec.argument)


def _file(spec: Spec, width: int, height: int, fps: float) -> Sink:
    from backdrop.publish.video_file import VideoFile

    return VideoFile(os.path.expanduser(require_argument(spec, _("a file name"), "file:call.mp4")), width, height, fps)


def _null(spec: Spec, width: int, height: int, fps: float) -> Sink:
    from backdrop.publish.null import Null

    refuse_argument(spec)
    return Null(width, height, fps)


SINKS: dict[str, Callable[[Spec, int, int, float], Sink]] = {"camera": _camera, "file": _file, "null": _null}


def open_sink(text: str, width: int, height: int, fps: float) -> Sink:
    """Opens the sink for frames of that size and rate. UsageError for a spec or size that cannot be; else SinkError."""
    check_size(width, height)
    spec = parse_spec(text, _("sink"), SINKS)
    return SINKS[spec.kind](spec, width, height, fps)
