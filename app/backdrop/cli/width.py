"""Text in columns of a terminal: Korean, Chinese and Japanese characters take two."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """How many columns the text takes."""
    return sum(_width(character) for character in text)


def padded(text: str, width: int) -> str:
    """The text, filled with spaces up to `width` columns."""
    return text + " " * (width - display_width(text))


def cut(text: str, width: int) -> str:
    """As much of the text as fits into `width` columns."""
    used = 0
    for i, character in enumerate(text):
        used += _width(character)
        if used > width:
            return text[:i]
    return text


def wrapped(text: str, width: int) -> list[str]:
    """The text's words in lines of at most `width` columns; a longer word has a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and display_width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
