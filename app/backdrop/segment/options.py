"""How a model is to be run: what the settings, the command line and the benches say of it, in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backdrop.errors import UsageError
from backdrop.segment.engine import Kernels
from backdrop.settings.schema import Settings
from backdrop.text import N_

FRACTIONS = {"low": 0.25, "medium": 0.5, "high": 0.75, "full": 1.0}
"""What body-pix calls the internal resolutions: the network's picture as a share of the frame's sides."""
DEFAULT_FRACTION = "medium"
MAX_SIDE = 2049


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`threads` None: one, and more where one is too slow. `engine`, `kernels` None: the first that will do.

    `internal_resolution`: one of FRACTIONS or `WxH`, for networks that take pictures of any size.
    """

    engine: str | None = None
    threads: int | None = None
    kernels: Kernels | None = None
    internal_resolution: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> RunOptions:
        return cls(settings.engine, settings.threads, settings.kernels, settings.internal_resolution)


def network_size(frame_size: tuple[int, int], wanted: str | None, stride: int) -> tuple[int, int]:
    """Height and width of what an any-size network is shown of frames of that (width, height).

    As body-pix's `toInputResolutionHeightAndWidth`: each side is a multiple of the stride and one more, so that the
    first and last cells lie on the outer pixels. A share of a frame that is too small or too large for a network
    becomes the next size that will do, since pictures of a folder come in all sizes. UsageError for what is none.
    """
    text = (wanted or DEFAULT_FRACTION).strip().lower()
    if text in FRACTIONS:
        height, width = _within(stride, [side * FRACTIONS[text] for side in reversed(frame_size)])
        return _side(height, stride), _side(width, stride)
    match = re.fullmatch(r"(\d{1,5})\s*[x×]\s*(\d{1,5})", text, re.ASCII)
    if match is None:
        raise UsageError(
            N_('"{text}" is no internal resolution; choose one of {known}, or a size such as 641x361'),
            text=wanted, known=", ".join(FRACTIONS),
        )  # fmt: skip
    sides = _side(float(match[2]), stride), _side(float(match[1]), stride)
    if max(sides) > MAX_SIDE or min(sides) < 2 * stride + 1:
        raise UsageError(
            N_("the internal resolution {width}x{height} cannot be used; choose {least} to {most} pixels a side"),
            width=sides[1], height=sides[0], least=2 * stride + 1, most=MAX_SIDE,
        )  # fmt: skip
    return sides


def _within(stride: int, sides: list[float]) -> list[float]:
    """The sides of a share of the frame, made smaller alike, or larger each, until the network can have them."""
    shrunk = min(1.0, MAX_SIDE / max(sides))
    return [max(side * shrunk, 2 * stride + 1) for side in sides]


def _side(length: float, stride: int) -> int:
    if (length - 1) % stride == 0:
        return int(length)
    return int(length // stride) * stride + 1
