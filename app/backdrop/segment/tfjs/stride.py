"""The same network at another output stride: 8, 16 or 32 pixels of the picture for a cell of the matte.

BodyPix's files of one network share their weights. They differ in where the network stops to halve the picture: from
there on strides of 2 become 1, and the kernels that follow are spread (dilated) by what was not halved, so that they
see as much of the picture as before (atrous convolution: DeepLab, arXiv:1606.00915, section 3.1; TF-slim's
`mobilenet_v1_base` and `stack_blocks_dense`, argument `output_stride`).

Here each layer's output has two strides: the one *written*, and the *nominal* one that it would have if nothing had
been spread. The nominal one shows in the file: a kernel spread by r stands where r times as much was meant to be
halved. At output stride S every layer then gives min(nominal, S), and its kernel is spread by what that leaves out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from backdrop.errors import ModelError
from backdrop.segment.tfjs.layers import Layer
from backdrop.text import N_

STRIDES = (8, 16, 32)


def possible_strides(layers: tuple[Layer, ...]) -> tuple[int, ...]:
    """Those of `STRIDES` that the network can be run at."""
    return tuple(stride for stride in STRIDES if _at_stride(layers, stride))


def at_stride(layers: tuple[Layer, ...], stride: int, name: str) -> tuple[Layer, ...]:
    """The layers of the network that gives a cell for every `stride` pixels.

    ModelError when it cannot: MobileNet-V1 of 0.50 and 0.75 halves four times only, ResNet-50 has padding of its own.
    """
    changed = _at_stride(layers, stride) if stride in STRIDES else ()
    if not changed:
        raise ModelError(
            N_("{name} cannot be run at output stride {stride}; choose one of: {possible}"),
            name=name, stride=stride, possible=", ".join(map(str, possible_strides(layers))) or "-",
        )  # fmt: skip
    return changed


def _at_stride(layers: tuple[Layer, ...], stride: int) -> tuple[Layer, ...]:
    """Empty when the network cannot be run so."""
    written = _written(layers)
    if written[layers[-1].name] == stride:
        return layers
    nominal = _nominal(layers, written)
    if not nominal or nominal[layers[-1].name] < stride:
        return ()
    changed = [_changed(layer, nominal, stride) for layer in layers]
    return tuple(layer for layer in changed if layer) if all(changed) else ()


def _changed(layer: Layer, nominal: Mapping[str, int], stride: int) -> Layer | None:
    """The layer at the new stride; None where that cannot be."""
    before, after = min(_taken(layer, nominal), stride), min(nominal[layer.name], stride)
    if after % before or (layer.kind in ("pad", "add") and after != before):
        return None
    if max(layer.window) == 1:
        return replace(layer, stride=after // before)
    spread, left_out = divmod(_taken(layer, nominal), before)
    if left_out or (spread > 1 and after != before):
        return None
    if spread == max(layer.dilation):
        return replace(layer, stride=after // before)
    # Rows that were padded for one spread are too few for a larger one.
    if layer.padding == "VALID" or layer.kind == "pool":
        return None
    return replace(layer, stride=after // before, dilation=(spread, spread))


def _written(layers: Iterable[Layer]) -> Mapping[str, int]:
    """How many pixels of the picture a step in each layer's output is, as the file has it."""
    strides: dict[str, int] = {}
    for layer in layers:
        strides[layer.name] = _taken(layer, strides) * layer.stride
    return strides


def _taken(layer: Layer, strides: Mapping[str, int]) -> int:
    return max(strides.get(source, 1) for source in layer.inputs)


def _nominal(layers: tuple[Layer, ...], written: Mapping[str, int]) -> Mapping[str, int]:
    """The same, had nothing been spread. Empty when the layers contradict each other."""
    wanted = _wanted(layers, written)
    strides: dict[str, int] = {}
    for layer in layers:
        strides[layer.name] = wanted.get(layer.name) or _taken(layer, strides) * layer.stride
    for layer in layers:
        taken = {strides.get(source, 1) for source in layer.inputs}
        seen = _taken(layer, written) * max(layer.dilation)
        if len(taken) > 1 or (max(layer.window) > 1 and taken != {seen}):
            return {}
    return strides


def _wanted(layers: tuple[Layer, ...], written: Mapping[str, int]) -> Mapping[str, int]:
    """What the layers further on say of the nominal stride of those before them, from the last to the first."""
    said: dict[str, list[int]] = defaultdict(list)
    for layer in reversed(layers):
        if max(layer.window) > 1:
            takes = _taken(layer, written) * max(layer.dilation)
        elif layer.kind == "pool" or layer.name not in said:
            continue  # a pool of 1×1 only halves, and says nothing of what it was given
        else:
            takes = max(said[layer.name]) // layer.stride
        for source in layer.inputs:
            said[source].append(takes)
    return {name: max(takes) for name, takes in said.items()}
