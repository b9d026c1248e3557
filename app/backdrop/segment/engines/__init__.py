"""What runs a network's file, one file an engine.

`ENGINES` says of each what it can carry without importing it.
"""

from __future__ import annotations

import importlib.util
import sys
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
    Convolution2DTransposeBias; for others the file is rewritten. `byte_pictures_in` are those that make numbers of a
    picture's bytes faster than we do. `possible`: whether it exists for this system and
    Python. `make(spec, content, threads, kernels)` loads a file as the kernels want it; see `load`.
    """

    title: str
    module: str
    extra: str
    formats: tuple[Format, ...]
    kernels: tuple[Kernels, ...]
    threads: bool
    custom_ops_in: tuple[Kernels | None, ...]
    make: Make
    byte_pictures_in: tuple[Kernels, ...] = ()
    possible: bool = True

    @property
    def present(self) -> bool:
        """Whether what it needs is installed here."""
        return importlib.util.find_spec(self.module) is not None

    def load(
        self, spec: ModelSpec, content: bytes, threads: int = 1, kernels: Kernels | None = None, bytes_in: bool = False
    ) -> Engine:
        """A model file's network, ready to run on `kernels` (None: the engine's own).

        `bytes_in`: it shall take a picture's plain bytes, where it can and that is faster.
        ModelError where it cannot be run, or where what is installed of the engine cannot be loaded.
        """
        used, in_bytes = kernels or next(iter(self.kernels), None), False
        if "tflite" in self.formats:
            from backdrop.segment.rewriting import prepared, with_builtin_ops

            picture = spec.input if bytes_in and used in self.byte_pictures_in else None
            content, in_bytes = prepared(content, picture)
            if used not in self.custom_ops_in:
                content = with_builtin_ops(content)
        try:
            engine = self.make(spec, content, threads, kernels)
        except ImportError as reason:
            raise ModelError(
                N_("{engine} is installed, but does not load here: {reason}; choose another engine"),
                engine=self.title, reason=reason,
            ) from reason  # fmt: skip
        if in_bytes:
            engine.takes = "picture"
        return engine


def _litert(spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
    from backdrop.segment.engines.litert import LiteRt

    return LiteRt(content, threads, kernels or "xnnpack", spec.input.shape)


def _tflite_runtime(spec: ModelSpec, content: bytes, threads: int, kernels: Kernels | None) -> Engine:
    from backdrop.segment.engines.tflite_runtime import TfliteRuntime

    return TfliteRuntime(content, threads, kernels or "xnnpack", spec.input.shape)


def _mediapipe(spec: ModelSpec, content: bytes, _threads: int, _kernels: Kernels | None) -> Engine:
    from backdrop.segment.engines.mediapipe import MediaPipe

    return MediaPipe(spec, content)


def _onnx(spec: ModelSpec, content: bytes, threads: int, _kernels: Kernels | None) -> Engine:
    from backdrop.segment.engines.onnx import OnnxRuntime

    return OnnxRuntime(spec, content, threads)


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
        byte_pictures_in=("xnnpack",),
    ),
    "tflite-runtime": EngineKind(
        title="tflite-runtime",
        module="tflite_runtime",
        extra="tflite-runtime",
        formats=("tflite", "tfjs"),
        kernels=("xnnpack", "builtin", "reference"),
        threads=True,
        custom_ops_in=(),
        make=_tflite_runtime,
        possible=sys.platform == "linux" and sys.version_info[:2] < (3, 12),
    ),
    "mediapipe": EngineKind(
        title="MediaPipe Tasks",
        module="mediapipe",
        extra="mediapipe",
        formats=("tflite", "tfjs"),
        kernels=(),
        threads=False,
        custom_ops_in=(None,),
        make=_mediapipe,
    ),
    "onnx": EngineKind(
        title="ONNX Runtime",
        module="onnxruntime",
        extra="onnx",
        formats=("onnx",),
        kernels=(),
        threads=True,
        custom_ops_in=(None,),
        make=_onnx,
    ),
}
"""By the engine's id; of several that run a file, the first is taken where none is asked for."""


def engine_kind(name: str) -> EngineKind:
    """UsageError for an unknown name, ModelError, with what to install, for an engine that is not here."""
    kind = ENGINES.get(name)
    if kind is None:
        raise UsageError(
            N_("there is no engine {name!r}{hint}; choose one of {known}"),
            name=name, hint=nearest(name, ENGINES), known=", ".join(ENGINES),
        )  # fmt: skip
    if not kind.present and not kind.possible:
        raise ModelError(
            N_("the engine {name} does not exist for this system and Python; leave out --engine"), name=name
        )
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
