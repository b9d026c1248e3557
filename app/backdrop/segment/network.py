"""From a model of the catalogue to a file that an engine runs, and the spec of exactly that file."""

from __future__ import annotations

from backdrop.errors import UsageError
from backdrop.segment.options import RunOptions, network_size
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore
from backdrop.text import N_


def open_network(
    spec: ModelSpec, store: ModelStore, frame_size: tuple[int, int], options: RunOptions
) -> tuple[ModelSpec, bytes]:
    """The spec and content to run on frames of `frame_size` (width, height).

    Raises UsageError for an internal resolution where the network's size is fixed, ModelMissingError and ModelError
    for a file that is absent or damaged.
    """
    if spec.input.any_size:
        height, width = network_size(frame_size, options.internal_resolution, spec.output.stride)
        return _converted(spec, store, height, width)
    if options.internal_resolution is not None:
        raise UsageError(
            N_("{id} always sees {width}x{height} pixels; leave out --internal-resolution"),
            id=spec.id, width=spec.input.width, height=spec.input.height,
        )  # fmt: skip
    return spec, store.load(spec)


def _converted(spec: ModelSpec, store: ModelStore, height: int, width: int) -> tuple[ModelSpec, bytes]:
    from backdrop.segment.conversion import converted

    spec, content = converted(spec, store, height, width)
    return spec.at_size(height, width), content
