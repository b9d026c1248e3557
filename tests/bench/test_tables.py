"""Tables of figures as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from backdrop.bench.machine import machine
from backdrop.bench.tables import NOTE, Cell, Column, Table, to_csv, to_json

_NAME, _KIND, _TIME = Column("name", "NAME"), Column("kind", "KIND"), Column("time_ms", "TIME ms", 2)
_ROWS: list[dict[str, Cell]] = [
    {"name": 'a, "b" <c>&', "kind": "fast", "time_ms": 12.345678, "note": None},
    {"name": "얼굴", "kind": None, "time_ms": None, "note": "could not run; why\nnobody knows"},
]
_TABLE = Table([_NAME, _KIND, _TIME, NOTE], _ROWS)


def test_csv_is_read_back_as_it_was_with_nothing_for_no_figure() -> None:
    lines = list(csv.reader(io.StringIO(to_csv(_TABLE))))
    assert lines[0] == ["name", "kind", "time_ms", "note"]
    assert lines[1] == ['a, "b" <c>&', "fast", "12.3457", ""]
    assert lines[2] == ["얼굴", "", "", "could not run; why\nnobody knows"]


def test_json_is_read_back_as_it_was_with_the_machine_beside_it() -> None:
    read = json.loads(to_json(_TABLE, machine()))
    assert [row["name"] for row in read["rows"]] == [row["name"] for row in _ROWS]
    assert read["rows"][0]["time_ms"] == pytest.approx(12.3457)
    assert read["rows"][1]["time_ms"] is None
    assert read["cpu"]
    assert read["cores"] >= 1
    assert {"numpy", "ai-edge-litert"} <= read["packages"].keys()


def test_columns_that_say_nothing_are_not_shown() -> None:
    assert [column.key for column in Table(_TABLE.columns, _ROWS[:1]).shown().columns] == ["name", "kind", "time_ms"]
