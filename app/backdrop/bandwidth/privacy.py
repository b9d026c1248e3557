"""Who gets to see what the camera sees."""

from __future__ import annotations

from dataclasses import dataclass

from backdrop.bandwidth.scenario import Placement, Scenario


@dataclass(frozen=True, slots=True)
class Privacy:
    """`raw_leaves`: the camera's picture leaves the device as it is, with the room behind the person.

    `server_sees`: the server decodes it, so that it cannot be encrypted from end to end (as RFC 9605, SFrame, does
    for servers that only relay).
    """

    raw_leaves: bool
    server_sees: bool


def privacy(scenario: Scenario, placement: Placement) -> Privacy:
    """Only segmentation on the sender keeps the room at home: a larger picture shows it as well as a small one."""
    return Privacy(
        raw_leaves=not (scenario.task == "segmentation" and placement == "sender"),
        server_sees=scenario.topology == "mcu" or placement == "server",
    )
