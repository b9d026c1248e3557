"""The models that Backdrop knows: reads and checks `models/catalogue.toml`.

Knows nothing of which files are on this machine: that is `store`.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from tomlkit.exceptions import TOMLKitError

from backdrop.errors import ModelError, UsageError
from backdrop.host.files import read_bytes
from backdrop.host.paths import bundled
from backdrop.segment.spec import (
    Colour,
    Counts,
    Format,
    HttpsSource,
    InputSpec,
    Layout,
    ModelSpec,
    OutputKind,
    OutputSpec,
    Part,
    Triple,
    WheelSource,
)
from backdrop.text import N_, _

# No segmentation network of a webcam's class comes near these; a slip of the keyboard soon does.
_MAX_BYTES = 1 << 30
_MAX_SIDE = 8192

_NUMBER = r"-?\d+(?:\.\d+)?"
_Word = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Text = Annotated[str, Field(min_length=1)]
# A plain name, because it is joined to the cache's path.
_FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
_FilePath = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$")]
_Bytes = Annotated[int, Field(ge=1, le=_MAX_BYTES)]
_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Positive = Annotated[float, Field(gt=0)]
_Side = Annotated[int, Field(ge=1, le=_MAX_SIDE)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Input(_Table):
    height: _Side | Literal["any"]
    width: _Side | Literal["any"]
    layout: Layout
    colour: Colour
    range: Annotated[str, Field(pattern=rf"^{_NUMBER}\.\.{_NUMBER}$")]
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    std: Annotated[tuple[_Positive, _Positive, _Positive], Field(strict=False)] = (1.0, 1.0, 1.0)

    @model_validator(mode="after")
    def _one_kind_of_size(self) -> _Input:
        if (self.height == "any") != (self.width == "any"):
            raise ValueError("height and width are both numbers, or both any")
        return self

    def spec(self) -> InputSpec:
        low, high = (float(end) for end in self.range.split(".."))
        height, width = (0 if side == "any" else side for side in (self.height, self.width))
        scale = [(high - low) / 255 / std for std in self.std]
        offset = [(low - mean) / std for mean, std in zip(self.mean, self.std, strict=True)]
        return InputSpec(height, width, self.layout, self.colour, _triple(scale), _triple(offset))


def _triple(values: Sequence[float]) -> Triple:
    first, second, third = values
    return first, second, third


class _Output(_Table):
    kind: Annotated[str, Field(pattern=r"^(alpha|logits-[2-9]\d*|logits-1\d+|probabilities-\d+|stride-logits-\d+)$")]
    height: _Side | Literal["any"]
    width: _Side | Literal["any"]
    layout: Layout = "NHWC"
    person: Annotated[int, Field(ge=0)] | None = None
    background: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one_class(self) -> _Output:
        chosen = [index for index in (self.person, self.background) if index is not None]
        many = self.kind.startswith(("logits", "probabilities"))
        if len(chosen) != many or any(index >= self._number for index in chosen):
            raise ValueError("of several classes, person or background says which one counts")
        return self

    @property
    def _number(self) -> int:
        return int(self.kind.rpartition("-")[2]) if "-" in self.kind else 1

    def spec(self) -> OutputSpec:
        kind = cast(OutputKind, self.kind.rstrip("0123456789").rstrip("-"))
        height, width = (0 if side == "any" else side for side in (self.height, self.width))
        if kind == "stride-logits":
            return OutputSpec(kind, height, width, layout=self.layout, stride=self._number)
        counts: Counts = "person" if self.background is None else "background"
        index = (self.person if self.background is None else self.background) or 0
        return OutputSpec(kind, height, width, self._number, index, counts, self.layout)


class _Part(_Table):
    file: _FileName
    bytes: _Bytes | None = None
    sha256: _Sha256 | None = None

    def spec(self) -> Part:
        return Part(self.file, self.bytes, self.sha256)


class _Https(_Table):
    kind: Literal["https"]
    url: Annotated[str, Field(pattern=r"^https://\S+$")]

    def spec(self) -> HttpsSource:
        return HttpsSource(self.url)


class _Wheel(_Table):
    kind: Literal["wheel"]
    package: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    version: Annotated[str, Field(pattern=r"^[0-9][A-Za-z0-9.+]*$")]
    member: _Text

    def spec(self) -> WheelSource:
        return WheelSource(self.package, self.version, self.member)


class _Row(_Table):
    id: _Word
    title: _Text
    family: _Word
    variant: _Word
    format: Format = "tflite"
    file: _FilePath
    bytes: _Bytes | None = None
    sha256: _Sha256 | None = None
    licence: _Text
    licence_note: str = ""
    input: _Input
    output: _Output
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)]
    sources: list[Annotated[_Wheel | _Https, Field(discriminator="kind")]] = []
    parts: list[_Part] = []
    provide: str = ""
    quality: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    quant_bytes: Literal[1, 2, 4] | None = None
    made_from: _Word | None = None

    def spec(self) -> ModelSpec:
        plain = self.model_dump(exclude={"input", "output", "sources", "parts"})
        sources = tuple(source.spec() for source in self.sources)
        parts = tuple(part.spec() for part in self.parts)
        return ModelSpec(**plain, input=self.input.spec(), output=self.output.spec(), sources=sources, parts=parts)


_ROW: TypeAdapter[_Row] = TypeAdapter(_Row)


class Catalogue:
    """The known models, in the catalogue's order."""

    def __init__(self, models: Sequence[ModelSpec], default: str) -> None:
        """`default` is the id of one of `models`; ModelError when it is not, or when two share an id or a file."""
        self._models = {spec.id: spec for spec in models}
        self.default = default
        for field in ("id", "file"):
            name, count = Counter(getattr(spec, field) for spec in models).most_common(1)[0] if models else ("", 0)
            if count > 1:
                raise ModelError(
                    N_("the model catalogue is broken: two rows have the {field} {name}"), field=field, name=name
                )
        if default not in self._models:
            raise ModelError(N_("the model catalogue is broken: its default, {id!r}, is none of its rows"), id=default)

    @classmethod
    def load(cls, path: Path | None = None) -> Catalogue:
        """The catalogue at `path`, or the one that comes with the program. ModelError when it cannot be used."""
        path = bundled("models/catalogue.toml") if path is None else path
        try:
            document = tomlkit.parse(read_bytes(path, ModelError).decode()).unwrap()
        except (TOMLKitError, UnicodeDecodeError) as reason:
            raise ModelError(N_("{path} is not a model catalogue: {reason}"), path=path, reason=reason) from None
        rows = document.get("model")
        if not isinstance(rows, list) or not rows:
            raise ModelError(N_("{path} is not a model catalogue: it has no [[model]] rows"), path=path)
        specs = [_spec(path, number, row) for number, row in enumerate(rows, 1)]
        return cls(specs, str(document.get("default", "")))

    def get(self, model_id: str) -> ModelSpec:
        """The model of that id. UsageError, naming the nearest id, when there is none."""
        spec = self._models.get(model_id)
        if spec is None:
            nearest = difflib.get_close_matches(model_id, self._models, n=1, cutoff=0.0)[0]
            raise UsageError(
                N_("there is no model {id!r}; did you mean {nearest}? `backdrop models list` shows all"),
                id=model_id,
                nearest=nearest,
            )
        return spec

    def __iter__(self) -> Iterator[ModelSpec]:
        return iter(self._models.values())

    def __len__(self) -> int:
        return len(self._models)


def _spec(path: Path, number: int, row: Mapping[str, Any]) -> ModelSpec:
    try:
        return _ROW.validate_python(row).spec()
    except ValidationError as errors:
        first = errors.errors(include_url=False, include_context=False)[0]
        name = row.get("id") if isinstance(row, Mapping) else None
        raise ModelError(
            N_("{path}: model {number} ({name}): {field}: {reason}; mend the row"),
            path=path,
            number=number,
            name=name or _("without an id"),
            field=".".join(str(part) for part in first["loc"]) or _("the row"),
            reason=first["msg"],
        ) from None
