"""The page of the camera: which one, what is published of it, and how it is mirrored."""

from __future__ import annotations

import sys

from backdrop.gui.bridge import Bridge
from backdrop.gui.camera_choice import CameraChoice
from backdrop.gui.pages.page import Page
from backdrop.gui.parts import Choice, Notice, hint_label
from backdrop.gui.switches import Switch
from backdrop.pipeline.live import Status
from backdrop.settings.schema import Settings
from backdrop.text import _

SIZES = ((640, 480), (1280, 720), (1920, 1080))
RATES = (15.0, 24.0, 30.0, 60.0)
_CAN_TELL_READERS = sys.platform == "linux"


class CameraPage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, _("Camera"))
        self.pending = Notice()
        self.column.addWidget(self.pending)
        self.camera = CameraChoice(bridge)
        self.camera.changing.connect(self.changing)
        self.size_choice = Choice(_("Size"), [(_size_text(*size), size) for size in SIZES])
        self.rate_choice = Choice(_("Rate"), [(_rate_text(rate), rate) for rate in RATES])
        self.mirror = Switch(_("Mirror me in the call"))
        self.mirror_preview = Switch(_("Mirror the preview"))
        self.match_light = Switch(_("Match the background's light to the camera"))
        self.on_demand = Switch(_("Switch the webcam off while nobody uses the virtual camera"))
        self.on_demand.setEnabled(_CAN_TELL_READERS)
        self._lay_out()
        self.size_choice.activated.connect(self._size_chosen)
        self.rate_choice.activated.connect(self._rate_chosen)
        self.mirror.clicked.connect(self._mirror_chosen)
        self.mirror_preview.clicked.connect(self._mirror_preview_chosen)
        self.match_light.clicked.connect(lambda checked: self.change(match_light=checked))
        self.on_demand.clicked.connect(lambda checked: self.change(on_demand=checked))
        bridge.settings_changed.connect(self.show_settings)
        bridge.status_changed.connect(self._show_pending)
        self.show_settings(bridge.settings)

    def _lay_out(self) -> None:
        self.add_rows(
            [(_("Camera"), self.camera), (_("Size"), self.size_choice), (_("Rate"), self.rate_choice)]
        )  # fmt: skip
        self.column.addWidget(hint_label(_("1280 × 720 at 30 frames a second is what most calls ask for.")))
        self.add_switches(
            [
                (self.mirror, _("The others see you flipped; the background stays as it is.")),
                (self.mirror_preview, _("You see yourself as in a mirror; the call is not changed.")),
                (self.match_light, _("A picture, video or colour becomes as bright as your room, within limits.")),
                (self.on_demand, _on_demand_hint()),
            ]
        )
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        size = settings.width, settings.height
        self.size_choice.present(size, _size_text(*size))
        self.rate_choice.present(settings.fps, _rate_text(settings.fps))
        self.mirror.setChecked(settings.mirror)
        self.mirror_preview.setChecked(settings.mirror_preview)
        self.match_light.setChecked(settings.match_light)
        self.on_demand.setChecked(settings.on_demand and _CAN_TELL_READERS)
        self._tell_pending()

    def _show_pending(self, _status: Status) -> None:
        self._tell_pending()

    def _tell_pending(self) -> None:
        told = (
            _("Size and rate apply when the last app stops using the camera.") if self._bridge.session.pending else ""
        )
        if told != self.pending.message:
            self.pending.say(told)

    def _size_chosen(self, index: int) -> None:
        width, height = self.size_choice.itemData(index)
        self.change(width=width, height=height)

    def _rate_chosen(self, index: int) -> None:
        self.change(fps=self.rate_choice.itemData(index))

    def _mirror_chosen(self, on: bool) -> None:
        self.change(mirror=on)

    def _mirror_preview_chosen(self, on: bool) -> None:
        self.change(mirror_preview=on)


def _on_demand_hint() -> str:
    if _CAN_TELL_READERS:
        return _("It comes back when a call looks at it, and while this window is open.")
    return _("On this system the virtual camera does not tell who uses it, so the webcam stays on.")


def _size_text(width: int, height: int) -> str:
    return _("{width} × {height}").format(width=width, height=height)


def _rate_text(fps: float) -> str:
    return _("{fps:g} frames a second").format(fps=fps)
