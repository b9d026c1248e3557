"""MediaPipe Tasks' ImageSegmenter: takes pictures, scales them itself, and gives each class's probability."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

# Before MediaPipe, which imports it as well: this puts back what it does to the environment.
from backdrop.host.cv import cv2

# isort: split
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import ImageSegmenter, ImageSegmenterOptions

from backdrop.errors import ModelError
from backdrop.host.offline import cut_off_native_libraries
from backdrop.host.quiet import native_stderr_to_log
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.engines.mediapipe_file import with_metadata
from backdrop.segment.spec import ModelSpec
from backdrop.text import N_

# Its library tells its publisher of every segmenter that is made.
cut_off_native_libraries()

_FAILURES = (ValueError, RuntimeError, OSError, IndexError)
"""As what MediaPipe raises its statuses."""


class MediaPipe(Engine):
    """Runs a .tflite file from its content, on MediaPipe's own choice of kernels (XNNPACK) and threads (one)."""

    name = "mediapipe"
    threads = 1
    own_threads = True
    takes = "picture"
    gives = "probability"

    def __init__(self, spec: ModelSpec, content: bytes) -> None:
        """ModelError when MediaPipe cannot run the file."""
        self._output, self._reversed = spec.output, spec.input.colour == "BGR"
        content, self.input_shape = with_metadata(content, spec)
        self.output_shape = (*self.input_shape[:-1], 1)
        self._answer = np.empty(self.output_shape, np.float32)
        options = ImageSegmenterOptions(BaseOptions(model_asset_buffer=content))
        try:
            with native_stderr_to_log():  # it warns there of what it does without, on its first picture as well
                self._segmenter = ImageSegmenter.create_from_options(options)
                self._masks(np.zeros(self.input_shape, np.uint8))
        except _FAILURES as reason:
            raise ModelError(
                N_("the model file cannot be run by {engine}: {reason}"), engine="MediaPipe", reason=reason
            ) from reason

    def infer(self, tensor: npt.NDArray[np.uint8]) -> Tensor:
        try:
            mask = self._masks(tensor)[self._output.index].numpy_view()
            if self._output.counts == "background":
                np.subtract(1, mask, out=self._answer[0])
            else:
                np.copyto(self._answer[0], mask)
        except _FAILURES as reason:
            raise ModelError(N_("the model failed while running: {reason}"), reason=reason) from reason
        return self._answer

    def close(self) -> None:
        self._segmenter.close()

    def _masks(self, picture: npt.NDArray[np.uint8]) -> Any:
        """The class's masks. ValueError for a picture of another size, which MediaPipe would scale."""
        if picture.shape != self.input_shape or picture.dtype != np.uint8:
            raise ValueError(f"{picture.dtype} {picture.shape}")
        shown = cv2.cvtColor(picture[0], cv2.COLOR_RGB2BGR) if self._reversed else picture[0]
        return self._segmenter.segment(Image(ImageFormat.SRGB, shown)).confidence_masks
