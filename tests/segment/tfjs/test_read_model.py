"""What is read of a TensorFlow.js model, and that nothing in its files gets further than a clear refusal."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backdrop.errors import ModelError
from backdrop.segment.tfjs import output_strides, read_model, shard_sizes, to_tflite

Tiny = tuple[dict[str, Any], dict[str, bytes]]
SHARD = "group1-shard1of1.bin"
Change = Callable[[dict[str, Any], dict[str, bytes]], object]


def _node(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(node for node in document["modelTopology"]["node"] if node["name"] == name)


def _weight(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(weight for weight in document["weightsManifest"][0]["weights"] if weight["name"] == name)


def test_a_whole_model_is_read_and_converted(tiny: Tiny) -> None:
    model = read_model(json.dumps(tiny[0]).encode(), tiny[1], "tiny")
    assert output_strides(model) == (8,)
    assert to_tflite(model, 33, 33, 8)[4:8] == b"TFL3"


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("shard1of1.bin are missing", lambda _, shards: shards.clear()),
        ("should hold 704 bytes of weights but holds 703", lambda _, s: s.update({SHARD: s[SHARD][:-1]})),
        ("should hold 704 bytes of weights but holds 705", lambda _, s: s.update({SHARD: s[SHARD] + b"0"})),
        ("weights f are not finite", lambda _, s: s.update({SHARD: np.float32(np.nan).tobytes() + s[SHARD][4:]})),
        ("deep (Elu) is of a kind", lambda d, _: _node(d, "deep").update(op="Elu")),
        ("lacks its node 'gone'", lambda d, _: _node(d, "deep").update(input=["gone", "d"])),
        ("does not fit", lambda d, _: _node(d, "sum").update(input=["pool", "sum"])),
        ("does not fit", lambda d, _: _node(d, "cb").update(input=["c", "f"])),
        ("does not fit", lambda d, _: _node(d, "branch").update(input=["picture", "g"])),
        ("no output float_segments", lambda d, _: _node(d, "float_segments").update(name="other")),
        ("does not fit", lambda d, _: _node(d, "picture").update(op="Const")),
        ("is of a kind", lambda d, _: _node(d, "c")["attr"].pop("strides")),
        ("no plain file name", lambda d, _: d["weightsManifest"][0].update(paths=["../../weights.bin"])),
        ("same weights twice", lambda d, _: _weight(d, "g").update(name="b")),
        ("more than 256 MB", lambda d, _: _weight(d, "g").update(shape=[2147483647] * 8)),
        ("weightsManifest", lambda d, _: d.pop("weightsManifest")),
        ("weightsManifest.0.weights.0.dtype", lambda d, _: _weight(d, "f").update(dtype="string")),
        ("weightsManifest.0.weights.0.shape", lambda d, _: _weight(d, "f").update(shape=[-3])),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tiny: Tiny, says: str, change: Change) -> None:
    change(*tiny)
    with pytest.raises(ModelError) as caught:
        read_model(json.dumps(tiny[0]).encode(), tiny[1], "tiny")
    assert says in str(caught.value)
    assert str(caught.value).startswith("tiny")


@pytest.mark.parametrize("content", [b"", b"\xff", b"{", b"[]", b"[" * 100_000, b"null", b'{"modelTopology": 1e999}'])
def test_what_is_no_json_of_a_model_is_refused(content: bytes) -> None:
    for read in (lambda: read_model(content, {}, "it"), lambda: shard_sizes(content, "it")):
        with pytest.raises(ModelError, match=r"no TensorFlow\.js graph model"):
            read()


def test_the_shards_of_a_group_are_4_mib_but_the_last(tiny: Tiny) -> None:
    document, _ = tiny
    group = document["weightsManifest"][0]
    group["paths"] = ["a.bin", "b.bin", "c.bin"]
    _weight(document, "g")["shape"] = [1, 1, 1500, 1500]
    sizes = shard_sizes(json.dumps(document).encode(), "tiny")
    assert list(sizes) == ["a.bin", "b.bin", "c.bin"]
    assert list(sizes.values()) == [4 << 20, 4 << 20, 704 - 64 + 4 * 1500**2 - (8 << 20)]
    group["paths"] = ["a.bin", "b.bin"]
    with pytest.raises(ModelError, match="2 files cannot hold"):
        shard_sizes(json.dumps(document).encode(), "tiny")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["Conv2D", "BiasAdd", "Relu", "Add", "Pad", "picture", "c", "float_segments", "p", "U0FNRQ=="]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_to_the_files_gives_a_model_or_a_model_error(tiny: Tiny, data: st.DataObject) -> None:
    document, shards = copy.deepcopy(tiny)
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(document)
        if not places:
            break
        holder, key = data.draw(st.sampled_from(range(len(places))).map(places.__getitem__))
        if data.draw(st.booleans()):
            holder[key] = data.draw(_JSON)
        else:
            del holder[key]
    if data.draw(st.booleans()):
        shards[SHARD] = data.draw(st.binary(max_size=900))
    try:
        model = read_model(json.dumps(document).encode("utf-8", "surrogatepass"), shards, "fuzzed")
        to_tflite(model, data.draw(st.integers(-1, 70)), data.draw(st.integers(-1, 70)), 8)
    except ModelError as error:
        str(error)  # it can be worded


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ModelError):
        read_model(content, {}, "bytes")
