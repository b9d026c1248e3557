"""The four places where a model may run, each with all that it costs; and the paper's figure 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from backdrop.bandwidth.load import Costs, Load, load
from backdrop.bandwidth.privacy import Privacy, privacy
from backdrop.bandwidth.scenario import Placement, Scenario
from backdrop.bandwidth.traffic import Traffic, traffic

PLACEMENTS: tuple[Placement, ...] = get_args(Placement)


@dataclass(frozen=True, slots=True)
class Case:
    """A placement, and what it costs."""

    placement: Placement
    traffic: Traffic
    load: Load
    privacy: Privacy


def possible(scenario: Scenario, placement: Placement) -> bool:
    return placement != "server" or scenario.topology != "mesh"


def case(scenario: Scenario, placement: Placement, costs: Costs) -> Case:
    """UsageError where it is not possible."""
    return Case(placement, traffic(scenario, placement), load(scenario, placement, costs), privacy(scenario, placement))


def cases(scenario: Scenario, costs: Costs) -> list[Case]:
    """Of every placement that is possible."""
    return [case(scenario, placement, costs) for placement in PLACEMENTS if possible(scenario, placement)]


def over_participants(scenario: Scenario, counts: Sequence[int]) -> Mapping[Placement, list[Traffic]]:
    """The traffic of every possible placement in calls of so many participants: the paper's figure 4."""
    calls = [replace(scenario, participants=n) for n in counts]
    return {
        placement: [traffic(call, placement) for call in calls]
        for placement in PLACEMENTS
        if possible(scenario, placement)
    }
