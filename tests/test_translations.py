"""The Korean texts are complete, and every text for people is marked for the translators."""

from __future__ import annotations

import ast
import builtins
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from backdrop import errors
from backdrop.cli import click_words
from backdrop.host.language import read_translations
from backdrop.host.paths import bundled

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app" / "backdrop"
TEXTS = ROOT / "resources" / "translations" / "backdrop_ko.ts"
MARKS = {"_", "N_", "say"}
WORDERS = {"BackdropError", *(name for name, kind in vars(errors).items() if isinstance(kind, type))}
OWN = {APP / "text.py"}  # where the marks themselves are

TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(APP.rglob("*.py")) if path not in OWN}


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield path, node, node.func.id


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)[:100]}"


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked() -> set[str]:
    return {text for _path, call, name in calls() if name in MARKS and call.args and (text := literal(call.args[0]))}


def entries(path: Path) -> dict[str, tuple[str, str | None]]:
    """Source → (translation, type), where the type is "unfinished", "vanished" or None."""
    found = {}
    for message in ET.parse(path).iter("message"):
        source, translation = message.findtext("source"), message.find("translation")
        if source and translation is not None:
            found[source] = (translation.text or "", translation.get("type"))
    return found


def fields(text: str) -> list[str]:
    return sorted(
        f"{{{name}!{how}:{form}}}" for _, name, form, how in string.Formatter().parse(text) if name is not None
    )


def has_words(template: str) -> bool:
    return any(re.search("[a-zA-Z]", text) for text, *_rest in string.Formatter().parse(template))


def test_every_marked_text_is_translated_and_no_translation_is_left_over() -> None:
    assert sorted(marked() - set(entries(TEXTS))) == [], "run `make translations`, then translate"
    assert sorted(set(entries(TEXTS)) - marked()) == [], "run `make translations`"
    assert [source for source, (text, kind) in entries(TEXTS).items() if kind is not None or not text.strip()] == []


def test_the_translation_tool_finds_the_same_texts(tmp_path: Path) -> None:
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent)) or shutil.which("pyside6-lupdate")
    if tool is None:
        pytest.skip("pyside6-lupdate is not installed")
    fresh = tmp_path / "fresh.ts"
    marks = re.search(r"^MARKS := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert marks is not None
    command = [tool, *map(str, sorted(APP.rglob("*.py"))), "-tr-function-alias", marks[1], "-ts", str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert set(entries(fresh)) == set(entries(TEXTS))


@pytest.mark.parametrize("what", ["fields", "commands", "options"])
def test_translations_keep_what_is_not_language(what: str) -> None:
    def kept(text: str) -> object:
        if what == "fields":
            return fields(text)
        return sorted(re.findall(r"`[^`]*`" if what == "commands" else r"(?<![\w-])--[a-z][a-z-]*", text))

    wrong = {source: text for source, (text, _kind) in entries(TEXTS).items() if kept(source) != kept(text)}
    assert wrong == {}


def test_translations_end_as_their_texts_do() -> None:
    """Texts are put together with others: spaces, line ends and colons at the ends matter."""
    for source, (text, _kind) in entries(TEXTS).items():
        for mark in (":", "…", "\n"):
            assert source.endswith(mark) <= text.endswith(mark), source
        assert source.startswith(" ") == text.startswith(" "), source


def test_every_error_is_marked() -> None:
    unmarked = [
        where(path, call)
        for path, call, name in calls()
        if name in WORDERS | {"error", "kind"} and call.args
        and (isinstance(call.args[0], ast.JoinedStr) or has_words(literal(call.args[0]) or ""))
    ]  # fmt: skip
    assert unmarked == []


def test_whatever_else_is_raised_with_words_is_pythons_own() -> None:
    unmarked = [
        where(path, node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name)
        and not hasattr(builtins, node.exc.func.id) and node.exc.args
        and isinstance(node.exc.args[0], (ast.JoinedStr, ast.Constant))
        and has_words(literal(node.exc.args[0]) or "a")
    ]  # fmt: skip
    assert unmarked == []


def test_only_literals_are_marked() -> None:
    assert [where(p, call) for p, call, name in calls() if name in MARKS and literal(call.args[0]) is None] == []


def test_what_the_command_line_prints_is_marked() -> None:
    printers = ("click.echo", "click.confirm", "_say")
    printed = [
        where(path, node)
        for path, tree in TREES.items()
        if path.parent.name == "cli"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in printers and node.args and is_worded_here(node.args[0])
    ]  # fmt: skip
    assert printed == []


def is_worded_here(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        return any(re.search("[a-zA-Z]{3,}", str(part).replace("backdrop: ", "")) for part in parts)
    return bool(re.search("[a-zA-Z]{3,}", literal(node) or ""))


def test_clicks_own_words_are_as_click_says_them() -> None:
    """One of the supported releases words them otherwise at most in part: most are found in the one that is here."""
    import click

    folder = Path(click.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    found = [word for word in click_words.WORDS if f'"{word}"' in sources]
    assert len(found) > 0.8 * len(click_words.WORDS)


def test_the_program_reads_all_of_them() -> None:
    assert bundled("resources/translations/backdrop_ko.ts").exists()
    assert read_translations("ko") == {source: text for source, (text, _kind) in entries(TEXTS).items()}
