"""What is written over the preview: how the camera stands, and figures for those who want them."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from backdrop.gui.preview import Preview
from backdrop.host.meters import cpu_seconds
from backdrop.pipeline.live import Status
from backdrop.text import N_, _, translated

MARGIN = 12

_STATES = {
    "starting": (N_("Starting…"), "#8a93a3"),
    "live": (N_("Live"), "#3fb56b"),
    "paused": (N_("Paused"), "#e0a63a"),
    "asleep": (N_("Asleep"), "#8a93a3"),
    "trouble": (N_("Trouble"), "#e2604d"),
    "no_camera": (N_("No camera"), "#e2604d"),
    "preview": (N_("Preview only"), "#e0a63a"),
    "stopped": (N_("Off"), "#8a93a3"),
}
_CHIP = "background: rgba(16, 18, 24, 190); color: #f4f6f8; border-radius: 8px; padding: 5px 10px;"


class Overlay:
    """Two labels on a preview: the state at the left, the statistics at the right."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._state, self._figures = QLabel(preview), QLabel(preview)
        self._state.setAccessibleName(_("State of the camera"))
        self._figures.setAccessibleName(_("Statistics"))
        for label in (self._state, self._figures):
            label.setStyleSheet(_CHIP)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cpu = _CpuMeter()
        self.show(None, statistics=False)

    def show(self, status: Status | None, statistics: bool) -> None:
        """Shows the status as it now is."""
        text, colour = _STATES["starting" if status is None else _state_to_show(status)]
        self._state.setText(f'<span style="color:{colour}">●</span>&nbsp; {translated(text)}')
        self._figures.setVisible(statistics and status is not None)
        if statistics and status is not None:
            self._figures.setText(_figures(status, self._cpu.percent()))
        self.place()

    def place(self) -> None:
        """Puts the labels into the corners of the picture; to be called when the preview has another size."""
        rect = self._preview.picture_rect()
        for label in (self._state, self._figures):
            label.adjustSize()
        self._state.move(rect.topLeft() + QPoint(MARGIN, MARGIN))
        self._figures.move(rect.topRight() + QPoint(-MARGIN - self._figures.width(), MARGIN))


def _state_to_show(status: Status) -> str:
    """The state, and what is behind a trouble where one word says it."""
    if status.state == "trouble" and "source" in status.faults:
        return "no_camera"
    if status.state == "trouble" and set(status.faults) == {"sink"}:
        return "preview"
    return status.state


def _figures(status: Status, cpu_percent: float) -> str:
    rows = [
        (_("Model"), status.model or "–"),
        (_("Rate"), _("{fps:.0f} fps").format(fps=status.fps)),
        (_("Inference"), _milliseconds(status.inference_ms)),
        (_("Latency"), _milliseconds(status.latency_ms)),
        (_("CPU"), f"{cpu_percent:.0f} %"),
        (_("Dropped"), f"{status.dropped}"),
    ]
    cells = "".join(f"<tr><td>{name}&nbsp;&nbsp;</td><td align=right>{value}</td></tr>" for name, value in rows)
    return f"<table cellspacing=0 cellpadding=1>{cells}</table>"


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else _("{ms:.1f} ms").format(ms=value)


class _CpuMeter:
    """Processor time of this process, in percent of one core, over about a second."""

    def __init__(self) -> None:
        self._since, self._cpu, self._percent = time.monotonic(), cpu_seconds(), 0.0

    def percent(self) -> float:
        now, cpu = time.monotonic(), cpu_seconds()
        if now - self._since >= 1.0:
            self._percent = 100 * (cpu - self._cpu) / (now - self._since)
            self._since, self._cpu = now, cpu
        return self._percent
