"""The first-run guide: finds the camera, sees to the virtual camera, and says what to choose in the call."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from backdrop.gui.bridge import Bridge
from backdrop.gui.guide_steps import CameraStep, DoneStep, Step, VirtualCameraStep, WelcomeStep
from backdrop.gui.parts import button, fit_to_screen, in_proportion, scrolled
from backdrop.text import _

WANTED = QSize(720, 560)


class Guide(QDialog):
    """Modeless; completed or skipped, it is not shown by itself again."""

    def __init__(self, parent: QWidget | None, bridge: Bridge) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("First-run guide"))
        self._bridge = bridge
        self.virtual_camera = VirtualCameraStep(bridge)
        self.camera = CameraStep(bridge)
        self.done_step = DoneStep(bridge, self.virtual_camera)
        self.steps: list[Step] = [WelcomeStep(), self.camera, self.virtual_camera, self.done_step]
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(scrolled(step))
        self.position = QLabel()
        self.position.setProperty("role", "hint")
        self.skip_button, self.back_button = button(_("Skip")), button(_("Back"))
        self.next_button = button(_("Next"), accent=True)
        self.next_button.setDefault(True)  # Enter goes on from wherever it is not needed
        self.skip_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.next_button.clicked.connect(self._go_on)
        self._lay_out()
        fit_to_screen(self, in_proportion(self, WANTED))
        self.go(0)

    def _lay_out(self) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setStyleSheet("color: palette(mid);")
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(8)
        row.addWidget(self.skip_button)
        row.addStretch(1)
        row.addWidget(self.position)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # below its least size the steps scroll
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(line)
        column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 300)

    def go(self, index: int) -> None:
        """Shows the step of that number, counted from 0."""
        last = len(self.steps) - 1
        self.stack.setCurrentIndex(index)
        self.position.setText(_("Step {number} of {count}").format(number=index + 1, count=last + 1))
        self.skip_button.setVisible(index < last)
        self.back_button.setVisible(index > 0)
        self.next_button.setText({0: _("Start"), last: _("Finish")}.get(index, _("Next")))
        self.next_button.setAccessibleName(self.next_button.text())
        self.steps[index].enter()
        self.next_button.setFocus()

    def _go_on(self) -> None:
        if self.stack.currentIndex() == len(self.steps) - 1:
            self.reject()
        else:
            self.go(self.stack.currentIndex() + 1)

    def reject(self) -> None:
        """However it is ended: by Skip, Finish, Escape or the window's own button."""
        if any(step.is_busy for step in self.steps):
            return  # what runs as root must not go on unseen
        if not self._bridge.settings.guide_done:
            self._bridge.change(guide_done=True)
        super().reject()


def open_guide(parent: QWidget | None, bridge: Bridge) -> Guide:
    """Shows the guide from its beginning; raises the one that is open already."""
    guide = next((g for g in (parent.findChildren(Guide) if parent else []) if g.isVisible()), None)
    if guide is None:
        guide = Guide(parent, bridge)
    guide.show()
    guide.raise_()
    guide.activateWindow()
    return guide
