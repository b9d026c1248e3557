"""A row of a catalogue file: its fields, their bounds, and the spec that it becomes.

Knows no file: that is `catalogue`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from backdrop.segment.notes import LICENCE_NOTES, PROVIDE
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
    Sees,
    Triple,
    WheelSource,
)

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


def _named_in(texts: Mapping[str, str]) -> Callable[[str], str]:
    def text(word: str) -> str:
        if word not in texts:
            raise ValueError(f"choose one of {', '.join(texts)}")
        return texts[word]

    return text


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Input(_Table):
    height: _Side | Literal["any"]
    width: _Side | Literal["any"]
    layout: Layout
    colour: Colour
    range: Annotated[str, Field(pattern=rf"^{_NUMBER}\.\.{_NUMBER}$")]
    mean: Annotated[tuple[float, float, float], Field(strict=False)] = (0.0, 0.0, 0.0)
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
    about_bytes: _Bytes | None = None
    licence: _Text
    licence_note: Annotated[str, AfterValidator(_named_in(LICENCE_NOTES))] = ""
    input: _Input
    output: _Output
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)]
    sources: list[Annotated[_Wheel | _Https, Field(discriminator="kind")]] = []
    parts: list[_Part] = []
    provide: Annotated[str, AfterValidator(_named_in(PROVIDE))] = ""
    quality: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    quant_bytes: Literal[1, 2, 4] | None = None
    made_from: _Word | None = None
    sees: Sees = "person"

    @model_validator(mode="after")
    def _known(self) -> _Row:
        """Only of TensorFlow.js models may it be open what their files are: those say themselves what they hold."""
        if self.format != "tfjs" and (self.bytes is None or self.sha256 is None or self.parts):
            raise ValueError("bytes and sha256 are needed, and parts are of no use, for any format but tfjs")
        known = [(self.bytes, self.sha256), *((part.bytes, part.sha256) for part in self.parts)]
        if any((size is None) != (sha256 is None) for size, sha256 in known):
            raise ValueError("bytes and sha256 are both given, or both left out")
        return self

    def spec(self) -> ModelSpec:
        plain = self.model_dump(exclude={"input", "output", "sources", "parts"})
        sources = tuple(source.spec() for source in self.sources)
        parts = tuple(part.spec() for part in self.parts)
        return ModelSpec(**plain, input=self.input.spec(), output=self.output.spec(), sources=sources, parts=parts)


_ROW: TypeAdapter[_Row] = TypeAdapter(_Row)


class RowError(ValueError):
    """A row cannot be used. `field` is the dotted name of what is wrong with it, empty for the row as a whole."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def read_row(row: object, families: Mapping[str, Mapping[str, Any]]) -> ModelSpec:
    """The spec of a row, which inherits what it does not say itself from its family's table. Raises RowError."""
    if isinstance(row, Mapping) and isinstance(family := row.get("family"), str):
        row = {**families.get(family, {}), **row}
    try:
        return _ROW.validate_python(row).spec()
    except ValidationError as errors:
        first = errors.errors(include_url=False, include_context=False)[0]
        # Beside fields and positions, a location names the kinds among which a value was to be one.
        fields = [str(step) for step in first["loc"] if isinstance(step, int) or step.isidentifier()]
        raise RowError(".".join(fields), first["msg"]) from None
