"""Which modules of the program import a package themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import backdrop


def importers(package: str) -> set[str]:
    """Their paths within the program."""
    root = Path(backdrop.__file__).parent
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if package in _imported(ast.parse(path.read_text(encoding="utf-8")))
    }


def _imported(tree: ast.Module) -> set[str]:
    """The top-level packages."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            names.add(node.module.partition(".")[0])
    return names
