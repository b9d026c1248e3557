"""The page of the model: which one finds the person, how their edges are drawn, and how it is run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.advanced import Advanced
from backdrop.gui.pages.auto_card import AutoCard
from backdrop.gui.pages.edges import Edges
from backdrop.gui.pages.model_card import ModelCard
from backdrop.gui.pages.own_models import OwnModels
from backdrop.gui.pages.page import GAP, Page
from backdrop.gui.pages.standing import Known, known, measured
from backdrop.gui.parts import Notice, text_label
from backdrop.gui.switches import Option
from backdrop.gui.tab_order import tab_as_laid_out
from backdrop.segment import AUTO
from backdrop.segment.custom import PREFIX
from backdrop.settings.schema import Settings
from backdrop.text import _

if TYPE_CHECKING:
    from backdrop.gui.pages.more_models import MoreModels

RECOMMENDED = ("selfie-landscape", "selfie-square")
"""What stands on the page itself: made for people before a webcam, small, and free to use."""


class ModelPage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            bridge,
            _("Model and performance"),
            _("The model finds you in the picture, on this machine; nothing leaves it."),
        )
        self.cards: dict[str, ModelCard] = {}
        """By the model's id; those of a fold that was never opened are not there yet."""
        self.more: MoreModels | None = None
        self._shown = ""
        self._group = QButtonGroup(self)
        self.notice = Notice()
        self.auto = AutoCard()
        self.looking = text_label(_("Looking for the models…"))
        self._models = QVBoxLayout()
        self._models.setSpacing(GAP)
        self.by_path = Option(_("A model file of your own"))
        self.own = OwnModels()
        self.edges, self.advanced = Edges(), Advanced()
        self._lay_out()
        self._group.addButton(self.auto.radio)
        self._group.addButton(self.by_path)
        self.auto.chosen.connect(self._chosen)
        self.own.made.connect(self._adopt)
        self.own.dropped.connect(self._part_with)
        self.own.changed.connect(self._look)
        self.own.removing.connect(self._leave)
        for fold in (self.edges, self.advanced):
            fold.wanted.connect(lambda updates: self.change(**updates))
        bridge.settings_changed.connect(self.show_settings)
        bridge.status_changed.connect(self.auto.show_status)
        self.auto.show_status(bridge.status())
        if any(getattr(bridge.settings, name) is not None for name in ("engine", "kernels", "threads")):
            self.advanced.open()
        if Edges.has_changes(bridge.settings):
            self.edges.open()
        self.show_settings(bridge.settings)
        self._look()

    def _lay_out(self) -> None:
        above: tuple[QWidget, ...] = (self.notice, self.auto, self.looking)
        below: tuple[QWidget, ...] = (self.by_path, self.own, self.edges, self.advanced)
        for widget in above:
            self.column.addWidget(widget)
        self.column.addLayout(self._models)
        for widget in below:
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        self.auto.show_settings(settings)
        is_path = settings.model.startswith(PREFIX)
        self.by_path.setVisible(is_path)
        if is_path:
            self.by_path.say(os.path.basename(settings.model))
            self.by_path.setToolTip(settings.model.removeprefix(PREFIX))
            self.by_path.setChecked(True)
        for card in set(self.cards.values()):
            card.show_settings(settings)
        self.edges.show_settings(settings)
        self.advanced.show_settings(settings)
        self._show_chosen(settings.model)

    def _show_chosen(self, model_id: str) -> None:
        """Opens the fold that has the model, when it becomes the one that is set."""
        if self.more is not None and model_id != self._shown and self.more.holds(model_id):
            self.more.open()
        self._shown = model_id if self.more is not None else ""

    def measure(self, model_id: str) -> None:
        """Runs the model a few times in the background and shows how long it takes."""
        card, settings = self.cards[model_id], self._bridge.settings
        card.show_measuring()
        any_size = card.spec.input.any_size
        job = Job(lambda _link: measured(model_id, any_size, settings), self)
        job.done.connect(card.show_measured)
        job.failed.connect(card.show_not_measured)

    def _look(self) -> None:
        """Finds out what there is on this machine, and what has changed since it was last looked at."""
        job = Job(lambda _link: known(), self)
        job.done.connect(self._located)
        job.failed.connect(self._not_located)

    def _located(self, known: Known) -> None:
        settings = self._bridge.settings
        self.advanced.offer_engines(known.engines, settings)
        if self.more is None:
            self.looking.hide()
            self._build(known, settings)
        else:
            self.more.use(known, settings)
            for card in set(self.cards.values()):
                if card.spec.id in known.standings:  # one of the user's own may be gone
                    card.show_found(known.standings)
        self.own.show_known(known)

    def _build(self, known: Known, settings: Settings) -> None:
        from backdrop.gui.pages.more_models import MoreModels  # here, so that the page opens without waiting for it

        recommended = [spec for spec in known.specs if spec.id in RECOMMENDED]
        for spec in recommended:
            card = ModelCard(spec, known.standings[spec.id])
            self._models.addWidget(card)
            self._adopt(card)
        others = [spec for spec in known.specs if spec.id not in RECOMMENDED and not spec.own]
        self.more = MoreModels(others, known, settings)
        self.more.made.connect(self._adopt)
        self.more.resolution_chosen.connect(lambda name: self.change(internal_resolution=name))
        self.more.setVisible(bool(others))
        self._models.addWidget(self.more)
        tab_as_laid_out(self.column)
        self._show_chosen(settings.model)

    def _adopt(self, card: ModelCard) -> None:
        self.cards.update(dict.fromkeys(card.ids, card))
        self._group.addButton(card.radio)
        card.chosen.connect(self._chosen)
        card.arrived.connect(self._arrived)
        card.measure_wanted.connect(self.measure)
        card.show_settings(self._bridge.settings)
        tab_as_laid_out(self.column)

    def _part_with(self, card: ModelCard) -> None:
        self._group.removeButton(card.radio)
        for model_id in card.ids:
            del self.cards[model_id]

    def _leave(self, model_id: str) -> None:
        """A model that is to be removed is not used any longer."""
        if self._bridge.settings.model == model_id:
            self._chosen(AUTO)

    def _chosen(self, model_id: str) -> None:
        if model_id == self._bridge.settings.model:
            return
        card = self.cards.get(model_id)
        if card is not None and card.spec.input.any_size:
            self.change(model=model_id)
        else:  # what is set of a network of any size would be refused by one of a fixed size
            self.change(model=model_id, internal_resolution=None)

    def _arrived(self, model_id: str) -> None:
        settings = self._bridge.settings
        if settings.model in (model_id, AUTO):
            self._bridge.reload_model()
        elif self.cards[model_id].radio.isChecked():  # another build of the one that is set
            self._chosen(model_id)
        self._look()

    def _not_located(self, error: BackdropError) -> None:
        self.looking.hide()
        self.notice.say_error(error)
