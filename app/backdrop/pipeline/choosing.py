"""Opens the model that is asked for, or the one that suits this machine. What runs afterwards is not its business."""

from __future__ import annotations

import contextlib
import statistics
import time
from typing import NamedTuple

from backdrop.capture.presenter import Presenter
from backdrop.composite import open_background
from backdrop.frame import Frame, empty_pixels
from backdrop.host.media.cover import Cover
from backdrop.pipeline.stages import Stages
from backdrop.refine import RefineOptions
from backdrop.segment import AUTO, load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.choosing import Chooser, Timing
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter

_LONG_ENOUGH_S = 0.15
"""For how long pictures are made to measure one; one of a slow model says all there is to say."""
_MOST_DELAYED = 8.0
"""A picture takes at most so many times longer than it was given time for: on some systems that clock is coarse."""
_BACKGROUND = "blur"
"""The dearest of the backgrounds: what fits with it fits with all. It takes 1 ms more than a picture at 720p."""
_PRESENTER = 320, 180
"""Drawn small and enlarged, which takes a sixth of the time, and gives a person to cut out just as well."""


class OpenedModel(NamedTuple):
    """A model that is ready, and, where it was chosen among several, what chose it."""

    segmenter: Segmenter
    chooser: Chooser | None


def open_model(model: str, size: tuple[int, int], options: RunOptions, interval_s: float) -> OpenedModel:
    """The model of that id, `file:PATH`, or what `auto` stands for; `size`: (width, height) of the frames to come.

    Where no present model was ranked, `auto` is the catalogue's default. Raises as `load_segmenter`.
    """
    if model != AUTO:
        return OpenedModel(load_segmenter(model, size, options, interval_s), None)
    chooser = Chooser(size, options, interval_s, time_pictures)
    segmenter = chooser.choose()
    if segmenter is None:
        return OpenedModel(load_segmenter(Catalogue.load().default, size, options, interval_s), None)
    return OpenedModel(segmenter, chooser)


def time_pictures(segmenter: Segmenter, size: tuple[int, int]) -> Timing:
    """What a whole picture of that (width, height) takes, from the frame to the finished picture.

    The whole of it, because what follows the network costs more or less by the size of its matte. Alone: what else is
    done at this moment, by other programs or by a camera that runs, shall not count. So the quickest of a few pictures
    does, or the time that this thread was given for one, where that is less. It does its share of the network as well,
    unless the engine is handed the picture: such a one works on threads of its own.
    """
    clock = time.process_time if segmenter.engine.own_threads else time.thread_time
    # The same picture again and again: the network must not rest on it, as it would.
    stages = Stages(*size, segmenter, RefineOptions(skip=False), open_background(_BACKGROUND, *size))
    frame = _person(size)
    with contextlib.closing(stages.background):
        times: list[float] = []
        given = clock()
        while sum(times) < _LONG_ENOUGH_S:
            start = time.perf_counter()
            stages.finish(frame)
            times.append(time.perf_counter() - start)
        given = (clock() - given) / len(times)
    return Timing(min(min(times), max(given, min(times) / _MOST_DELAYED)), statistics.median(times))


def _person(size: tuple[int, int]) -> Frame:
    with Presenter(*_PRESENTER, paced=False) as presenter:
        drawn, _alpha = presenter.draw(0)
    pixels = empty_pixels(*size)
    Cover(drawn.size, size)(drawn.pixels, pixels)
    return Frame(pixels, 1)
