"""What an any-size network is shown of frames of a size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.errors import UsageError
from backdrop.segment.options import FRACTIONS, MAX_SIDE, RunOptions, network_size
from backdrop.settings.schema import Settings


@pytest.mark.parametrize(
    ("wanted", "stride", "size"),
    [
        # body-pix: low, medium, high and full of 480 × 640 at its strides
        ("low", 16, (113, 161)), ("medium", 16, (241, 321)), ("high", 16, (353, 481)), ("full", 16, (481, 641)),
        ("medium", 8, (241, 321)), ("full", 8, (481, 641)), ("medium", 32, (225, 321)),
        (None, 16, (241, 321)), ("MEDIUM", 16, (241, 321)),
        ("641x361", 8, (361, 641)), ("640x360", 16, (353, 641)), ("257×257", 16, (257, 257)),
    ],
)  # fmt: skip
def test_the_sizes_are_those_of_body_pix(wanted: str | None, stride: int, size: tuple[int, int]) -> None:
    assert network_size((640, 480), wanted, stride) == size


@pytest.mark.parametrize("wanted", ["huge", "", "0.5", "640", "640x", "-1x5", "99999x99999", "8x8", "100000x5"])
def test_what_is_no_resolution_is_a_usage_error(wanted: str) -> None:
    with pytest.raises(UsageError, match="internal resolution"):
        network_size((640, 480), wanted or "none", 16)


@given(st.integers(2, 16000), st.integers(2, 16000), st.sampled_from([*FRACTIONS, None]), st.sampled_from([8, 16, 32]))
def test_the_outer_cells_lie_on_the_outer_pixels(width: int, height: int, wanted: str | None, stride: int) -> None:
    """Of any frame: those of a folder's pictures are as they come."""
    sides = network_size((width, height), wanted, stride)
    assert all((side - 1) % stride == 0 and 2 * stride < side <= MAX_SIDE for side in sides)
    share = FRACTIONS[wanted or "medium"] * min(1.0, MAX_SIDE / (max(width, height) * FRACTIONS[wanted or "medium"]))
    for side, length in zip(sides, (height, width), strict=True):
        assert abs(side - max(length * share, 2 * stride + 1)) <= stride


def test_the_options_are_those_of_the_settings() -> None:
    settings = Settings(engine="onnx", threads=2, kernels="builtin", internal_resolution="low")
    assert RunOptions.of(settings) == RunOptions("onnx", 2, "builtin", "low")
