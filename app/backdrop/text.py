"""Texts for people, in their language. English is the source; `host.language` puts another one in place.

`N_` marks a text for the translators and leaves it as it is: for templates and tables, which `translated` words later.
`_` does both at once. What is marked must stand there literally: the translation tools read the source, they do not
run it.
"""

from __future__ import annotations

from collections.abc import Mapping

_translations: Mapping[str, str] = {}


def N_(text: str) -> str:  # noqa: N802 - the name by which such markers are known
    """The text itself; the translation tools find it by this mark."""
    return text


def _(text: str) -> str:
    """The text in the language in use; itself where it has no translation."""
    return translated(text)


def translated(text: str) -> str:
    """As `_`, for a text that was marked where it is written."""
    return _translations.get(text, text)


def use_translations(translations: Mapping[str, str]) -> None:
    """From the English text to its wording; an empty mapping goes back to English."""
    global _translations
    _translations = translations
