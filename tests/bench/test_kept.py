"""Rows of an interrupted bench are found again, and never mixed with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from backdrop.bench.kept import Kept
from backdrop.bench.tables import Cell
from backdrop.errors import UsageError

WHAT: dict[str, object] = {"clip": "akiyo_cif.mp4", "seconds": 100.0, "packages": {"numpy": "2.4"}}
ROW: dict[str, Cell] = {"model": "모델", "fps": 12.345678901234567, "note": None}


def test_rows_with_figures_are_found_again_to_the_last_digit(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "rows.json", WHAT)
    kept.add("one", ROW)
    kept.add("two", {"model": "b", "fps": None, "note": "no weights"})
    again = Kept(tmp_path / "rows.json", WHAT)
    assert again.rows(["one", "two", "three"]) == {"one": ROW}


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Kept(None, WHAT)
    kept.add("one", ROW)
    assert kept.rows(["one"]) == {"one": ROW}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (WHAT | {"seconds": 10.0}, "seconds 100.0"),
        (WHAT | {"packages": {"numpy": "2.5"}}, "packages"),
        (WHAT | {"sink": "null"}, "sink None"),
    ],
)
def test_rows_of_other_settings_are_refused_and_stay(tmp_path: Path, other: dict[str, object], told: str) -> None:
    path = tmp_path / "rows.json"
    Kept(path, WHAT).add("one", ROW)
    before = path.read_bytes()
    with pytest.raises(UsageError, match=told):
        Kept(path, other)
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["[]", "{}", '{"measured": 1, "rows": {}}', '{"measured": {}, "rows": [1]}'])
def test_a_file_of_something_else_is_refused_and_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(text)
    with pytest.raises(UsageError, match="holds no rows"):
        Kept(path, WHAT)
    assert path.read_text() == text
