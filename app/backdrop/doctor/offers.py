"""What this Linux system can install of v4l2loopback, as its package manager tells. Asks and changes nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from backdrop.host import v4l2

PACKAGE = "v4l2loopback-dkms"
FIRST_GOOD_VERSION = (0, 13)
"""Older ones take no second writer under exclusive_caps=1 (v4l2loopback's issue 470)."""

Family = Literal["apt", "dnf", "pacman", "zypper", ""]
_FAMILIES: tuple[tuple[str, Family], ...] = (
    ("apt-get", "apt"), ("dnf", "dnf"), ("pacman", "pacman"), ("zypper", "zypper"),
)  # fmt: skip

Ask = Callable[[Sequence[str]], str]
"""Runs a command and gives what it prints; "" when it fails."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a plan depends on.

    `installed`, `candidate`, `offered`: versions of the package v4l2loopback-dkms, as apt tells. `is_available`: there
    is a module for the running kernel. `exclusive_caps`, `labels`: of the loaded module and its devices.
    """

    release: str
    family: Family = "apt"
    installed: str = ""
    candidate: str = ""
    offered: tuple[str, ...] = ()
    has_headers: bool = False
    offers_headers: bool = True
    is_available: bool = False
    is_loaded: bool = False
    exclusive_caps: bool = False
    labels: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """The version to install: the system's own choice if it is new enough, else the newest that is offered."""
        if numbers(self.candidate) >= FIRST_GOOD_VERSION or not self.offered:
            return self.candidate
        newest = max(self.offered, key=numbers)
        return newest if numbers(newest) >= FIRST_GOOD_VERSION else self.candidate

    @property
    def needs_package(self) -> bool:
        """Whether there is something to install: none is there, or only an old one where a better one is offered."""
        if not self.is_available:
            return True
        outdated = bool(self.installed) and numbers(self.installed) < FIRST_GOOD_VERSION
        return outdated and numbers(self.wanted) >= FIRST_GOOD_VERSION

    @property
    def is_loaded_well(self) -> bool:
        return self.is_loaded and self.exclusive_caps and v4l2.LOOPBACK_LABEL in self.labels


def numbers(version: str) -> tuple[int, ...]:
    """(0, 13, 2) of "0.13.2-1~bpo12+1"; () of no version."""
    upstream = version.rpartition(":")[2].partition("-")[0]
    return tuple(int(digits) for digits in re.findall(r"\d+", upstream)[:3])


def read_facts(ask: Ask | None = None) -> Facts:
    """The facts of this machine. `ask` stands for the package manager in tests."""
    ask = _run if ask is None else ask
    release = v4l2.kernel_release()
    families = [name for program, name in _FAMILIES if shutil.which(program)]
    family: Family = families[0] if families else ""
    module = v4l2.loopback_module()
    policy = ask(("apt-cache", "policy", PACKAGE)) if family == "apt" else ""
    listed = ask(("apt-cache", "madison", PACKAGE)) if family == "apt" else ""
    headers = ask(("apt-cache", "policy", f"linux-headers-{release}")) if family == "apt" else ""
    return Facts(
        release=release,
        family=family,
        installed=_field(policy, "Installed"),
        candidate=_field(policy, "Candidate"),
        offered=offered_versions(listed),
        has_headers=Path(f"/lib/modules/{release}/build/Makefile").exists(),
        offers_headers=bool(_field(headers, "Candidate")),
        is_available=v4l2.is_module_available(),
        is_loaded=module is not None,
        exclusive_caps=module is not None and True in module.exclusive_caps[:1],
        labels=tuple(device.name for device in v4l2.loopback_outputs()),
    )


def offered_versions(madison: str) -> tuple[str, ...]:
    """The versions in what `apt-cache madison` prints: lines of `package | version | source`."""
    rows = [[part.strip() for part in line.split("|")] for line in madison.splitlines()]
    return tuple(dict.fromkeys(row[1] for row in rows if len(row) == 3 and row[2].endswith("Packages")))


def _field(policy: str, name: str) -> str:
    found = re.search(rf"^\s*{name}:\s*(\S+)\s*$", policy, re.MULTILINE)
    return found[1] if found and not found[1].startswith("(") else ""


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=20, check=False, errors="replace",
            env=os.environ | {"LC_ALL": "C"},  # the field names are looked for in English
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
