"""What is measured: the rows of the paper's three tables, and the models that are advised here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from backdrop.bench.paper.figures import BODYPIX, DEEPLAB, MEET, Published
from backdrop.errors import UsageError
from backdrop.settings.schema import Kernels
from backdrop.text import N_

SIMD_KERNELS: dict[str, Kernels] = {"SIMD": "xnnpack", "no SIMD": "reference"}
"""XNNPACK is what runs in WebAssembly as well. LiteRT's reference kernels are plain loops: what a machine without SIMD
would be left with here (its `builtin` kernels use SIMD too). WebAssembly without SIMD has scalar kernels of XNNPACK,
which are better than that."""

OURS = ("selfie-landscape", "selfie-square", "selfie-multiclass")


@dataclass(frozen=True, slots=True)
class Configuration:
    """A row: how a model is run, and what the paper measured of it, if anything. One thread is the paper's."""

    model: str
    variant: str
    threads: int
    paper: Published | None

    @property
    def kernels(self) -> Kernels:
        return SIMD_KERNELS[self.variant]

    @property
    def key(self) -> str:
        """What tells it from all the others, in words of no language."""
        return f"{self.model}/{self.variant}/{self.threads}"


def configurations(models: Sequence[str] | None = None) -> list[Configuration]:
    """All of them, or those of these ids, where `*` stands for anything. UsageError where none is left."""
    chosen = [row for row in _all() if not models or any(fnmatchcase(row.model, wanted) for wanted in models)]
    if not chosen:
        known = dict.fromkeys(row.model for row in _all())
        raise UsageError(N_("none of those models is measured here; choose among {known}"), known=", ".join(known))
    return chosen


def _all() -> Iterator[Configuration]:
    for (multiplier, quant_bytes), published in BODYPIX.items():
        name = f"bodypix-mobilenet-{multiplier * 100:03.0f}-s16-q{quant_bytes}"
        yield Configuration(name, "SIMD", 1, published)
    for model, table in (("meet-lite", MEET), ("meet-full", MEET), ("deeplab-v3", DEEPLAB)):
        for variant, published in table.items():
            yield Configuration(model, variant, 1, published)
    for model in OURS:
        for threads in (1, 2):
            yield Configuration(model, "SIMD", threads, None)
