"""Is there a webcam, and may this user open it now?"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from backdrop.capture.camera_trouble import windows_denies_cameras
from backdrop.capture.cameras import DENIED, CameraInfo, list_cameras
from backdrop.doctor.finding import Finding, State, Wording, say
from backdrop.host import v4l2
from backdrop.text import _


def check() -> list[Finding]:
    if windows_denies_cameras():
        told = say("Windows keeps cameras from desktop programs")
        return [_finding("problem", told, say("allow them under Settings > Privacy & security > Camera"))]
    cameras = list_cameras()
    taken = {c.id: v4l2.holders(c.node) for c in cameras if c.node and not c.is_virtual and v4l2.is_taken(c.node)}
    return judge(cameras, taken, awaits_login=_awaits_login())


def judge(cameras: Sequence[CameraInfo], taken: Mapping[str, list[str]], awaits_login: bool) -> list[Finding]:
    """`taken`: by camera id, the programs that hold it, as far as their names can be known.

    `awaits_login`: the user was let in to the group of the cameras, but only the next login makes it so.
    """
    real = [camera for camera in cameras if not camera.is_virtual]
    if not real:
        return [_none(cameras)]
    open_to_us = [camera for camera in real if camera.note != DENIED]
    if not open_to_us:
        return [_denied(real, awaits_login)]
    free = [camera for camera in open_to_us if camera.id not in taken]
    if not free:
        return [_taken(open_to_us[0], taken[open_to_us[0].id])]
    return [_finding("ok", say("{found}", found=_listed(free)))]


def _none(virtual: Sequence[CameraInfo]) -> Finding:
    told = say("none was found")
    if virtual:
        told = say("none was found, only virtual cameras: {found}", found=_listed(virtual))
    return _finding(
        "problem", told, say("plug one in; `backdrop run --source presenter` shows a drawn person meanwhile")
    )


def _denied(cameras: Sequence[CameraInfo], awaits_login: bool) -> Finding:
    told = say("you may not open {found}", found=_listed(cameras))
    if awaits_login:
        return _finding("problem", told, say("you were added to the group video; log out and in again"))
    return _finding("problem", told, say("join the group that may, then log out and in again"), v4l2.GRANT_COMMAND)


def _taken(camera: CameraInfo, holders: Sequence[str]) -> Finding:
    who = ", ".join(holders)
    told = say("{camera} is in use by {who}", camera=camera.name, who=who)
    if not who:
        told = say("{camera} is in use by another program", camera=camera.name)
    return _finding("warn", told, say("close it there, unless that is Backdrop itself"))


def _finding(state: State, message: Wording, remedy: Wording | None = None, command: str = "") -> Finding:
    return Finding("webcam", _("Webcam"), state, message, remedy or Wording(), command)


def _listed(cameras: Sequence[CameraInfo]) -> str:
    return ", ".join(f"{camera.name} ({camera.id})" for camera in cameras)


def _awaits_login() -> bool:
    if sys.platform != "linux":
        return False
    import grp
    import os
    import pwd

    try:
        group = grp.getgrnam("video")
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return False
    return user in group.gr_mem and group.gr_gid not in os.getgroups()
