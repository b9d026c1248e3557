"""The tool beside the shared data that makes the material and scores mattes: run as it is, and what it prints, read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

Scores = dict[str, dict[str, float]]
"""Figures by name, for each part of the material; "" where it has no parts."""

_LINE = re.compile(r"(?:(?P<part>\w+): )?(?P<figures>\w+=\S+(?: \w+=\S+)*)", re.ASCII)


class ToolError(Exception):
    """The tool failed, or printed what cannot be read: its words."""


class Tool:
    """`path` is the tool's file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def run(self, *arguments: object) -> str:
        """What a command printed. Raises ToolError."""
        done = subprocess.run(
            [sys.executable, self._path, *map(str, arguments)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ToolError(done.stderr.strip() or f"{self._path.name} ended with exit code {done.returncode}")
        return done.stdout

    def score(self, *arguments: object) -> Scores:
        """The figures that a scoring command printed. Raises ToolError."""
        return parse(self.run(*arguments))


def parse(printed: str) -> Scores:
    """`single: n=24 MAE=5.78`, or the same without a part, line by line. ToolError for anything else."""
    scores: Scores = {}
    for line in printed.splitlines():
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise ToolError(f"no figures: {line}")
        pairs = (pair.split("=") for pair in found["figures"].split())
        scores[found["part"] or ""] = {name: float(value) for name, value in pairs}
    if not scores:
        raise ToolError("no figures were printed")
    return scores
