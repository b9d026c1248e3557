"""What a report of the paper's measurements shows as pictures: rates, times, and what size and quality cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from backdrop.bench.paper.beside import model_id
from backdrop.bench.tables import NOTE, Cell
from backdrop.host.plotting import BLUE, INK, ORANGE, SKY, Chart, label_points
from backdrop.text import N_, _, translated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

Row = Mapping[str, Cell]

_WIDTH, _LINE, _REST = 9.0, 0.34, 1.2
"""Inches: of a chart, of the height of one line, and of what is above and below the lines."""
_SQUARE = 9.0, 5.0

_KINDS = ((True, BLUE, "o", N_("here")), (False, ORANGE, "s", N_("the browser here")))
"""Of lines: native or not, and how they are drawn and called."""


class _Line(NamedTuple):
    """A row and how it is called. `native`: measured by this program, not in a browser."""

    label: str
    native: bool
    row: Row

    def get(self, key: str) -> float | None:
        value = self.row.get(key)
        return None if value is None else float(value)


def charts(rows: Sequence[Row], browser: Sequence[Row], quality: Mapping[str, float]) -> dict[str, Chart]:
    """The charts by the names of their files; none where no row has figures.

    `rows` as `run.COLUMNS`, `browser` those of the browser's bench, `quality` the mean IoU of models by their ids.
    """
    lines = _lines(rows, browser)
    if not lines:
        return {}
    size = _WIDTH, _REST + _LINE * len(lines)
    points = [line for line in lines if line.row["variant"] in ("SIMD", None) and line.row["threads"] in (1, None)]
    return {
        "fps": Chart(lambda figure: _rates(figure, lines), size),
        "inference": Chart(lambda figure: _times(figure, lines), size),
        "size": Chart(lambda figure: _sizes(figure, points), _SQUARE),
        "quality": Chart(lambda figure: _qualities(figure, points, quality), _SQUARE),
    }


CAPTIONS = {
    "fps": N_("Finished pictures a second"),
    "inference": N_("Time of one inference: median, and up to 95 % and 99 % of them"),
    "size": N_("Size against speed"),
    "quality": N_("Quality against speed"),
}
"""What each chart shows, by the names of their files."""


def _lines(rows: Sequence[Row], browser: Sequence[Row]) -> list[_Line]:
    """Those with figures; a browser's below those of the same model."""
    native = [_Line(_called(row), True, row) for row in rows if row[NOTE.key] is None]
    browsed = [_Line(f"{_called(row)} · {row['runtime']}", False, row) for row in browser if row[NOTE.key] is None]
    models = dict.fromkeys(model_id(line.row) for line in [*native, *browsed])
    return [line for model in models for line in [*native, *browsed] if model_id(line.row) == model]


def _called(row: Row) -> str:
    parts = [model_id(row)]
    if row["variant"] not in ("SIMD", None):
        parts.append(str(row["variant"]))
    if isinstance(row["threads"], int) and row["threads"] > 1:
        parts.append(_("{count} threads").format(count=row["threads"]))
    return ", ".join(parts)


def _rates(figure: Figure, lines: Sequence[_Line]) -> None:
    axes = _rows_of(figure, lines, _("frames a second"))
    _bars(axes, lines, "fps", -0.19, BLUE, _("one after the other"))
    _bars(axes, lines, "fps_live", 0.19, SKY, _("live, camera of 30"))
    _browser_bars(axes, lines, "fps")
    _paper(axes, lines, "paper_fps")
    _legend(axes)


def _times(figure: Figure, lines: Sequence[_Line]) -> None:
    axes = _rows_of(figure, lines, _("milliseconds"))
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    for native, colour, marker, label in _KINDS:
        found = [(median, place) for place, line in enumerate(lines)
                 if line.native == native and (median := line.get("inference_ms_median"))]  # fmt: skip
        if found:
            axes.plot(*zip(*found, strict=True), marker, color=colour, label=translated(label))
        for _median, place in found:
            _spread(axes, place, lines[place], colour)
    _paper(axes, lines, "paper_inference_ms")
    _legend(axes)


def _spread(axes: Axes, place: int, line: _Line, colour: str) -> None:
    """From the median to what 95 % and 99 % do not exceed, and the median as a number at the right."""
    median, p95, p99 = (line.get(f"inference_ms_{what}") for what in ("median", "p95", "p99"))
    if median is None or p95 is None or p99 is None:
        return
    axes.plot([median, p95], [place, place], color=colour, linewidth=1.6)
    axes.plot([p95, p99], [place, place], color=colour, linewidth=0.8)
    axes.plot([p95, p99], [place, place], "|", color=colour, markersize=6)
    axes.text(1.01, place, _digits(median), transform=axes.get_yaxis_transform(), fontsize=8, va="center")


def _digits(value: float) -> str:
    """Three digits that count, and never a power of ten."""
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def _rows_of(figure: Figure, lines: Sequence[_Line], unit: str) -> Axes:
    axes = figure.subplots()
    axes.set_yticks(range(len(lines)), [line.label for line in lines])
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlabel(unit)
    axes.grid(axis="x", which="both")
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.08)
    return axes


def _bars(axes: Axes, lines: Sequence[_Line], key: str, shift: float, colour: str, label: str) -> None:
    """Of what was measured here; `shift` from the middle of a line, which has room for one bar or two."""
    drawn = [(place + shift, value) for place, line in enumerate(lines) if line.native and (value := line.get(key))]
    _bars_at(axes, drawn, 0.36 if shift else 0.62, colour, label)


def _browser_bars(axes: Axes, lines: Sequence[_Line], key: str) -> None:
    drawn = [(place, value) for place, line in enumerate(lines) if not line.native and (value := line.get(key))]
    if drawn:
        _bars_at(axes, drawn, 0.62, ORANGE, _("the browser here"))


def _bars_at(axes: Axes, drawn: Sequence[tuple[float, float]], height: float, colour: str, label: str) -> None:
    bars = axes.barh([place for place, _value in drawn], [value for _place, value in drawn], height,
                     color=colour, label=label)  # fmt: skip
    axes.bar_label(bars, fmt=_digits, padding=3, fontsize=7)


def _paper(axes: Axes, lines: Sequence[_Line], key: str) -> None:
    drawn = [(value, place) for place, line in enumerate(lines) if (value := line.get(key))]
    if drawn:
        _diamonds(axes, drawn)


def _diamonds(axes: Axes, points: Sequence[tuple[float, float]]) -> None:
    label = _("the paper's machine")
    axes.plot(*zip(*points, strict=True), "D", color=INK, fillstyle="none", markersize=6, label=label)


def _sizes(figure: Figure, lines: Sequence[_Line]) -> None:
    axes = _plane(figure, _("size of the files, MB"))
    axes.set_xscale("log")
    _plain_numbers(axes.xaxis)
    papers = [
        (size, ms) for line in lines if (size := line.get("paper_size_mb")) and (ms := line.get("paper_inference_ms"))
    ]
    if papers:
        _diamonds(axes, papers)
    _points(axes, lines, lambda line: None if (size := line.get("files_bytes")) is None else size / 1e6, papers)
    _legend(axes)


def _qualities(figure: Figure, lines: Sequence[_Line], quality: Mapping[str, float]) -> None:
    axes = _plane(figure, _("mean IoU on photographs"))
    _points(axes, lines, lambda line: quality.get(model_id(line.row)))
    _legend(axes)


def _plane(figure: Figure, unit: str) -> Axes:
    axes = figure.subplots()
    axes.set_yscale("log")
    axes.set_xlabel(unit)
    axes.set_ylabel(_("inference, ms"))
    _plain_numbers(axes.yaxis)
    axes.grid(which="both")
    axes.set_axisbelow(True)
    axes.margins(0.12)
    return axes


def _plain_numbers(axis: Axis) -> None:
    """On a logarithmic axis, also between powers of ten where there is room: 5 and not 5 × 10⁰."""
    from matplotlib.ticker import LogLocator

    axis.set_major_formatter("{x:g}")
    axis.set_minor_locator(LogLocator(subs=(2, 5)))
    axis.set_minor_formatter("{x:g}")


def _points(
    axes: Axes, lines: Sequence[_Line], x_of: Callable[[_Line], float | None],
    others: Sequence[tuple[float, float]] = (),
) -> None:  # fmt: skip
    """Each model's median inference over `x_of` it, with its name beside it and not over `others`."""
    named: list[tuple[float, float, str]] = []
    for native, colour, marker, label in _KINDS:
        found = [
            (x, y, model_id(line.row))
            for line in lines
            if line.native == native and (x := x_of(line)) and (y := line.get("inference_ms_median"))
        ]
        if found:
            axes.plot(
                [x for x, _y, _name in found],
                [y for _x, y, _name in found],
                marker,
                color=colour,
                label=translated(label),
            )
        named += found if native else []
    label_points(axes, named, others)


def _legend(axes: Axes) -> None:
    if len(cast(list[object], axes.get_legend_handles_labels()[0])):
        axes.figure.legend(loc="outside upper center", ncols=4)
