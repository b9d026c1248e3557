"""BodyPix on the model page: one card for all of its builds, which are told apart by three choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel

from backdrop.gui.pages.model_card import ModelCard
from backdrop.gui.pages.page import UNDER_TEXT
from backdrop.gui.pages.standing import Standing
from backdrop.gui.parts import Choice
from backdrop.segment.options import DEFAULT_FRACTION
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Settings
from backdrop.text import N_, _, translated

FAMILY = "bodypix"

_NETWORKS = {
    "mobilenet-050": "MobileNet 0.50",
    "mobilenet-075": "MobileNet 0.75",
    "mobilenet-100": "MobileNet 1.00",
    "resnet50": "ResNet-50",
}
_RESOLUTIONS = {
    "low": N_("Low (¼)"),
    "medium": N_("Medium (½)"),
    "high": N_("High (¾)"),
    "full": N_("Full"),
}
_WEIGHTS = {
    4: N_("32-bit (as trained)"),
    2: N_("16-bit"),
    1: N_("8-bit (smallest)"),
}

Key = tuple[str, int, int]
"""Network, stride, bytes a weight."""


class BodyPixCard(ModelCard):
    """Shows the build that is set, else the first that can be used, until another is chosen."""

    resolution_chosen = Signal(str)
    """One of those that have a name."""

    def __init__(self, specs: Sequence[ModelSpec], standings: Mapping[str, Standing], settings: Settings) -> None:
        self._specs = {_key(spec): spec for spec in specs}
        self._standings = dict(standings)
        self.network = Choice(_("Network"), [(_NETWORKS.get(n, n), n) for n in _values(self._specs, 0)])
        self.stride = Choice(_("Stride"))
        self.weights = Choice(_("Weights"))
        self.resolution = Choice(_("Internal resolution"), [(translated(t), name) for name, t in _RESOLUTIONS.items()])
        self._resolution_label = QLabel(self.resolution.accessibleName())
        first = self._first(settings)
        super().__init__(first, self._standings[first.id])
        self.lines.insertLayout(1, self._rows())
        for choice in (self.network, self.stride, self.weights):
            choice.activated.connect(self._build_chosen)
        self.resolution.activated.connect(lambda index: self.resolution_chosen.emit(self.resolution.itemData(index)))
        self.show_settings(settings)

    @property
    def title(self) -> str:
        return "BodyPix"

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(spec.id for spec in self._specs.values())

    def described(self) -> str:
        return f"{replace(self.spec, requantised=self.requantised).label} · {super().described()}"

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(UNDER_TEXT, 2, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        controls = (self.network, self.stride, self.weights)
        labelled = [(QLabel(control.accessibleName()), control) for control in controls]
        for row, (label, control) in enumerate([*labelled, (self._resolution_label, self.resolution)]):
            label.setBuddy(control)
            label.setWordWrap(True)
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        return grid

    def show_model(self, spec: ModelSpec, standing: Standing) -> None:
        super().show_model(spec, standing)
        network, stride, quant_bytes = _key(spec)
        self.network.present(network, network)
        strides = _values({key for key in self._specs if key[0] == network}, 1)
        self.stride.offer([(_stride_text(value, strides), value) for value in strides])
        self.stride.present(stride, str(stride))
        kinds = _values({key for key in self._specs if key[:2] == (network, stride)}, 2)
        self.weights.offer([(translated(_WEIGHTS[value]), value) for value in reversed(kinds)])
        self.weights.present(quant_bytes, str(quant_bytes))

    def show_found(self, standings: Mapping[str, Standing]) -> None:
        self._standings = dict(standings)
        super().show_found(standings)

    def show_settings(self, settings: Settings) -> None:
        chosen = settings.model in self.ids
        # One that cannot be used yet was chosen to be fetched: it stays until it is here.
        if chosen and settings.model != self.spec.id and self.standing.usable:
            spec = next(spec for spec in self._specs.values() if spec.id == settings.model)
            self.show_model(spec, self._standings[spec.id])
        wanted = settings.internal_resolution or DEFAULT_FRACTION
        self.resolution.present(wanted, wanted)
        for widget in (self.resolution, self._resolution_label):
            widget.setVisible(chosen)
        super().show_settings(settings)

    def _first(self, settings: Settings) -> ModelSpec:
        def rank(spec: ModelSpec) -> tuple[bool, bool, bool]:
            standing = self._standings[spec.id]
            return spec.id != settings.model, not standing.usable, standing.path is None

        return min(self._specs.values(), key=rank)

    def _build_chosen(self) -> None:
        wanted = self.network.currentData(), self.stride.currentData(), self.weights.currentData()
        spec = self._specs[min(self._specs, key=lambda key: _distance(key, wanted))]
        self.show_model(spec, self._standings[spec.id])
        if self.radio.isChecked() and self.standing.usable:
            self.chosen.emit(spec.id)

    def _arrange(self) -> None:
        super()._arrange()
        for choice in (self.network, self.stride, self.weights):
            choice.setEnabled(not self.busy)


def _key(spec: ModelSpec) -> Key:
    stride, quant_bytes = spec.output.stride, spec.quant_bytes or 4
    return spec.id.removeprefix(f"{FAMILY}-").removesuffix(f"-s{stride}-q{quant_bytes}"), stride, quant_bytes


def _distance(key: Key, wanted: Key) -> tuple[bool, int, int]:
    """Smallest for the build that is as wanted, or nearest to it where there is none: not every network has all."""
    return key[0] != wanted[0], abs(key[1] - wanted[1]), abs(key[2] - wanted[2])


def _values(keys: Mapping[Key, ModelSpec] | set[Key], part: int) -> list[Any]:
    return sorted({key[part] for key in keys})


def _stride_text(stride: int, offered: Sequence[int]) -> str:
    if stride == min(offered):
        return _("{stride} (finest)").format(stride=stride)
    if stride == max(offered):
        return _("{stride} (fastest)").format(stride=stride)
    return str(stride)
