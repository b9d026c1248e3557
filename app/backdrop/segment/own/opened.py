"""A model file's network, running in the child process before it is known which numbers it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from backdrop.errors import ModelError, UsageError
from backdrop.frame import Frame
from backdrop.segment.engine import Engine, Tensor
from backdrop.segment.engines import ENGINES, engine_for
from backdrop.segment.network_input import NetworkInput
from backdrop.segment.options import network_size
from backdrop.segment.own.contest import Entrant
from backdrop.segment.own.files import OwnFiles
from backdrop.segment.own.numbers import COMMON, Numbers, candidates
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.shapes import map_among, onnx_ends, picture, tflite_ends, written
from backdrop.segment.rows import read_row
from backdrop.segment.spec import Colour, Layout, ModelSpec, OutputSpec
from backdrop.segment.tfjs import output_strides, read_model, to_tflite
from backdrop.text import N_

_SHOWN = (640, 360)
"""Width and height of the frames by which a network of any size chooses its own."""
_USUAL_STRIDE = 16
"""Of a TensorFlow.js model whose file's name says none: body-pix's own default."""


class Opened:
    """`layout`, `height` and `width` are the picture's; `output` is the answer's map, whose kind is still open.

    `stride`: that of a network of any size; 0 where the size is fixed.
    """

    layout: Layout = "NHWC"
    height = width = stride = 0

    def __init__(self, files: OwnFiles, options: OwnOptions) -> None:
        """UsageError for what has to be given, ModelError for a file that cannot be run as a matte's network."""
        self._files = files
        content, told = (self._convert if files.format == "tfjs" else self._read)(options)
        spec = self.spec(self.row(COMMON[0], "RGB", _fields(told)))
        self.engine: Engine = ENGINES[engine_for(spec, None)].load(spec, content)
        self.engine.infer(np.zeros(self.engine.input_shape, np.float32))
        shape = self.engine.output_shape
        output = map_among([shape], self.layout, self.height, self.width)
        if output is None:
            raise ModelError(
                N_("it answers {shape} for a picture of {width}x{height}: no matte of it; choose another model"),
                shape=written(shape), width=self.width, height=self.height,
            )  # fmt: skip
        self.output = output

    def row(
        self, numbers: Numbers, colour: Colour, output: Mapping[str, Any], threshold: float = 0.5
    ) -> dict[str, Any]:
        """What a catalogue row says of how the network is run."""
        sides: dict[str, Any] = {"height": self.height, "width": self.width}
        if self.stride:
            sides = dict.fromkeys(sides, "any")
            output = {**output, **sides}
        taken = {**sides, "layout": self.layout, "colour": colour, **numbers.row()}
        return {"format": self._files.format, "input": taken, "output": dict(output), "threshold": threshold}

    def spec(self, row: Mapping[str, Any]) -> ModelSpec:
        """The spec of such a row, at the size that the network has here."""
        named = dict.fromkeys(("id", "title", "family", "variant", "file", "licence"), "own")
        known = {"bytes": max(1, len(self._files.main)), "sha256": self._files.digest}
        spec = replace(read_row({**named, **known, **row}, {}), id=self._files.path.name)  # for what errors say of it
        return spec.at_size(self.height, self.width) if spec.input.any_size else spec

    def entrants(self, options: OwnOptions) -> Iterator[Entrant]:
        """All ways to feed the network that may be meant."""
        for colour, numbers in candidates(options.numbers, options.colour):
            feed = NetworkInput(self.spec(self.row(numbers, colour, _fields(self.output))).input, self.engine.takes)
            yield Entrant(colour, numbers, _feeding(self.engine, feed))

    def _read(self, options: OwnOptions) -> tuple[bytes, OutputSpec]:
        content = self._files.main
        ends = (tflite_ends if self._files.format == "tflite" else onnx_ends)(content)
        self.layout, self.height, self.width = picture(ends.taken, options)
        told = map_among(ends.given, self.layout, self.height, self.width)
        return content, told or OutputSpec("alpha", self.height, self.width)

    def _convert(self, options: OwnOptions) -> tuple[bytes, OutputSpec]:
        if options.size is not None or options.layout == "NCHW":
            raise UsageError(N_("a TensorFlow.js model takes any size, channels last; leave out --size and --layout"))
        name = self._files.path.name
        model = read_model(self._files.main, self._files.parts, name)
        strides, named = output_strides(model), re.search(r"stride(\d+)", name)
        wanted = int(named[1]) if named else _USUAL_STRIDE
        self.stride = wanted if wanted in strides else strides[0]
        self.height, self.width = network_size(_SHOWN, None, self.stride)
        return to_tflite(model, self.height, self.width, self.stride), OutputSpec("alpha", 1, 1)


def _feeding(engine: Engine, feed: NetworkInput) -> Callable[[Frame], Tensor]:
    return lambda frame: engine.infer(feed.prepare(frame))


def _fields(output: OutputSpec) -> dict[str, Any]:
    """Of a row's output, its kind left open."""
    kind = {"kind": "alpha"} if output.classes == 1 else {"kind": f"logits-{output.classes}", "person": 0}
    return {**kind, "height": output.height, "width": output.width, "layout": output.layout}
