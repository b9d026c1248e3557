"""TensorFlow.js models in form alone: the JSON names its shards and their sizes, and nothing can run them."""

from __future__ import annotations

import json
from collections.abc import Mapping


def topology(shards: Mapping[str, bytes]) -> bytes:
    """The JSON of a TensorFlow.js model of one-byte weights, one group a shard."""
    groups = [
        {
            "paths": [name],
            "weights": [
                {
                    "name": f"weight-{name}",
                    "shape": [len(data)],
                    "dtype": "float32",
                    "quantization": {"min": 0, "scale": 1, "dtype": "uint8"},
                }
            ],
        }
        for name, data in shards.items()
    ]
    return json.dumps({"modelTopology": {"node": []}, "weightsManifest": groups}).encode()
