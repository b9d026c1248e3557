"""What LiteRT and its forerunner tflite-runtime have in common: the same interpreter, under two names."""

from __future__ import annotations

from types import ModuleType
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from backdrop.errors import ModelError
from backdrop.host.quiet import native_stderr_to_log
from backdrop.segment.engine import Engine, Kernels, Tensor
from backdrop.text import N_, _

_RESOLVERS = {
    "xnnpack": "AUTO",
    "builtin": "BUILTIN_WITHOUT_DEFAULT_DELEGATES",  # their BUILTIN still hands over to XNNPACK
    "reference": "BUILTIN_REF",
}
_NUMBERS = (np.float32, np.float16, np.uint8, np.int8, np.int16)


class InterpreterEngine(Engine):
    """Runs a .tflite file from its content, on the CPU. Quantised and float16 files take and give float32 as well.

    ModelError when the interpreter cannot read it, or when it does not take one picture and give one answer.
    """

    title: ClassVar[str]
    """The library's own name."""

    library: ClassVar[ModuleType]
    """What has its `Interpreter` and `OpResolverType`."""

    def __init__(
        self, content: bytes, threads: int = 1, kernels: Kernels = "xnnpack", picture: tuple[int, ...] = ()
    ) -> None:
        """`picture`: the input's shape, for files that leave it open."""
        self.threads, self.kernels = threads, kernels
        resolver = getattr(self.library.OpResolverType, _RESOLVERS[kernels])
        try:
            with native_stderr_to_log():  # it announces its delegate there
                self._interpreter = self.library.Interpreter(
                    model_content=content, num_threads=threads, experimental_op_resolver_type=resolver
                )
                self._fix_shape(picture)
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as reason:
            raise ModelError(
                N_("the model file cannot be run by {engine}: {reason}"), engine=self.title,
                reason=str(reason) or _("it may need more memory than there is"),
            ) from reason  # fmt: skip
        ends = *self._interpreter.get_input_details(), *self._interpreter.get_output_details()
        if len(ends) != 2 or any(end["dtype"] not in _NUMBERS for end in ends):
            raise ModelError(N_("the model does not take one picture and give one answer; choose another model"))
        self._input, self._output = (_End(end) for end in ends)
        self.input_shape, self.output_shape = self._input.shape, self._output.shape
        self._answer = np.empty(self.output_shape, np.float32)

    def _fix_shape(self, picture: tuple[int, ...]) -> None:
        for end in self._interpreter.get_input_details():
            if picture and len(end["shape_signature"]) == len(picture) and -1 in end["shape_signature"]:
                self._interpreter.resize_tensor_input(end["index"], picture)

    def infer(self, tensor: npt.NDArray[Any]) -> Tensor:
        try:
            self._interpreter.set_tensor(self._input.number, self._input.stored(tensor))
            self._interpreter.invoke()
            # A view for as long as the copy takes: LiteRT refuses to run while one is held, and get_tensor allocates.
            self._output.read(self._interpreter.tensor(self._output.number)(), self._answer)
        except (ValueError, RuntimeError) as reason:
            raise ModelError(N_("the model failed while running: {reason}"), reason=reason) from reason
        return self._answer

    def close(self) -> None:
        self._interpreter = None


class _End:
    """The tensor that a network takes, or gives, and the numbers that it is stored in.

    A quantised one stores value / scale + zero point (TFLite's quantisation specification); one of whole numbers
    without a scale, the values themselves.
    """

    def __init__(self, details: dict[str, Any]) -> None:
        self.number = int(details["index"])
        self.shape = tuple(int(side) for side in details["shape"])
        self._type = np.dtype(details["dtype"])
        quantised = details["quantization_parameters"]
        scales, zeros = quantised["scales"], quantised["zero_points"]
        self._scale = np.float32(scales[0] if len(scales) else 1)
        self._zero = np.float32(zeros[0] if len(zeros) else 0)

    def stored(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Bytes for an input of bytes are those of a picture."""
        if values.dtype == self._type:
            return values
        if self._type == np.float16:
            return values.astype(np.float16)
        limits = np.iinfo(self._type)
        steps: Tensor = np.rint(values / self._scale + self._zero)
        return steps.clip(limits.min, limits.max).astype(self._type)

    def read(self, stored: npt.NDArray[Any], out: Tensor) -> None:
        np.copyto(out, stored, casting="unsafe")
        if self._type.kind != "f":
            out -= self._zero
            out *= self._scale
