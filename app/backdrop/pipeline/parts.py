"""Opens what the settings name: source, output, background and model; remembers what was missing."""

from __future__ import annotations

from backdrop.capture import Source, Wanted, open_source
from backdrop.composite import Background, open_background
from backdrop.errors import BackdropError
from backdrop.pipeline.choosing import OpenedModel, open_model
from backdrop.publish import Sink, open_sink
from backdrop.segment.options import RunOptions
from backdrop.settings.schema import Settings

_LAST_RESORT = "color:#2b3140"
"""Stands in for a chosen background that cannot be shown at the start."""


class Parts:
    """The parts of one session. Each raises what opening it raises, unless it may be missing."""

    def __init__(self) -> None:
        self.missing: dict[str, BackdropError] = {}
        """What could not be opened and was done without: "model" or "background"."""
        self.output_released = False
        """Whether frames go nowhere, whatever the settings say."""

    def source(self, settings: Settings) -> Source:
        return open_source(settings.source, Wanted(settings.width, settings.height, settings.fps))

    def sink(self, settings: Settings) -> Sink:
        spec = "null" if self.output_released else settings.sink
        return open_sink(spec, settings.width, settings.height, settings.fps)

    def model(self, settings: Settings, may_be_missing: bool = False) -> OpenedModel | None:
        """None where it is missing and may be."""
        try:
            size = settings.width, settings.height
            opened = open_model(settings.model, size, RunOptions.of(settings), 1 / settings.fps)
        except BackdropError as error:
            if not may_be_missing:
                raise
            self.missing["model"] = error
            return None
        self.missing.pop("model", None)
        return opened

    def background(self, settings: Settings, size: tuple[int, int], may_be_missing: bool = False) -> Background:
        """A plain colour where it is missing and may be. `size`: width and height."""
        try:
            return open_background(settings.background, *size, settings.match_light)
        except BackdropError as error:
            if not may_be_missing:
                raise
            self.missing["background"] = error
            return open_background(_LAST_RESORT, *size)
