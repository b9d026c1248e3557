"""Is there a virtual camera that Backdrop can publish to and browsers will list?

On Linux that is a v4l2loopback device; on Windows and macOS it is OBS's camera. What is judged here was measured:
v4l2loopback before 0.13 does not take a second writer under exclusive_caps=1 (its issue 470), and without
exclusive_caps Chromium lists nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from backdrop.doctor.finding import Finding, State, Wording, say
from backdrop.host import v4l2
from backdrop.text import _

INSTALL_COMMAND = "sudo apt install v4l2loopback-dkms linux-headers-$(uname -r)"
LOAD_COMMAND = f'sudo modprobe v4l2loopback devices=1 exclusive_caps=1 card_label="{v4l2.LOOPBACK_LABEL}"'
RELOAD_COMMAND = f"sudo modprobe -r v4l2loopback\n{LOAD_COMMAND}"

_FIRST_GOOD_VERSION = (0, 13)

# The class that OBS registers for its camera on Windows, and the name of its camera extension on macOS.
_OBS_CLASS = "{A3FCE0F5-3493-419F-958A-ABA1250EC20B}"
_OBS_EXTENSION = "com.obsproject.obs-studio.mac-camera-extension"
_OBS_APP = Path("/Applications/OBS.app")


def check() -> list[Finding]:
    if sys.platform == "win32":
        return judge_windows(obs_camera_is_installed())
    if sys.platform == "darwin":
        return judge_macos(_OBS_APP.exists(), obs_camera_is_installed())
    outputs = v4l2.loopback_outputs()
    writers = v4l2.holders(outputs[0].path) if outputs else []
    has_apt = shutil.which("apt") is not None
    return judge_linux(v4l2.loopback_module(), v4l2.is_module_available(), outputs, writers, has_apt)


def judge_linux(
    module: v4l2.LoopbackModule | None,
    is_available: bool,
    outputs: Sequence[v4l2.VideoDevice],
    writers: Sequence[str] = (),
    has_apt: bool = True,
) -> list[Finding]:
    """`outputs`: as `v4l2.loopback_outputs` orders them. `writers`: who has the first of them open."""
    if module is None:
        return [_not_loaded(is_available, has_apt)]
    if not outputs:
        told = say("v4l2loopback is loaded, but there is no device of it")
        return [_finding("problem", told, say("load it anew, with one"), RELOAD_COMMAND)]
    device = next((output for output in outputs if output.can_output), outputs[0])
    if device.state == "denied":
        told = say("you may not open {label} ({path})", label=device.name, path=device.path)
        return [
            _finding("problem", told, say("join the group that may, then log out and in again"), v4l2.GRANT_COMMAND)
        ]
    if device.can_output and device.can_capture:
        told = say("browsers will not list {label}: v4l2loopback lacks exclusive_caps=1", label=device.name)
        return [_finding("problem", told, say("end what uses it, then load it anew"), RELOAD_COMMAND)]
    return [_at_work(module, device, writers), *_age(module)]


def judge_windows(is_registered: bool) -> list[Finding]:
    if is_registered:
        return [_finding("ok", say("OBS Virtual Camera is installed"))]
    told = say("OBS Virtual Camera is not installed")
    remedy = say("install OBS Studio from obsproject.com and start it once; it need not run afterwards")
    return [_finding("problem", told, remedy, "winget install --exact --id OBSProject.OBSStudio")]


def judge_macos(has_app: bool, is_enabled: bool) -> list[Finding]:
    if has_app and is_enabled:
        return [_finding("ok", say("OBS Virtual Camera is installed"))]
    if not has_app:
        told = say("OBS is not in the Applications folder")
        remedy = say("install OBS Studio from obsproject.com, then start its virtual camera once")
        return [_finding("problem", told, remedy, "brew install --cask obs")]
    told = say("the camera extension of OBS is not enabled")
    remedy = say(
        "start OBS, click Start Virtual Camera, allow it under System Settings > General > Login Items & Extensions > "
        "Camera Extensions, then quit OBS"
    )
    return [_finding("problem", told, remedy)]


def _not_loaded(is_available: bool, has_apt: bool) -> Finding:
    if is_available:
        return _finding("problem", say("v4l2loopback is installed, but not loaded"), say("load it"), LOAD_COMMAND)
    told = say("v4l2loopback is not installed for the kernel {release}", release=v4l2.kernel_release())
    if has_apt:
        return _finding("problem", told, say("install it, then load it"), f"{INSTALL_COMMAND}\n{LOAD_COMMAND}")
    return _finding("problem", told, say("install it with your system's package manager, then load it"), LOAD_COMMAND)


def _at_work(module: v4l2.LoopbackModule, device: v4l2.VideoDevice, writers: Sequence[str]) -> Finding:
    named = {"label": device.name, "path": device.path}
    if device.can_output:
        return _finding(
            "ok", say("{label} ({path}) is free; v4l2loopback {version}", version=_version(module), **named)
        )
    if device.can_capture or device.state == "busy":
        who = ", ".join(writers)
        told = (
            say("{label} ({path}) is in use by {who}", who=who, **named) if who else say("{label} is in use", **named)
        )
        return _finding("warn", told, say("end that, unless it is Backdrop itself"))
    told = say("{label} ({path}) takes no picture: v4l2loopback got stuck", **named)
    return _finding("problem", told, say("load it anew"), RELOAD_COMMAND)


def _age(module: v4l2.LoopbackModule) -> list[Finding]:
    if module.version_numbers >= _FIRST_GOOD_VERSION:
        return []
    told = say("v4l2loopback {version} works once: after a program stops, no other can start", version=_version(module))
    remedy = say("install 0.13.2 or newer (Debian 12 has it in bookworm-backports); until then load it anew each time")
    return [_finding("warn", told, remedy, RELOAD_COMMAND)]


def _version(module: v4l2.LoopbackModule) -> str:
    return module.version or _("(a release before 0.13)")


def _finding(state: State, message: Wording, remedy: Wording | None = None, command: str = "") -> Finding:
    return Finding("virtual camera", _("Virtual camera"), state, message, remedy or Wording(), command)


def obs_camera_is_installed() -> bool:
    """Whether OBS's virtual camera can be written to. False on Linux, where it is v4l2loopback's."""
    if sys.platform == "darwin":
        return _obs_extension_is_enabled()
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"CLSID\{_OBS_CLASS}\InprocServer32") as key:
                return Path(winreg.QueryValueEx(key, "")[0]).is_file()
        except OSError:
            pass
    return False


def _obs_extension_is_enabled() -> bool:
    try:
        listing = subprocess.run(
            ["systemextensionsctl", "list"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return any(_OBS_EXTENSION in line and "activated enabled" in line for line in listing.stdout.splitlines())
