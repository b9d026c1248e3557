"""Brings a model's files to this machine: tries its sources in order until one yields exactly the known file.

Two processes never fetch the same model at once: the second waits, and takes what the first has brought.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from backdrop.errors import ModelError
from backdrop.host.locks import lock_file
from backdrop.segment.https import fetch_https
from backdrop.segment.incoming import Cancelled, FetchCancelled, Incoming, Progress, SourceFailure, WrongFile, incoming
from backdrop.segment.pins import Pin
from backdrop.segment.spec import HttpsSource, ModelSpec, Source
from backdrop.segment.store import SEARCH_VARIABLE, ModelStore, Remedy, StoredFile
from backdrop.segment.wheel import fetch_wheel
from backdrop.text import N_, _, translated

# Longer than a slow name server and a sleeping proxy need, shorter than patience.
_TIMEOUT_S = 30.0

MAX_UNKNOWN_BYTES = 4_000_000
"""Of a file whose size nobody knows: the JSON of a TensorFlow.js model, of which the largest has 0.12 MB. It says how
long the shards of its weights are."""


def fetch(
    spec: ModelSpec,
    store: ModelStore,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
    trying: Callable[[Source], None] = lambda _source: None,
    waiting: Callable[[], None] = lambda: None,
    timeout_s: float = _TIMEOUT_S,
) -> Path:
    """Fetches what is missing or damaged of the model into the store's cache and returns its main file's path.

    `progress(bytes_done, bytes_total)` and `cancelled()` are called from this thread while bytes arrive, where a total
    of 0 is one that is not known yet; `trying(source)` before each source, and `waiting()` once if another process is
    fetching the model. A source that sends nothing for `timeout_s` has failed. Raises ModelError, which words the
    failure of every source, when all fail; at once when the cache cannot be written or when cancelled. What was
    interrupted is kept to be gone on with next time, apart from the model's files; what is wrong is not.
    """
    told = False

    def while_another_fetches() -> None:
        nonlocal told
        if not told:
            told = True
            waiting()
        if cancelled():
            raise FetchCancelled

    try:
        with lock_file(store.fetch_lock(spec), ModelError, while_another_fetches):
            return _Fetch(spec, store, progress, cancelled, trying, timeout_s).run()
    except FetchCancelled:
        raise ModelError(N_("fetching {id} was stopped; fetch it again to go on"), id=spec.id) from None


@dataclass(slots=True)
class _Fetch:
    """`before` and `total`: the bytes of the files that are here already, and of all that are known of so far."""

    spec: ModelSpec
    store: ModelStore
    progress: Progress
    cancelled: Cancelled
    trying: Callable[[Source], None]
    timeout_s: float
    before: int = 0
    total: int = 0

    def run(self) -> Path:
        main = self._brought(self.store.main_file(self.spec))
        parts = self.store.part_files(self.spec, main)
        if parts:
            self.before = main.stat().st_size
            self.total = self.before + sum(part.bytes or 0 for part in parts)
        for part in parts:
            self._brought(part)
            self.before += part.bytes or 0
        return main

    def _brought(self, file: StoredFile) -> Path:
        self.store.refuse_folder(file, self.spec)
        try:
            if (found := self.store.find(file, self.spec)) is not None:
                return found
        except ModelError:
            pass  # what is damaged is replaced
        failures = []
        for source in self.spec.sources:
            self.trying(source)
            self._advance(0, file.bytes or 0)
            try:
                self._from(source, file)
            except SourceFailure as failure:
                failures.append(f"{source} {failure}")
            else:
                return file.path
        raise _unfetched(self.spec, file, failures)

    def _from(self, source: Source, file: StoredFile) -> None:
        resume = isinstance(source, HttpsSource)
        with incoming(file, MAX_UNKNOWN_BYTES, self._advance, self.cancelled, resume=resume) as arriving:
            if not isinstance(source, HttpsSource):
                fetch_wheel(source, arriving)
                arriving.finish()
                return
            beside = file.path != self.store.path(self.spec)
            url = urljoin(source.url, file.path.name) if beside else source.url
            sha256 = self._over_https(url, arriving)
            if file.sha256 is None:
                self._pin(url, sha256, arriving, is_main=not beside)

    def _over_https(self, url: str, arriving: Incoming) -> str:
        gone_on_with = arriving.done > 0
        try:
            fetch_https(url, arriving, self.timeout_s)
            return arriving.finish()
        except WrongFile:
            if not gone_on_with:
                raise
        # What was there may have been the beginning of another file.
        arriving.restart()
        fetch_https(url, arriving, self.timeout_s)
        return arriving.finish()

    def _pin(self, url: str, sha256: str, arriving: Incoming, is_main: bool) -> None:
        """Holds the file to this content from now on, before it is put in place: without its pin it is not trusted."""
        if is_main:
            from backdrop.segment.tfjs import shard_sizes

            try:
                shard_sizes(arriving.content(), self.spec.id)
            except ModelError as reason:
                raise WrongFile(_("sends something that is no model ({reason})").format(reason=reason)) from reason
        pin = Pin(file=arriving.path.name, bytes=arriving.done, sha256=sha256, source=url)
        self.store.pins.keep(self.spec.id, pin)

    def _advance(self, done: int, total: int) -> None:
        self.progress(self.before + done, self.total or total)


def unverified(spec: ModelSpec) -> bool:
    """Whether some of the model's files are only as trustworthy as the first connection that brought them."""
    known = spec.sha256 is not None and all(part.sha256 is not None for part in spec.parts)
    return not spec.own and not (known and (spec.format != "tfjs" or bool(spec.parts)))


def _unfetched(spec: ModelSpec, file: StoredFile, failures: list[str]) -> ModelError:
    if spec.own:
        return ModelError(
            N_("{id} is a model of your own, which cannot be fetched; {remedy}"), id=spec.id, remedy=Remedy(spec)
        )
    if not spec.sources and spec.provide:
        return ModelError(
            N_("{id} is not fetched by Backdrop. {provide}"), id=spec.id, provide=translated(spec.provide)
        )
    told = "; ".join(failures) or _("no source is known")
    if file.pinned:
        return ModelError(
            N_(
                "{id} could not be fetched as it first was: {failures}; check the network and try again, or, if its "
                "publisher has replaced it, run `backdrop models remove {id} --forget` first"
            ),
            id=spec.id,
            failures=told,
        )
    if file.sha256 is None:
        return ModelError(
            N_("{id} could not be fetched: {failures}; check the network and try again"), id=spec.id, failures=told
        )
    return ModelError(
        N_(
            "{id} could not be fetched: {failures}; check the network and try again, or put {file} into a folder that "
            "{variable} names"
        ),
        id=spec.id,
        failures=told,
        file=file.path.name,
        variable=SEARCH_VARIABLE,
    )
