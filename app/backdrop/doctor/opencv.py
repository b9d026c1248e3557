"""Is there exactly one OpenCV? Its distributions all unpack into the same folder, and the last one wins in part."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata

from backdrop.doctor.finding import Finding, say
from backdrop.text import _

_WANTED = "opencv-python-headless"
_DISTRIBUTIONS = ("opencv-python", _WANTED, "opencv-contrib-python", "opencv-contrib-python-headless")


def check() -> list[Finding]:
    installed = {}
    for name in _DISTRIBUTIONS:
        try:
            installed[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return judge(installed)


def judge(installed: Mapping[str, str]) -> list[Finding]:
    """`installed`: versions by distribution name."""
    found = ", ".join(f"{name} {version}" for name, version in installed.items())
    if len(installed) > 1:
        told = say("{found} lie in one folder, each partly over the other", found=found)
        remedy = say("remove them all, then install one")
        commands = f"python -m pip uninstall -y {' '.join(installed)}\npython -m pip install {_WANTED}"
        return [Finding("opencv", "OpenCV", "warn", told, remedy, commands)]
    # Other packagers (Linux distributions, conda) give it other names; that it can be imported is seen elsewhere.
    return [Finding("opencv", "OpenCV", "ok", say("{found}", found=found or _("not installed by pip")))]
