"""`--model auto`: of the models on this machine, the one with the best matte that leaves half of the time free.

Ranks, measures and remembers. It does not know what else a picture takes: how long a whole one takes with a model is
told by a function of the caller's. Stepping between models while the camera runs is the pipeline's.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from backdrop.errors import BackdropError
from backdrop.segment import load_spec
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.costs import Cost, CostMemo
from backdrop.segment.engines import ENGINES, check_options, engine_for
from backdrop.segment.options import RunOptions, network_size
from backdrop.segment.segmenter import MAX_THREADS, Segmenter
from backdrop.segment.spec import ModelSpec
from backdrop.segment.store import ModelStore

log = logging.getLogger(__name__)

SHARE = 0.5
"""Of the time between two frames, what a picture may take: the rest is left to the call and to busier moments."""


class Timing(NamedTuple):
    """The seconds that a whole picture takes: on the machine left alone, as far as can be told, and at present."""

    alone_s: float
    now_s: float


Measure = Callable[[Segmenter, tuple[int, int]], Timing]
"""What a whole picture of that (width, height) takes with the segmenter."""


_WORTH_A_THREAD = 0.9
"""Another thread is kept only where a picture then takes at most this share of the time: each costs CPU."""


_LEAST_STRIDE = 8
"""Of the networks that take any size: what is too small for this one is so for all."""


class _Measured(NamedTuple):
    segmenter: Segmenter
    cost: Cost
    now_s: float


class Chooser:
    """The models to choose from at one size and rate, and what a picture costs with each. Used by one thread at a time.

    To choose from are those whose mattes were ranked, that the options allow, and that are on this machine; that is
    found out of each when it is asked for, from the best downwards. The user's own models are never among them: nobody
    knows how good their mattes are.
    """

    def __init__(
        self, size: tuple[int, int], options: RunOptions, interval_s: float, measure: Measure,
        catalogue: Catalogue | None = None, store: ModelStore | None = None, memo: CostMemo | None = None,
    ) -> None:  # fmt: skip
        """`size`: (width, height) of the frames; `interval_s`: the time between two of them.

        `catalogue`, `store` and `memo` are those of the program unless given. UsageError for options that go together
        with no model at all, ModelError for an engine that is not here.
        """
        _check(options, size)
        self.interval_s, self.budget_s = interval_s, SHARE * interval_s
        self._size, self._options, self._measure = size, options, measure
        self._store, self._memo = store or ModelStore(), memo or CostMemo()
        self._specs = {spec.id: spec for spec in _ranked(catalogue or Catalogue.load(), options)}
        self._keys: dict[str, str | None] = {}
        self._costs: dict[str, Cost] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """The ids of the models that could be chosen if they are here, best matte first."""
        return tuple(self._specs)

    def choose(self) -> Segmenter | None:
        """The best that leaves enough time free, or else the fastest; None where there is nothing to choose from.

        Asked from the best downwards, and no further than to the first that fits: where the best one's cost is
        remembered, nothing is measured. A model that cannot be run is passed over.
        """
        for model_id in self.models:
            if (segmenter := self._if_it_fits(model_id)) is not None:
                return segmenter
        while self._costs:
            fastest = min(self._costs, key=lambda model_id: self._costs[model_id].seconds)
            if (segmenter := self.load(fastest)) is not None:
                return segmenter
        return None

    def cost_s(self, model_id: str) -> float | None:
        """What a picture was measured or remembered to cost with that model, in seconds; None where neither was done.

        Meant for the machine left alone.
        """
        cost = self._known(model_id)
        return cost.seconds if cost is not None else None

    def measured_now_s(self, model_id: str) -> float | None:
        """What a picture takes with that model as the machine is at present; None where it is not here or cannot run.

        Its `cost_s` is known afterwards, but what is measured beside a camera that runs is too uncertain to be
        remembered beyond this run.
        """
        if (measured := self._measured(model_id)) is None:
            return None
        measured.segmenter.close()
        self._costs[model_id] = measured.cost
        return measured.now_s

    def load(self, model_id: str) -> Segmenter | None:
        """That model, run as it was measured; None, and never offered again, where it cannot be run."""
        if model_id not in self._specs:
            return None
        cost = self._known(model_id)
        can_set = ENGINES[engine_for(self._specs[model_id], self._options.engine)].threads
        return self._load(model_id, cost.threads if cost is not None and can_set else self._options.threads)

    def _load(self, model_id: str, threads: int | None) -> Segmenter | None:
        options = replace(self._options, threads=threads)
        try:
            return load_spec(self._specs[model_id], self._store, self._size, options, self.budget_s)
        except BackdropError as error:
            self._pass_over(model_id, error)
            return None

    def _if_it_fits(self, model_id: str) -> Segmenter | None:
        cost = self._known(model_id)
        if cost is not None:
            return self.load(model_id) if cost.seconds <= self.budget_s else None
        if (measured := self._measured(model_id)) is None:
            return None
        segmenter, cost, _now_s = measured
        self._costs[model_id] = cost
        self._memo.put(self._key(model_id) or "", cost)
        if cost.seconds <= self.budget_s:
            return segmenter
        segmenter.close()
        return None

    def _measured(self, model_id: str) -> _Measured | None:
        """With as few threads as leave enough time free, or else with as many as pay."""
        best: _Measured | None = None
        for threads in self._thread_counts(model_id):
            tried = self._measured_with(model_id, threads)
            pays = tried is not None and (best is None or tried.cost.seconds <= _WORTH_A_THREAD * best.cost.seconds)
            worse, best = (best, tried) if pays else (tried, best)
            if worse is not None:
                worse.segmenter.close()
            if not pays or (best is not None and best.cost.seconds <= self.budget_s):
                break
        return best

    def _measured_with(self, model_id: str, threads: int | None) -> _Measured | None:
        if (segmenter := self._load(model_id, threads)) is None:
            return None
        try:
            timing = self._measure(segmenter, self._size)
        except BackdropError as error:
            segmenter.close()
            self._pass_over(model_id, error)
            return None
        cost = Cost(timing.alone_s, segmenter.engine.threads)
        log.info("%s takes %.1f ms a picture here, threads: %d", model_id, cost.seconds * 1e3, cost.threads)
        return _Measured(segmenter, cost, timing.now_s)

    def _thread_counts(self, model_id: str) -> Sequence[int | None]:
        if self._key(model_id) is None:
            return ()
        if self._options.threads or not ENGINES[engine_for(self._specs[model_id], self._options.engine)].threads:
            return (self._options.threads,)
        return range(1, min(MAX_THREADS, os.cpu_count() or 1) + 1)

    def _known(self, model_id: str) -> Cost | None:
        cost = self._costs.get(model_id)
        if cost is None and (key := self._key(model_id)) is not None and (cost := self._memo.get(key)) is not None:
            self._costs[model_id] = cost
        return cost

    def _key(self, model_id: str) -> str | None:
        """What its cost is remembered by; None where it is not on this machine, or is damaged."""
        if model_id not in self._keys:
            try:
                self._keys[model_id] = self._found_out_key(self._specs[model_id])
            except BackdropError as damaged:
                self._pass_over(model_id, damaged)
        return self._keys[model_id]

    def _found_out_key(self, spec: ModelSpec) -> str | None:
        if (path := self._store.locate(spec)) is None:
            return None
        options, (width, height) = self._options, (spec.input.width, spec.input.height)
        if spec.input.any_size:
            height, width = network_size(self._size, options.internal_resolution, spec.output.stride)
        file = path.stat()
        content = spec.sha256 or f"{file.st_size}-{file.st_mtime_ns}"
        run = engine_for(spec, options.engine), options.kernels or "-", f"threads:{options.threads or '-'}"
        # Without a set number of threads, theirs depends on the time there is.
        shown = f"{width}x{height}", f"{self._size[0]}x{self._size[1]}", f"{self.interval_s * 1e3:.1f}ms"
        return " ".join((spec.id, content, *run, *shown))

    def _pass_over(self, model_id: str, error: BackdropError) -> None:
        log.warning("the automatic choice passes over %s: %s", model_id, error)
        self._specs.pop(model_id, None)
        self._costs.pop(model_id, None)
        self._keys[model_id] = None


def _check(options: RunOptions, size: tuple[int, int]) -> None:
    """Raises for what is wrong whatever the model is: it shall not be told of one that nobody asked for."""
    if options.engine is not None:
        check_options(options.engine, options.threads, options.kernels)
    if options.internal_resolution is not None:
        network_size(size, options.internal_resolution, _LEAST_STRIDE)


def _ranked(specs: Iterable[ModelSpec], options: RunOptions) -> list[ModelSpec]:
    """Those that may be chosen, wherever they are, best first."""
    allowed = [spec for spec in specs if spec.quality is not None and not spec.own and _allows(options, spec)]
    return sorted(allowed, key=lambda spec: -(spec.quality or 0.0))


def _allows(options: RunOptions, spec: ModelSpec) -> bool:
    if options.internal_resolution is not None and not spec.input.any_size:
        return False
    try:
        check_options(engine_for(spec, options.engine), options.threads, options.kernels)
    except BackdropError:
        return False
    return True
