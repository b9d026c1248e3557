"""The steps of the first-run guide, one class each. What leads from one to the next is guide.py's business."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backdrop.capture.cameras import CameraInfo
from backdrop.doctor.finding import Finding
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.camera_choice import PRESENTER, CameraChoice
from backdrop.gui.findings_list import FindingsList
from backdrop.gui.icons import app_icon
from backdrop.gui.job import Job
from backdrop.gui.parts import Card, Notice, Picture, button, heading, hint_label, text_label
from backdrop.gui.preview import Preview
from backdrop.gui.set_up import SetUpPanel
from backdrop.gui.virtual_label import CHECK, camera_label, without_our_own_use
from backdrop.host import v4l2
from backdrop.text import _

if TYPE_CHECKING:
    from backdrop.doctor.setup import SetupPlan

_GAP = 12
USUAL_LABEL = v4l2.LOOPBACK_LABEL if sys.platform == "linux" else "OBS Virtual Camera"


class Step(QWidget):
    """One step: a heading and what stands below it."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.title = heading(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 24, 28, 12)
        self.column.setSpacing(_GAP)
        self.column.addWidget(self.title)
        if hint:
            self.column.addWidget(hint_label(hint))

    def enter(self) -> None:
        """The step is shown: it looks at the machine as it is now."""

    @property
    def is_busy(self) -> bool:
        """Whether something runs that must come to its end before the guide goes on."""
        return False


class WelcomeStep(Step):
    def __init__(self) -> None:
        super().__init__(_("Welcome to Backdrop"))
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(QSize(88, 88)))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        told = text_label(_("It puts a background of your choice behind you, in every video call."))
        for label in (self.title, told):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.insertStretch(0, 1)
        self.column.insertWidget(1, picture)
        self.column.addWidget(told)
        self.column.addSpacing(10)
        listed, widest = QWidget(), 0
        lines = QGridLayout(listed)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(12)
        for name, text in (
            ("camera", _("First, the camera that films you.")),
            ("video", _("Then the virtual camera, which the call sees.")),
            ("check", _("Everything is done on this machine; nothing leaves it.")),
        ):
            lines.addWidget(Picture(name, 22), lines.rowCount(), 0)
            lines.addWidget(text_label(text), lines.rowCount() - 1, 1)
            widest = max(widest, self.fontMetrics().horizontalAdvance(text))
        listed.setMaximumWidth(widest + 48)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(listed, 1000)  # all the room there is, as far as its widest text needs it
        centred.addStretch(1)
        self.column.addLayout(centred)
        self.column.addStretch(2)


class _SmallPreview(Preview):
    """Asks for little and takes what there is."""

    def sizeHint(self) -> QSize:
        return QSize(320, 180)


class CameraStep(Step):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(_("Your camera"), _("Choose the camera that films you. This is what the call will see."))
        self._bridge = bridge
        self.camera = CameraChoice(bridge)
        self.none_found = Notice()
        self.presenter_button = button(_("Go on with the drawn presenter"))
        self.presenter_button.clicked.connect(self._use_presenter)
        self.preview = _SmallPreview(bridge)
        self.column.addWidget(self.camera)
        self.column.addWidget(self.none_found)
        self.column.addWidget(self.presenter_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.preview, 1)
        self.presenter_button.hide()
        self.camera.listed.connect(self._show_cameras)

    def enter(self) -> None:
        self.camera.refresh()

    def _show_cameras(self, cameras: Sequence[CameraInfo]) -> None:
        missing = not any(not camera.is_virtual for camera in cameras)
        told = _(
            "No camera was found. Plug one in and press Refresh. Until then a drawn presenter can stand in for you."
        )
        self.none_found.say(told if missing else "", "warning")
        self.presenter_button.setVisible(missing and self._bridge.settings.source != PRESENTER)

    def _use_presenter(self) -> None:
        self._bridge.change(source=PRESENTER)
        self.presenter_button.hide()
        self.camera.setFocus()


class Examined(NamedTuple):
    """`plan`: what would set the virtual camera up, where that can be done from here. `label`: what it is called."""

    findings: list[Finding]
    plan: SetupPlan | None
    label: str = ""


class Ending(NamedTuple):
    """`browsers`: those that may not see the virtual camera. `label`: what it is called, or will be."""

    browsers: list[Finding]
    label: str


class VirtualCameraStep(Step):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(_("The virtual camera"), _("Calls see your picture through a camera that Backdrop provides."))
        self._bridge = bridge
        self._job: Job | None = None
        self.is_ready = False
        self.state_icon, self.state = Picture("info", 24), text_label(_("Looking at this machine…"))
        self.check_button = button(_("Check again"))
        self.check_button.clicked.connect(self.check)
        self.notice = Notice()
        self.findings = FindingsList()
        self.panel = SetUpPanel(bridge, _("Set it up"))
        self.panel.finished.connect(self.check)
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(14)
        row.addWidget(self.state_icon)
        row.addWidget(self.state, 1)
        row.addWidget(self.check_button)
        for widget in (card, self.notice, self.panel, self.findings):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.panel.hide()

    @property
    def is_busy(self) -> bool:
        return self.panel.is_running

    def enter(self) -> None:
        if not self.panel.is_running:
            self.check()

    def check(self) -> None:
        """Looks whether the virtual camera is there, and shows what would set it up where it is not."""
        if self._job is not None:
            return
        self.check_button.setEnabled(False)
        self._job = Job(lambda _link: _examined(), self)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._not_examined)

    def _not_examined(self, error: BackdropError) -> None:
        self._job = None
        self.check_button.setEnabled(True)
        self.state_icon.show_icon("warning")
        self.state.setText(_("Whether there is a virtual camera could not be found out."))
        self.notice.say_error(error)

    def _show(self, examined: Examined) -> None:
        self._job = None
        self.check_button.setEnabled(True)
        self.notice.say("")
        found = without_our_own_use(examined.findings, self._bridge.status())
        camera = [finding for finding in found if finding.check == CHECK]
        self.is_ready = all(finding.state != "problem" for finding in camera)
        label = camera_label(self._bridge.status(), self._bridge.settings.sink) or examined.label
        self.state_icon.show_icon("check" if self.is_ready else "warning")
        self.state.setText(
            _("“{label}” is ready.").format(label=label) if self.is_ready else _("There is no virtual camera yet.")
        )
        can_set_up = not self.is_ready and examined.plan is not None
        if can_set_up and examined.plan is not None:
            self.panel.present(examined.plan)
        self.panel.setVisible(can_set_up)
        # What the plan mends needs no words of its own.
        self.findings.present([f for f in found if f.state in ("warn", "problem") and not (can_set_up and f in camera)])


class DoneStep(Step):
    def __init__(self, bridge: Bridge, virtual_camera: VirtualCameraStep) -> None:
        super().__init__(_("You are ready"))
        self._bridge, self._virtual_camera = bridge, virtual_camera
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(6)
        inside.addWidget(hint_label(_("In the call:")))
        self.choose = heading("")
        self.missing = Notice()
        inside.addWidget(self.choose)
        inside.addWidget(hint_label(_("It works alike in Jitsi, Meet and every app that can choose a camera.")))
        self.column.addWidget(self.missing)
        self.column.addWidget(card)
        self.column.addWidget(text_label(_("Closing the window keeps the camera going; quit Backdrop from its menu.")))
        self.browsers_title = text_label(_("These browsers may not see it:"))
        self.browsers = FindingsList()
        self.column.addWidget(self.browsers_title)
        self.column.addWidget(self.browsers)
        self.column.addStretch(1)
        self.browsers_title.hide()

    def enter(self) -> None:
        label = camera_label(self._bridge.status(), self._bridge.settings.sink)
        is_ready = self._virtual_camera.is_ready or bool(label)
        self.title.setText(_("You are ready") if is_ready else _("Almost ready"))
        told = _("There is no virtual camera yet. Go back to set it up, or do it later in the settings.")
        self.missing.say("" if is_ready else told, "warning")
        self._name(label)
        job = Job(lambda _link: _ending(), self)
        job.done.connect(self._show_ending)
        job.failed.connect(self.missing.say_error)

    def _name(self, label: str) -> None:
        self.choose.setText(_("Choose “{label}” in Vmeeting.").format(label=label or USUAL_LABEL))

    def _show_ending(self, ending: Ending) -> None:
        self._name(camera_label(self._bridge.status(), self._bridge.settings.sink) or ending.label)
        self._show_browsers(ending.browsers)

    def _show_browsers(self, findings: Sequence[Finding]) -> None:
        self.browsers.present(findings)
        self.browsers_title.setVisible(bool(findings))


def _label_here() -> str:
    """What the virtual camera of this machine is called, or will be."""
    outputs = v4l2.loopback_outputs() if sys.platform == "linux" else []
    return outputs[0].name if outputs else USUAL_LABEL


def _examined() -> Examined:
    from backdrop.doctor import CHECKS, examine, setup

    findings = examine({name: CHECKS[name] for name in (CHECK, "secure boot")})
    missing = any(finding.check == CHECK and finding.state == "problem" for finding in findings)
    return Examined(findings, setup.plan() if missing and sys.platform == "linux" else None, _label_here())


def _ending() -> Ending:
    from backdrop.doctor import sandboxed

    return Ending(sandboxed.check(), _label_here())
