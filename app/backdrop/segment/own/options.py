"""What the user says of a model of their own, where it cannot be found out or where they know better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast, get_args

from backdrop.errors import UsageError
from backdrop.segment.own.numbers import Numbers
from backdrop.segment.spec import Colour, Layout, OutputKind
from backdrop.text import N_

MAX_SIDE = 4096
_MAX_CLASSES = 1000
_NUMBER = r"-?\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class OwnOptions:
    """None: to be found out. All are as the command line writes them; `check` says which cannot be meant.

    `size`: `WxH` of the network's picture, where the file leaves it open. `range`: `LOW..HIGH` that a channel's values
    become; `mean` is then subtracted and `std` divided by, three numbers with commas between, in the network's colour
    order. `person_class`, `background_class`: of several, the class that counts. `threshold` (0..1): the probability
    from which a pixel counts as the person. `force`: take it although it finds nobody.
    """

    size: str | None = None
    layout: Layout | None = None
    colour: Colour | None = None
    range: str | None = None
    mean: str | None = None
    std: str | None = None
    kind: OutputKind | None = None
    person_class: int | None = None
    background_class: int | None = None
    threshold: float | None = None
    force: bool = False

    def check(self) -> None:
        """UsageError for the first value that cannot be meant."""
        self.sides  # noqa: B018 - raises
        self.numbers  # noqa: B018
        for name, value, known in (
            ("layout", self.layout, get_args(Layout)), ("colour", self.colour, get_args(Colour)),
            ("kind", self.kind, get_args(OutputKind)),
        ):  # fmt: skip
            if value is not None and value not in known:
                raise UsageError(
                    N_("--{option} is none of these: {known}"), option=name, known=", ".join(known)
                )  # fmt: skip
        if self.person_class is not None and self.background_class is not None:
            raise UsageError(N_("give --person-class or --background-class, not both"))
        for index in (self.person_class, self.background_class):
            if index is not None and not 0 <= index < _MAX_CLASSES:
                raise UsageError(N_("{index} is no number of a class; classes are counted from 0"), index=index)
        if self.threshold is not None and not 0 < self.threshold < 1:
            raise UsageError(N_("--threshold is a probability: choose a number between 0 and 1, such as 0.5"))

    @property
    def sides(self) -> tuple[int, int] | None:
        """Height and width that were given."""
        if self.size is None:
            return None
        match = re.fullmatch(r"(\d{1,5})\s*[xX×]\s*(\d{1,5})", self.size.strip(), re.ASCII)
        if match is None or not all(8 <= int(side) <= MAX_SIDE for side in match.groups()):
            raise UsageError(
                N_('"{text}" is no size for a network; write width x height, such as 256x144, up to {most} a side'),
                text=self.size, most=MAX_SIDE,
            )  # fmt: skip
        return int(match[2]), int(match[1])

    @property
    def numbers(self) -> Numbers | None:
        """The range, mean and deviation that were given."""
        if self.range is None:
            if self.mean is not None or self.std is not None:
                raise UsageError(N_("--mean and --std apply to a range; give --range too, such as --range 0..1"))
            return None
        match = re.fullmatch(rf"({_NUMBER})\.\.({_NUMBER})", self.range.strip(), re.ASCII)
        if match is None or float(match[1]) == float(match[2]):
            raise UsageError(N_('"{text}" is no range; write it as 0..1, -1..1 or 0..255'), text=self.range)
        mean = _triple("mean", self.mean, "0,0,0")
        return Numbers(float(match[1]), float(match[2]), mean, _triple("std", self.std, "1,1,1"))


def _triple(option: str, text: str | None, default: str) -> tuple[float, float, float]:
    match = re.fullmatch(rf"({_NUMBER}),({_NUMBER}),({_NUMBER})", (text or default).replace(" ", ""), re.ASCII)
    values = tuple(float(group) for group in match.groups()) if match else ()
    if not values or (option == "std" and min(values) <= 0):
        raise UsageError(
            N_("--{option} needs three numbers with commas between, such as {example}"), option=option,
            example="0.485,0.456,0.406" if option == "mean" else "0.229,0.224,0.225",
        )  # fmt: skip
    return cast("tuple[float, float, float]", values)
