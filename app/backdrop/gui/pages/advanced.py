"""How the network is run: engine, kernels and threads, for those who compare them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel

from backdrop.gui.fold import Fold
from backdrop.gui.parts import Choice, hint_label
from backdrop.segment.engine import Kernels
from backdrop.segment.engines import ENGINES
from backdrop.segment.segmenter import MAX_THREADS
from backdrop.settings.schema import Settings
from backdrop.text import N_, _, translated

AUTOMATIC = ""
"""The value of the first choice of each: a combo box does not find None among its values."""

_KERNELS = {
    "xnnpack": N_("XNNPACK (fastest)"),
    "builtin": N_("Built in (slower)"),
    "reference": N_("Reference (very slow)"),
}


class Advanced(Fold):
    """Shut while nothing of it is set."""

    wanted = Signal(dict)
    """What the user chose, by the setting's name."""

    def __init__(self) -> None:
        super().__init__(_("Advanced"))
        self.engine = Choice(_("Engine"), [(_("Automatic"), AUTOMATIC)])
        known = [(translated(_KERNELS[name]), name) for name in get_args(Kernels)]
        self.kernels = Choice(_("Kernels"), [(_("Automatic"), AUTOMATIC), *known])
        counts = [(str(count), count) for count in range(1, MAX_THREADS + 1)]
        self.threads = Choice(_("Threads"), [(_("Automatic"), AUTOMATIC), *counts])
        self._lay_out()
        for name, choice in (("engine", self.engine), ("kernels", self.kernels), ("threads", self.threads)):
            choice.activated.connect(lambda index, name=name, choice=choice: self._chosen(name, choice.itemData(index)))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, choice in enumerate((self.engine, self.kernels, self.threads)):
            label = QLabel(choice.accessibleName())
            label.setBuddy(choice)
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        self.inside.addLayout(grid)
        self.inside.addWidget(
            hint_label(_("Automatic takes one thread, and more only where one is too slow for the set rate."))
        )

    def offer_engines(self, engines: Sequence[str], settings: Settings) -> None:
        """The ids of those that are installed."""
        self.engine.offer([(_("Automatic"), AUTOMATIC), *((ENGINES[name].title, name) for name in engines)])
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        for choice, value in (
            (self.engine, settings.engine),
            (self.kernels, settings.kernels),
            (self.threads, settings.threads),
        ):
            choice.present(AUTOMATIC if value is None else value, str(value))

    def _chosen(self, name: str, value: object) -> None:
        self.wanted.emit({name: None if value == AUTOMATIC else value})
