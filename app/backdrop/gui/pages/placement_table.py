"""What the places cost, as a table: a row a figure, a column a place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from backdrop.bandwidth.cases import Case
from backdrop.bandwidth.scenario import Placement
from backdrop.bandwidth.words import PLACEMENT_NAMES, Figure
from backdrop.gui.parts import hint_label
from backdrop.text import translated

STACKED_LINES = 26
"""In less width, in lines of text, a figure's name stands above its values, and not beside them."""

_UNKNOWN = "–"
"""There is no room for more. What it stands for is told by tool tip, and to who hears the table."""


class PlacementTable(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._shape: object = None
        self._stacked = False
        self._labels: list[QLabel] = []
        self._cells: list[list[QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)

    def fit(self, width: int) -> None:
        """Lays itself out for so much room."""
        stacked = width < STACKED_LINES * self.fontMetrics().height()
        if stacked != self._stacked:
            self._stacked = stacked
            self._place()

    def show_cases(self, figures: Sequence[Figure], cases: Sequence[Case], best: Placement) -> None:
        """`best` is the place that is recommended."""
        shape = [figure.key for figure in figures], [case.placement for case in cases]
        if shape != self._shape:  # labels are only made anew where there are others: sliders move many times a second
            self._shape = shape
            self._make(figures, cases)
            self._place()
        for figure, cells in zip(figures, self._cells[1:], strict=True):
            for case, cell in zip(cases, cells, strict=True):
                place, text = translated(PLACEMENT_NAMES[case.placement]), figure.text(case)
                cell.setText(text if figure.of(case) is not None else _UNKNOWN)
                cell.setToolTip(text if figure.of(case) is None else "")
                cell.setAccessibleName(f"{translated(figure.label)}, {place}: {text}")
        for case, head in zip(cases, self._cells[0], strict=True):
            font = head.font()
            font.setBold(case.placement == best)
            head.setFont(font)

    def text(self, figure: int, place: int) -> str:
        """What stands in that row and column, both from 0."""
        return self._cells[figure + 1][place].text()

    def _make(self, figures: Sequence[Figure], cases: Sequence[Case]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heads = [_cell(translated(PLACEMENT_NAMES[case.placement])) for case in cases]
        for head in heads:
            head.setWordWrap(True)
        self._labels = [hint_label(), *(hint_label(translated(figure.label)) for figure in figures)]
        self._cells = [heads, *([_cell("") for _case in cases] for _figure in figures)]

    def _place(self) -> None:
        """Puts the labels where they belong; the grid moves those that it has already."""
        places, beside = len(self._cells[0]) if self._cells else 0, not self._stacked
        for row, (label, cells) in enumerate(zip(self._labels, self._cells, strict=True)):
            if beside:
                self._grid.addWidget(label, row, 0)
            else:
                self._grid.addWidget(label, 2 * row, 0, 1, places)
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, row if beside else 2 * row + 1, column + beside)
        for column in range(len(PLACEMENT_NAMES) + 1):
            stretch = 3 if beside and column == 0 else 2 if column < places + beside else 0
            self._grid.setColumnStretch(column, stretch)


def _cell(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
