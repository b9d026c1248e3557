"""Tables of figures as a page for a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest

from backdrop.bench.machine import machine
from backdrop.bench.page import about_element, bars_element, page, table_element
from backdrop.bench.tables import NOTE, Cell, Column, Table

_NAME, _KIND, _TIME = Column("name", "NAME"), Column("kind", "KIND"), Column("time_ms", "TIME ms", 2)
_ROWS: list[dict[str, Cell]] = [
    {"name": 'a, "b" <c>&', "kind": "fast", "time_ms": 12.345678, "note": None},
    {"name": "얼굴", "kind": None, "time_ms": None, "note": "could not run; why\nnobody knows"},
]
_COLUMNS = [_NAME, _KIND, _TIME, NOTE]


def _as_page(rows: list[dict[str, Cell]], about: Mapping[str, object], title: str) -> str:
    table = Table(_COLUMNS, rows)
    return page(title, [bars_element(table, _TIME, [_NAME, _KIND]), table_element(table), about_element(about)])


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
    text = _as_page(rows, machine(), "Speed & more")
    read = _Page(text)
    cells = [told for tag, told in read.texts if tag == "td"]
    name = 'a, "b" <c>&'
    assert cells == [name, "fast", "12.35", "얼굴", "could not run; why\nnobody knows", name, "slow", "24.69"]
    assert '<td colspan="3">could not run' in text
    names = [told for tag, told in read.texts if tag == "text"][::2]
    assert names == [f"{name} · fast", f"{name} · slow"], "bars of one name are told apart"
    assert len(read.bars) == 2
    assert read.bars[1] == pytest.approx(2 * read.bars[0], rel=0.01)
    assert ("h1", "Speed & more") in read.texts
    assert not re.search(r"https?:|url\(", text)
    assert "prefers-color-scheme: dark" in text


def test_html_without_any_figure_has_no_chart() -> None:
    read = _Page(_as_page(_ROWS[1:], {}, "Speed"))
    assert read.bars == []
