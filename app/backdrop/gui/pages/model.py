"""The page of the model: which one finds the person, and how many threads it may take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QVBoxLayout

from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.model_card import ModelCard, Where, located, measured
from backdrop.gui.pages.page import GAP, Page
from backdrop.gui.parts import Choice, Notice, button, dress_file_dialog, hint_label, text_label
from backdrop.gui.switches import Option
from backdrop.segment.custom import PREFIX
from backdrop.segment.segmenter import MAX_THREADS
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Settings
from backdrop.text import _

AUTOMATIC = 0


class Known(NamedTuple):
    """The models of the catalogue, and by id where each is on this machine."""

    specs: list[ModelSpec]
    found: dict[str, Where]


class ModelPage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            bridge,
            _("Model and performance"),
            _("The model finds you in the picture, on this machine; nothing leaves it."),
        )
        self.cards: dict[str, ModelCard] = {}
        self._group = QButtonGroup(self)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.looking = text_label(_("Looking for the models…"))
        self.column.addWidget(self.looking)
        self._models = QVBoxLayout()
        self._models.setSpacing(GAP)
        self.column.addLayout(self._models)
        self.own = Option(_("A model file of your own"))
        self.own.setVisible(False)
        self._group.addButton(self.own)
        self.own_button = button(_("Use a model file…"))
        self.own_button.clicked.connect(self._choose_file)
        self.column.addWidget(self.own)
        self.column.addWidget(self.own_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            hint_label(_("A .tflite file from one RGB picture to the person's alpha. It is tried out safely first."))
        )
        offered = [(_("Automatic"), AUTOMATIC), *((str(count), count) for count in range(1, MAX_THREADS + 1))]
        self.threads = Choice(_("Threads"), offered)
        self.threads.activated.connect(self._threads_chosen)
        self.add_rows([(_("Threads"), self.threads)])
        self.column.addWidget(
            hint_label(_("Automatic takes one thread, and more only where one is too slow for the set rate."))
        )
        self.column.addStretch(1)
        bridge.settings_changed.connect(self.show_settings)
        self.show_settings(bridge.settings)
        self._locate()

    def show_settings(self, settings: Settings) -> None:
        card = self.cards.get(settings.model)
        is_own = settings.model.startswith(PREFIX)
        self.own.setVisible(is_own)
        if is_own:
            self.own.say(os.path.basename(settings.model))
            self.own.setToolTip(settings.model.removeprefix(PREFIX))
            self.own.setChecked(True)
        if card is not None:
            card.radio.setChecked(True)
        self.threads.present(settings.threads or AUTOMATIC, str(settings.threads))

    def measure(self, model_id: str) -> None:
        """Runs the model a few times in the background and shows how long it takes."""
        card, settings = self.cards[model_id], self._bridge.settings
        card.show_measuring()
        job = Job(lambda _link: measured(card.spec, settings.threads, 1 / settings.fps), self)
        job.done.connect(card.show_speed)
        job.failed.connect(lambda error: _not_measured(card, error))

    def _locate(self) -> None:
        job = Job(lambda _link: _known(), self)
        job.done.connect(self._located)
        job.failed.connect(self._not_located)

    def _located(self, known: Known) -> None:
        self.looking.hide()
        for spec in known.specs:
            card = self.cards[spec.id] = ModelCard(spec)
            self._group.addButton(card.radio)
            card.chosen.connect(self._chosen)
            card.arrived.connect(self._arrived)
            card.measure_wanted.connect(self.measure)
            card.show_speed(None)
            where = known.found[spec.id]
            if isinstance(where, BackdropError):
                card.show_path(None, where)
            else:
                card.show_path(where)
            self._models.addWidget(card)
        self.show_settings(self._bridge.settings)

    def _not_located(self, error: BackdropError) -> None:
        self.looking.hide()
        self.notice.say_error(error)

    def _chosen(self, model_id: str) -> None:
        if model_id != self._bridge.settings.model:
            self.change(model=model_id)

    def _arrived(self, model_id: str) -> None:
        if model_id == self._bridge.settings.model:
            self._bridge.reload_model()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Use a model file"), str(Path.home()))
        dress_file_dialog(dialog, _("Use"))
        dialog.setNameFilters([_("TensorFlow Lite models (*.tflite)"), _("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.use_file)
        dialog.open()

    def use_file(self, path: str) -> None:
        """Tries the file out and finds the person with it, or says why not."""
        self.change(model=f"{PREFIX}{path}")

    def _threads_chosen(self, index: int) -> None:
        count = self.threads.itemData(index)
        self.change(threads=None if count == AUTOMATIC else count)


def _known() -> Known:
    from backdrop.segment.catalogue import Catalogue

    specs = list(Catalogue.load())
    return Known(specs, located(specs))


def _not_measured(card: ModelCard, error: BackdropError) -> None:
    card.show_speed(None)
    card.notice.say_error(error)
