"""The models that few people need, by family, in a fold of the model page: they are made when it is first opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel

from backdrop.gui.fold import Fold
from backdrop.gui.pages.bodypix_card import FAMILY as BODYPIX
from backdrop.gui.pages.bodypix_card import BodyPixCard
from backdrop.gui.pages.model_card import ModelCard
from backdrop.gui.pages.page import GAP
from backdrop.gui.pages.standing import Known
from backdrop.gui.parts import hint_label
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Settings
from backdrop.text import _

_FAMILIES = {"selfie": "MediaPipe", "meet": "Google Meet", "deeplab": "DeepLab", "sinet": "SINet"}
"""Their own names."""


class MoreModels(Fold):
    made = Signal(object)
    """A ModelCard that stands here from now on."""
    resolution_chosen = Signal(str)
    """The internal resolution for BodyPix, by its name."""

    def __init__(self, specs: Sequence[ModelSpec], known: Known, settings: Settings) -> None:
        super().__init__(_("More models"))
        self._known, self._settings = known, settings
        self._families: dict[str, list[ModelSpec]] = {}
        for spec in specs:
            family = BODYPIX if spec.family.startswith(BODYPIX) else spec.family
            self._families.setdefault(family, []).append(spec)
        self._left: Iterator[None] | None = None
        self.inside.setSpacing(GAP)
        self.inside.addWidget(hint_label(_("Other networks, for comparison.")))
        self.opening.connect(self._begin)

    def holds(self, model_id: str) -> bool:
        """Whether the model is one of those in here."""
        return any(spec.id == model_id for specs in self._families.values() for spec in specs)

    def use(self, known: Known, settings: Settings) -> None:
        """What the cards that are still to be made go by."""
        self._known, self._settings = known, settings

    def _begin(self) -> None:
        if self._left is None:
            self._left = self._fill()
            self._make_next()

    def _make_next(self) -> None:
        """One card a turn of the event loop: all at once would hold the window up."""
        assert self._left is not None
        if next(self._left, self) is not self:
            QTimer.singleShot(0, self, self._make_next)

    def _fill(self) -> Iterator[None]:
        for family, specs in self._families.items():
            if len(specs) > 1 and family != BODYPIX:  # a card that stands alone says it itself
                title = QLabel(_FAMILIES.get(family, family.capitalize()))
                title.setProperty("role", "group")
                self.inside.addWidget(title)
            for card in self._cards(family, specs):
                self.inside.addWidget(card)
                self.made.emit(card)
                yield

    def _cards(self, family: str, specs: Sequence[ModelSpec]) -> Iterator[ModelCard]:
        standings = self._known.standings
        if family == BODYPIX:
            card = BodyPixCard(specs, standings, self._settings)
            card.resolution_chosen.connect(self.resolution_chosen)
            yield card
        else:
            yield from (ModelCard(spec, standings[spec.id]) for spec in specs)
