"""The paper's figure 4, drawn by Qt: at once, while a slider moves, and without matplotlib, which many do without."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from backdrop.bandwidth.cases import over_participants
from backdrop.bandwidth.charts import COLOURS, PANELS, WIDTHS, counts
from backdrop.bandwidth.scenario import Placement, Scenario
from backdrop.bandwidth.traffic import Traffic
from backdrop.bandwidth.words import PLACEMENT_NAMES
from backdrop.text import _, translated

_TICKS = 4
"""About so many on an axis; round numbers decide."""
_LEAST_LINES = 7
"""How many lines of text a panel is wide and high, at least."""
_GAP = 14
_CENTRED = Qt.AlignmentFlag.AlignCenter
_FAINT = 0.35
_LIGHTER = 140
"""Per cent, on dark grounds: the colours are made for white ones."""


class BitrateChart(QWidget):
    """What each participant sends and gets, and all together, over the number of participants."""

    def __init__(self) -> None:
        super().__init__()
        self._scenario = Scenario(2, 1.0)
        self._lines: Mapping[Placement, Sequence[Traffic]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Bitrates over the number of participants"))
        self._measure_texts()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure_texts()
            self.updateGeometry()
        super().changeEvent(event)

    def _measure_texts(self) -> None:
        """Once, and not at each of the many times that a layout asks for a height."""
        widest = max(self.fontMetrics().horizontalAdvance(translated(title)) for title, _value in PANELS)
        self._least_width = max(widest, _LEAST_LINES * self._line())

    def show_scenario(self, scenario: Scenario) -> None:
        if scenario != self._scenario or not self._lines:
            self._scenario, self._lines = scenario, over_participants(scenario, counts(scenario))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 2 * self._line())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._legend_rows(width) * self._line() + self._rows(width) * self._panel_height(width))

    def _line(self) -> int:
        return self.fontMetrics().height() + 4

    def _columns(self, width: int) -> int:
        """Panels beside each other: as many as have room for their title and a few numbers."""
        return max(1, min(len(PANELS), (width + _GAP) // (self._least_width + _GAP)))

    def _rows(self, width: int) -> int:
        return -(-len(PANELS) // self._columns(width))

    def _panel_height(self, width: int) -> float:
        across = (width + _GAP) / self._columns(width) - _GAP
        return max((_LEAST_LINES + 2) * self._line(), min(0.75 * across, 14 * self._line()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_legend(painter)
            columns, height = self._columns(self.width()), self._panel_height(self.width())
            across, top = (self.width() + _GAP) / columns, self._legend_rows(self.width()) * self._line()
            for place, (title, value) in enumerate(PANELS):
                row, column = divmod(place, columns)
                panel = QRectF(column * across, top + row * height, across - _GAP, height)
                self._paint_panel(painter, panel, translated(title), {
                    placement: [value(found) for found in line] for placement, line in self._lines.items()
                })  # fmt: skip

    def _legend(self, width: int) -> list[list[tuple[float, Placement]]]:
        """The rows of the legend: each entry, and where it begins."""
        rows: list[list[tuple[float, Placement]]] = [[]]
        x, mark = 0.0, 2.0 * self._line()
        for placement in self._lines:
            wide = mark + self.fontMetrics().horizontalAdvance(translated(PLACEMENT_NAMES[placement]))
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, placement))
            x += wide + _GAP
        return rows

    def _legend_rows(self, width: int) -> int:
        return len(self._legend(width))

    def _paint_legend(self, painter: QPainter) -> None:
        line = self._line()
        for row, entries in enumerate(self._legend(self.width())):
            for x, placement in entries:
                middle = row * line + line / 2
                painter.setPen(self._pen(placement))
                painter.drawLine(QLineF(x + 3, middle, x + 1.6 * line, middle))
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                area = QRectF(x + 2 * line, row * line, self.width(), line)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, translated(PLACEMENT_NAMES[placement]))

    def _pen(self, placement: Placement) -> QPen:
        none = placement == "none"
        colour = self.palette().color(QPalette.ColorRole.WindowText) if none else QColor(COLOURS[placement])
        if not none and self.palette().color(QPalette.ColorRole.Window).lightness() < 128:
            colour = colour.lighter(_LIGHTER)
        colour.setAlphaF(_FAINT if none else 1.0)
        pen = QPen(colour, WIDTHS[placement], Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if placement == "receiver":
            pen.setDashPattern([1.6, 1.6])
        return pen

    def _paint_panel(
        self, painter: QPainter, panel: QRectF, title: str, lines: Mapping[Placement, Sequence[float]]
    ) -> None:
        axes = _Axes(painter, panel, counts(self._scenario), max(max(values) for values in lines.values()))
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        painter.drawText(QRectF(panel.topLeft(), QSizeF(panel.width(), axes.line)), _CENTRED, title)
        axes.paint_ticks(ink, self.palette().color(QPalette.ColorRole.Mid))
        axes.paint_counts(self._scenario.participants)
        for placement, values in lines.items():
            painter.setPen(self._pen(placement))
            painter.drawPolyline(QPolygonF([axes.at(n, y) for n, y in zip(axes.counts, values, strict=True)]))
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
        x = axes.at(self._scenario.participants, 0).x()
        painter.drawLine(QLineF(x, axes.area.top(), x, axes.area.bottom()))


class _Axes:
    """Where values are in a panel, and the numbers at its sides. `highest` is over 0."""

    def __init__(self, painter: QPainter, panel: QRectF, drawn: range, highest: float) -> None:
        self._painter, self.counts, self.line = painter, drawn, painter.fontMetrics().height() + 4
        step = round_step(highest / _TICKS)
        self._ticks = [step * n for n in range(math.ceil(highest / step - 1e-9) + 1)]
        left = max(self._wide(_number(tick)) for tick in self._ticks) + 6
        self.area = panel.adjusted(left, self.line + 4, -self._wide(str(drawn[-1])) / 2, -self.line - 2)

    def _wide(self, text: str) -> int:
        return self._painter.fontMetrics().horizontalAdvance(text)

    def at(self, n: int, value: float) -> QPointF:
        """`n` participants, and a value from 0 to the highest mark."""
        along = (n - self.counts[0]) / (self.counts[-1] - self.counts[0])
        up = value / self._ticks[-1]
        return QPointF(self.area.left() + along * self.area.width(), self.area.bottom() - up * self.area.height())

    def paint_ticks(self, ink: QColor, faint: QColor) -> None:
        for tick in self._ticks:
            y = self.at(self.counts[0], tick).y()
            self._painter.setPen(QPen(faint, 1))
            self._painter.drawLine(QLineF(self.area.left(), y, self.area.right(), y))
            self._painter.setPen(ink)
            wide = self._wide(_number(tick))
            label = QRectF(self.area.left() - wide - 5, y - self.line / 2, wide, self.line)
            self._painter.drawText(label, _CENTRED, _number(tick))

    def paint_counts(self, marked: int) -> None:
        """The ends of the axis, where they leave room, and the one that is marked."""
        here = self.at(marked, 0).x()
        for n in (self.counts[0], marked, self.counts[-1]):
            x = self.at(n, 0).x()
            if n == marked or abs(x - here) > 2 * self.line:
                label = QRectF(x - 2 * self.line, self.area.bottom() + 2, 4 * self.line, self.line)
                self._painter.drawText(label, _CENTRED, str(n))


def round_step(about: float) -> float:
    """The step between two marks of an axis: 1, 2 or 5 times a power of ten, not below `about`, which is over 0."""
    power = 10.0 ** math.floor(math.log10(about))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= about * (1 - 1e-9))


def _number(value: float) -> str:
    return f"{value:,.10g}"
