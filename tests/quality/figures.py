"""The figures that the program is held to, and the table of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quality.tool import Scores

Results = Mapping[str, Scores]
"""By material, what the mattes of one maker scored."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. `part` and `key` as the tool names them; `reach` None is no goal.

    `over`: the figure is divided by that of another material.
    """

    title: str
    material: str
    part: str
    key: str
    digits: int
    reach: float | None = None
    at_least: bool = False
    over: str | None = None

    def value(self, results: Results) -> float | None:
        """None where it was not measured: there was no such material, or nothing of this part."""
        own, other = (_found(results, name, self.part, self.key) for name in (self.material, self.over))
        if own is None or self.over is None:
            return own
        return own / other if other else None

    def misses(self, value: float) -> bool:
        """Also where it is no number."""
        if self.reach is None:
            return False
        return not (value >= self.reach if self.at_least else value <= self.reach)

    @property
    def goal(self) -> str:
        return "" if self.reach is None else f"{'≥' if self.at_least else '≤'} {self.reach:g}"


FIGURES = (
    Figure("composites, one person: MAE", "composites", "single", "MAE", 2, 6.5),
    Figure("composites, one person: band", "composites", "single", "band", 1, 42),
    Figure("composites, one person: gradient", "composites", "single", "grad", 2, 6.5),
    Figure("composites, one person: boundary F", "composites", "single", "boundaryF", 3, 0.92, at_least=True),
    Figure("composites, five people: MAE", "composites", "group", "MAE", 2, 24),
    Figure("composites, five people: boundary F", "composites", "group", "boundaryF", 3, 0.8, at_least=True),
    Figure("portraits like a webcam's: mIoU", "portraits", "webcam", "mIoU", 4, 0.945, at_least=True),
    Figure("portraits like a webcam's: boundary F", "portraits", "webcam", "boundaryF", 3, 0.71, at_least=True),
    Figure("flicker, Akiyo", "akiyo", "", "flicker", 3, 0.25),
    Figure("flicker, webcam_book", "webcam_book", "", "flicker", 3, 0.2),
    Figure("standing still: MAE", "still", "", "MAE", 2),
    Figure("moving 10 px a frame: MAE", "moving", "", "MAE", 2, 4.5),
    Figure("moving 10 px a frame: × of standing still", "moving", "", "MAE", 2, 1.25, over="still"),
    Figure("moving 2 px a frame: MAE", "slow", "", "MAE", 2),
    Figure("moving 2 px a frame: × of standing still", "slow", "", "MAE", 2, 1.1, over="still"),
)
"""MAE and band (within 20 px of the edge) are × 1000, gradient × 10000, flicker × 1000. The tool defines them."""

_MISSED = "misses"


def table(makers: Mapping[str, Results]) -> list[str]:
    """Lines of Markdown, a column a maker in that order; the last one's figures are held to the reach."""
    rows = [_row(figure, list(makers.values())) for figure in FIGURES]
    head = ["figure", *makers, "reach", ""]
    return list(_markdown([head, *(row for row in rows if row is not None)]))


def misses(results: Results) -> list[str]:
    """In words, each figure that was measured and misses its reach."""
    found = []
    for figure in FIGURES:
        value = figure.value(results)
        if value is not None and figure.misses(value):
            found.append(f"{figure.title} {value:.{figure.digits}f} ({figure.goal})")
    return found


def _row(figure: Figure, makers: Sequence[Results]) -> list[str] | None:
    values = [figure.value(results) for results in makers]
    if values[-1] is None:
        return None
    texts = ["–" if value is None else f"{value:.{figure.digits}f}" for value in values]
    return [figure.title, *texts, figure.goal, _MISSED if figure.misses(values[-1]) else ""]


def _markdown(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for i, row in enumerate(rows):
        first, *others = (cell.ljust(width) if not n else cell.rjust(width) for n, (cell, width) in
                          enumerate(zip(row, widths, strict=True)))  # fmt: skip
        yield f"| {' | '.join([first, *others])} |"
        if not i:
            yield f"|{'-' * (widths[0] + 2)}|{'|'.join('-' * (width + 1) + ':' for width in widths[1:])}|"


def _found(results: Results, material: str | None, part: str, key: str) -> float | None:
    return results.get(material or "", {}).get(part, {}).get(key)
