"""Which language the program speaks, and its texts: Qt Linguist files (.ts), read without Qt."""

from __future__ import annotations

import locale
import logging
import os

from backdrop.host.paths import bundled
from backdrop.text import use_translations

log = logging.getLogger(__name__)

LANGUAGES = ("en", "ko")


def system_language() -> str:
    """The first of LANGUAGES that the user's locale names; English otherwise."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")] + [locale.getlocale()[0] or ""]
    chosen = next((name for name in named if name), "")
    code = chosen.replace("Korean", "ko")[:2].lower()  # Windows spells its locales out
    return code if code in LANGUAGES else "en"


def speak(language: str) -> str:
    """Uses a language from now on: one of LANGUAGES; anything else ("system") is the locale's. Gives the one in use."""
    code = language if language in LANGUAGES else system_language()
    use_translations({} if code == "en" else read_translations(code))
    return code


def read_translations(code: str) -> dict[str, str]:
    """English text → translation, of the finished entries of that language's file; empty when there is none."""
    from xml.etree import ElementTree as ET

    path = bundled(f"resources/translations/backdrop_{code}.ts")
    try:
        tree = ET.parse(path)  # noqa: S314 - the program's own file
    except (OSError, ET.ParseError) as reason:
        log.warning("no translations from %s: %s", path, reason)
        return {}
    # Contexts are left aside: which one a text is in depends on how the tools read Python, not on what it says.
    found = {}
    for message in tree.iter("message"):
        source, translation = message.findtext("source"), message.find("translation")
        if source and translation is not None and translation.text and translation.get("type") is None:
            found[source] = translation.text
    return found
