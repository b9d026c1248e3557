"""Which cameras this machine has, and which of them a person means by a number, a name or a path.

It starts no camera: that is camera.py. Linux is asked through sysfs, Windows and macOS through the same lists that
OpenCV counts its camera numbers by.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from backdrop.errors import SourceError, SourceMissingError
from backdrop.host import v4l2
from backdrop.host.cv import cv2
from backdrop.text import N_

# What the output of Backdrop is called where the label is not ours to choose (publish/ writes to OBS's camera there).
_OBS_LABEL = "OBS Virtual Camera"
VIRTUAL, DENIED, IN_USE = N_("virtual camera"), N_("no permission"), N_("in use")


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera that could be captured.

    `id`: what `--source camera:ID` takes. `path`: its address that stays the same across restarts and sockets, or "".
    `note`: one of the three words above, to be translated where it is shown, or "". `index` and `backend`: what
    `cv2.VideoCapture` takes.
    `is_virtual`: another program draws its pictures; such a one is never chosen unasked, it may show our own output.
    """

    id: str
    name: str
    path: str
    note: str
    index: int
    backend: int
    is_virtual: bool = False

    @property
    def node(self) -> str:
        """The Linux device node; "" on other systems."""
        return f"/dev/video{self.index}" if self.backend == cv2.CAP_V4L2 else ""


def list_cameras() -> list[CameraInfo]:
    """The cameras of this machine in the system's order, without the one that Backdrop itself publishes on Linux."""
    if sys.platform == "win32":
        # DirectShow first: it opens several times faster, and OBS's camera is registered there.
        return _enumerated([cv2.CAP_DSHOW, cv2.CAP_MSMF])
    if sys.platform == "darwin":
        return _enumerated([cv2.CAP_AVFOUNDATION])
    return from_devices(v4l2.devices())


def from_devices(devices: Sequence[v4l2.VideoDevice]) -> list[CameraInfo]:
    """The video devices that are cameras, or that might be if they could be asked."""
    found: list[CameraInfo] = []
    for device in devices:
        is_own = device.is_loopback and device.name == v4l2.LOOPBACK_LABEL
        # A webcam has a second node, for metadata, of the same name; without permission it cannot be told apart.
        is_twin = device.state == "denied" and any(c.name == device.name and c.note == DENIED for c in found)
        if _is_camera(device) and not is_own and not is_twin:
            found.append(_info(device))
    return found


def find_camera(which: str, cameras: Sequence[CameraInfo] | None = None) -> CameraInfo:
    """The camera that `which` means, among `cameras` (by default those of this machine).

    "" is the first real camera; then come its id, its stable path, a device node or a link to one, its whole name and
    a part of its name (in any case). Raises SourceMissingError when nothing fits, SourceError when several do or when
    the path is no camera.
    """
    cameras = list_cameras() if cameras is None else cameras
    if not which:
        return _first(cameras)
    for camera in cameras:
        if which in (camera.id, camera.path):
            return camera
    if sys.platform == "linux" and re.fullmatch(r"/[^\0]*|[0-9]+", which):
        return _at_path(which if which.startswith("/") else f"/dev/video{which}", cameras)
    return _named(which, cameras)


def _first(cameras: Sequence[CameraInfo]) -> CameraInfo:
    real = [camera for camera in cameras if not camera.is_virtual]
    for camera in [c for c in real if not c.note] + real:
        return camera
    if cameras:
        raise SourceMissingError(
            N_("there is no webcam, only virtual cameras: {found}; plug one in, or name one with --source camera:ID"),
            found=_listed(cameras),
        )
    raise SourceMissingError(N_("there is no webcam on this machine; plug one in, then look with `backdrop devices`"))


def _at_path(path: str, cameras: Sequence[CameraInfo]) -> CameraInfo:
    node = os.path.realpath(path)
    for camera in cameras:
        if node == camera.node:
            return camera
    if os.path.isdir(node):
        raise SourceError(N_("{path} is a folder, not a camera; `backdrop devices` lists the cameras"), path=path)
    if not os.path.exists(node):
        raise _missing(path, cameras)
    if not re.fullmatch(r"/dev/video\d+", node, re.ASCII):
        raise SourceError(N_("{path} is not a camera; `backdrop devices` lists the cameras"), path=path)
    # Asked for by its own node, even our own output may be looked at.
    for device in v4l2.devices():
        if device.path == node and device.state != "broken":
            return _info(device)
    raise SourceError(N_("{path} does not answer as a camera does; `backdrop devices` lists the cameras"), path=path)


def _named(which: str, cameras: Sequence[CameraInfo]) -> CameraInfo:
    wanted = which.casefold()
    exact = [camera for camera in cameras if camera.name.casefold() == wanted]
    fitting = exact or [camera for camera in cameras if wanted in camera.name.casefold()]
    if not fitting:
        raise _missing(which, cameras)
    if len(fitting) > 1:
        raise SourceError(
            N_("{which!r} fits several cameras: {found}; name one by its number"), which=which, found=_listed(fitting)
        )
    return fitting[0]


def _missing(which: str, cameras: Sequence[CameraInfo]) -> SourceMissingError:
    if not cameras:
        return SourceMissingError(
            N_("there is no camera {which!r}: none was found at all; plug it in, then look with `backdrop devices`"),
            which=which,
        )
    return SourceMissingError(
        N_("there is no camera {which!r}; found: {found} (see `backdrop devices`)"), which=which, found=_listed(cameras)
    )


def _listed(cameras: Sequence[CameraInfo]) -> str:
    return ", ".join(f"{camera.id} ({camera.name})" for camera in cameras)


def _is_camera(device: v4l2.VideoDevice) -> bool:
    return device.state in ("denied", "busy") or (device.can_capture and not device.needs_set_up)


def _info(device: v4l2.VideoDevice) -> CameraInfo:
    note = {"denied": DENIED, "busy": IN_USE}.get(device.state, VIRTUAL if device.is_loopback else "")
    path = device.by_id[0] if device.by_id else ""
    return CameraInfo(
        str(device.number), device.name, path, note, device.number, cv2.CAP_V4L2, is_virtual=device.is_loopback
    )


def _enumerated(backends: Sequence[int]) -> list[CameraInfo]:
    """What cv2-enumerate-cameras lists: the first of `backends` whole, of the others only what is not listed yet."""
    from cv2_enumerate_cameras import enumerate_cameras

    found: list[CameraInfo] = []
    for backend in backends:
        known = {camera.name for camera in found}
        for camera in enumerate_cameras(backend):
            if camera.name in known:
                continue
            virtual = _OBS_LABEL in camera.name
            note = VIRTUAL if virtual else ""
            found.append(
                CameraInfo(str(len(found)), camera.name, camera.path or "", note, camera.index, backend, virtual)
            )
    return found
