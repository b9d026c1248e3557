"""Does the firmware refuse the kernel module of the virtual camera? Linux only; silent elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

from backdrop.doctor.finding import Finding, State, Wording, say
from backdrop.host import v4l2
from backdrop.text import _

# The key that DKMS signs modules with: where DKMS itself makes it, and where Ubuntu keeps its own.
_KEYS = (Path("/var/lib/shim-signed/mok/MOK.der"), Path("/var/lib/dkms/mok.pub"))


def check() -> list[Finding]:
    if sys.platform != "linux":
        return []
    key = next((key for key in _KEYS if key.exists()), _KEYS[-1])
    return judge(v4l2.secure_boot_enabled(), v4l2.loopback_module() is not None, key)


def judge(is_on: bool | None, is_loaded: bool, key: Path) -> list[Finding]:
    """`is_loaded`: v4l2loopback already is, so that the firmware evidently accepts it. `key`: what to enrol."""
    if is_on is None:
        return [_finding("info", say("its state cannot be read on this machine"))]
    if not is_on:
        return [_finding("ok", say("off; the kernel loads v4l2loopback as it is"))]
    if is_loaded:
        return [_finding("info", say("on, and v4l2loopback is loaded"))]
    return [
        _finding(
            "warn",
            say('on: the kernel refuses v4l2loopback ("Key was rejected by service") until its key is enrolled'),
            say("if loading it fails, enrol the key with a password of your choice, restart, and confirm it there"),
            f"sudo mokutil --import {key}",
        )
    ]


def _finding(state: State, message: Wording, remedy: Wording | None = None, command: str = "") -> Finding:
    return Finding("secure boot", _("Secure Boot"), state, message, remedy or Wording(), command)
