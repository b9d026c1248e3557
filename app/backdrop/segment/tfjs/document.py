"""The JSON of a TensorFlow.js graph model, checked for its form: fields, types and bounds of each.

Not for what the fields mean together: that is `manifest` and `graph`. The format is described by TensorFlow.js's own
reader (tfjs-core `io/types.ts`, tfjs-converter `data/compiled_api.ts`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from backdrop.errors import ModelError
from backdrop.text import N_

MAX_JSON_BYTES = 4_000_000
"""Of the topology file; BodyPix's largest (ResNet-50) has 0.12 MB."""

Dimension = Annotated[int, Field(ge=0, lt=1 << 31)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Quantization(_Part):
    """How stored whole numbers become weights: `value · scale + min`."""

    min: FiniteFloat
    scale: FiniteFloat
    dtype: Literal["uint8", "uint16"]


class Weight(_Part):
    """One entry of the manifest: weights follow each other in the shards of their group without gaps."""

    name: str
    shape: tuple[Dimension, ...] = Field(max_length=8)
    dtype: Literal["float32", "int32"]
    quantization: Quantization | None = None


class Group(_Part):
    paths: tuple[str, ...] = Field(min_length=1)
    weights: tuple[Weight, ...]


class Integers(_Part):
    i: tuple[int, ...] = ()


class Attribute(_Part):
    """Whole numbers, or bytes in base64. The other kinds of attribute are of no use here."""

    integers: Integers = Field(default=Integers(), alias="list")
    s: str = ""


class Node(_Part):
    name: str
    op: str
    input: tuple[str, ...] = ()
    attr: dict[str, Attribute] = {}


class Topology(_Part):
    node: tuple[Node, ...]


class Document(_Part):
    topology: Topology = Field(alias="modelTopology")
    manifest: tuple[Group, ...] = Field(alias="weightsManifest")


def read_document(content: bytes, name: str) -> Document:
    """The parsed file. Raises ModelError, that calls the model `name`, for what is no graph model."""
    if len(content) > MAX_JSON_BYTES:
        raise ModelError(
            N_("{name}: the model's JSON is larger than {limit} MB; choose a BodyPix model"),
            name=name, limit=MAX_JSON_BYTES // 1_000_000,
        )  # fmt: skip
    try:
        return Document.model_validate_json(content)
    except ValidationError as reason:
        first = reason.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "JSON"
        raise ModelError(
            N_("{name} is no TensorFlow.js graph model ({where}: {reason}); fetch it again or choose another"),
            name=name, where=where, reason=first["msg"],
        ) from None  # fmt: skip
