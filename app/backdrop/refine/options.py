"""How much the refinement does, and where it puts the edge: what is passed along from the settings."""

from __future__ import annotations

from dataclasses import dataclass

from backdrop.settings.schema import RefinementLevel, Settings


@dataclass(frozen=True, slots=True)
class RefineOptions:
    """`level`: see `make_chain`; `edge_shift`, `feather`: see `curve`; `skip`: whether the network rests on stills."""

    level: RefinementLevel = "balanced"
    edge_shift: float = 0.0
    feather: float = 1.0
    skip: bool = True

    @classmethod
    def of(cls, settings: Settings) -> RefineOptions:
        return cls(settings.refinement, settings.edge_shift, settings.feather, settings.skip_still)
