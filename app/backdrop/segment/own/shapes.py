"""What a model file says of the picture it takes, and what can be meant by it. Runs in the child process."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from backdrop.errors import ModelError, UsageError
from backdrop.host.quiet import native_stderr_to_log
from backdrop.segment.own.options import MAX_SIDE, OwnOptions
from backdrop.segment.spec import Layout, OutputSpec
from backdrop.text import N_

Shape = tuple[int | None, ...]
"""None where the file leaves a side open."""

_CHANNELS_AT: dict[Layout, int] = {"NHWC": 3, "NCHW": 1}
_LEAST_CELLS = 4
_MAX_CLASSES = 1000


@dataclass(frozen=True, slots=True)
class Ends:
    """The shape of the one picture that a network takes, and of each of its answers."""

    taken: Shape
    given: tuple[Shape, ...]


def tflite_ends(content: bytes) -> Ends:
    """ModelError for what LiteRT cannot read, and for what takes other than one input."""
    from ai_edge_litert.interpreter import Interpreter

    try:
        with native_stderr_to_log():
            interpreter = Interpreter(model_content=content)
    except (ValueError, RuntimeError) as reason:
        raise ModelError(N_("it cannot be read by {engine}: {reason}"), engine="LiteRT", reason=reason) from reason
    inputs, outputs = (
        [_shape(details["shape_signature"]) for details in ends]
        for ends in (interpreter.get_input_details(), interpreter.get_output_details())
    )
    return _ends(inputs, outputs)


def onnx_ends(content: bytes) -> Ends:
    """ModelError for what ONNX Runtime cannot read, what lies in several files, and what takes other than one input."""
    from backdrop.host.ort import onnxruntime
    from backdrop.segment.engines.onnx import FAILURES
    from backdrop.segment.engines.onnx_file import refuse_external_data

    refuse_external_data(content)
    settings = onnxruntime.SessionOptions()
    settings.log_severity_level, settings.intra_op_num_threads = 4, 1  # only the fatal: it warns of each weight
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # for its shapes alone
    try:
        with native_stderr_to_log():
            session = onnxruntime.InferenceSession(content, settings, providers=["CPUExecutionProvider"])
    except FAILURES as reason:
        raise ModelError(
            N_("it cannot be read by {engine}: {reason}"), engine="ONNX Runtime", reason=reason
        ) from reason
    return _ends(
        [_shape(end.shape) for end in session.get_inputs()], [_shape(end.shape) for end in session.get_outputs()]
    )


def _shape(sides: Sequence[object]) -> Shape:
    return tuple(int(side) if isinstance(side, int) and side >= 0 else None for side in map(_plain, sides))


def _plain(side: object) -> object:
    return side.item() if hasattr(side, "item") else side


def _ends(inputs: list[Shape], outputs: list[Shape]) -> Ends:
    if len(inputs) != 1 or not outputs:
        raise ModelError(
            N_("it takes {inputs} inputs and gives {outputs} answers; only models from one picture to a matte will do"),
            inputs=len(inputs), outputs=len(outputs),
        )  # fmt: skip
    return Ends(inputs[0], tuple(outputs))


def picture(taken: Shape, options: OwnOptions) -> tuple[Layout, int, int]:
    """Layout, height and width of the network's picture.

    UsageError, whose `option` is what to give, where the file does not say; ModelError where it takes no picture.
    """
    if len(taken) != 4 or taken[0] not in (1, None):
        raise ModelError(
            N_("it takes {shape}; only models that take one picture of three channels can be used"),
            shape=written(taken),
        )  # fmt: skip
    layout = _layout(taken, options)
    height, width = (side for place, side in enumerate(taken[1:], 1) if place != _CHANNELS_AT[layout])
    given = options.sides
    if height is None or width is None:
        if given is None:
            raise UsageError(
                N_("it takes pictures of any size ({shape}): give the one to use, such as --{option} 256x144"),
                shape=written(taken), option="size",
            )  # fmt: skip
        height, width = height or given[0], width or given[1]
    if given not in (None, (height, width)):
        raise UsageError(
            N_("it always takes {width}x{height} pixels; leave out --size"), width=width, height=height
        )  # fmt: skip
    if not (0 < height <= MAX_SIDE and 0 < width <= MAX_SIDE):
        raise ModelError(
            N_("it takes {shape}; only pictures of up to {most} pixels a side can be used"),
            shape=written(taken), most=MAX_SIDE,
        )  # fmt: skip
    return layout, height, width


def _layout(taken: Shape, options: OwnOptions) -> Layout:
    able: list[Layout] = [layout for layout, place in _CHANNELS_AT.items() if taken[place] in (3, None)]
    sure = [layout for layout in able if taken[_CHANNELS_AT[layout]] == 3]
    if options.layout in able:
        return options.layout
    if not able or options.layout is not None:
        raise ModelError(
            N_("it takes {shape}; only models that take one picture of three channels can be used"),
            shape=written(taken),
        )  # fmt: skip
    if len(sure or able) > 1:
        raise UsageError(
            N_("it takes {shape}, which can be read in two ways: give --{option} NHWC (channels last) or NCHW (first)"),
            shape=written(taken), option="layout",
        )  # fmt: skip
    return (sure or able)[0]


def map_among(shapes: Sequence[Shape], layout: Layout, height: int, width: int) -> OutputSpec | None:
    """The answer that is a map of the picture: that of the fewest classes, the first of several. None when none is.

    The kind is still open.
    """
    found = [spec for shape in shapes if (spec := map_of(shape, layout, height, width)) is not None]
    return min(found, key=lambda spec: spec.classes, default=None)


def map_of(shape: Shape, layout: Layout, height: int, width: int) -> OutputSpec | None:
    """The answer as a map of a picture of that size, in the picture's own layout if it can be; None if it is none."""
    if None in shape:
        return None
    sides = [side for side in shape if side is not None]
    if len(sides) == 4 and sides[0] == 1:
        sides = sides[1:]
    elif len(sides) == 3 and sides[0] == 1:
        sides = [*sides[1:], 1]
    elif len(sides) == 2:
        sides = [*sides, 1]
    if len(sides) != 3:
        return None
    ways: dict[Layout, tuple[int, int, int]] = {
        "NHWC": (sides[0], sides[1], sides[2]), "NCHW": (sides[1], sides[2], sides[0]),
    }  # fmt: skip
    for way in (layout, *(other for other in ways if other != layout)):
        rows, columns, classes = ways[way]
        if _like(rows, columns, height, width) and 1 <= classes <= _MAX_CLASSES:
            return OutputSpec("alpha", rows, columns, classes, layout="NHWC" if classes == 1 else way)
    return None


def _like(rows: int, columns: int, height: int, width: int) -> bool:
    """Whether a grid has a picture's proportions, give or take a cell, and is no finer than four cells a pixel."""
    if not (_LEAST_CELLS <= rows <= 2 * height and _LEAST_CELLS <= columns <= 2 * width):
        return False
    return abs(rows - columns * height / width) <= 1.01 or math.isclose(rows / height, columns / width, rel_tol=0.02)


def stride_of(output: OutputSpec, height: int, width: int) -> int | None:
    """How many pixels lie between the cells of a coarser map; None when it is no whole number of them."""
    for stride in range(1, max(height // output.height, width // output.width) + 2):
        if -(-height // stride) == output.height and -(-width // stride) == output.width:
            return stride
    return None


def written(shape: Shape) -> str:
    return "×".join("?" if side is None else str(side) for side in shape) or "-"
