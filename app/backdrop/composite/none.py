"""The room as it is: no background is put behind the person."""

from __future__ import annotations

from backdrop.composite.background import Background
from backdrop.frame import Frame, Matte, Plane


class NoBackground(Background):
    hides_room = False

    def behind(self, frame: Frame, matte: Matte | None) -> Plane:
        return frame.pixels
