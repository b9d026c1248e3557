"""Tables of figures, and their forms for other programs and for a browser: CSV, JSON, HTML.

What a figure means is said by the bench that has it; how a terminal shows it, by the command.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backdrop.text import N_, _, translated

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in files, with its unit; `title`, marked for the translators, is what people read.

    `digits` are those after the point; None for what is no measured number.
    """

    key: str
    title: str
    digits: int | None = None

    def text(self, value: Cell) -> str:
        """A cell as people read it; empty where there is nothing to tell."""
        if value is None:
            return ""
        return f"{value:.{self.digits}f}" if self.digits is not None and isinstance(value, float) else str(value)


NOTE = Column("note", N_("NOTE"))
"""The last column of every table: why a row has no figures."""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are cells by their columns' keys; a row has every key. The last column is NOTE."""

    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]

    def shown(self) -> Table:
        """Without the columns that are empty in all rows."""
        return Table([c for c in self.columns if any(row[c.key] is not None for row in self.rows)], self.rows)


def to_csv(table: Table) -> str:
    """With a line of keys at the top; nothing where a row has no figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_rounded(row[column.key]) for column in table.columns] for row in table.rows)
    return out.getvalue()


def to_json(table: Table, about: Mapping[str, object]) -> str:
    """`about`, and the rows as objects."""
    rows = [{column.key: _rounded(row[column.key]) for column in table.columns} for row in table.rows]
    return json.dumps({**about, "rows": rows}, indent=2, ensure_ascii=False) + "\n"


def to_html(table: Table, about: Mapping[str, object], title: str, bars: Column, names: Sequence[Column]) -> str:
    """One file that needs no other, for light and dark screens: the column `bars` as a chart, the table, and `about`.

    A bar is called by the first of `names`, and by those others that tell it from bars of the same name.
    """
    shown = table.shown()
    parts = [f"<h1>{html.escape(title)}</h1>", _chart(table, bars, names), _table(shown), _about(about)]
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>'
    )
    return "\n".join(["<!doctype html>", f"<html><head>{head}<style>{_STYLE}</style></head><body>", *parts, _END])


_END = "</body></html>\n"
_STYLE = """
:root { color-scheme: light dark; --bar: #2f6fb7; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --bar: #6ea8e8; } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; }
td:first-child, td.number { white-space: nowrap; }
svg { max-width: 100%; height: auto; margin-bottom: 1rem; font: 13px system-ui, sans-serif; }
svg text { fill: currentColor; } svg rect { fill: var(--bar); }
dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
"""
_BAR, _STEP, _CHART, _FIGURES, _LETTER = 16, 24, 520, 80, 8
"""Pixels of the chart: a bar's height, from bar to bar, the widths of bars, figures, and at most of a Latin letter."""


def _chart(table: Table, bars: Column, names: Sequence[Column]) -> str:
    drawn = [(row, value) for row in table.rows if isinstance(value := row[bars.key], (int, float))]
    longest = max((value for _row, value in drawn), default=0)
    if not longest:
        return ""
    called = _names([row for row, _value in drawn], names)
    left = max(_width(name) for name in called) + _LETTER
    lines = []
    for i, (name, (_row, value)) in enumerate(zip(called, drawn, strict=True)):
        top, length = i * _STEP, max(1.0, value / longest * _CHART)
        baseline = top + _BAR - 3
        lines += [
            f'<text x="{left - _LETTER}" y="{baseline}" text-anchor="end">{html.escape(name)}</text>',
            f'<rect x="{left}" y="{top}" width="{length:.1f}" height="{_BAR}" rx="2"/>',
            f'<text x="{left + length + 6:.1f}" y="{baseline}">{html.escape(bars.text(value))}</text>',
        ]
    width, height = left + _CHART + _FIGURES, len(drawn) * _STEP
    caption = html.escape(translated(bars.title))
    drawing = (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{caption}">'
    )
    return "\n".join([f"<h2>{caption}</h2>", drawing, *lines, "</svg>"])


def _names(rows: Sequence[Mapping[str, Cell]], columns: Sequence[Column]) -> list[str]:
    """What each row is called by: as few of the columns as tell them apart, the first one always."""
    names = [columns[0].text(row[columns[0].key]) for row in rows]
    for column in columns[1:]:
        longer = [f"{name} · {_told(column, row)}" for name, row in zip(names, rows, strict=True)]
        if len(set(longer)) > len(set(names)):
            names = longer
    return names


def _told(column: Column, row: Mapping[str, Cell]) -> str:
    """Numbers say nothing without the title of their column."""
    value = row[column.key]
    return column.text(value) if isinstance(value, str) else f"{translated(column.title)} {column.text(value)}"


def _width(text: str) -> int:
    return sum(_LETTER if character.isascii() else 2 * _LETTER for character in text)


def _table(table: Table) -> str:
    kinds = [' class="number"' if _is_number(column, table) else "" for column in table.columns]
    head = "".join(
        f"<th{kind}>{html.escape(translated(column.title))}</th>"
        for kind, column in zip(kinds, table.columns, strict=True)
    )
    rows = "\n".join(f"<tr>{_cells(table, kinds, row)}</tr>" for row in table.rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'


def _cells(table: Table, kinds: Sequence[str], row: Mapping[str, Cell]) -> str:
    """A note has the room of the figures that it stands for."""
    texts = [html.escape(column.text(row[column.key])) for column in table.columns]
    count = len(texts)
    if row[NOTE.key] is not None:
        count -= 1
        while count and not texts[count - 1]:
            count -= 1
    cells = [f"<td{kind}>{text}</td>" for kind, text in zip(kinds[:count], texts[:count], strict=True)]
    if count < len(texts):
        cells.append(f'<td colspan="{len(texts) - count}">{texts[-1]}</td>')
    return "".join(cells)


def _is_number(column: Column, table: Table) -> bool:
    return all(isinstance(row[column.key], (int, float, type(None))) for row in table.rows)


def _about(about: Mapping[str, object]) -> str:
    items = []
    for key, value in about.items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)
        items.append(f"<dt>{html.escape(key)}</dt><dd>{html.escape(told)}</dd>")
    heading = _("Measured with")
    return f"<h2>{html.escape(heading)}</h2>\n<dl>{''.join(items)}</dl>"


def _rounded(value: Cell) -> Cell:
    return round(value, 4) if isinstance(value, float) else value
