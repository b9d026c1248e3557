"""From a frame to a matte on the network's own grid: one model on one engine, ready to run."""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable

from backdrop.errors import ModelError
from backdrop.frame import BLACK_Y, NEUTRAL_UV, BufferPool, Frame, Matte, Plane, empty_pixels, planes
from backdrop.host.cv import cv2
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.engines import ENGINES
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

MAX_THREADS = 4
"""More never paid for networks of this size; each costs about a third more CPU than the one before."""

_WARM_UP_RUNS = 3


def _alpha(answer: Tensor, out: Plane) -> None:
    """0..1 to 0..255; what lies outside is clipped (convertScaleAbs would make a negative answer a positive alpha)."""
    values = answer.reshape(out.shape)
    cv2.addWeighted(values, 255, values, 0, 0, out, cv2.CV_8U)


_READERS: dict[str, Callable[[Tensor, Plane], None]] = {"alpha": _alpha}
"""From an output kind to what turns the answer into uint8 alpha."""


class Segmenter:
    """Finds the person in frames of any size. Used by one thread."""

    def __init__(self, spec: ModelSpec, engine: Engine) -> None:
        """ModelError when the engine's network does not have the shapes that the spec promises."""
        self.spec, self.engine = spec, engine
        takes, gives = (1, spec.input.height, spec.input.width, 3), spec.output.height * spec.output.width
        if engine.input_shape != takes or math.prod(engine.output_shape) != gives:
            raise ModelError(
                N_("the model {id} takes {found} and gives {answer} values, not {takes} and {gives} as the catalogue "
                "says; run `backdrop models verify`"),
                id=spec.id, found=engine.input_shape, answer=math.prod(engine.output_shape), takes=takes, gives=gives,
            )  # fmt: skip
        self._input = NetworkInput(spec.input)
        self._mattes = BufferPool((spec.output.height, spec.output.width))
        self._read = _READERS[spec.output.kind]
        self.inference_ns = self.inference_cpu_ns = 0
        """How long the network itself took for the last frame, and the processor time of the process meanwhile."""

    def segment(self, frame: Frame) -> Matte:
        """The matte of the frame, on the network's grid (height, width of the spec's output).

        Raises ModelError when the network fails or answers with what is no number.
        """
        tensor = self._input.prepare(frame)
        start, cpu_start = time.perf_counter_ns(), time.process_time_ns()
        answer = self.engine.infer(tensor)
        self.inference_ns, self.inference_cpu_ns = time.perf_counter_ns() - start, time.process_time_ns() - cpu_start
        # One infinity or NaN is in the sum as well; a fifth of the time of cv2.checkRange.
        if not math.isfinite(cv2.norm(answer.reshape(self._mattes.shape), cv2.NORM_L1)):
            raise ModelError(
                N_("the model {id} answered with what is no number; choose another model"), id=self.spec.id
            )
        alpha = self._mattes.take()
        self._read(answer, alpha)
        return Matte(alpha, frame.captured_ns)

    def warm_up(self) -> float:
        """Runs a grey picture a few times, since the first runs of a network are slow; the median seconds of a run."""
        pixels = empty_pixels(self.spec.input.width // 2 * 2, self.spec.input.height // 2 * 2)
        y, u, v = planes(pixels)
        y.fill(BLACK_Y + 100)
        u.fill(NEUTRAL_UV)
        v.fill(NEUTRAL_UV)
        times = []
        for _ in range(_WARM_UP_RUNS):
            self.segment(Frame(pixels, 0))
            times.append(self.inference_ns / 1e9)
        return statistics.median(times)

    def close(self) -> None:
        self.engine.close()


def make_segmenter(
    spec: ModelSpec, content: bytes, threads: int | None, interval_s: float, engine: str = "litert"
) -> Segmenter:
    """A warmed-up segmenter of a model file's content.

    `threads` None takes one, and one more at a time (up to MAX_THREADS) only while a run takes longer than
    `interval_s`: a second thread costs about 35 % more CPU than it saves in time.
    """
    most = min(MAX_THREADS, os.cpu_count() or 1)
    count = threads or 1
    while True:
        segmenter, median_s = _warmed_up(spec, ENGINES[engine](content, count))
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
