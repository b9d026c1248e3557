"""From a frame to a matte on the network's own grid: one model on one engine, ready to run."""

from __future__ import annotations

import math
import os
import statistics
import time

import numpy as np

from backdrop.errors import ModelError
from backdrop.frame import BLACK_Y, NEUTRAL_UV, BufferPool, Frame, Matte, Plane, Region, Seen, empty_pixels, planes
from backdrop.host.cv import cv2
from backdrop.segment.engine import Engine, Kernels
from backdrop.segment.engines import ENGINES, check_options, engine_for
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.readers import make_reader
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

MAX_THREADS = 4
"""More never paid for networks of this size; each costs about a third more CPU than the one before."""

_WARM_UP_RUNS = 3


class Segmenter:
    """Finds the person in frames of any size. Used by one thread."""

    def __init__(self, spec: ModelSpec, engine: Engine) -> None:
        """ModelError when the engine's network does not have the shapes that the spec promises."""
        self.spec, self.engine = spec, engine
        _check_shapes(spec, engine)
        self._input = NetworkInput(spec.input, engine.takes)
        self._reader = make_reader(spec, engine.gives)
        self._mattes = BufferPool(self._reader.grid)
        self._mirrored = np.empty(self._reader.grid, np.uint8)
        self.inference_ns = self.inference_cpu_ns = 0
        """How long the network itself took for the last frame, and the processor time of the process meanwhile, where
        `times_cpu` asks for it: to read that clock costs a camera more than it is worth."""
        self.times_cpu = False
        self.warm_up_ns = 0
        """How long `warm_up` took."""
        self.made_for: tuple[int, int] | None = None
        """The frames' (width, height) that the network's own size was chosen by; None where that is fixed."""

    def segment(self, frame: Frame) -> Matte:
        """The matte of all of the frame, on the network's grid: that of its answer, or of its input for stride logits.

        Raises ModelError when the network fails or answers with what is no number.
        """
        self.look(frame, frame.region)
        return Matte(self.answer(), frame.captured_ns)

    def look(self, frame: Frame, region: Region, halve: bool = True) -> Seen:
        """Takes in a region of the frame; `halve`: see NetworkInput."""
        return self._input.look(frame, region, halve)

    def answer(self, flipped: bool = False) -> Plane:
        """The alpha of what was looked at last; `flipped`: as the network sees it in the mirror, turned back.

        Raises ModelError as `segment` does.
        """
        tensor = self._input.tensor(flipped)
        cpu_start = time.process_time_ns() if self.times_cpu else 0
        start = time.perf_counter_ns()
        answer = self.engine.infer(tensor)
        self.inference_ns = time.perf_counter_ns() - start
        self.inference_cpu_ns = time.process_time_ns() - cpu_start if self.times_cpu else 0
        # One infinity or NaN is in the sum as well; a fifth of the time of cv2.checkRange.
        if not math.isfinite(cv2.norm(answer.reshape(answer.shape[1], -1), cv2.NORM_L1)):
            raise ModelError(
                N_("the model {id} answered with what is no number; choose another model"), id=self.spec.id
            )
        alpha = self._mattes.take()
        if flipped:
            self._reader.read(answer, self._mirrored)
            cv2.flip(self._mirrored, 1, alpha)
        else:
            self._reader.read(answer, alpha)
        return alpha

    def warm_up(self) -> float:
        """Runs a grey picture a few times, since the first runs of a network are slow; the median seconds of a run."""
        pixels = empty_pixels(self.spec.input.width // 2 * 2, self.spec.input.height // 2 * 2)
        y, u, v = planes(pixels)
        y.fill(BLACK_Y + 100)
        u.fill(NEUTRAL_UV)
        v.fill(NEUTRAL_UV)
        times, start = [], time.perf_counter_ns()
        for _ in range(_WARM_UP_RUNS):
            self.segment(Frame(pixels, 0))
            times.append(self.inference_ns / 1e9)
        self.warm_up_ns = time.perf_counter_ns() - start
        return statistics.median(times)

    def close(self) -> None:
        self.engine.close()


def make_segmenter(
    spec: ModelSpec, content: bytes, threads: int | None, interval_s: float, engine: str | None = None,
    kernels: Kernels | None = None,
) -> Segmenter:  # fmt: skip
    """A warmed-up segmenter of a model file's content.

    `threads` None takes one, and one more at a time (up to MAX_THREADS) only while a run takes longer than
    `interval_s`: a second thread costs about 35 % more CPU than it saves in time. `engine` None takes the first that
    runs the file. UsageError for an engine that cannot, or for an option that it does not have.
    """
    name = engine_for(spec, engine)
    check_options(name, threads, kernels)
    kind = ENGINES[name]
    most = min(MAX_THREADS, os.cpu_count() or 1) if kind.threads else 1
    count = threads or 1
    while True:
        segmenter, median_s = _warmed_up(spec, kind.load(spec, content, count, kernels, bytes_in=True))
        if threads is not None or median_s <= interval_s or count >= most:
            return segmenter
        segmenter.close()
        count += 1


def _warmed_up(spec: ModelSpec, engine: Engine) -> tuple[Segmenter, float]:
    """The segmenter and how long a run takes it, in seconds. Closes the engine where it cannot be used."""
    try:
        segmenter = Segmenter(spec, engine)
        return segmenter, segmenter.warm_up()
    except BaseException:
        engine.close()
        raise


def _check_shapes(spec: ModelSpec, engine: Engine) -> None:
    height, width = spec.input.height, spec.input.width
    by_channel = engine.takes == "tensor" and spec.input.layout == "NCHW"
    takes = (1, 3, height, width) if by_channel else (1, height, width, 3)
    gives = height * width
    if engine.gives == "answer":
        gives = spec.output.height * spec.output.width * spec.output.classes
    if engine.input_shape != takes or math.prod(engine.output_shape) != gives:
        raise ModelError(
            N_("the model {id} takes {found} and gives {answer} values, not {takes} and {gives} as the catalogue "
            "says; run `backdrop models verify`"),
            id=spec.id, found=engine.input_shape, answer=math.prod(engine.output_shape), takes=takes, gives=gives,
        )  # fmt: skip
