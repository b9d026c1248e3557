"""The call that the page of placements asks about, as sliders and choices: they are kept while the page lives only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from backdrop.bandwidth.growth import WAGGONER, GrowthModel, constant_ratio, power_ratio
from backdrop.bandwidth.scenario import FEWEST, Scenario
from backdrop.bandwidth.words import GROWTH_NAMES, TASK_NAMES, TOPOLOGY_NAMES
from backdrop.gui.pages.edges import Slide
from backdrop.gui.parts import Choice
from backdrop.text import _, translated

MOST, LEAST_KBPS, HIGHEST_KBPS, LARGEST, LONGEST_MS = 50, 100, 6000, 4, 100
"""Of the sliders: participants, kbps, times as wide and high, and what a picture takes a model."""


class Controls(QWidget):
    moved = Signal()
    """The call is another one now; also while a slider is still held."""
    growth_wanted = Signal()
    """The user wants bitrates to grow as measured, which takes a clip first: until then they grow as before."""

    def __init__(self) -> None:
        super().__init__()
        self._growth: GrowthModel = "constant"
        self._measured_exponent = 1.0
        self._delay_known = False
        self.task = Choice(_("Task"), [(translated(text), name) for name, text in TASK_NAMES.items()])
        self.topology = Choice(_("Topology"), [(translated(text), name) for name, text in TOPOLOGY_NAMES.items()])
        self.participants = Slide(_("Participants"), FEWEST, MOST, ".0f", 1)
        self.bitrate = Slide(_("Bitrate, kbps"), LEAST_KBPS, HIGHEST_KBPS, ",.0f", 1 / 100)
        self.scale = Slide(_("Scale"), 1.5, LARGEST, ".1f", 2)
        self.growth = Choice(_("Growth of bitrates"), [(translated(text), name) for name, text in GROWTH_NAMES.items()])
        self.exponent = Slide(_("Exponent"), 0, 1.5, ".2f", 20)
        self.model_time = Slide(_("Model, ms a picture"), 0, LONGEST_MS, ".1f", 2)
        self.model_time.setToolTip(_("No model here makes pictures larger, so its time is given. 0: not known."))
        self.rtt = Slide(_("Round trip, ms"), 0, 300, ".0f", 1 / 5)
        self._rows: list[tuple[QLabel, QWidget]] = []
        self._lay_out()
        self._connect()
        for slide, value in (
            (self.participants, 8), (self.bitrate, 1500), (self.scale, 2), (self.exponent, WAGGONER),
            (self.model_time, 0), (self.rtt, 40),
        ):  # fmt: skip
            slide.present(value)
        self._show_wanted()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for control in (
            self.task, self.topology, self.participants, self.bitrate, self.scale, self.growth, self.exponent,
            self.model_time, self.rtt,
        ):  # fmt: skip
            label = QLabel(control.accessibleName(), wordWrap=True)
            label.setBuddy(control)
            grid.addWidget(label, len(self._rows), 0)
            grid.addWidget(control, len(self._rows), 1)
            self._rows.append((label, control))

    def _connect(self) -> None:
        for choice in (self.task, self.topology):
            choice.activated.connect(self._tell)
        self.growth.activated.connect(self._growth_chosen)
        for slide in (self.participants, self.bitrate, self.scale, self.exponent, self.model_time, self.rtt):
            slide.moved.connect(self._tell)

    @property
    def enlarges(self) -> bool:
        return bool(self.task.currentData() == "super-resolution")

    @property
    def given_ms(self) -> float | None:
        """What a picture takes a model that makes it larger, of which none is here to be measured; None while at 0."""
        return self.model_time.value or None

    @property
    def grows_as_measured(self) -> bool:
        return self._growth == "measured"

    @property
    def scenario(self) -> Scenario:
        """The call that they say."""
        scale = self.scale.value if self.enlarges else 1.0
        return Scenario(
            round(self.participants.value), self.bitrate.value, self.task.currentData(), self.topology.currentData(),
            scale, self._ratio(scale),
        )  # fmt: skip

    def _ratio(self, scale: float) -> float:
        match self._growth:
            case "constant":
                return constant_ratio(scale)
            case "power":
                return power_ratio(scale, self.exponent.value)
            case "measured":
                return power_ratio(scale, self._measured_exponent)

    def use_measured(self, exponent: float) -> None:
        """Of the power of the number of pixels by which bitrates were found to grow, at whatever scale."""
        self._measured_exponent = exponent
        self._use("measured")

    def let_rtt(self) -> None:
        """From now on there are delays that a round trip adds to."""
        self._delay_known = True
        self._show_wanted()

    def _growth_chosen(self, index: int) -> None:
        chosen: GrowthModel = self.growth.itemData(index)
        if chosen == "measured":
            self.growth.present(self._growth, translated(GROWTH_NAMES[self._growth]))
            self.growth_wanted.emit()
        else:
            self._use(chosen)

    def _use(self, growth: GrowthModel) -> None:
        self._growth = growth
        self.growth.present(growth, translated(GROWTH_NAMES[growth]))
        self._tell()

    def _tell(self) -> None:
        self._show_wanted()
        self.moved.emit()

    def _show_wanted(self) -> None:
        """Only what matters is there to be set."""
        wanted = {
            self.scale: self.enlarges, self.growth: self.enlarges, self.model_time: self.enlarges,
            self.exponent: self.enlarges and self._growth == "power", self.rtt: self._delay_known,
        }  # fmt: skip
        for label, control in self._rows:
            for widget in (label, control):
                widget.setVisible(wanted.get(control, True))
