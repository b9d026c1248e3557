"""Browsers that live in a sandbox and may therefore not see the virtual camera. Linux only; silent elsewhere.

A Snap sees cameras while its plug `camera` is connected (then its AppArmor profile names /dev/video*); a Flatpak while
its permissions name `devices=all`.
"""

from __future__ import annotations

import configparser
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from backdrop.doctor.finding import Finding, Wording, say

CHECK = "sandboxed browsers"

_SNAPS = {
    "firefox": "Firefox", "chromium": "Chromium", "brave": "Brave", "opera": "Opera", "vivaldi": "Vivaldi",
}  # fmt: skip
_FLATPAKS = {
    "org.mozilla.firefox": "Firefox",
    "org.chromium.Chromium": "Chromium",
    "io.github.ungoogled_software.ungoogled_chromium": "Ungoogled Chromium",
    "com.google.Chrome": "Chrome",
    "com.brave.Browser": "Brave",
    "com.microsoft.Edge": "Edge",
    "com.opera.Opera": "Opera",
    "com.vivaldi.Vivaldi": "Vivaldi",
    "io.gitlab.librewolf-community": "LibreWolf",
    "app.zen_browser.zen": "Zen",
    "org.gnome.Epiphany": "GNOME Web",
}
_SNAP_FOLDERS = (Path("/snap"), Path("/var/lib/snapd/snap"))
_SNAP_PROFILES = Path("/var/lib/snapd/apparmor/profiles")
_FLATPAK_FOLDERS = (Path("~/.local/share/flatpak"), Path("/var/lib/flatpak"))


def check() -> list[Finding]:
    if sys.platform != "linux":
        return []
    flatpak = [folder.expanduser() for folder in _FLATPAK_FOLDERS]
    return [*judge_snaps(_SNAP_FOLDERS, _SNAP_PROFILES), *judge_flatpaks(flatpak)]


def judge_snaps(folders: Sequence[Path], profiles: Path) -> list[Finding]:
    """`folders`: where Snaps are mounted. `profiles`: what confines them, which not every system lets users read."""
    findings = []
    for name, title in _SNAPS.items():
        if not any((folder / name / "current").exists() for folder in folders):
            continue
        connect = f"sudo snap connect {name}:camera"
        sees_cameras = _names_cameras(profiles / f"snap.{name}.{name}")
        if sees_cameras is None:
            told = say("{browser} is a Snap; if it lists no camera, run: {command}", browser=title, command=connect)
            findings.append(Finding(CHECK, title, "info", told))
        elif not sees_cameras:
            told = say("{browser} is a Snap that may not see cameras", browser=title)
            findings.append(_hidden(title, told, connect))
    return findings


def judge_flatpaks(folders: Sequence[Path]) -> list[Finding]:
    """`folders`: the installations of Flatpak, the user's own first."""
    findings = []
    for app, title in _FLATPAKS.items():
        metadata = [folder / "app" / app / "current" / "active" / "metadata" for folder in folders]
        installed = [path for path in metadata if path.exists()]
        overrides = [folder / "overrides" / app for folder in folders]
        if not installed or any("all" in _devices(path) for path in [*installed, *overrides]):
            continue
        told = say("{browser} is a Flatpak that may not see the virtual camera", browser=title)
        findings.append(_hidden(title, told, f"flatpak override --user --device=all {app}"))
    return findings


def _hidden(title: str, told: Wording, command: str) -> Finding:
    return Finding(CHECK, title, "warn", told, say("allow it, then start the browser anew"), command)


def _names_cameras(profile: Path) -> bool | None:
    try:
        return "/dev/video" in profile.read_text("utf-8", "replace")
    except OSError:
        return None


def _devices(metadata: Path) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(metadata.read_text("utf-8", "replace"))
    except (OSError, configparser.Error):
        return
    yield from parser.get("Context", "devices", fallback="").split(";")
