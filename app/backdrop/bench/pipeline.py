"""What a frame costs from segmentation to the composited I420 picture, capture and publishing left out."""

from __future__ import annotations

import contextlib
import itertools
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from backdrop.capture import Source
from backdrop.capture.presenter import Presenter
from backdrop.capture.still import Still
from backdrop.capture.video import Video
from backdrop.composite import open_background
from backdrop.errors import UsageError
from backdrop.frame import Frame, empty_pixels
from backdrop.host.media.cover import Cover
from backdrop.host.meters import peak_rss_mb
from backdrop.pipeline.choosing import open_model
from backdrop.pipeline.meter import Spread
from backdrop.pipeline.stages import STAGES, Stages
from backdrop.refine import RefineOptions
from backdrop.segment import AUTO
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.settings.schema import Settings
from backdrop.settings.spec import Spec, parse_spec, require_argument
from backdrop.text import N_, _

KEPT_FRAMES = 60
"""How many different frames are decoded beforehand; more would be measured as memory of the program."""
WARM_UP_FRAMES = 10
BLOCK = 20
"""Frames in a row that are timed in the same way: of a still picture, for which the network runs for one in four, every
second one would be always or never such a one."""
FRAME_NS = 33_333_333
NETWORK = STAGES.index("inference")


@dataclass(frozen=True, slots=True)
class StageFigures:
    """Milliseconds of wall time a frame, and mean processor milliseconds of the process a frame."""

    median: float
    p95: float
    p99: float
    cpu_ms_per_frame: float


@dataclass(frozen=True, slots=True)
class PipelineFigures:
    """`stage_ms` has each of STAGES and "all". `fps` is how many frames a second would be done one after the other.

    `inferences`: for how many frames the network ran; `network_cpu_ms`: mean processor time of one run, though for
    some frames it runs twice.
    """

    frames: int
    width: int
    height: int
    background: str
    model: str
    auto: bool
    engine: str
    threads: int
    stage_ms: dict[str, StageFigures]
    cpu_ms_per_frame: float
    refinement: str
    inferences: int
    network_cpu_ms: float
    fps: float
    peak_rss_mb: float

    def as_dict(self) -> dict[str, object]:
        """With every key of the meter's Report: no frame is repeated or dropped here, and none is captured live."""
        counted = {"frames_in": self.frames, "frames_out": self.frames, "frames_repeated": 0, "frames_dropped": 0}
        return asdict(self) | counted | {"latency_ms": None, "model_changes": [], "asleep_s": 0.0}


def bench_pipeline(settings: Settings, frames: int, between: Callable[[], None] = lambda: None) -> PipelineFigures:
    """Runs `frames` frames of the settings' source through the stages, in one thread, as fast as they go.

    `between` is called before the first BLOCK of them and after each, and not counted: for what is to be timed at the
    same speed of the processor.
    """
    size = settings.width, settings.height
    decoded = decode_frames(settings.source, size, settings.fps, min(frames, KEPT_FRAMES))
    segmenter = open_model(settings.model, size, RunOptions.of(settings), 1 / settings.fps).segmenter
    stages = Stages(*size, segmenter, RefineOptions.of(settings), open_background(settings.background, *size))
    with contextlib.closing(stages):
        measured = _measure(stages, segmenter, decoded, frames, between)
        wall, cpu, runs = measured.wall, measured.cpu, measured.runs
        return PipelineFigures(
            frames=frames,
            width=size[0],
            height=size[1],
            background=settings.background,
            model=segmenter.spec.label,
            auto=settings.model == AUTO,
            engine=segmenter.engine.name,
            threads=segmenter.engine.threads,
            stage_ms={name: _figures(wall[:, i], cpu[:, i]) for i, name in enumerate((*STAGES, "all"))},
            cpu_ms_per_frame=round(measured.cpu_ms, 3),
            refinement=settings.refinement,
            inferences=len(runs),
            network_cpu_ms=round(statistics.fmean(runs), 3) if runs else 0.0,
            fps=round(1e3 / float(wall[:, -1].mean()), 1),
            peak_rss_mb=round(peak_rss_mb(), 1),
        )


@dataclass(frozen=True, slots=True)
class _Measured:
    """`wall` and `cpu`: milliseconds, a row a frame, a column for each of STAGES and one for all. `runs`: processor
    milliseconds of one run of the network, the last one of each frame that it ran for. `cpu_ms`: mean of a frame."""

    wall: np.ndarray
    cpu: np.ndarray
    runs: list[float]
    cpu_ms: float


def _measure(
    stages: Stages, segmenter: Segmenter, decoded: list[Frame], frames: int, between: Callable[[], None]
) -> _Measured:
    """`frames` whose stages are timed and as many that are only timed as a whole, by turns, BLOCK each: to read the
    processor's clock between the stages costs a frame about 1 % more."""
    wall, cpu = np.zeros((frames, len(STAGES) + 1)), np.zeros((frames, len(STAGES) + 1))
    runs, done, whole, whole_ns = [], 0, 0, 0
    shown = itertools.cycle(decoded)
    for i in itertools.count(-WARM_UP_FRAMES):
        if i >= 0 and i % BLOCK == 0:
            between()
        if done == whole == frames:
            break
        stages.times_cpu = i >= 0 and (whole == frames or (done < frames and i // BLOCK % 2 == 0))
        frame = Frame(next(shown).pixels, (i + WARM_UP_FRAMES) * FRAME_NS)
        start = time.process_time_ns()
        finished = stages.finish(frame)
        took_ns = time.process_time_ns() - start
        if stages.times_cpu:
            for table, times in ((wall, finished.stage_ns), (cpu, finished.cpu_ns)):
                table[done, :-1] = times
                table[done, -1] = times[0] + times[2] + times[3]  # the inference is within the segmentation
            if finished.stage_ns[NETWORK]:
                runs.append(segmenter.inference_cpu_ns / 1e6)
            done += 1
        elif i >= 0:
            whole, whole_ns = whole + 1, whole_ns + took_ns
    return _Measured(wall / 1e6, cpu / 1e6, runs, whole_ns / 1e6 / frames)


def _figures(wall: np.ndarray, cpu: np.ndarray) -> StageFigures:
    spread = Spread.of(wall)
    assert spread is not None
    return StageFigures(spread.median, spread.p95, spread.p99, round(float(cpu.mean()), 3))


def decode_frames(source: str, size: tuple[int, int], fps: float, count: int) -> list[Frame]:
    """The first frames of a source, fitted to the size; fewer when it is shorter. UsageError for a camera."""
    frames: list[Frame] = []
    with _unpaced(source, size, fps) as opened:
        cover = Cover((opened.info.width, opened.info.height), size)
        while len(frames) < count and (frame := opened.read()) is not None:
            pixels = empty_pixels(*size)
            cover(frame.pixels, pixels)
            frames.append(Frame(pixels, frame.captured_ns))
    return frames


def _unpaced(source: str, size: tuple[int, int], fps: float) -> Source:
    spec: Spec = parse_spec(source, _("source"), ("presenter", "file", "image", "camera"))
    if spec.kind == "camera":
        raise UsageError(N_("a bench needs the same frames each time; use --source presenter, file:PATH or image:PATH"))
    if spec.kind == "presenter":
        return Presenter(*size, fps, paced=False)
    path = os.path.expanduser(require_argument(spec, _("a file"), f"{spec.kind}:PATH"))
    return Video(path, paced=False) if spec.kind == "file" else Still(path, fps, paced=False)
