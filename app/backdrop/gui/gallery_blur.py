"""How strongly the room is blurred, and whether more so towards the top."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QWidget

from backdrop.composite.blur import MAX_STRENGTH, MIN_STRENGTH
from backdrop.gui.bridge import Bridge
from backdrop.settings.schema import Settings
from backdrop.text import _

LONGEST = 300
"""A longer slider would set no finer: there are ten steps."""
SETTLED_MS = 150
"""How long the slider rests before it counts: each change makes a new background."""


class BlurStrength(QWidget):
    """For the time that blur is chosen; applies the strength while the slider is moved."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(MIN_STRENGTH, MAX_STRENGTH)
        self.slider.setPageStep(1)
        self.slider.setMinimumWidth(150)
        self.slider.setAccessibleName(_("Blur strength"))
        self.slider.setToolTip(_("How strongly the room is blurred"))
        self.deeper = QCheckBox(_("Stronger towards the top"))
        self.deeper.setAccessibleName(self.deeper.text())
        self.deeper.setToolTip(_("As behind a lens: what is farther away is mostly higher in the picture"))
        self._number = QLabel()
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance("10.5"))
        label = QLabel(_("Blur strength"))
        label.setBuddy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self._number)
        row.addWidget(self.deeper)
        self.setMaximumWidth(label.sizeHint().width() + LONGEST + self.deeper.sizeHint().width())
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settle.timeout.connect(self._apply)
        self.slider.valueChanged.connect(self._moved)
        self.deeper.clicked.connect(self._apply)
        self.show_settings(bridge.settings)

    def show_settings(self, settings: Settings) -> None:
        """Shows what is set; not while the slider is being moved."""
        self.deeper.setChecked(settings.blur_depth)
        if not self._settle.isActive() and not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(settings.blur_strength))
            self.slider.blockSignals(False)
            self._number.setText(f"{settings.blur_strength:g}")

    def _moved(self, value: int) -> None:
        self._number.setText(f"{value}")
        self._settle.start()

    def _apply(self) -> None:
        blur: dict[str, object] = {"blur_strength": float(self.slider.value()), "blur_depth": self.deeper.isChecked()}
        if self._bridge.settings.background.partition(":")[0] == "blur":  # else another was chosen meanwhile
            blur["background"] = self._bridge.settings.model_copy(update=blur).blur
        self._bridge.change(**blur)
