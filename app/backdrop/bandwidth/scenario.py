"""What is asked: a call, a task for a model, and the places where the model may run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Task = Literal["segmentation", "super-resolution"]
Topology = Literal["sfu", "mcu", "mesh"]
Placement = Literal["none", "server", "sender", "receiver"]

FEWEST, MOST = 2, 1000
"""Participants: a call is between two at least; the upper bound only keeps figures readable."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A call of `participants` N, each of whom sends `bitrate_kbps` M while no model changes the picture.

    `scale` is how many times wider and higher the task makes pictures: 1 for segmentation, 2 for the paper's
    super-resolution. `ratio` is by how much the bitrate of a picture grows thereby, see `growth`; 1 at a scale of 1.

    Everybody sends one picture to everybody, as in the paper's figure 4. How it gets there is the `topology`: through a
    server that relays (SFU, RFC 7667 section 3.7), through one that mixes (MCU, section 3.6), or directly (mesh, 3.4).
    """

    participants: int
    bitrate_kbps: float
    task: Task = "segmentation"
    topology: Topology = "sfu"
    scale: float = 1.0
    ratio: float = 1.0
