"""The file that a user attaches to a bug report: version, system, findings, settings, the end of the log.

It holds no picture, and the user's home directory, which bears their name, is written as `~` throughout.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from backdrop import __version__
from backdrop.doctor.finding import Finding
from backdrop.host.files import write_atomically
from backdrop.host.paths import log_file

_LOG_LINES = 200
# Far more than so many lines need; a log that something filled must not be read whole.
_LOG_BYTES = 512 * 1024


def write_report(path: Path, findings: Sequence[Finding], settings_text: str, log: Path | None = None) -> None:
    """Writes the report whole or not at all. Raises BackdropError when it cannot be written.

    `log`: the log to take the end of, by default the program's own.
    """
    made = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    sections = (
        ("Findings", "\n".join(_lines(findings))),
        ("Settings", settings_text),
        (f"The last {_LOG_LINES} lines of the log", _tail(log_file() if log is None else log)),
    )
    text = f"Backdrop {__version__}: report of {made}\n"
    for title, content in sections:
        text += f"\n{title}\n{'-' * len(title)}\n{content.strip() or '(none)'}\n"
    write_atomically(path, without_home(text).encode("utf-8", "replace"))


def without_home(text: str, home: str | None = None) -> str:
    """`text` with the home directory (`home`, by default this user's) written as `~`, however it is spelt.

    Logs spell it as the system does, with doubled backslashes (the `repr` of a path) or with forward slashes.
    """
    home = str(Path.home()) if home is None else home
    if len(home.strip("/\\")) == 0:  # a service without a home has the root of the file system
        return text
    flags = re.IGNORECASE if sys.platform in ("win32", "darwin") else 0
    for spelling in {home, os.path.realpath(home)}:
        parts = [re.escape(part) for part in re.split(r"[/\\]", spelling)]
        text = re.sub(r"[/\\]{1,2}".join(parts) + r"(?!\w)", "~", text, flags=flags)
    return text


def _lines(findings: Sequence[Finding]) -> list[str]:
    lines = []
    for finding in findings:
        lines.append(f"{finding.state:8}{finding}")
        lines += [f"{'':8}    {command}" for command in finding.remedy_command.splitlines()]
    return lines


def _tail(log: Path) -> str:
    try:
        with open(log, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError as error:
        return f"(no log: {error.strerror})"
    return "\n".join(text.splitlines()[-_LOG_LINES:])
