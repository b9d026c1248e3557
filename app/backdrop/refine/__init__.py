"""A matte that looks natural: edges, time, light. `default_chain` gives the steps that the product uses, in order."""

from __future__ import annotations

from backdrop.refine.step import Chain, Step
from backdrop.refine.temporal import TemporalFilter
from backdrop.refine.upsample import Upsample

__all__ = ["Chain", "Step", "default_chain"]


def default_chain(still: bool = False) -> Chain:
    """From the network's grid to a calm matte of the frame's size.

    `still` leaves out what relates a frame to the ones before it: for pictures that have nothing to do with each other.
    """
    return Chain([Upsample()] if still else [TemporalFilter(), Upsample()])
