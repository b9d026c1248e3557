"""ONNX Runtime on the CPU, for .onnx files."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from backdrop.errors import ModelError
from backdrop.host.ort import onnxruntime
from backdrop.host.quiet import native_stderr_to_log
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.engines.onnx_file import refuse_external_data
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

state = onnxruntime.capi.onnxruntime_pybind11_state
FAILURES = (
    state.EPFail, state.Fail, state.InvalidArgument, state.InvalidGraph, state.InvalidProtobuf, state.NoModel,
    state.NoSuchFile, state.NotImplemented, state.RuntimeException, RuntimeError, ValueError,
)  # fmt: skip
_TYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(double)": np.float64,
    "tensor(uint8)": np.uint8,
    "tensor(int8)": np.int8,
}
_ONLY_FATAL = 4


class OnnxRuntime(Engine):
    """Runs an .onnx file from its content. Files of other numbers than float32 take and give that as well."""

    name = "onnx"

    def __init__(self, spec: ModelSpec, content: bytes, threads: int = 1) -> None:
        """Of several answers, the first one of the size that the spec says is taken.

        ModelError when ONNX Runtime cannot read the file or run it once, when it does not take one picture, and when
        it keeps weights outside of itself.
        """
        refuse_external_data(content)
        self.threads = threads
        try:
            with native_stderr_to_log():
                self._session = onnxruntime.InferenceSession(
                    content, _options(threads), providers=["CPUExecutionProvider"]
                )
        except FAILURES as reason:
            raise ModelError(
                N_("the model file cannot be run by {engine}: {reason}"), engine="ONNX Runtime", reason=reason
            ) from reason
        taken = self._session.get_inputs()
        if len(taken) != 1 or taken[0].type not in _TYPES or len(taken[0].shape) != 4:
            raise ModelError(N_("the model does not take one picture and give one answer; choose another model"))
        self._input, self._type = taken[0].name, np.dtype(_TYPES[taken[0].type])
        self.input_shape = _filled(taken[0].shape, spec.input.shape)
        self._output, self.output_shape = self._choose(spec)

    def infer(self, tensor: npt.NDArray[np.float32]) -> Tensor:
        answer = self._run([self._output], tensor)[0]
        return np.ascontiguousarray(answer, np.float32)

    def close(self) -> None:
        self._session = None

    def _run(self, wanted: Any, tensor: npt.NDArray[np.float32]) -> list[npt.NDArray[Any]]:
        try:
            answers: list[npt.NDArray[Any]] = self._session.run(wanted, {self._input: _stored(tensor, self._type)})
        except FAILURES as reason:
            raise ModelError(N_("the model failed while running: {reason}"), reason=reason) from reason
        return answers

    def _choose(self, spec: ModelSpec) -> tuple[str, tuple[int, ...]]:
        """Found out by running it once: what a file says of its answers' sizes may be names only."""
        names = [answer.name for answer in self._session.get_outputs()]
        shapes = [answer.shape for answer in self._run(names, np.zeros(self.input_shape, np.float32))]
        values = spec.output.height * spec.output.width * spec.output.classes
        for name, shape in zip(names, shapes, strict=True):
            if math.prod(shape) == values:
                return name, shape
        return names[0], shapes[0]


def _options(threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # Its threads would else wait for the next frame at full speed.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _ONLY_FATAL
    return options


def _filled(shape: list[Any], told: tuple[int, ...]) -> tuple[int, ...]:
    """The input's shape, whose sides may be names only: those are as the spec says."""
    return tuple(side if isinstance(side, int) and side > 0 else known for side, known in zip(shape, told, strict=True))


def _stored(values: npt.NDArray[np.float32], kind: np.dtype[Any]) -> npt.NDArray[Any]:
    if kind == np.float32:
        return values
    if kind.kind == "f":
        return values.astype(kind)
    limits = np.iinfo(kind)
    return np.clip(np.rint(values), limits.min, limits.max).astype(kind)
