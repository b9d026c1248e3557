"""Linux video devices: which there are, what each can do, who holds one, and what v4l2loopback was loaded with.

It asks sysfs and the one ioctl that every video device answers (VIDIOC_QUERYCAP; kernel documentation, userspace API,
Video for Linux, "ioctl VIDIOC_QUERYCAP"). It opens nothing for longer than that question, starts no stream and moves no
picture: that is capture/camera.py and publish/. On other systems every list is empty.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LOOPBACK_DRIVER = "v4l2 loopback"
LOOPBACK_LABEL = "Backdrop Camera"

# Lets the user open video devices: distributions give the nodes to this group.
GRANT_COMMAND = 'sudo usermod -aG video "$USER"'

# struct v4l2_capability: driver, card, bus_info, version, capabilities, device_caps, reserved (linux/videodev2.h).
_CAPABILITY = struct.Struct("=16s32s32sIII12x")
_QUERYCAP = 0x80685600  # _IOR('V', 0, struct v4l2_capability)
_CAPTURE = 0x00000001 | 0x00001000  # one plane or several
_OUTPUT = 0x00000002 | 0x00002000
_MEMORY_TO_MEMORY = 0x00004000 | 0x00008000
_CONTROLLED_BY_MEDIA = 0x20000000
_HAS_DEVICE_CAPS = 0x80000000

# struct v4l2_format: a type, padding up to the alignment of a pointer, and a union of 200 bytes.
_FORMAT_BYTES = 200 + struct.calcsize("P")
_GET_FORMAT = 0xC0005604 | _FORMAT_BYTES << 16  # _IOWR('V', 4, struct v4l2_format)
_SET_FORMAT = 0xC0005605 | _FORMAT_BYTES << 16
_STREAM_ON, _STREAM_OFF = 0x40045612, 0x40045613  # _IOW('V', 18, int), _IOW('V', 19, int)
_TYPE_VIDEO_CAPTURE, _TYPE_VIDEO_OUTPUT = 1, 2

State = Literal["ok", "denied", "busy", "broken"]
Query = Callable[[str], bytes]

_DEV, _SYS = Path("/dev"), Path("/sys")


@dataclass(frozen=True, slots=True)
class VideoDevice:
    """One `/dev/videoN`.

    `name` is the label that applications show. `can_capture`, `can_output`: whether pictures can be read from it or
    written to it at this moment (an exclusive v4l2loopback device offers only one of the two: output until somebody
    writes, capture from then on). `needs_set_up`: a raw sensor node that gives pictures only once a media pipeline was
    configured, so it is no webcam. `state` tells whether it could be asked: "denied" is a missing permission, "busy"
    that a driver allows no further opening; then the abilities are unknown and False.
    """

    path: str
    name: str
    driver: str = ""
    by_id: tuple[str, ...] = ()
    can_capture: bool = False
    can_output: bool = False
    needs_set_up: bool = False
    is_loopback: bool = False
    state: State = "ok"

    @property
    def number(self) -> int:
        return int(self.path.rpartition("video")[2])


@dataclass(frozen=True, slots=True)
class LoopbackModule:
    """The loaded v4l2loopback kernel module. `version` is "" for releases before 0.13, which do not tell it.

    `exclusive_caps`: as given at loading, in the order in which the devices were made. The labels that were given are
    not readable here: each device tells its own.
    """

    version: str
    exclusive_caps: tuple[bool, ...]

    @property
    def version_numbers(self) -> tuple[int, ...]:
        """(0, 13, 2) for "0.13.2"; () for a version that is not told."""
        return tuple(int(digits) for digits in re.findall(r"\d+", self.version)[:3])


def query_capability(path: str) -> bytes:
    """What the device at `path` answers to VIDIOC_QUERYCAP: 104 bytes. OSError when it cannot be opened or asked."""
    if sys.platform != "linux":
        raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY), path)
    import fcntl

    answer = bytearray(_CAPABILITY.size)
    device = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.ioctl(device, _QUERYCAP, answer, True)
    finally:
        os.close(device)
    return bytes(answer)


def devices(dev: Path = _DEV, sys_root: Path = _SYS, query: Query = query_capability) -> list[VideoDevice]:
    """Every video device node, video2 before video10. Never raises: a device that does not answer says so itself."""
    links = _links_by_node(dev / "v4l" / "by-id")
    nodes = sorted(_nodes(dev))
    return [_examine(dev / f"video{n}", sys_root, links.get(f"video{n}", ()), query) for n in nodes]


def loopback_outputs(dev: Path = _DEV, sys_root: Path = _SYS, query: Query = query_capability) -> list[VideoDevice]:
    """The v4l2loopback devices, those labelled "Backdrop Camera" first, then by number.

    One whose `can_output` is False has a program writing to it already (or its module is stuck, see doctor).
    """
    found = [device for device in devices(dev, sys_root, query) if device.is_loopback]
    return sorted(found, key=lambda device: (device.name != LOOPBACK_LABEL, device.number))


def is_taken(path: str) -> bool:
    """Whether another program holds the capture side of the device at `path`, which can itself be opened.

    Setting the format that the device has already changes nothing, but drivers refuse it with EBUSY while somebody
    else streams; v4l2loopback (0.13.2) lets one program at a time stream and refuses only the start of the next. Asked
    to explain a failure: for a moment it counts as a user of the device.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    side = struct.pack("=I", _TYPE_VIDEO_CAPTURE)
    wanted = bytearray(side.ljust(_FORMAT_BYTES, b"\0"))
    try:
        device = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return error.errno == errno.EBUSY
    try:
        fcntl.ioctl(device, _GET_FORMAT, wanted, True)
        fcntl.ioctl(device, _SET_FORMAT, wanted, True)
        fcntl.ioctl(device, _STREAM_ON, side)  # nothing flows: there are no buffers
        fcntl.ioctl(device, _STREAM_OFF, side)
    except OSError as error:
        return error.errno == errno.EBUSY
    finally:
        os.close(device)
    return False


Node = tuple[int, int, int]


def node_at(path: str) -> Node | None:
    """What tells the device node at `path` from any that takes its place later; None where there is none.

    The number alone would not do: a device that is deleted and made again gets the same one.
    """
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_rdev


def stop_output(path: str) -> None:
    """Ends the output stream of a v4l2loopback device; for its writer, right before it closes the device.

    While a reader still has the device open, v4l2loopback (0.13.2) goes on listing it as a camera when its writer has
    left, and refuses another size. It ends whoever's stream it is, so it is not for a device that one does not hold.
    Whatever cannot be asked is left as it is.
    """
    if sys.platform != "linux":
        return
    import fcntl

    with contextlib.suppress(OSError):
        device = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.ioctl(device, _STREAM_OFF, struct.pack("=I", _TYPE_VIDEO_OUTPUT))
        finally:
            os.close(device)


def holders(path: str, proc: Path = Path("/proc")) -> list[str]:
    """Names of the other processes that have `path` open, as far as this user may look, each once, sorted."""
    target = os.path.realpath(path)
    names = set()
    for process in proc.glob("[0-9]*"):
        if process.name != str(os.getpid()) and target in _open_files(process):
            names.add(_text(process / "comm") or process.name)
    return sorted(names)


def loopback_module(sys_root: Path = _SYS) -> LoopbackModule | None:
    """The loaded v4l2loopback module, or None when it is not loaded."""
    module = sys_root / "module" / "v4l2loopback"
    if not module.is_dir():
        return None
    exclusive = _text(module / "parameters" / "exclusive_caps")
    return LoopbackModule(
        version=_text(module / "version"),
        exclusive_caps=tuple(flag.strip() in ("Y", "1") for flag in exclusive.split(",") if flag.strip()),
    )


def kernel_release() -> str:
    """The running kernel, such as "6.1.0-37-amd64"."""
    return platform.release()


def is_module_available(modules: Path = Path("/lib/modules"), release: str = "") -> bool:
    """Whether v4l2loopback was built for kernel `release` (the running one by default), so that modprobe finds it."""
    root = modules / (release or kernel_release())
    # depmod lists every module that modprobe can load; the walk is for systems that keep no such list.
    if (root / "modules.dep").is_file():
        return "v4l2loopback.ko" in _text(root / "modules.dep")
    return any(name.startswith("v4l2loopback.ko") for _, _, files in os.walk(root) for name in files)


def secure_boot_enabled(sys_root: Path = _SYS) -> bool | None:
    """Whether the firmware loads only signed code; None when it cannot be told.

    The EFI variable is four bytes of attributes and one of value (UEFI specification, section 3.3).
    """
    efi = sys_root / "firmware" / "efi"
    if not efi.is_dir():
        return False
    for variable in (efi / "efivars").glob("SecureBoot-*"):
        try:
            content = variable.read_bytes()
        except OSError:
            return None
        return content[4] == 1 if len(content) == 5 else None
    return None


def _nodes(dev: Path) -> Iterator[int]:
    try:
        names = os.listdir(dev)
    except OSError:
        return
    for name in names:
        if re.fullmatch(r"video(0|[1-9][0-9]{0,8})", name, re.ASCII):
            yield int(name[5:])


def _links_by_node(folder: Path) -> dict[str, tuple[str, ...]]:
    try:
        links = sorted(folder.iterdir())
    except OSError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for link in links:
        node = os.path.basename(os.path.realpath(link))
        found[node] = (*found.get(node, ()), str(link))
    return found


def _examine(node: Path, sys_root: Path, by_id: tuple[str, ...], query: Query) -> VideoDevice:
    attributes = sys_root / "class" / "video4linux" / node.name
    label = _text(attributes / "name") or node.name
    try:
        driver, card, _, _, of_hardware, of_node = _CAPABILITY.unpack(query(str(node)))
    except (OSError, struct.error) as error:
        # Only v4l2loopback gives its devices this attribute, and sysfs is readable without permission on the device.
        is_loopback = (attributes / "max_openers").exists()
        return VideoDevice(str(node), label, by_id=by_id, is_loopback=is_loopback, state=_state(error))
    # Older drivers fill in only what the hardware as a whole can do.
    abilities = of_node if of_hardware & _HAS_DEVICE_CAPS else of_hardware
    return VideoDevice(
        path=str(node),
        name=_string(card) or label,
        driver=_string(driver),
        by_id=by_id,
        can_capture=bool(abilities & _CAPTURE) and not abilities & _MEMORY_TO_MEMORY,
        can_output=bool(abilities & _OUTPUT) and not abilities & _MEMORY_TO_MEMORY,
        needs_set_up=bool(abilities & _CONTROLLED_BY_MEDIA),
        is_loopback=_string(driver) == LOOPBACK_DRIVER,
    )


def _state(error: Exception) -> State:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.EACCES, errno.EPERM):
        return "denied"
    return "busy" if code == errno.EBUSY else "broken"


def _string(raw: bytes) -> str:
    """A label out of a fixed field: up to the first NUL, printable, on one line."""
    text = raw.partition(b"\0")[0].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _open_files(process: Path) -> Iterator[str]:
    try:
        descriptors = os.listdir(process / "fd")
    except OSError:
        return
    for descriptor in descriptors:
        try:
            yield os.readlink(process / "fd" / descriptor)
        except OSError:
            continue
