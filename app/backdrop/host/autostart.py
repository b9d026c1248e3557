"""Starting Backdrop with the session: the one entry that each system keeps for that, made and removed.

Nothing here needs more rights than the user's own. Whether the window shows itself then is said by `--minimised`.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from backdrop.errors import SettingsError
from backdrop.host.files import write_atomically
from backdrop.host.paths import display
from backdrop.text import N_

NAME = "Backdrop"
_AGENT = "org.backdrop.Backdrop"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"

# The characters that the Desktop Entry Specification wants quoted in Exec, and those to be escaped within quotes.
_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`%")
_ESCAPED = set('"`$\\')


def is_on() -> bool:
    """Whether Backdrop starts with the session. False where that cannot be told."""
    if sys.platform == "win32":
        return _is_in_registry()
    if sys.platform == "darwin":
        return _agent_file().exists()
    return _entry_is_on(entry_file())


def switch(on: bool) -> None:
    """Starts Backdrop with the session from now on, or no longer. SettingsError when the entry cannot be changed."""
    if sys.platform == "win32":
        _switch_registry(on)
    elif sys.platform == "darwin":
        _switch_file(_agent_file(), _agent(command()) if on else None)
    else:
        _switch_file(entry_file(), desktop_entry(command()).encode() if on else None)


def command() -> list[str]:
    """What starts this program again, however it was installed."""
    image = os.environ.get("APPIMAGE")
    if image:
        return [image, "--minimised"]
    if getattr(sys, "frozen", False):
        return [sys.executable, "--minimised"]
    script = Path(sys.executable).with_name("backdrop.exe" if sys.platform == "win32" else "backdrop")
    start = [str(script)] if script.is_file() else [sys.executable, "-m", "backdrop"]
    return [*start, "--minimised"]


def entry_file() -> Path:
    """The desktop entry of XDG's autostart (Desktop Application Autostart Specification)."""
    folder = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(folder).expanduser() / "autostart" / "backdrop.desktop"


def desktop_entry(arguments: Sequence[str]) -> str:
    """The entry that starts `arguments`."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={NAME}",
        "Icon=backdrop",
        f"Exec={' '.join(quoted(argument) for argument in arguments)}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return "\n".join(lines) + "\n"


def quoted(argument: str) -> str:
    """One argument as Exec has it: quoted if need be, then escaped as every string of such a file is."""
    text = argument.replace("%", "%%")
    if not text or _RESERVED & set(text):
        text = '"' + "".join(f"\\{c}" if c in _ESCAPED else c for c in text) + '"'
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _entry_is_on(path: Path) -> bool:
    try:
        lines = [line.replace(" ", "").lower() for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return False
    return "hidden=true" not in lines and "x-gnome-autostart-enabled=false" not in lines


def _switch_file(path: Path, content: bytes | None) -> None:
    if content is not None:
        write_atomically(path, content, SettingsError)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as reason:
        raise _refused(display(path), reason) from reason


def _refused(place: str, reason: OSError) -> SettingsError:
    return SettingsError(
        N_("starting with the session cannot be changed: {place}: {reason}"),
        place=place, reason=reason.strerror or reason,
    )  # fmt: skip


def _agent_file() -> Path:
    return Path("~/Library/LaunchAgents").expanduser() / f"{_AGENT}.plist"


def _agent(arguments: Sequence[str]) -> bytes:
    import plistlib

    return plistlib.dumps({"Label": _AGENT, "ProgramArguments": list(arguments), "RunAtLoad": True})


def _is_in_registry() -> bool:
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            winreg.QueryValueEx(key, NAME)
            return True
    return False


def _switch_registry(on: bool) -> None:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                if on:
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(command()))
                else:
                    with contextlib.suppress(FileNotFoundError):
                        winreg.DeleteValue(key, NAME)
        except OSError as reason:
            raise _refused("HKEY_CURRENT_USER\\" + _RUN_KEY, reason) from reason
