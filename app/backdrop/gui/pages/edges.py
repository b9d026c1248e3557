"""How the edges of the person are drawn: how much is done for them, where they lie, and how soft they are."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from backdrop.gui.fold import Fold
from backdrop.gui.pages.page import UNDER_TEXT
from backdrop.gui.parts import Choice, hint_label
from backdrop.gui.switches import Switch
from backdrop.settings.schema import RefinementLevel, Settings
from backdrop.text import N_, _, translated

_LEVELS: dict[RefinementLevel, str] = {"light": N_("Light"), "balanced": N_("Balanced"), "best": N_("Best")}
STEPS = 10
"""Steps of a slider in one unit of its setting: finer ones could not be told apart."""
SETTLED_MS = 150
"""How long a slider rests before it counts: after each change the mattes have to settle again."""


class Slide(QWidget):
    """A slider with its value beside it."""

    moved = Signal(float)
    """Where the user has it now."""
    settled = Signal(float)
    """What the user has set, once the slider rests."""

    def __init__(self, name: str, least: float, most: float, form: str, steps: float = STEPS) -> None:
        """`steps` in one unit of the value, which is shown in the `form`."""
        super().__init__()
        self._form, self._steps = form, steps
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(least * steps), round(most * steps))
        self.slider.setPageStep(max(1, round(steps / 2)))
        for widget in (self, self.slider):
            widget.setAccessibleName(name)
        self._number = QLabel(alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        widest = max("+0.00", format(most, form), key=len)
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance(widest))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self._number)
        self.setFocusProxy(self.slider)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settle.timeout.connect(self._tell)
        self.slider.valueChanged.connect(self._moved)

    @property
    def value(self) -> float:
        """Where it is now."""
        return self.slider.value() / self._steps

    def present(self, value: float) -> None:
        """Shows what is set; not while the slider is being moved."""
        if not self._settle.isActive() and not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(value * self._steps))
            self._say(value)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was set right before the window closes counts as well."""
        if self._settle.isActive():
            self._settle.stop()
            self._tell()
        super().hideEvent(event)

    def _moved(self) -> None:
        self._say(self.value)
        self.moved.emit(self.value)
        self._settle.start()

    def _tell(self) -> None:
        self.settled.emit(self.value)

    def _say(self, value: float) -> None:
        self._number.setText(format(value or 0.0, self._form))


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page: scrolling it must not change a setting on the way."""
        event.ignore()


class Edges(Fold):
    """Shut while all of it is as usual."""

    wanted = Signal(dict)
    """What the user chose, by the setting's name."""

    def __init__(self) -> None:
        super().__init__(_("Edges"))
        self.level = Choice(_("Refinement"), [(translated(_LEVELS[name]), name) for name in get_args(RefinementLevel)])
        self.shift = Slide(_("Edge shift"), -1, 1, "+.1f")
        self.feather = Slide(_("Softness"), 0, 2, ".1f")
        self.rest = Switch(_("Let the model rest while the picture stands still"))
        self._lay_out()
        self.level.activated.connect(lambda index: self.wanted.emit({"refinement": self.level.itemData(index)}))
        self.shift.settled.connect(lambda value: self.wanted.emit({"edge_shift": value}))
        self.feather.settled.connect(lambda value: self.wanted.emit({"feather": value}))
        self.rest.clicked.connect(lambda on: self.wanted.emit({"skip_still": on}))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (control, hint) in enumerate(
            (
                (self.level, _refinement_hint()),
                (self.shift, _("Below 0 it comes closer to you; above, it leaves more around you, such as hair.")),
                (self.feather, _("At 0 the edge is hard; 1 is the usual, and higher is softer.")),
            )
        ):
            name = control.accessibleName()
            label = QLabel(name)
            label.setBuddy(control)
            told = hint_label(hint)
            told.setContentsMargins(0, 0, 0, 8)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(control, 2 * row, 1)
            grid.addWidget(told, 2 * row + 1, 1)
        self.inside.addLayout(grid)
        group = QVBoxLayout()
        group.setSpacing(2)
        group.addWidget(self.rest)
        rests = hint_label(_("This saves power. As soon as something moves, the model looks at every picture again."))
        rests.setContentsMargins(UNDER_TEXT, 0, 0, 6)
        group.addWidget(rests)
        self.inside.addLayout(group)

    def show_settings(self, settings: Settings) -> None:
        self.level.present(settings.refinement, translated(_LEVELS[settings.refinement]))
        self.shift.present(settings.edge_shift)
        self.feather.present(settings.feather)
        self.rest.setChecked(settings.skip_still)

    @staticmethod
    def has_changes(settings: Settings) -> bool:
        """Whether anything of it is set otherwise than usual."""
        usual = Settings()
        names = ("refinement", "edge_shift", "feather", "skip_still")
        return any(getattr(settings, name) != getattr(usual, name) for name in names)


def _refinement_hint() -> str:
    return _(
        "Light takes the least work. Balanced draws the edges along those in the picture. Best lets the model look"
        " twice at each picture, which takes twice its time."
    )
