"""Tables of figures as a page for a browser."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from backdrop.bench.tables import NOTE, Cell, Column, Table
from backdrop.text import _, translated


def page(title: str, parts: Iterable[str]) -> str:
    """One file that needs no other, for light and dark screens; `parts` are elements."""
    name = html.escape(title)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>'
    return "\n".join(
        ["<!doctype html>", f"<html><head>{head}<style>{_STYLE}</style></head><body>", f"<h1>{name}</h1>", *parts, _END]
    )


def heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


_END = "</body></html>\n"
_STYLE = """
:root { color-scheme: light dark; --bar: #2f6fb7; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --bar: #6ea8e8; } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; }
td { white-space: nowrap; } td[colspan] { white-space: normal; min-width: 24rem; }
svg { max-width: 100%; height: auto; margin-bottom: 1rem; } svg.bars { font: 13px system-ui, sans-serif; }
p { max-width: 60rem; }
svg.bars text { fill: currentColor; } svg.bars rect { fill: var(--bar); }
dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
"""
_BAR, _STEP, _CHART, _FIGURES, _LETTER = 16, 24, 520, 80, 8
"""Pixels of the chart: a bar's height, from bar to bar, the widths of bars, figures, and at most of a Latin letter."""


def bars_element(table: Table, bars: Column, names: Sequence[Column]) -> str:
    """The column `bars` as a chart; empty where it has no figures.

    A bar is called by the first of `names`, and by those others that tell it from bars of the same name.
    """
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
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    caption = translated(bars.title)
    drawing = f'<svg class="bars" {size} role="img" aria-label="{html.escape(caption)}">'
    return "\n".join([heading(caption), drawing, *lines, "</svg>"])


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


def table_element(table: Table) -> str:
    """All of it but the columns that are empty in every row."""
    table = table.shown()
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


def about_element(about: Mapping[str, object]) -> str:
    """What was measured, with what, and on which machine."""
    items = []
    for key, value in about.items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)
        items.append(f"<dt>{html.escape(key)}</dt><dd>{html.escape(told)}</dd>")
    return "\n".join([heading(_("Measured with")), f"<dl>{''.join(items)}</dl>"])
