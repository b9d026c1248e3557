"""Why a camera gives no picture, worded with what to do about it.

OpenCV only says that it failed. This looks for the reason afterwards and changes nothing.
"""

from __future__ import annotations

import contextlib
import sys

from backdrop.capture.cameras import CameraInfo
from backdrop.errors import SourceBusyError, SourceDeniedError, SourceError, SourceMissingError
from backdrop.host import v4l2
from backdrop.text import N_

# Where Windows keeps the answers to "may desktop programs use the camera" (Settings, Privacy & security, Camera).
_CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\webcam"


def why_no_picture(camera: CameraInfo) -> SourceError:
    """The error to raise for a camera that was found but does not start. It must be released before this is called."""
    if camera.node:
        return _on_linux(camera)
    if sys.platform == "darwin":
        return SourceDeniedError(
            N_(
                "the camera {name} does not start; allow it under System Settings > Privacy & Security > Camera for "
                "the program that runs Backdrop, and close other programs that use it"
            ),
            name=camera.name,
        )
    if windows_denies_cameras():
        return SourceDeniedError(
            N_(
                "Windows keeps the camera {name} from desktop programs; allow it under Settings > Privacy & security > "
                "Camera"
            ),
            name=camera.name,
        )
    return SourceBusyError(
        N_(
            "the camera {name} does not start; close the other program that uses it, or choose another camera with "
            "`backdrop devices`"
        ),
        name=camera.name,
    )


def windows_denies_cameras() -> bool:
    """Whether the privacy settings of Windows keep the camera from desktop programs. False on other systems."""
    if sys.platform == "win32":
        import winreg

        for root, key in (
            (winreg.HKEY_LOCAL_MACHINE, _CONSENT),
            (winreg.HKEY_CURRENT_USER, _CONSENT),
            (winreg.HKEY_CURRENT_USER, _CONSENT + r"\NonPackaged"),
        ):
            with contextlib.suppress(OSError), winreg.OpenKey(root, key) as opened:
                if winreg.QueryValueEx(opened, "Value")[0] == "Deny":
                    return True
    return False


def _on_linux(camera: CameraInfo) -> SourceError:
    device = next((found for found in v4l2.devices() if found.path == camera.node), None)
    named = {"name": camera.name, "node": camera.node}
    if device is None:
        return SourceMissingError(N_("the camera {name} ({node}) is gone; plug it in again"), **named)
    if device.state == "denied":
        return SourceDeniedError(
            N_("you may not use the camera {name} ({node}); run `{command}`, then log out and in again"),
            command=v4l2.GRANT_COMMAND,
            **named,
        )
    if device.state == "busy" or v4l2.is_taken(camera.node):
        return _busy(camera)
    if device.is_loopback:
        return SourceError(
            N_(
                "the virtual camera {name} ({node}) shows nothing; start the program that feeds it, or choose another "
                "camera with `backdrop devices`"
            ),
            **named,
        )
    if not device.can_capture:
        return SourceError(N_("{node} ({name}) gives no pictures; choose a camera with `backdrop devices`"), **named)
    return SourceError(
        N_(
            "the camera {name} ({node}) does not start; unplug it and plug it in again, or choose another with "
            "`backdrop devices`"
        ),
        **named,
    )


def _busy(camera: CameraInfo) -> SourceBusyError:
    others = v4l2.holders(camera.node)
    if others:
        return SourceBusyError(
            N_("the camera {name} is in use by {holders}; close it there, then try again"),
            name=camera.name,
            holders=", ".join(others),
        )
    return SourceBusyError(
        N_("the camera {name} is in use by another program; close that, then try again"), name=camera.name
    )
