"""What keeps Backdrop from doing its job on this machine, and what mends it. `examine` runs every check.

It looks and changes nothing. A new check is one file here and one row of the table below.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from backdrop.doctor.finding import Finding, Wording, say
from backdrop.text import N_, translated

__all__ = ["CHECKS", "Check", "Finding", "Wording", "can_do_its_job", "examine"]

Check = Callable[[], list[Finding]]

_log = logging.getLogger(__name__)


def _webcam() -> list[Finding]:
    from backdrop.doctor import webcam

    return webcam.check()


def _virtual_camera() -> list[Finding]:
    from backdrop.doctor import virtual_camera

    return virtual_camera.check()


def _secure_boot() -> list[Finding]:
    from backdrop.doctor import secure_boot

    return secure_boot.check()


def _sandboxed() -> list[Finding]:
    from backdrop.doctor import sandboxed

    return sandboxed.check()


def _model() -> list[Finding]:
    from backdrop.doctor import model

    return model.check()


def _opencv() -> list[Finding]:
    from backdrop.doctor import opencv

    return opencv.check()


def _system() -> list[Finding]:
    from backdrop.doctor import system

    return system.check()


CHECKS: dict[str, Check] = {
    "webcam": _webcam,
    "virtual camera": _virtual_camera,
    "secure boot": _secure_boot,
    "sandboxed browsers": _sandboxed,
    "model": _model,
    "opencv": _opencv,
    "system": _system,
}


TITLES = {
    "webcam": N_("Webcam"),
    "virtual camera": N_("Virtual camera"),
    "secure boot": N_("Secure Boot"),
    "sandboxed browsers": N_("Sandboxed browsers"),
    "model": N_("Model"),
    "opencv": "OpenCV",
    "system": N_("System"),
}
"""What a check that failed is called."""


def examine(checks: Mapping[str, Check] = CHECKS) -> list[Finding]:
    """The findings of every check, in the table's order. Never raises: a check that fails is itself a finding."""
    findings: list[Finding] = []
    for name, check in checks.items():
        try:
            findings += check()
        except Exception as error:  # noqa: BLE001 - a broken machine is what this is for
            _log.exception("the check %r failed", name)
            findings.append(_failed(name, error))
    return findings


def can_do_its_job(findings: list[Finding]) -> bool:
    """Whether nothing found keeps Backdrop from putting its picture into a call."""
    return all(finding.state != "problem" for finding in findings)


def _failed(name: str, error: Exception) -> Finding:
    return Finding(
        name,
        translated(TITLES.get(name, name)),
        "problem",
        say("this could not be checked ({kind}: {error})", kind=type(error).__name__, error=error),
        say("please report it with the file that `backdrop doctor --report FILE` writes"),
    )
