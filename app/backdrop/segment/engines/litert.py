"""LiteRT, the maintained successor of tflite-runtime, on the CPU."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter, OpResolverType

from backdrop.errors import ModelError
from backdrop.host.quiet import native_stderr_to_log
from backdrop.segment.engine import Engine, Kernels, Tensor
from backdrop.text import N_

_RESOLVERS = {
    "xnnpack": OpResolverType.AUTO,
    "builtin": OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
    "reference": OpResolverType.BUILTIN_REF,
}


class LiteRt(Engine):
    """Runs a .tflite file from its content.

    ModelError when LiteRT cannot read it, or when it does not take one float picture and give one answer.
    """

    name = "litert"

    def __init__(self, content: bytes, threads: int = 1, kernels: Kernels = "xnnpack") -> None:
        self.threads, self.kernels = threads, kernels
        try:
            with native_stderr_to_log():  # it announces its delegate there
                self._interpreter = Interpreter(
                    model_content=content, num_threads=threads, experimental_op_resolver_type=_RESOLVERS[kernels]
                )
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as reason:
            raise ModelError(N_("the model file cannot be run by LiteRT: {reason}"), reason=reason) from reason
        inputs, outputs = self._interpreter.get_input_details(), self._interpreter.get_output_details()
        if len(inputs) != 1 or len(outputs) != 1 or inputs[0]["dtype"] != np.float32:
            raise ModelError(N_("the model does not take one float picture and give one answer; choose another model"))
        self._input, self._output = inputs[0]["index"], outputs[0]["index"]
        self.input_shape = tuple(int(n) for n in inputs[0]["shape"])
        self.output_shape = tuple(int(n) for n in outputs[0]["shape"])
        self._answer = np.empty(self.output_shape, np.float32)

    def infer(self, tensor: npt.NDArray[np.float32]) -> Tensor:
        try:
            self._interpreter.set_tensor(self._input, tensor)
            self._interpreter.invoke()
            # A view for as long as the copy takes: LiteRT refuses to run while one is held, and get_tensor allocates.
            np.copyto(self._answer, self._interpreter.tensor(self._output)())
        except (ValueError, RuntimeError) as reason:
            raise ModelError(N_("the model failed while running: {reason}"), reason=reason) from reason
        return self._answer

    def close(self) -> None:
        self._interpreter = None
