"""A matte that looks natural: edges and time. `make_chain` gives the steps that the product uses, in order."""

from __future__ import annotations

from backdrop.refine.curve import curve
from backdrop.refine.guided import Guided
from backdrop.refine.light import Light
from backdrop.refine.options import RefineOptions
from backdrop.refine.step import Chain, Step

__all__ = ["Chain", "RefineOptions", "Step", "make_chain"]


def make_chain(options: RefineOptions | None = None) -> Chain:
    """From the network's answer to a calm matte of the whole frame, of its size or of half its sides.

    Level `light` averages over time and enlarges; `balanced` and `best` make the edges follow the picture's as well.
    """
    options = options or RefineOptions()
    table = curve(options.edge_shift, options.feather)
    return Chain([Light(table) if options.level == "light" else Guided(table)])
