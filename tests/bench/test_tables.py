"""Tables of figures as CSV, JSON and HTML."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from backdrop.bench.machine import machine
from backdrop.bench.tables import NOTE, Cell, Column, Table, to_csv, to_html, to_json

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


class _Page(HTMLParser):
    """Fails at tags that do not match; keeps the text of each element, and every address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.bars: list[float] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {"src", "href"} & {name for name, _ in attrs}, "the page needs another file"
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bars.append(float(dict(attrs)["width"] or 0))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))


def test_html_is_one_whole_page_with_every_cell_and_a_bar_for_each_figure() -> None:
    rows = [*_ROWS, {"name": 'a, "b" <c>&', "kind": "slow", "time_ms": 24.691356, "note": None}]
    text = to_html(Table(_TABLE.columns, rows), machine(), "Speed & more", _TIME, [_NAME, _KIND])
    page = _Page(text)
    cells = [told for tag, told in page.texts if tag == "td"]
    name = 'a, "b" <c>&'
    assert cells == [name, "fast", "12.35", "얼굴", "could not run; why\nnobody knows", name, "slow", "24.69"]
    assert '<td colspan="3">could not run' in text
    names = [told for tag, told in page.texts if tag == "text"][::2]
    assert names == [f"{name} · fast", f"{name} · slow"], "bars of one name are told apart"
    assert len(page.bars) == 2
    assert page.bars[1] == pytest.approx(2 * page.bars[0], rel=0.01)
    assert ("h1", "Speed & more") in page.texts
    assert not re.search(r"https?:|url\(", text)
    assert "prefers-color-scheme: dark" in text


def test_html_without_any_figure_has_no_chart() -> None:
    page = _Page(to_html(Table(_TABLE.columns, _ROWS[1:]), {}, "Speed", _TIME, [_NAME, _KIND]))
    assert page.bars == []


def test_columns_that_say_nothing_are_not_shown() -> None:
    assert [column.key for column in Table(_TABLE.columns, _ROWS[:1]).shown().columns] == ["name", "kind", "time_ms"]
