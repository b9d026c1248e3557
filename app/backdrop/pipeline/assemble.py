"""From settings to a running camera: opens every part, and leaves nothing open when one cannot be had."""

from __future__ import annotations

import contextlib

from backdrop.capture import Source, Wanted, open_source
from backdrop.composite import BACKGROUNDS, open_background
from backdrop.pipeline.live import LivePipeline
from backdrop.publish import Sink, open_sink
from backdrop.segment import load_segmenter
from backdrop.settings.schema import Settings
from backdrop.settings.spec import check_size, parse_spec


def source_of(settings: Settings) -> Source:
    """Opens the source that the settings name, asking for the published size and rate."""
    return open_source(settings.source, Wanted(settings.width, settings.height, settings.fps))


def sink_of(settings: Settings) -> Sink:
    """Opens the sink that the settings name, for the published size and rate."""
    return open_sink(settings.sink, settings.width, settings.height, settings.fps)


def start_live(
    settings: Settings, limit: int | None = None, source: Source | None = None, sink: Sink | None = None
) -> LivePipeline:
    """A pipeline that runs. Raises what the first part that cannot be opened raises; see the stages.

    A virtual camera that fails later is opened again; a recording that fails ends the run. `limit`: frames to publish.
    `source`, `sink`: those of the settings where they are open already; they are taken over.
    """
    with contextlib.ExitStack() as opened:
        if source is not None:
            opened.callback(source.close)
        if sink is not None:
            opened.callback(sink.abandon)
        check_size(settings.width, settings.height)
        parse_spec(settings.background, "background", BACKGROUNDS)
        if source is None:
            source = source_of(settings)
            opened.callback(source.close)
        segmenter = load_segmenter(settings.model, settings.threads, 1 / settings.fps)
        opened.callback(segmenter.close)
        background = open_background(settings.background, settings.width, settings.height)
        opened.callback(background.close)
        if sink is None:
            sink = sink_of(settings)
            opened.callback(sink.abandon)
        again = (lambda: sink_of(settings)) if sink.watched_from_the_start else None
        size = settings.width, settings.height
        pipeline = LivePipeline(size, settings.fps, segmenter, background, sink, again, limit)
        pipeline.set_mirror(settings.mirror)
        pipeline.start(source, lambda: source_of(settings))
        opened.pop_all()
        return pipeline
