"""The virtual camera that browsers and calls can pick: v4l2loopback on Linux, OBS's camera on Windows and macOS."""

from __future__ import annotations

import contextlib
import platform
import time
from typing import Any

from backdrop.errors import SinkError, SinkMissingError
from backdrop.frame import Frame
from backdrop.host import v4l2
from backdrop.host.v4l2_readers import Readers, readers_of
from backdrop.publish.sink import Sink
from backdrop.text import N_, _

_ON_LINUX = platform.system() == "Linux"

LINUX_SETUP = (
    'sudo apt install v4l2loopback-dkms && sudo modprobe v4l2loopback exclusive_caps=1 card_label="Backdrop Camera"'
)

LOOK_S = 0.5
"""How often it is looked whether the device is still there; looking takes some microseconds."""


class VirtualCamera(Sink):
    """Publishes I420 frames through pyvirtualcam, natively: nothing is converted on the way.

    `device`: a path such as /dev/video4 or a label on Linux; elsewhere a name that pyvirtualcam knows; empty takes a
    free one, the one labelled "Backdrop Camera" first. Raises SinkMissingError when the machine has none, SinkError
    when the named one cannot be used.
    """

    watched_from_the_start = True

    def __init__(self, width: int, height: int, fps: float, device: str = "") -> None:
        self.width, self.height, self.fps = width, height, fps
        self._camera: Any = None
        self._readers: Readers | None = None
        candidates = _linux_candidates(device) if _ON_LINUX else [(device or None, device)]
        failures: list[str] = []
        for path, label in candidates:
            try:
                self._camera = _open(width, height, fps, path)
            except Exception as reason:  # noqa: BLE001 - whatever the platform's back end raises
                failures.append(str(reason))
                continue
            self.device = str(self._camera.device)
            self.label = label or self.device
            self._node = v4l2.node_at(self.device) if _ON_LINUX else None
            self._is_lost, self._look_at = False, time.monotonic() + LOOK_S
            self._readers = readers_of(self.device) if _ON_LINUX else None
            return
        raise _refusal(device, failures)

    def send(self, frame: Frame) -> None:
        if self._camera is None:
            raise SinkError(N_("the virtual camera {label} has been closed"), label=self.label)
        if self._is_gone():
            raise SinkError(
                N_("the virtual camera {label} is gone; pictures go out again as soon as it is back"), label=self.label
            )
        try:
            self._camera.send(frame.pixels)
        except (RuntimeError, OSError, ValueError) as reason:
            raise SinkError(
                N_("the virtual camera {label} takes no picture: {reason}; close what else writes to it"),
                label=self.label, reason=reason,
            ) from reason  # fmt: skip

    def has_readers(self) -> bool:
        """On Linux whether another process of this user has the device open; elsewhere nobody can tell."""
        return bool(v4l2.holders(self.device)) if _ON_LINUX else True

    def is_read(self, timeout_s: float = 0.0) -> bool | None:
        """On Linux whether an application streams from the device; elsewhere nobody can tell."""
        if self._readers is None:
            return None
        try:
            return self._readers.present(timeout_s)
        except OSError:  # sending tells that the device is gone; until then it is asked at the same pace
            self._is_lost = True
            time.sleep(timeout_s)
            return False

    def close(self) -> None:
        if self._readers is not None:  # an open descriptor would keep the device's format
            self._readers.close()
            self._readers = None
        if self._camera is not None:
            # While the device is still held: afterwards the stream might be somebody else's.
            if _ON_LINUX and not self._is_another():
                v4l2.stop_output(self.device)
            with contextlib.suppress(RuntimeError, OSError):
                self._camera.close()
            self._camera = None

    def _is_gone(self) -> bool:
        """Whether the device was deleted. The back end does not tell: it prints that it cannot write, and goes on."""
        if time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + LOOK_S
            self._is_lost = self._is_lost or self._is_another()
        return self._is_lost

    def _is_another(self) -> bool:
        """Whether what has the device's path now, if anything, is not what was opened."""
        return _ON_LINUX and v4l2.node_at(self.device) != self._node


def _open(width: int, height: int, fps: float, device: str | None) -> Any:
    import pyvirtualcam

    return pyvirtualcam.Camera(width, height, fps, fmt=pyvirtualcam.PixelFormat.I420, device=device)


def _linux_candidates(device: str) -> list[tuple[str | None, str]]:
    """(path, label) of the loopback devices to try, in order."""
    outputs = v4l2.loopback_outputs()
    if not device:
        if not outputs:
            raise SinkMissingError(N_("this machine has no virtual camera; make one: {command}"), command=LINUX_SETUP)
        free = [found for found in outputs if found.can_output] or outputs
        return [(found.path, found.name) for found in free]
    chosen = [found for found in outputs if device in (found.path, found.name, found.path.removeprefix("/dev/video"))]
    if chosen:
        return [(chosen[0].path, chosen[0].name)]
    known = ", ".join(f"{found.path} ({found.name})" for found in outputs) or _("none")
    raise SinkError(
        N_("{device} is no v4l2loopback device, so nothing can be published there; those found: {known}"),
        device=device, known=known,
    )  # fmt: skip


def _refusal(device: str, failures: list[str]) -> SinkError:
    reasons = "; ".join(dict.fromkeys(failures))
    if _ON_LINUX:
        return SinkError(
            N_("the virtual camera {device} cannot be opened: {reasons}; close what else writes to it,"
            " or see `backdrop doctor`"),
            device=device or _("device"), reasons=reasons,
        )  # fmt: skip
    return SinkMissingError(
        N_(
            "this machine has no virtual camera ({reasons}); install OBS Studio, start its virtual camera once, "
            "close OBS"
        ),
        reasons=reasons,
    )
