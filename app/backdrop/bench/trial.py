"""Tries a model file on the drawn presenter: what the child process `try-model` does.

Here, because this is where both the presenter and the models can be seen. What is made of the scenes is in
`segment/own`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from backdrop.capture.presenter import Presenter
from backdrop.errors import BackdropError, UsageError
from backdrop.frame import BLACK_Y, NEUTRAL_UV, Frame, Plane, planes
from backdrop.segment.own.contest import Scene
from backdrop.segment.own.examine import examine
from backdrop.segment.own.files import read_files
from backdrop.segment.own.finding import Failure, Finding
from backdrop.segment.own.limits import Limits, confine
from backdrop.segment.own.options import OwnOptions
from backdrop.text import _

SIZE = 640, 360
LOOKS = 4
LIGHTS = ((1.0, 0.0), (0.25, 0.0), (0.5, 0.5))
"""Good light, dark, and pale: what luma and chroma are multiplied by, and what is added to luma, of its whole range."""

_BEGIN, _STEP = 20, 17
"""The first frame, and how many later each next look's is: the arm is down, up, or in between."""


def main(arguments: Sequence[str]) -> None:
    """`arguments`: the file, and the options and limits as JSON. Prints a Finding or a Failure."""
    path, told = Path(arguments[0]), json.loads(arguments[1])
    scenes = list(presenter_scenes())
    _load_engines(path)
    confine(Limits(**told["limits"]))
    answer: Finding | Failure
    try:
        answer = examine(read_files(path), OwnOptions(**told["options"]), scenes, len(LIGHTS))
    except BackdropError as error:
        option = error.values.get("option")
        answer = Failure(
            error=str(error)[:2000], usage=isinstance(error, UsageError), option=None if option is None else str(option)
        )
    except MemoryError:
        answer = Failure(error=_("it needs more memory than it may have; choose a smaller model"), usage=False)
    sys.stdout.write(answer.model_dump_json() + "\n")
    sys.stdout.flush()  # here, where it is told when nobody can have it


def presenter_scenes() -> Iterator[Scene]:
    """The presenter in several looks, each look in all of LIGHTS."""
    for look in range(LOOKS):
        with Presenter(*SIZE, seed=look, paced=False) as presenter:
            frame, matte = presenter.draw(_BEGIN + look * _STEP)
            for number, (gain, lift) in enumerate(LIGHTS):
                yield Scene(Frame(lit(frame.pixels, gain, lift), frame.captured_ns), matte.alpha, number)


def lit(pixels: Plane, gain: float, lift: float) -> Plane:
    """An I420 picture in another light."""
    changed: Plane = pixels.copy()
    y, u, v = planes(changed)
    y[:] = ((y.astype(np.float32) - BLACK_Y) * gain + BLACK_Y + lift * 219).clip(BLACK_Y, 235)
    for plane in (u, v):
        plane[:] = (plane.astype(np.float32) - NEUTRAL_UV) * gain + NEUTRAL_UV
    return changed


def _load_engines(path: Path) -> None:
    """What will be needed, before memory is limited: so the limit is for the model alone."""
    import backdrop.segment.engines.litert

    if path.suffix.lower() == ".onnx":
        import backdrop.segment.engines.onnx  # noqa: F401
