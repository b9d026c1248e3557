"""Tables of figures, and their forms for other programs: CSV and JSON. `page` has the form for a browser.

What a figure means is said by the bench that has it; how a terminal shows it, by the command.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backdrop.text import N_

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in files, with its unit; `title`, marked for the translators, is what people read.

    `digits` are those after the point; None for what is no measured number. `in_files_only`: a terminal has no room.
    """

    key: str
    title: str
    digits: int | None = None
    in_files_only: bool = False

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

    @property
    def has_figures(self) -> bool:
        """Whether any row has figures, instead of a note that says why it has none."""
        return any(not row[NOTE.key] for row in self.rows)

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


def _rounded(value: Cell) -> Cell:
    return round(value, 4) if isinstance(value, float) else value
