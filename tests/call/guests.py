"""The guests on this machine: what they are made of is fetched and built once and kept in the user's cache.

Each runs chapters of the plan (plan/) and leaves what it found in a folder. What must be so is the tests' business.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_STEPS = HERE / "guest"

PROGRAMS = {
    "qemu-system-x86_64": "qemu-system-x86", "modprobe": "kmod", "cpio": "cpio", "gcc": "gcc", "make": "make",
    "v4l2-ctl": "v4l-utils", "chromium": "chromium", "apt-get": "apt", "dpkg-deb": "dpkg",
}  # fmt: skip
"""What this machine must have, and the Debian package it is in."""

CLIP = ROOT.parent / "shared" / "clips" / "akiyo_cif.mp4"
SHOWN = {"presenter": ("presenter", (320, 180)), "clip": (f"file:{CLIP}", (1280, 720))}
"""Chapter: the source that it shows, and the size in which it publishes."""

Guests = dict[str, tuple[int, tuple[str, ...]]]
GUESTS: Guests = {
    "call": (2560, ("idle", "presenter", "clip")),
    "webcam": (1536, ("asleep", "webcam", "unplugged", "killed", "busy")),
}
"""Name: memory in megabytes, and chapters. Side by side, since a guest mostly keeps one processor busy."""

GUEST_WITHIN_S = 2400
"""Six times what the slower guest takes on two idle processors, three times where those are half as fast."""

_KVM_WITHIN_S = 20
"""A guest is up in three seconds where KVM works; where /dev/kvm only looks as if it did, nothing ever comes."""


class NoGuestError(Exception):
    """The machine cannot have one; worded for the person who runs the tests."""


def missing_programs() -> list[str]:
    """Names of the Debian packages of what is not installed."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return [package for program, package in PROGRAMS.items() if shutil.which(program, path=path) is None]


def made_guest() -> Path:
    """The folder that the guests are booted from, made if need be. NoGuestError when it cannot be."""
    # XDG_CACHE_HOME is the tests' own, which does not outlive them.
    work = Path.home() / ".cache" / "backdrop-call"
    wanted = hashlib.sha256(b"".join((_STEPS / step).read_bytes() for step in ("fetch", "build"))).hexdigest()
    stamp = work / "made-by"
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        _step("fetch", work)
        _step("build", work)
        stamp.write_text(wanted)
    _step("pack", work)
    return work


def accelerator(work: Path) -> str:
    """kvm or tcg; tried once, then remembered."""
    kept = work / "accelerator"
    if not kept.is_file():
        works = os.access("/dev/kvm", os.R_OK | os.W_OK) and _kvm_works(work)
        kept.write_text("kvm" if works else "tcg")
    return kept.read_text()


def run_guests(work: Path, results: Path, models: Path, wanted: Guests = GUESTS) -> None:
    """Runs the guests side by side to their end; a folder of results each."""
    shutil.rmtree(results, ignore_errors=True)
    accel = accelerator(work)
    running = [
        _started(work, results / name, accel, models, memory, chapters) for name, (memory, chapters) in wanted.items()
    ]
    for guest in running:
        guest.wait()


def _step(name: str, work: Path) -> None:
    start = time.monotonic()
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    done = subprocess.run(
        ["bash", _STEPS / name, work], env={**os.environ, "PATH": path, "LC_ALL": "C"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    print(f"guest: {name} took {time.monotonic() - start:.0f} s")
    if done.returncode:
        # What cannot be had is no fault; what cannot be built from it is one.
        error = NoGuestError if name == "fetch" else RuntimeError
        raise error(f"the guest cannot be made here ({name}): {done.stdout[-600:].strip()}")


def _kvm_works(work: Path) -> bool:
    out = work / "kvm"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    (out / "plan").write_text("true\n")
    return _boot(work, out, "kvm", 1024, _KVM_WITHIN_S).wait() == 0 and (out / "exit").exists()


def _started(
    work: Path, out: Path, accel: str, models: Path, memory: int, chapters: tuple[str, ...]
) -> subprocess.Popen[bytes]:
    out.mkdir(parents=True)
    # What the program keeps goes to the guest's memory; the host's files are read-only there.
    given = {
        "PYTHONPATH": f"{ROOT / 'app'}:{ROOT / 'tests'}", "BACKDROP_MODEL_PATH": models,
        "XDG_CACHE_HOME": "/guest", "XDG_CONFIG_HOME": "/guest", "XDG_STATE_HOME": "/guest", "XDG_DATA_HOME": "/guest",
    }  # fmt: skip
    command = [sys.executable, "-m", "call.plan", "/out", str(CLIP) if CLIP.is_file() else "", *chapters]
    lines = [f"export {name}={shlex.quote(str(value))}" for name, value in given.items()]
    (out / "plan").write_text("\n".join([*lines, f"exec {shlex.join(command)}", ""]))
    return _boot(work, out, accel, memory, GUEST_WITHIN_S)


def _boot(work: Path, out: Path, accel: str, memory: int, within_s: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["bash", _STEPS / "boot", work, out, accel, str(memory), str(within_s)])
