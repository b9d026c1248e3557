"""Tables in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backdrop.cli.width import display_width, padded


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines of equally wide columns. Never wrapped or cut, so that ids and paths can be copied whole."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
