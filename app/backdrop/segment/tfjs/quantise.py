"""BodyPix's smaller files, made from a larger one: weights in one or two bytes, as TensorFlow.js's converter does.

The networks run in float32 all the same: what is lost is accuracy, what is gained is a smaller file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from backdrop.segment.tfjs.manifest import Array
from backdrop.segment.tfjs.model import TfjsModel

QuantBytes = Literal[1, 2, 4]


def requantised(model: TfjsModel, quant_bytes: QuantBytes) -> TfjsModel:
    """The model with its weights as they come back from being stored in `quant_bytes` each; 4 changes nothing.

    Each weight's range is cut into 255 or 65535 equal steps (tensorflowjs 1.x `quantization.py`, quantize_weights).
    """
    if quant_bytes == 4:
        return model
    steps = 255 if quant_bytes == 1 else 65535
    return replace(model, weights={name: _through_steps(weight, steps) for name, weight in model.weights.items()})


def stored_bytes(model: TfjsModel, quant_bytes: QuantBytes) -> int:
    """How large the shards of all heads are together when each number is stored in `quant_bytes`."""
    return model.values * quant_bytes


def _through_steps(weight: Array, steps: int) -> Array:
    low, high = float(weight.min()), float(weight.max())
    if low == high:
        return weight  # stored as zeros above its own value
    scale = (high - low) / steps
    if low <= 0 <= high:
        # The range is moved by part of a step so that zero stays exactly zero, as padding expects.
        low = -float(np.round(-low / scale)) * scale
        high = steps * scale + low
    stored = np.round((weight.astype(np.float64).clip(low, high) - low) / scale)
    back = stored * scale + low
    result = (np.floor(back + 0.5) if weight.dtype == np.int32 else back).astype(weight.dtype)
    result.flags.writeable = False
    return result
