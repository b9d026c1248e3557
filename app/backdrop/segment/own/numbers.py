"""The numbers that networks take pixels as: those in common use, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from backdrop.segment.spec import Colour, Triple


@dataclass(frozen=True, slots=True)
class Numbers:
    """A channel's 0..255 becomes `low`..`high`; `mean` is then subtracted and the result divided by `std`.

    Both are in the network's colour order.
    """

    low: float
    high: float
    mean: Triple = (0.0, 0.0, 0.0)
    std: Triple = (1.0, 1.0, 1.0)

    def __str__(self) -> str:
        """As the options of the command line."""
        text = f"--range {plain(self.low)}..{plain(self.high)}"
        for name, values, neutral in (("mean", self.mean, 0.0), ("std", self.std, 1.0)):
            if values != (neutral,) * 3:
                text += f" --{name} {','.join(map(plain, values))}"
        return text

    def row(self) -> dict[str, Any]:
        """As fields of a catalogue row's input."""
        fields: dict[str, Any] = {"range": f"{plain(self.low)}..{plain(self.high)}"}
        if any(self.mean):
            fields["mean"] = list(self.mean)
        if self.std != (1.0, 1.0, 1.0):
            fields["std"] = list(self.std)
        return fields

    def in_order(self, colour: Colour) -> Numbers:
        """What is written here for RGB, for networks that take `colour`."""
        return self if colour == "RGB" else Numbers(self.low, self.high, self.mean[::-1], self.std[::-1])


def plain(value: float) -> str:
    """Without an exponent, which the catalogue does not know."""
    return np.format_float_positional(value, trim="-")


# For RGB. The means and deviations are, in turn: those of ImageNet, as torchvision's networks take them; ImageNet's
# means alone, as Caffe's networks and BodyPix's ResNet-50 take them; and those of ESPNet's code, which SINet was
# trained with: it divides by the deviation and by 255 again.
COMMON = (
    Numbers(0, 1),
    Numbers(-1, 1),
    Numbers(0, 255),
    Numbers(0, 1, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    Numbers(0, 255, (123.15, 115.90, 103.06)),
    Numbers(0, 255, (126.91212, 111.25247, 102.890434), (16920.704775, 16019.4519, 16047.8946)),
)


def candidates(given: Numbers | None, colour: Colour | None) -> Iterator[tuple[Colour, Numbers]]:
    """What may be meant, the more usual first: all that is in common use, where it was not given."""
    colours: tuple[Colour, ...] = ("RGB", "BGR") if colour is None else (colour,)
    for order in colours:
        for numbers in COMMON if given is None else (given,):
            yield order, numbers.in_order(order) if given is None else numbers
