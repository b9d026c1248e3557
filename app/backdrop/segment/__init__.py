"""Which pixels are the person. `load_segmenter` gives a model of the catalogue, ready to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backdrop.segment.segmenter import Segmenter


def load_segmenter(model_id: str, threads: int | None = None, interval_s: float = 1 / 30) -> Segmenter:
    """The model of that id, loaded, checked against its hash and warmed up; `file:PATH` is a file of the user's own.

    `interval_s`: the time that one inference may take; see `make_segmenter`. Raises UsageError for an unknown id,
    ModelMissingError and ModelError for a file that is absent, damaged, or cannot be run.
    """
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.custom import PREFIX, load_custom
    from backdrop.segment.segmenter import make_segmenter
    from backdrop.segment.store import ModelStore

    if model_id.startswith(PREFIX):
        return make_segmenter(*load_custom(model_id), threads, interval_s)
    spec = Catalogue.load().get(model_id)
    return make_segmenter(spec, ModelStore().load(spec), threads, interval_s)
