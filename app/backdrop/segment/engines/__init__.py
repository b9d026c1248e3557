"""What runs a network's file, one file an engine.

`ENGINES` says of each what it can carry without importing it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from backdrop.errors import ModelError, UsageError
from backdrop.segment.engine import Engine, Kernels
from backdrop.segment.spec import Format, ModelSpec
from backdrop.settings.spec import nearest
from backdrop.text import N_

Make = Callable[[ModelSpec, bytes, int, Kernels | None], Engine]


@dataclass(frozen=True, slots=True)
class EngineKind:
    """What is known of an engine before it is loaded.

    `module` must be importable for it to run; the package's extra that brings it is called `extra`, and is empty where
    nothing is extra. `formats` are those of the files it runs, where a TensorFlow.js model counts as tflite, since it
    is converted to that. `kernels` are those it lets one choose between, the default first. `threads`: whether their
    number can be set. `custom_ops_in` are the kernels that know the op of Google's segmentation files,
    Convolution2DTransposeBias; for others the file is rewritten. `make(spec, content, threads, kernels)` loads a file.
    """

    title: str
    module: str
    extra: str
    formats: tuple[Format, ...]
    kernels: tuple[Kernels, ...]
    threads: bool
    custom_ops_in: tuple[Kernels | None, ...]
    make: Make

    @property
    def present(self) -> bool:
        """Whether what it needs is installed here."""
        return importlib.util.find_spec(self.module) is not None


def _litert(_spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
    from backdrop.segment.engines.litert import LiteRt

    return LiteRt(content, threads, kernels or "xnnpack")


ENGINES: dict[str, EngineKind] = {
    "litert": EngineKind(
        title="LiteRT",
        module="ai_edge_litert",
        extra="",
        formats=("tflite", "tfjs"),
        kernels=("xnnpack", "builtin", "reference"),
        threads=True,
        custom_ops_in=("xnnpack",),
        make=_litert,
    ),
}
"""By the engine's id."""


def engine_kind(name: str) -> EngineKind:
    """UsageError for an unknown name, ModelError, with what to install, for an engine that is not here."""
    kind = ENGINES.get(name)
    if kind is None:
        raise UsageError(
            N_("there is no engine {name!r}{hint}; choose one of {known}"),
            name=name, hint=nearest(name, ENGINES), known=", ".join(ENGINES),
        )  # fmt: skip
    if not kind.present:
        raise ModelError(
            N_("the engine {name} is not installed here; install it with: pip install 'backdrop[{extra}]'"),
            name=name, extra=kind.extra,
        )  # fmt: skip
    return kind


def engine_for(spec: ModelSpec, wanted: str | None) -> str:
    """The engine's name: the wanted one, or else the first that runs the model's format. UsageError where it cannot."""
    if wanted is None:
        return next(name for name, kind in ENGINES.items() if spec.format in kind.formats)
    if spec.format not in engine_kind(wanted).formats:
        able = [name for name, kind in ENGINES.items() if spec.format in kind.formats]
        raise UsageError(
            N_("{engine} does not run {model}, a file of the format {format}; use {able}"),
            engine=wanted, model=spec.id, format=spec.format, able=", ".join(able),
        )  # fmt: skip
    return wanted


def check_options(name: str, threads: int | None, kernels: Kernels | None) -> None:
    """UsageError for an option that the engine does not have: none is ignored."""
    kind = engine_kind(name)
    if threads is not None and not kind.threads:
        raise UsageError(N_("{name} does not let one set its threads; leave out --threads"), name=name)
    if kernels is not None and kernels not in kind.kernels:
        if not kind.kernels:
            raise UsageError(N_("{name} has no choice of kernels; leave out --kernels"), name=name)
        raise UsageError(
            N_("{name} has no {kernels} kernels; choose one of {known}"),
            name=name, kernels=kernels, known=", ".join(kind.kernels),
        )  # fmt: skip
