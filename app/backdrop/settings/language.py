"""The stored choice of language alone: the command line needs it at once, and loading all settings takes far longer."""

from __future__ import annotations

import re

from backdrop.host.paths import config_dir

_LANGUAGE = re.compile(r"""^language\s*=\s*["'](\w+)["']""", re.MULTILINE)
_MOST_LETTERS = 64 * 1024


def stored_language() -> str:
    """What the settings file says, "system" when it says nothing usable."""
    path = config_dir() / "settings.toml"
    if not path.is_file():  # a pipe would be waited for
        return "system"
    try:
        with path.open(encoding="utf-8") as file:
            found = _LANGUAGE.search(file.read(_MOST_LETTERS))
    except (OSError, UnicodeDecodeError):
        return "system"
    return found[1] if found else "system"
