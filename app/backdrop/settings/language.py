"""The stored choice of language alone: the command line needs it at once, and loading all settings takes far longer."""

from __future__ import annotations

import re

from backdrop.host.paths import config_dir

_LANGUAGE = re.compile(r"""^language\s*=\s*["'](\w+)["']""", re.MULTILINE)


def stored_language() -> str:
    """What the settings file says, "system" when it says nothing usable."""
    try:
        found = _LANGUAGE.search((config_dir() / "settings.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return "system"
    return found[1] if found else "system"
