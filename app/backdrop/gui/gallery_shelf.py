"""What stands in the gallery and what is chosen, as it was asked for; no widgets.

What a person asks for counts at once, and is corrected by the settings as soon as everything asked for has been done or
refused: two changes in quick succession must not start from the same old settings.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from backdrop.gui.bridge import Bridge
from backdrop.gui.thumbnails import COLOURS, bundled_specs
from backdrop.settings.schema import Settings


class Removed(NamedTuple):
    spec: str
    place: int
    was_chosen: bool


class Shelf(QObject):
    changed = Signal()
    """The specs, or the chosen one, or something else in the settings, may be others now."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._standard = ["none", "blur", *bundled_specs(), *(f"color:{colour}" for colour in COLOURS)]
        self._own = list(bridge.settings.backgrounds)
        self._asked: str | None = None  # the background that was asked for and is not there yet
        self._pending = 0
        self._removed: list[Removed] = []
        bridge.settings_changed.connect(self._settings_changed)

    @property
    def chosen(self) -> str:
        """The background that is shown, or was asked for last, as the settings have it."""
        return self._asked if self._asked is not None else self._bridge.settings.background

    @property
    def chosen_tile(self) -> str:
        """Which of `specs` that is: one tile stands for every strength of blur."""
        return "blur" if self.chosen.partition(":")[0] == "blur" else self.chosen

    @property
    def specs(self) -> list[str]:
        """Every background to choose from. One that was set elsewhere, as by the command line, comes last."""
        return list(dict.fromkeys((*self._standard, *self._own, self.chosen_tile)))

    def is_own(self, spec: str) -> bool:
        return spec in self._own

    def choose(self, spec: str) -> None:
        if spec == "blur":
            spec = self._bridge.settings.blur
        if spec != self.chosen:
            self._asked = spec
            self._ask(background=spec)
        elif spec == self._bridge.settings.background and self._is_missing():
            self._bridge.retry_background()

    def _is_missing(self) -> bool:
        """Whether the chosen background could not be opened, so that something else stands in for it."""
        status = self._bridge.status()
        return status is not None and "background" in status.faults

    def add(self, specs: list[str]) -> None:
        """Adds those that are new, and chooses the first."""
        self._own += [spec for spec in dict.fromkeys(specs) if spec not in self._standard + self._own]
        self._asked = specs[0]
        self._ask(backgrounds=tuple(self._own), background=specs[0])

    def remove(self, spec: str) -> None:
        """Takes one's own background away; the default one is shown if it was chosen."""
        was_chosen = spec == self.chosen
        self._removed.append(Removed(spec, self._own.index(spec), was_chosen))
        self._own.remove(spec)
        updates: dict[str, object] = {"backgrounds": tuple(self._own)}
        updates["recent"] = tuple(other for other in self._bridge.settings.recent if other != spec)
        if was_chosen:
            self._asked = updates["background"] = Settings().background
        self._ask(**updates)

    def undo(self) -> str | None:
        """Brings back what was removed last, to its place; chosen, if nothing else was chosen since. Its spec."""
        if not self._removed:
            return None
        spec, place, was_chosen = self._removed.pop()
        if spec not in self._own:
            self._own.insert(place, spec)
            self._ask(backgrounds=tuple(self._own))
        if was_chosen and self.chosen == Settings().background:
            self.choose(spec)
        return spec

    def _ask(self, **updates: object) -> None:
        self._pending += 1
        self._bridge.change(**updates)
        self._bridge.do(lambda: None, lambda _nothing: self._settle())  # comes after the change, whatever came of it
        self.changed.emit()

    def _settle(self) -> None:
        if not isValid(self):  # the gallery was closed meanwhile
            return
        self._pending -= 1
        if self._pending == 0:
            self._asked = None
            self._own = list(self._bridge.settings.backgrounds)
            self.changed.emit()

    def _settings_changed(self, settings: Settings) -> None:
        if self._pending == 0:
            self._own = list(settings.backgrounds)
        self.changed.emit()
