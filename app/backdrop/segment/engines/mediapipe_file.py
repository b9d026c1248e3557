"""The .tflite file as MediaPipe's ImageSegmenter wants it: with metadata that say what goes in and what comes out.

The metadata are written from the catalogue's row, also over those that a file brings along: some lack the activation,
and then logits would pass for probabilities.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from mediapipe.tasks.metadata import image_segmenter_metadata_schema_py_generated as segmenter_schema
from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

from backdrop.errors import ModelError
from backdrop.segment.rewriting import ModelFile, with_enlarged_answer, with_ranged_input
from backdrop.segment.spec import InputSpec, ModelSpec, OutputKind
from backdrop.text import N_

_ACTIVATIONS: dict[OutputKind, int] = {
    "alpha": segmenter_schema.Activation.NONE,
    "probabilities": segmenter_schema.Activation.NONE,
    "logits": segmenter_schema.Activation.SOFTMAX,
    "stride-logits": segmenter_schema.Activation.SIGMOID,
}


def with_metadata(content: bytes, spec: ModelSpec) -> tuple[bytes, tuple[int, ...]]:
    """The file to give to MediaPipe, and the shape of the picture that it takes.

    ModelError for a damaged file, and for a network that MediaPipe would feed or read in another way than the spec.
    """
    file = ModelFile(content)
    shape = file.shape(file.input)
    if "NCHW" in (spec.input.layout, spec.output.layout) or file.shape(file.output)[-1:] != (spec.output.classes,):
        raise ModelError(
            N_("MediaPipe does not run {id}: its tensors are not laid out as it wants them; choose another engine"),
            id=spec.id,
        )
    mean, std = _normalisation(file, spec.input)
    if spec.output.kind == "stride-logits":
        _enlarge(file, shape, spec)
    file.set_metadata("TFLITE_METADATA", _metadata(mean, std, _ACTIVATIONS[spec.output.kind]))
    return file.packed(), shape


def _normalisation(file: ModelFile, wanted: InputSpec) -> tuple[float, float]:
    """Mean and std, where a value becomes (value − mean) / std. MediaPipe has but one of each for all channels."""
    scale, offset = wanted.scale[0], wanted.offset[0]
    if scale and wanted.scale == (scale,) * 3 and wanted.offset == (offset,) * 3:
        return -offset / scale, 1 / scale
    with_ranged_input(file, wanted.scale, wanted.offset)
    return 0.0, 1.0


def _enlarge(file: ModelFile, taken: tuple[int, ...], spec: ModelSpec) -> None:
    """MediaPipe would stretch the cells over the whole picture, whose rim the outer ones lie on."""
    height, width = ((cells - 1) * spec.output.stride + 1 for cells in file.shape(file.output)[1:3])
    if (height, width) != taken[1:3]:
        raise ModelError(
            N_("MediaPipe does not run {id}: its outer cells do not lie on the picture's rim; choose another engine"),
            id=spec.id,
        )
    with_enlarged_answer(file, height, width)


def _metadata(mean: float, std: float, activation: int) -> bytes:
    normalisation, step = schema.NormalizationOptionsT(), schema.ProcessUnitT()
    normalisation.mean, normalisation.std = [mean], [std]
    step.optionsType, step.options = schema.ProcessUnitOptions.NormalizationOptions, normalisation
    picture, content = schema.ImagePropertiesT(), schema.ContentT()
    picture.colorSpace = schema.ColorSpaceType.RGB
    content.contentPropertiesType, content.contentProperties = schema.ContentProperties.ImageProperties, picture
    taken = schema.TensorMetadataT()
    taken.content, taken.processUnits = content, [step]
    options, custom = segmenter_schema.ImageSegmenterOptionsT(), schema.CustomMetadataT()
    options.activation = activation
    custom.name, custom.data = "SEGMENTER_METADATA", np.frombuffer(_packed(options, b"V001"), np.uint8)
    graph, model = schema.SubGraphMetadataT(), schema.ModelMetadataT()
    graph.inputTensorMetadata, graph.outputTensorMetadata = [taken], [schema.TensorMetadataT()]
    graph.customMetadata = [custom]
    model.subgraphMetadata = [graph]
    return _packed(model, b"M001")


def _packed(table: Any, identifier: bytes) -> bytes:
    builder = schema.flatbuffers.Builder(256)
    builder.Finish(table.Pack(builder), identifier)
    return bytes(builder.Output())
