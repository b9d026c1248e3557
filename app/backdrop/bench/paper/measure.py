"""What the child process of `backdrop bench paper` does: one configuration, measured in two ways, for a while each.

One after the other: each picture goes all the way (decoded, fitted, segmented, refined, composited, published) before
the next one is begun, which tells what each part takes. Live: the clip is a camera of 30 pictures a second, before the
product's own pipeline and its three threads. Nothing is skipped: every picture has a matte of its own.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence

import numpy as np

from backdrop.bench.children import answer, tell
from backdrop.bench.chosen import files_bytes
from backdrop.bench.paper.clip import FPS
from backdrop.bench.tables import Cell
from backdrop.capture.video import Video
from backdrop.composite import open_background
from backdrop.errors import BackdropError, PipelineError
from backdrop.frame import Frame, FramePool
from backdrop.host.media.cover import Cover
from backdrop.host.meters import cpu_seconds, peak_rss_mb
from backdrop.pipeline.live import LivePipeline
from backdrop.pipeline.stages import Stages
from backdrop.publish import Sink, open_sink
from backdrop.refine import RefineOptions
from backdrop.segment import load_segmenter
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.store import ModelStore
from backdrop.settings.schema import Settings
from backdrop.text import N_

WARM_UP_S = 2.0
"""What runs before each measurement and is not counted: until caches are warm, and regions and averages settled."""
_SIGN_OF_LIFE_S = 1.0
_LOOK_S = 0.1

PARTS = ("capture", "segment", "refine", "composite", "publish")
"""What a picture goes through; the network's inference is within `segment`."""


def main(arguments: Sequence[str]) -> None:
    """`arguments`: Settings as JSON, the clip's file, and the seconds of each of the two measurements."""
    settings, clip, seconds = Settings.model_validate_json(arguments[0]), arguments[1], float(arguments[2])
    answer(lambda: measure(settings, clip, seconds))


def measure(settings: Settings, clip: str, seconds: float) -> dict[str, Cell]:
    """What a row tells of the measurements; see `run.COLUMNS`.

    Raises what the opening of a part raises, or the last picture's error where not one could be made.
    """
    segmenter = _load(settings)
    about: dict[str, Cell] = {
        "model": segmenter.spec.label,
        "engine": segmenter.engine.name,
        "kernels": segmenter.engine.kernels or None,
        "input_width_px": segmenter.spec.input.width,
        "input_height_px": segmenter.spec.input.height,
        "files_bytes": files_bytes(Catalogue.load().get(settings.model), ModelStore()),
    }
    figures = _one_after_another(segmenter, settings, clip, seconds)
    live = {"fps_live": _live_fps(_load(settings), settings, clip, seconds)}
    return about | figures | live | {"peak_mb": peak_rss_mb()}


def _load(settings: Settings) -> Segmenter:
    return load_segmenter(settings.model, (settings.width, settings.height), RunOptions.of(settings))


def _one_after_another(segmenter: Segmenter, settings: Settings, clip: str, seconds: float) -> dict[str, Cell]:
    size = settings.width, settings.height
    with contextlib.ExitStack() as opened:
        opened.callback(segmenter.close)
        background = opened.enter_context(contextlib.closing(open_background(settings.background, *size)))
        source = opened.enter_context(Video(clip, paced=False, fps=FPS))
        sink = opened.enter_context(open_sink(settings.sink, *size, settings.fps))
        stages = Stages(*size, segmenter, RefineOptions.of(settings), background, guarded=True)
        way = _Way(source, stages, sink)
        _keep_doing(way.go, WARM_UP_S)
        way.start_anew()
        _keep_doing(way.go, seconds)
        return way.figures()


class _Way:
    """The way of a picture from the clip to the output, and how long its parts take."""

    def __init__(self, source: Video, stages: Stages, sink: Sink) -> None:
        self._source, self._stages, self._sink = source, stages, sink
        info = source.info
        self._cover = Cover((info.width, info.height), (sink.width, sink.height))
        self._fitted = FramePool(sink.width, sink.height)
        self.start_anew()

    def start_anew(self) -> None:
        """What was measured so far does not count."""
        self._parts: list[tuple[int, ...]] = []
        self._inferences: list[int] = []
        self._error: BackdropError | None = None
        self._start_ns, self._cpu_s = time.perf_counter_ns(), cpu_seconds()

    def go(self) -> None:
        """The next picture. One that cannot be made is not published, and does not count."""
        start = time.perf_counter_ns()
        frame = self._captured()
        captured = time.perf_counter_ns()
        try:
            finished = self._stages.finish(frame)
        except BackdropError as error:
            self._error = error
            return
        made = time.perf_counter_ns()
        self._sink.send(finished.picture)
        published = time.perf_counter_ns()
        segment, _inference, refine, composite = finished.stage_ns
        self._parts.append((captured - start, segment, refine, composite, published - made, published - start))
        segmenter = self._stages.segmenter
        assert segmenter is not None
        self._inferences.append(segmenter.inference_ns)

    def _captured(self) -> Frame:
        frame = self._source.read()
        assert frame is not None
        if self._cover.changes_nothing:
            return frame
        pixels = self._fitted.take()
        self._cover(frame.pixels, pixels)
        return Frame(pixels, frame.captured_ns)

    def figures(self) -> dict[str, Cell]:
        took_s, cpu_s = (time.perf_counter_ns() - self._start_ns) / 1e9, cpu_seconds() - self._cpu_s
        count = len(self._parts)
        if not count:
            raise self._error or PipelineError(N_("not one picture was finished; give it more --seconds"))
        parts, inferences = np.array(self._parts) / 1e6, np.array(self._inferences) / 1e6
        medians = np.median(parts, axis=0)
        return {
            "fps": count / took_s,
            "inference_ms_mean": float(inferences.mean()),
            **spread("inference_ms", inferences),
            **{f"{part}_ms": float(median) for part, median in zip(PARTS, medians, strict=False)},
            "pipeline_ms_mean": float(parts[:, -1].mean()),
            **spread("pipeline_ms", parts[:, -1]),
            "cpu_ms_per_frame": cpu_s * 1e3 / count,
            "frames": count,
        }


def spread(name: str, values: np.ndarray) -> dict[str, Cell]:
    """Median, and what 95 % and 99 % of the values do not exceed, by keys that begin with the name."""
    found = np.percentile(values, (50, 95, 99))
    return {f"{name}_{what}": float(value) for what, value in zip(("median", "p95", "p99"), found, strict=True)}


def _live_fps(segmenter: Segmenter, settings: Settings, clip: str, seconds: float) -> float:
    """Pictures a second that were published with a matte of their own, each once."""
    size = settings.width, settings.height
    source = Video(clip, fps=FPS)
    pipeline = LivePipeline(
        size, settings.fps, segmenter, open_background(settings.background, *size),
        open_sink(settings.sink, *size, settings.fps), options=RefineOptions.of(settings),
    )  # fmt: skip
    pipeline.start(source, lambda: Video(clip, fps=FPS))
    try:
        # Waiting raises what ended the pipeline, if anything did.
        _keep_doing(lambda: pipeline.wait(min(WARM_UP_S, _LOOK_S)), WARM_UP_S)
        before, start = pipeline.report(), time.perf_counter()
        _keep_doing(lambda: pipeline.wait(min(seconds, _LOOK_S)), seconds)
        after, took_s = pipeline.report(), time.perf_counter() - start
    finally:
        pipeline.stop()
    published = after.frames_out - before.frames_out
    return (published - (after.frames_repeated - before.frames_repeated)) / took_s


def _keep_doing(act: Callable[[], object], seconds: float) -> None:
    """Again and again for so long, at least once, with a sign of life each second."""
    start = said = time.monotonic()
    while True:
        act()
        now = time.monotonic()
        if now - start >= seconds:
            return
        if now - said >= _SIGN_OF_LIFE_S:
            said = now
            tell({"alive": True})
