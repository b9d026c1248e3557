"""The page of the model: which one finds the person, and how many threads it may take."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QRadioButton

from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.model_card import ModelCard, located, measured
from backdrop.gui.pages.page import Page
from backdrop.gui.parts import Choice, button, hint_label
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.custom import PREFIX
from backdrop.segment.segmenter import MAX_THREADS
from backdrop.settings.schema import Settings
from backdrop.text import _

AUTOMATIC = 0


class ModelPage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            _("Model and performance"), _("The model finds you in the picture, on this machine; nothing leaves it.")
        )
        self._bridge = bridge
        self.cards = {spec.id: ModelCard(spec) for spec in Catalogue.load()}
        self._group = QButtonGroup(self)
        for card in self.cards.values():
            self._group.addButton(card.radio)
            card.chosen.connect(self._chosen)
            card.arrived.connect(self._arrived)
            card.measure_wanted.connect(self.measure)
            card.show_speed(None)
            self.column.addWidget(card)
        self.own = QRadioButton()
        self.own.setAccessibleName(_("A model file of your own"))
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
            self.own.setText(os.path.basename(settings.model))
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
        specs = [card.spec for card in self.cards.values()]
        Job(lambda _link: located(specs), self).done.connect(self._located)

    def _located(self, found: dict[str, object]) -> None:
        for model_id, where in found.items():
            problem = where if isinstance(where, BackdropError) else None
            self.cards[model_id].show_path(None if problem is not None else where, problem)  # type: ignore[arg-type]

    def _chosen(self, model_id: str) -> None:
        if model_id != self._bridge.settings.model:
            self._bridge.change(model=model_id)

    def _arrived(self, model_id: str) -> None:
        if model_id == self._bridge.settings.model:
            self._bridge.reload_model()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Use a model file"), str(Path.home()))
        dialog.setNameFilters([_("TensorFlow Lite models (*.tflite)"), _("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.use_file)
        dialog.open()

    def use_file(self, path: str) -> None:
        """Tries the file out and finds the person with it, or says why not."""
        self._bridge.change(model=f"{PREFIX}{path}")

    def _threads_chosen(self, index: int) -> None:
        count = self.threads.itemData(index)
        self._bridge.change(threads=None if count == AUTOMATIC else count)


def _not_measured(card: ModelCard, error: BackdropError) -> None:
    card.show_speed(None)
    card.notice.say_error(error)
