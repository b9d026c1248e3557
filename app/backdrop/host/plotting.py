"""Charts, drawn by matplotlib, for pages and files. It is imported when one is drawn: most of the program draws none.

On a page the ink is the page's own colour, so that charts can be read on light and dark screens; a PNG is dark on
white.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from backdrop.errors import UsageError
from backdrop.text import N_

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, SKY = "#0072b2", "#e69f00", "#009e73", "#56b4e9"
"""Of the palette of Okabe and Ito, which people tell apart whose eyes see few colours."""
INK = "#1b1b1f"
_FAINT = "#88888888"

_FONTS = ["DejaVu Sans", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic"]
"""Those that are here are used, the later ones for what the first, matplotlib's own, lacks: Korean."""
_STYLE: dict[str, Any] = {
    "font.size": 10,
    "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.edgecolor": _FAINT,
    "axes.spines.top": False, "axes.spines.right": False, "grid.color": _FAINT, "grid.linewidth": 0.5,
    "legend.frameon": False, "svg.fonttype": "none", "svg.hashsalt": "backdrop",
}  # fmt: skip
_DOTS_PER_INCH = 160
_MISSING = N_("charts need matplotlib; install it: pip install 'backdrop[bench]'")


def require_plotting() -> None:
    """UsageError where matplotlib is missing: before long work whose charts could not be drawn in the end."""
    if importlib.util.find_spec("matplotlib") is None:
        raise UsageError(_MISSING)


class Chart:
    """A drawing of (width, height) inches: `draw` is given an empty figure of that size."""

    def __init__(self, draw: Callable[[Figure], None], size: tuple[float, float]) -> None:
        self._draw, self._size = draw, size

    def svg(self) -> str:
        """An `<svg>` element, to stand in a page or alone in a file. UsageError where matplotlib is missing."""
        text = self._saved(
            "svg", transparent=True, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
        ).decode()
        return text[text.index("<svg") :].replace(INK, "currentColor")

    def png(self) -> bytes:
        """UsageError where matplotlib is missing."""
        return self._saved("png", dpi=_DOTS_PER_INCH, facecolor="white")

    def _saved(self, kind: str, **options: Any) -> bytes:
        written = io.BytesIO()
        with _styled() as new_figure:
            figure = new_figure(figsize=self._size, layout="constrained")
            self._draw(figure)
            figure.savefig(written, format=kind, **options)
        return written.getvalue()


@contextlib.contextmanager
def _styled() -> Iterator[Callable[..., Figure]]:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
        from matplotlib.font_manager import get_font_names
    except ImportError:
        raise UsageError(_MISSING) from None
    present = set(get_font_names())  # matplotlib warns about each of the others, at each text
    fonts = {"font.family": [name for name in _FONTS if name in present]}
    with mpl.rc_context(cast(Any, _STYLE | fonts)):
        yield Figure


_LABEL_POINTS = 8.0
_PLACES = tuple((side, up) for up in (0, 1, -1, 2, -2, 3, -3) for side in (1, -1))
"""Where a label may be: right or left of its point, and how many lines higher."""


def label_points(
    axes: Axes, points: Sequence[tuple[float, float, str]], others: Sequence[tuple[float, float]] = ()
) -> None:
    """Names points (x, y, name) beside them, so that no name covers another, a point, or one of the `others`.

    The axes must be set up. Where there is no such place, a name stands at the right of its point.
    """
    figure = cast("Figure", axes.figure)
    figure.draw_without_rendering()  # settles the scales and the layout
    spots = [axes.transData.transform((x, y)) for x, y, _name in points]
    em = _LABEL_POINTS * figure.dpi / 72
    marks = [*spots, *(axes.transData.transform(point) for point in others)]
    taken = [(x - em / 2, y - em / 2, x + em / 2, y + em / 2) for x, y in marks]
    for (x, y, name), (across, up) in zip(points, spots, strict=True):
        width = 0.62 * em * len(name)
        boxes = [_box(across, up, width, em, place) for place in _PLACES]
        free = [
            i
            for i, box in enumerate(boxes)
            if box[0] > axes.bbox.x0 and box[2] < axes.bbox.x1 and not any(_meet(box, other) for other in taken)
        ]
        side, lines = _PLACES[free[0] if free else 0]
        taken.append(boxes[free[0] if free else 0])
        label = axes.annotate(
            name, (x, y), (side * 7, lines * 1.2 * _LABEL_POINTS), textcoords="offset points", fontsize=_LABEL_POINTS,
            ha="left" if side > 0 else "right", va="center",
        )  # fmt: skip
        label.set_in_layout(False)


_Box = tuple[float, float, float, float]


def _box(x: float, y: float, width: float, em: float, place: tuple[int, int]) -> _Box:
    side, lines = place
    left, middle = (x + 0.9 * em if side > 0 else x - 0.9 * em - width), y + lines * 1.2 * em
    return left, middle - 0.6 * em, left + width, middle + 0.6 * em


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
