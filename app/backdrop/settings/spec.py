"""The short texts by which people name sources, backgrounds and sinks: `KIND` or `KIND:ARGUMENT`, and sizes `WxH`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import NamedTuple

from backdrop.errors import UsageError
from backdrop.text import N_, _

MIN_SIDE, MAX_WIDTH, MAX_HEIGHT = 64, 3840, 2160


class Spec(NamedTuple):
    kind: str
    argument: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.argument}" if self.argument else self.kind


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names what may have been meant: ` (did you mean "blur"?)`, or nothing."""
    found = difflib.get_close_matches(word.lower(), list(known), 1, 0.5)
    return _(' (did you mean "{word}"?)').format(word=found[0]) if found else ""


def parse_spec(text: str, what: str, known: Iterable[str]) -> Spec:
    """Splits `KIND[:ARGUMENT]`. UsageError naming the nearest kind when it is none of `known`; `what` is its noun."""
    kind, _colon, argument = text.strip().partition(":")
    kinds = list(known)
    if kind not in kinds:
        raise UsageError(
            N_('"{text}" is no {what}{hint}; choose one of {known}'),
            text=text, what=what, hint=nearest(kind, kinds), known=", ".join(kinds),
        )  # fmt: skip
    return Spec(kind, argument)


def require_argument(spec: Spec, what: str, example: str) -> str:
    """The argument of a kind that needs one; UsageError with an example when it is missing."""
    if not spec.argument:
        raise UsageError(N_("{kind} needs {what}, such as {example}"), kind=spec.kind, what=what, example=example)
    return spec.argument


def refuse_argument(spec: Spec) -> None:
    """UsageError when a kind that takes no argument was given one."""
    if spec.argument:
        raise UsageError(N_('{kind} takes nothing after it; leave out ":{rest}"'), kind=spec.kind, rest=spec.argument)


def parse_size(text: str) -> tuple[int, int]:
    """`1280x720` as (width, height). UsageError when odd, tiny, enormous or no size at all."""
    match = re.fullmatch(r"\s*(\d{1,6})\s*[xX×]\s*(\d{1,6})\s*", text, re.ASCII)
    if match is None:
        raise UsageError(N_('"{text}" is no size; write it as width x height, such as 1280x720'), text=text)
    width, height = int(match[1]), int(match[2])
    check_size(width, height)
    return width, height


def check_size(width: int, height: int) -> None:
    """UsageError unless both sides are even and within what a camera can have."""
    if (width % 2 or height % 2) and width <= MAX_WIDTH and height <= MAX_HEIGHT:
        raise UsageError(
            N_("{width}x{height} has an odd side, which video cannot have; use {even}"),
            width=width, height=height, even=f"{max(MIN_SIDE, width // 2 * 2)}x{max(MIN_SIDE, height // 2 * 2)}",
        )  # fmt: skip
    if not (MIN_SIDE <= width <= MAX_WIDTH and MIN_SIDE <= height <= MAX_HEIGHT):
        raise UsageError(
            N_("{width}x{height} is no size for a camera; use {low}x{low} to {high}, such as 1280x720"),
            width=width, height=height, low=MIN_SIDE, high=f"{MAX_WIDTH}x{MAX_HEIGHT}",
        )  # fmt: skip
