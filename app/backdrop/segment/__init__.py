"""Which pixels are the person. `load_segmenter` gives a model of the catalogue, ready to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backdrop.segment.options import RunOptions
    from backdrop.segment.segmenter import Segmenter
    from backdrop.segment.spec import ModelSpec
    from backdrop.segment.store import ModelStore

AUTO = "auto"
"""In place of a model's id: the one that suits this machine. `choosing` finds out which that is."""


def load_segmenter(
    model_id: str, frame_size: tuple[int, int], options: RunOptions | None = None, interval_s: float = 1 / 30
) -> Segmenter:
    """The model of that id, loaded, checked against its hash and warmed up; `file:PATH` is a file of the user's own.

    `frame_size`: (width, height) of the frames to come, by which networks of any size choose theirs; other frames are
    taken as well. `interval_s`: the time that one inference may take; see `make_segmenter`. Raises UsageError for an
    unknown id or an option that the model or the engine does not have, ModelMissingError and ModelError for a file that
    is absent, damaged, or cannot be run.
    """
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.custom import PREFIX, open_custom
    from backdrop.segment.options import RunOptions
    from backdrop.segment.store import ModelStore

    options = options or RunOptions()
    if model_id.startswith(PREFIX):
        known, store = open_custom(model_id)
    else:
        known, store = Catalogue.load().get(model_id), ModelStore()
    return load_spec(known, store, frame_size, options, interval_s)


def load_spec(
    known: ModelSpec, store: ModelStore, frame_size: tuple[int, int], options: RunOptions, interval_s: float
) -> Segmenter:
    """As `load_segmenter`, of a model whose spec is at hand, from that store."""
    from backdrop.segment.network import open_network
    from backdrop.segment.segmenter import make_segmenter

    spec, content = open_network(known, store, frame_size, options)
    segmenter = make_segmenter(spec, content, options.threads, interval_s, options.engine, options.kernels)
    segmenter.made_for = frame_size if known.input.any_size else None
    return segmenter
