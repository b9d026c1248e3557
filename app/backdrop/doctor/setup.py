"""Setting the virtual camera up, reloading it and taking it away: as one script that a person can read before it runs.

`plan`, `reload_plan` and `undo_plan` word what would be done and change nothing; `run` does it, as root. Only the
virtual camera of Linux is set up like this; elsewhere a plan has no script, and doctor's findings say what to install.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backdrop.doctor.finding import Wording, say
from backdrop.doctor.offers import FIRST_GOOD_VERSION, PACKAGE, Facts, numbers, read_facts
from backdrop.doctor.privileged import run_as_root
from backdrop.host import v4l2

OPTIONS_FILE = "/etc/modprobe.d/backdrop.conf"
LOAD_FILE = "/etc/modules-load.d/backdrop.conf"
OPTIONS = f'devices=1 exclusive_caps=1 card_label="{v4l2.LOOPBACK_LABEL}"'

_HEAD = """#!/bin/sh
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
"""
_REMOVE_PACKAGE = {
    "apt": f"sudo apt remove {PACKAGE}",
    "dnf": "sudo dnf remove akmod-v4l2loopback",
    "pacman": f"sudo pacman -Rs {PACKAGE}",
    "zypper": "sudo zypper remove v4l2loopback-kmp-default",
}
_INSTALL_ELSEWHERE = {
    "dnf": 'sudo dnf install akmod-v4l2loopback "kernel-devel-$(uname -r)"  # of RPM Fusion\nsudo akmods --force',
    "pacman": f"sudo pacman -S --needed linux-headers {PACKAGE}",
    "zypper": "sudo zypper install v4l2loopback-kmp-default",
}


@dataclass(frozen=True, slots=True)
class SetupPlan:
    """What would be done.

    `summary`: for people, a sentence a step. `script`: exactly what runs, for /bin/sh; "" when there is nothing to run.
    `before`: commands that the user runs themselves first, one a line, on systems whose packages are not installed by
    Backdrop. `notes`: what to know. `after`: commands that finish the job by hand. `unloads`: the module is taken out
    of the kernel on the way, so that nothing may have the camera open.
    """

    summary: tuple[Wording, ...]
    script: str = ""
    before: str = ""
    notes: tuple[Wording, ...] = ()
    after: str = ""
    unloads: bool = False


def plan(facts: Facts | None = None) -> SetupPlan:
    """What sets the virtual camera up on this machine. Asks the package manager: not for the window's thread."""
    if facts is None:
        if sys.platform != "linux":
            return SetupPlan(summary=(say("This system's virtual camera comes with OBS Studio."),))
        facts = read_facts()
    by_us = facts.needs_package and facts.family == "apt"
    by_hand = facts.needs_package and not by_us
    unloads = facts.is_loaded and (by_us or not facts.is_loaded_well)
    steps = [_install(facts)] if by_us else []
    summary = [say("Install {package} and what builds it for your kernel.", package=_named(facts))] if by_us else []
    steps += [_configure(), _load(unloads)]
    summary += [
        say("Set it to make one camera, “{label}”, which browsers list.", label=v4l2.LOOPBACK_LABEL),
        say("Load it now, and whenever this computer starts."),
    ]
    return SetupPlan(
        summary=tuple(summary),
        script=_HEAD + "".join(steps),
        before=_INSTALL_ELSEWHERE.get(facts.family, "") if by_hand else "",
        notes=_notes(facts, by_hand),
        unloads=unloads,
    )


def reload_plan() -> SetupPlan:
    """Takes the module out and loads it anew: what mends a stuck camera, and each second start of an old module."""
    return SetupPlan(
        summary=(say("Take the virtual camera out of the kernel and load it anew."),),
        script=f"{_HEAD}\n# The camera, anew.\nmodprobe -r v4l2loopback\nmodprobe v4l2loopback {OPTIONS}\n",
        notes=(say("Close the calls and browser tabs that use the camera first."),),
        unloads=True,
    )


def undo_plan(facts: Facts | None = None) -> SetupPlan:
    """Removes what `plan` configured. The package stays; `after` says how to remove it."""
    if facts is None:
        if sys.platform != "linux":
            return SetupPlan(summary=(say("Nothing was set up on this system by Backdrop."),))
        facts = read_facts()
    script = f"{_HEAD}\n# No longer loaded and configured at the start.\nrm -f {OPTIONS_FILE} {LOAD_FILE}\n"
    summary = [say("Remove the two files that configure the camera and load it at the start.")]
    unloads = v4l2.LOOPBACK_LABEL in facts.labels
    if unloads:
        script += (
            "\n# Out of the kernel; while a program uses it, only at the next start.\n"
            'modprobe -r v4l2loopback || echo "The camera is in use; it goes when this computer restarts."\n'
        )
        summary.append(say("Take the camera out of the kernel."))
    package = _REMOVE_PACKAGE.get(facts.family, "")
    notes = (say("The package v4l2loopback itself stays; this removes it:"),) if package else ()
    return SetupPlan(tuple(summary), script, notes=notes, after=package, unloads=unloads)


def run(
    planned: SetupPlan,
    on_line: Callable[[str], object] = lambda _line: None,
    cancelled: Callable[[], bool] = lambda: False,
    asker: Sequence[str] | None = None,
) -> None:
    """Runs the plan's script as root, asking for the password through pkexec where need be.

    `on_line` is called from this thread with each line that the script prints. `cancelled` is asked while the password
    is awaited; once the script runs it is not broken off, since a package half installed would be worse. Raises
    BackdropError, worded, when it was not allowed or failed. `asker`: see `run_as_root`.
    """
    if planned.script:
        run_as_root(planned.script, on_line, cancelled, asker)


def _named(facts: Facts) -> str:
    version = facts.wanted.partition("-")[0]
    return f"v4l2loopback {version}" if version else "v4l2loopback"


def _install(facts: Facts) -> str:
    package = f"{PACKAGE}={facts.wanted}" if facts.wanted and facts.wanted != facts.candidate else PACKAGE
    packages = [package] if facts.has_headers else [f"linux-headers-{facts.release}", package]
    return (
        f"\n# The kernel module, built for the running kernel.\n"
        f"export DEBIAN_FRONTEND=noninteractive\n"
        f'apt-get update || echo "The package lists could not be refreshed; going on with those at hand."\n'
        f"apt-get install --yes --no-install-recommends {shlex.join(packages)}\n"
    )


def _configure() -> str:
    return (
        f"\n# One camera, which browsers list, loaded at every start.\n"
        f"mkdir -p /etc/modprobe.d /etc/modules-load.d\n"
        f"echo {shlex.quote(f'options v4l2loopback {OPTIONS}')} > {OPTIONS_FILE}\n"
        f"echo v4l2loopback > {LOAD_FILE}\n"
    )


def _load(unloads: bool) -> str:
    out = "modprobe -r v4l2loopback\n" if unloads else ""
    return f"\n# The camera, now.\n{out}modprobe v4l2loopback\n"


def _notes(facts: Facts, by_hand: bool) -> tuple[Wording, ...]:
    notes = []
    if by_hand and facts.family:
        notes.append(say("Install v4l2loopback yourself first, in a terminal:"))
    elif by_hand:
        notes.append(say("Install v4l2loopback with your system's package manager first."))
    if not facts.needs_package or facts.family != "apt":
        return tuple(notes)
    if facts.wanted and numbers(facts.wanted) < FIRST_GOOD_VERSION:
        notes.append(
            say(
                "Your system offers v4l2loopback {version}, which has to be reloaded whenever Backdrop was closed. "
                "Debian 12 has a newer one in bookworm-backports.",
                version=facts.wanted.partition("-")[0],
            )
        )
    if not (facts.has_headers or facts.offers_headers):
        notes.append(
            say(
                "Your system does not offer the headers of the running kernel {release}. If the installation stops at "
                "them, update the system, restart, and try again.",
                release=facts.release,
            )
        )
    return tuple(notes)
