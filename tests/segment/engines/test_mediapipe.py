"""MediaPipe with files that lack its metadata, and with ranges and colours that its metadata cannot say."""

from __future__ import annotations

import contextlib
import importlib.util
import socket
import subprocess
import sys
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.capture.presenter import Presenter
from backdrop.errors import ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.engines import ENGINES
from backdrop.segment.network import open_network
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.spec import InputSpec, ModelSpec
from backdrop.segment.store import ModelStore
from support.program import environment
from support.tflite import reshaping

pytestmark = pytest.mark.skipif(importlib.util.find_spec("mediapipe") is None, reason="mediapipe is not installed here")


def model(model_id: str) -> tuple[ModelSpec, bytes]:
    spec = Catalogue.load().get(model_id)
    if ModelStore().locate(spec) is None:
        pytest.skip(f"the model {model_id} is not on this machine")
    return open_network(spec, ModelStore(), (640, 480), RunOptions())


def alpha(name: str, spec: ModelSpec, content: bytes) -> npt.NDArray[np.int16]:
    segmenter = Segmenter(spec, ENGINES[name].load(spec, content))
    found = segmenter.segment(Presenter(640, 480, paced=False).draw(0)[0]).alpha.astype(np.int16)
    segmenter.close()
    return found


RANGES = {
    "other": lambda spec: replace(spec, scale=(1 / 200,) * 3, offset=(-0.1,) * 3),
    "per channel": lambda spec: replace(spec, scale=(1 / 200, 1 / 255, 1 / 300), offset=(0.1, -0.2, 0.05)),
    "offset per channel": lambda spec: replace(spec, offset=(0.1, 0.2, -0.1)),
    "BGR": lambda spec: replace(spec, colour="BGR"),
}


@pytest.mark.parametrize("change", RANGES)
@pytest.mark.parametrize("model_id", ["selfie-landscape", "meet-lite", "bodypix-mobilenet-050-s16-q4"])
def test_pictures_are_ranged_as_the_spec_says(change: str, model_id: str) -> None:
    """Whatever sense a network makes of such pictures: it is the same as LiteRT's."""
    spec, content = model(model_id)
    changed = replace(spec, input=RANGES[change](spec.input))
    plain, expected = alpha("litert", spec, content), alpha("litert", changed, content)
    assert np.abs(plain - expected).max() > 20
    difference = np.abs(alpha("mediapipe", changed, content) - expected)
    assert difference.max() <= 6
    assert difference.mean() < 0.5


def test_the_class_that_counts_may_be_the_background() -> None:
    spec, content = model("meet-lite")
    other = replace(spec, output=replace(spec.output, index=1 - spec.output.index, counts="background"))
    assert np.abs(alpha("mediapipe", other, content) - alpha("mediapipe", spec, content)).max() <= 1


def test_a_file_of_other_classes_than_the_specs_is_a_model_error() -> None:
    spec, content = model("meet-lite")
    with pytest.raises(ModelError, match="laid out"):
        ENGINES["mediapipe"].load(replace(spec, output=replace(spec.output, classes=3)), content)


def test_a_network_that_takes_planes_is_a_model_error() -> None:
    spec, content = model("meet-lite")
    with pytest.raises(ModelError, match="laid out"):
        ENGINES["mediapipe"].load(replace(spec, input=replace(spec.input, layout="NCHW")), content)


def test_cells_that_end_short_of_the_rim_are_a_model_error() -> None:
    spec, _ = model("bodypix-mobilenet-050-s16-q4")
    small = replace(spec.at_size(4, 6), input=replace(spec.input, height=4, width=6))
    with pytest.raises(ModelError, match="rim"):
        ENGINES["mediapipe"].load(small, reshaping(4, 6, "float32"))


def test_the_shape_it_reports_is_the_files_own() -> None:
    """A spec that says otherwise is found out by the segmenter."""
    spec, content = model("selfie-landscape")
    wrong = replace(spec, input=InputSpec.ranged(100, 200, 0.0, 1.0))
    engine = ENGINES["mediapipe"].load(wrong, content)
    assert engine.input_shape == (1, 144, 256, 3)
    with pytest.raises(ModelError, match="not"):
        Segmenter(wrong, engine)
    engine.close()


REPORTING = """
import os, time
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
before = dict(os.environ)
load_segmenter("selfie-landscape", (64, 64), RunOptions(engine="mediapipe")).close()
time.sleep(2)  # it reports from a thread of its own
assert dict(os.environ) == before, "what Backdrop fetches itself would go elsewhere"
"""


@pytest.mark.parametrize("names", [("HTTPS_PROXY",), ("https_proxy", "http_proxy", "ALL_PROXY")])
def test_its_use_is_reported_to_nobody(names: tuple[str, ...]) -> None:
    model("selfie-landscape")
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        env = environment() | dict.fromkeys(names, address)
        done = subprocess.run([sys.executable, "-c", REPORTING], env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        with pytest.raises(BlockingIOError):
            proxy.accept()


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_metadata_are_written_into_a_damaged_file_or_it_is_a_model_error(data: st.DataObject) -> None:
    from backdrop.segment.engines.mediapipe_file import with_metadata

    spec = replace(Catalogue.load().get("selfie-landscape"), input=InputSpec.ranged(4, 6, 0.0, 1.0))
    content = bytearray(reshaping(4, 6, "float32"))
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ModelError):
        with_metadata(bytes(content), spec)
