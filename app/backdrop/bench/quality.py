"""How good each model's mattes are on pictures whose true matte is known, beside what they cost on this machine.

The networks alone are compared: each sees the whole picture once, and its matte is enlarged. What the product makes of
them is measured by `make quality`. The definitions of the figures are in `matte_figures`.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from backdrop.bench.matte_figures import MatteFigures, judge
from backdrop.bench.pictures import Sample, Truth
from backdrop.bench.tables import NOTE, Cell, Column
from backdrop.errors import BackdropError, ModelError, UsageError
from backdrop.refine.upsample import Upsample
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

COLUMNS = (
    Column("model", N_("MODEL")),
    Column("engine", N_("ENGINE")),
    Column("threads", N_("THREADS")),
    Column("pictures", N_("PICTURES")),
    Column("mean_iou", N_("MEAN IoU"), 3),
    Column("boundary_f", N_("BOUNDARY F"), 3),
    Column("p10_iou", N_("WORST TENTH'S IoU"), 3),
    Column("webcam_pictures", N_("LIKE A WEBCAM'S")),
    Column("webcam_mean_iou", N_("THEIR IoU"), 3),
    Column("webcam_boundary_f", N_("THEIR BOUNDARY F"), 3),
    Column("soft_pictures", N_("SOFT MATTES")),
    Column("soft_mae_x1000", N_("SOFT ERROR ×1000"), 2),
    Column("soft_band_x1000", N_("AT THE EDGE ×1000"), 1),
    Column("soft_gradient_x10000", N_("SLOPE ERROR ×10000"), 2),
    Column("median_ms", N_("ms A PICTURE"), 2),
    Column("cpu_ms_per_picture", N_("CPU ms A PICTURE"), 2),
    NOTE,
)


def survey(samples: Sequence[Sample], tick: Callable[[], None]) -> tuple[list[Sample], list[BackdropError]]:
    """Loads each picture once: those that can be used, by size, and why the others cannot. `tick`s for each.

    By size, because networks of any size are made anew for pictures of another one.
    """
    sized: list[tuple[tuple[int, int], Sample]] = []
    failed: list[BackdropError] = []
    for sample in samples:
        try:
            sized.append((sample.load().frame.size, sample))
        except BackdropError as error:
            failed.append(error)
        tick()
    return [sample for _size, sample in sorted(sized, key=lambda pair: pair[0])], failed


def bench_quality(
    models: Sequence[ModelSpec], samples: Sequence[Sample], options: RunOptions, tick: Callable[[str], None]
) -> Iterator[Mapping[str, Cell]]:
    """A row of COLUMNS a model, as soon as it is done. A model that cannot run has a row with a note that says why.

    `tick`s with the model's id for each picture. Raises MediaError for a picture that has gone since it was surveyed.
    """
    for spec in models:
        tally = _Tally(spec.id)
        with contextlib.closing(_Fitting(spec, options)) as fitting:
            try:
                for sample in samples:
                    truth = sample.load()
                    tally.add(fitting.segmenter(truth.frame.size), truth)
                    tick(spec.id)
            except (ModelError, UsageError) as error:
                tally.note = str(error)
                for _rest in range(tally.pictures, len(samples)):
                    tick(spec.id)
        yield tally.row()


class _Fitting:
    """A model, loaded again only where pictures of another size take another network."""

    def __init__(self, spec: ModelSpec, options: RunOptions) -> None:
        self._id, self._options = spec.id, options
        self._loaded: Segmenter | None = None

    def segmenter(self, size: tuple[int, int]) -> Segmenter:
        if self._loaded is None or self._loaded.made_for not in (None, size):
            self.close()
            self._loaded = load_segmenter(self._id, size, self._options)
        return self._loaded

    def close(self) -> None:
        if self._loaded is not None:
            self._loaded.close()
            self._loaded = None


class _Tally:
    """What was found of one model so far."""

    def __init__(self, model_id: str) -> None:
        self.note: str | None = None
        self._cells: dict[str, Cell] = {"model": model_id}
        self._figures: list[MatteFigures] = []
        self._wall_ms: list[float] = []
        self._cpu_ms: list[float] = []
        self._upsample = Upsample()

    @property
    def pictures(self) -> int:
        return len(self._figures)

    def add(self, segmenter: Segmenter, truth: Truth) -> None:
        """Segments the picture, and judges the matte. ModelError when the network fails."""
        start, cpu_start = time.perf_counter_ns(), time.process_time_ns()
        matte = self._upsample.apply(segmenter.segment(truth.frame), truth.frame)
        self._wall_ms.append((time.perf_counter_ns() - start) / 1e6)
        self._cpu_ms.append((time.process_time_ns() - cpu_start) / 1e6)
        width, height = truth.size
        self._figures.append(judge(np.ascontiguousarray(matte.alpha[:height, :width]), truth.alpha))
        engine = segmenter.engine
        self._cells |= {"model": segmenter.spec.label, "engine": engine.name, "threads": engine.threads}

    def row(self) -> Mapping[str, Cell]:
        """With the means only if every picture could be judged: else they would compare with no other row's."""
        empty: dict[str, Cell] = {column.key: None for column in COLUMNS}
        figures = {} if self.note or not self._figures else self._means()
        return {**empty, **self._cells, **figures, "note": self.note}

    def _means(self) -> dict[str, Cell]:
        webcam = [f for f in self._figures if f.webcam]
        soft = [f.soft for f in self._figures if f.soft is not None]
        return {
            "pictures": self.pictures,
            "mean_iou": _mean([f.iou for f in self._figures]),
            "boundary_f": _mean([f.boundary_f for f in self._figures]),
            "p10_iou": float(np.percentile([f.iou for f in self._figures], 10)),
            "webcam_pictures": len(webcam),
            "webcam_mean_iou": _mean([f.iou for f in webcam]),
            "webcam_boundary_f": _mean([f.boundary_f for f in webcam]),
            "soft_pictures": len(soft),
            "soft_mae_x1000": _mean([f.mae for f in soft]),
            "soft_band_x1000": _mean([f.band for f in soft]),
            "soft_gradient_x10000": _mean([f.gradient for f in soft]),
            "median_ms": float(np.median(self._wall_ms)),
            "cpu_ms_per_picture": _mean(self._cpu_ms),
        }


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
