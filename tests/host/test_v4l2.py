"""Linux video devices, over fake /dev and /sys trees; the ioctl is the one thing replaced, by packed answers."""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.host import v4l2

CAPTURE, OUTPUT, MEMORY_TO_MEMORY, META = 0x1, 0x2, 0x8000, 0x00800000
STREAMING, BY_MEDIA, DEVICE_CAPS = 0x04000000, 0x20000000, 0x80000000

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links and POSIX paths")


def answer(card: str, abilities: int, driver: str = "uvcvideo", hardware: int | None = None) -> bytes:
    """What a driver answers to VIDIOC_QUERYCAP."""
    whole = abilities | DEVICE_CAPS if hardware is None else hardware
    return struct.pack("=16s32s32s6I", driver.encode(), card.encode(), b"usb-1", 0x60100, whole, abilities, 0, 0, 0)


def loopback(card: str, abilities: int) -> bytes:
    return answer(card, abilities, "v4l2 loopback")


class Machine:
    """A fake machine: device nodes, what each answers, and its sysfs."""

    def __init__(self, root: Path) -> None:
        self.dev, self.sys = root / "dev", root / "sys"
        self.dev.mkdir()
        self.sys.mkdir()
        self.answers: dict[str, bytes | OSError] = {}

    def add(self, number: int, reply: bytes | OSError, by_id: str = "", sysfs_name: str = "") -> None:
        node = self.dev / f"video{number}"
        node.touch()
        self.answers[str(node)] = reply
        if by_id:
            links = self.dev / "v4l" / "by-id"
            links.mkdir(parents=True, exist_ok=True)
            (links / by_id).symlink_to(f"../../video{number}")
        if sysfs_name:
            self.attribute(f"class/video4linux/video{number}/name", sysfs_name)

    def attribute(self, path: str, content: str | bytes) -> None:
        file = self.sys / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def query(self, path: str) -> bytes:
        reply = self.answers[path]
        if isinstance(reply, OSError):
            raise reply
        return reply

    def devices(self) -> list[v4l2.VideoDevice]:
        return v4l2.devices(self.dev, self.sys, self.query)

    def outputs(self) -> list[v4l2.VideoDevice]:
        return v4l2.loopback_outputs(self.dev, self.sys, self.query)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_without_video_devices_has_an_empty_list(machine: Machine, tmp_path: Path) -> None:
    assert machine.devices() == []
    assert v4l2.devices(tmp_path / "nowhere", tmp_path / "nowhere") == []


def test_a_webcam_tells_its_name_driver_and_stable_path(machine: Machine) -> None:
    machine.add(0, answer("HD Webcam: HD Webcam", CAPTURE | STREAMING), by_id="usb-Acme_HD-video-index0")
    [device] = machine.devices()
    assert (device.name, device.driver, device.number) == ("HD Webcam: HD Webcam", "uvcvideo", 0)
    assert device.by_id == (str(machine.dev / "v4l/by-id/usb-Acme_HD-video-index0"),)
    assert (device.can_capture, device.can_output, device.is_loopback, device.state) == (True, False, False, "ok")


def test_devices_come_in_the_order_of_their_numbers(machine: Machine) -> None:
    for number in (10, 2, 0, 33):
        machine.add(number, answer("Webcam", CAPTURE))
    assert [device.number for device in machine.devices()] == [0, 2, 10, 33]


def test_only_video_nodes_are_devices(machine: Machine) -> None:
    for name in ("video", "videox", "video1a", "vbi0", "media0", "video01"):
        (machine.dev / name).touch()
    assert machine.devices() == []


def test_the_metadata_node_of_a_webcam_captures_nothing(machine: Machine) -> None:
    machine.add(1, answer("Webcam", META, hardware=CAPTURE | META | DEVICE_CAPS))
    assert not machine.devices()[0].can_capture


def test_an_old_driver_is_judged_by_what_its_hardware_can_do(machine: Machine) -> None:
    machine.add(0, answer("Old", 0, hardware=CAPTURE))
    assert machine.devices()[0].can_capture


def test_a_codec_is_neither_a_camera_nor_an_output(machine: Machine) -> None:
    machine.add(0, answer("Codec", CAPTURE | OUTPUT | MEMORY_TO_MEMORY))
    assert not machine.devices()[0].can_capture
    assert not machine.devices()[0].can_output


def test_a_raw_sensor_is_told_from_a_webcam(machine: Machine) -> None:
    machine.add(0, answer("Sensor", CAPTURE | BY_MEDIA))
    assert machine.devices()[0].needs_set_up


@pytest.mark.parametrize(
    ("code", "state"),
    [(errno.EACCES, "denied"), (errno.EPERM, "denied"), (errno.EBUSY, "busy"), (errno.ENODEV, "broken")],
)
def test_a_device_that_cannot_be_asked_says_why_and_hides_no_other(machine: Machine, code: int, state: str) -> None:
    machine.add(0, OSError(code, os.strerror(code)), sysfs_name="Shy Webcam\n")
    machine.add(1, answer("Other", CAPTURE))
    shy, other = machine.devices()
    assert (shy.name, shy.state, shy.can_capture) == ("Shy Webcam", state, False)
    assert other.can_capture


def test_a_closed_loopback_is_still_known_as_one(machine: Machine) -> None:
    machine.add(4, PermissionError(errno.EACCES, "no"), sysfs_name="Backdrop Camera")
    machine.attribute("class/video4linux/video4/max_openers", "10")
    assert machine.outputs()[0].state == "denied"


def test_backdrops_own_loopback_comes_first_then_by_number(machine: Machine) -> None:
    machine.add(0, answer("Webcam", CAPTURE))
    machine.add(2, loopback("Other", OUTPUT))
    machine.add(10, loopback("Backdrop Camera", OUTPUT))
    machine.add(3, loopback("Third", CAPTURE))
    assert [device.number for device in machine.outputs()] == [10, 2, 3]


@given(reply=st.binary(max_size=208))
def test_no_answer_of_a_driver_is_too_strange(reply: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.add(0, reply)
    [device] = machine.devices()
    assert device.name
    assert device.name.isprintable()


@given(card=st.binary(min_size=32, max_size=32), abilities=st.integers(0, 2**32 - 1))
def test_any_label_and_abilities_are_read(
    card: bytes, abilities: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.add(0, struct.pack("=16s32s32s6I", b"driver", card, b"", 0, DEVICE_CAPS, abilities, 0, 0, 0))
    [device] = machine.devices()
    assert device.state == "ok"
    assert "\n" not in device.name


def test_a_file_that_is_no_device_is_broken_not_an_exception(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    assert v4l2.devices(tmp_path, tmp_path)[0].state == "broken"


def test_a_path_that_is_no_camera_is_not_taken(tmp_path: Path) -> None:
    assert not v4l2.is_taken(os.devnull)
    assert not v4l2.is_taken(str(tmp_path / "nothing"))


def test_a_node_that_was_made_again_is_another(tmp_path: Path) -> None:
    path, other = tmp_path / "video9", tmp_path / "other"
    assert v4l2.node_at(str(path)) is None
    path.touch()
    node = v4l2.node_at(str(path))
    assert node is not None
    path.chmod(0o600)
    assert v4l2.node_at(str(path)) == node
    other.touch()
    other.rename(path)
    assert v4l2.node_at(str(path)) != node


def test_holders_are_the_other_processes_that_have_the_file_open(tmp_path: Path) -> None:
    camera = tmp_path / "video0"
    camera.touch()
    for number, name in ((900001, "firefox"), (900002, "obs"), (os.getpid(), "python"), (900003, "idle")):
        (tmp_path / "proc" / str(number) / "fd").mkdir(parents=True)
        (tmp_path / "proc" / str(number) / "comm").write_text(f"{name}\n")
        if name != "idle":
            (tmp_path / "proc" / str(number) / "fd" / "3").symlink_to(camera)
    assert v4l2.holders(str(camera), tmp_path / "proc") == ["firefox", "obs"]
    assert v4l2.holders(str(camera), tmp_path / "none") == []


def test_a_module_that_is_not_loaded_is_none(tmp_path: Path) -> None:
    assert v4l2.loopback_module(tmp_path) is None


def test_a_loaded_module_tells_version_and_parameters(machine: Machine) -> None:
    machine.attribute("module/v4l2loopback/version", "0.13.2\n")
    machine.attribute("module/v4l2loopback/parameters/exclusive_caps", "Y,N,N\n")
    module = v4l2.loopback_module(machine.sys)
    assert module == v4l2.LoopbackModule("0.13.2", (True, False, False))
    assert module.version_numbers == (0, 13, 2)


def test_a_module_that_tells_nothing_is_still_loaded(machine: Machine) -> None:
    (machine.sys / "module" / "v4l2loopback").mkdir(parents=True)
    module = v4l2.loopback_module(machine.sys)
    assert module is not None
    assert (module.version_numbers, module.exclusive_caps) == ((), ())


def test_a_built_module_is_found_for_its_own_kernel_only(tmp_path: Path) -> None:
    folder = tmp_path / "6.1.0-37" / "updates" / "dkms"
    folder.mkdir(parents=True)
    (folder / "v4l2loopback.ko.xz").touch()
    assert v4l2.is_module_available(tmp_path, "6.1.0-37")
    assert not v4l2.is_module_available(tmp_path, "6.1.0-38")


def test_what_depmod_lists_is_what_modprobe_finds(tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    dependencies = tmp_path / "k" / "modules.dep"
    dependencies.write_text("kernel/drivers/media/v4l2-core/videodev.ko:\n")
    assert not v4l2.is_module_available(tmp_path, "k")
    dependencies.write_text("updates/dkms/v4l2loopback.ko: kernel/drivers/media/v4l2-core/videodev.ko\n")
    assert v4l2.is_module_available(tmp_path, "k")


@pytest.mark.parametrize(
    ("content", "expected"), [(b"\6\0\0\0\1", True), (b"\6\0\0\0\0", False), (b"", None), (b"\1", None)]
)
def test_secure_boot_is_the_last_byte_of_its_variable(machine: Machine, content: bytes, expected: bool | None) -> None:
    machine.attribute("firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", content)
    assert v4l2.secure_boot_enabled(machine.sys) is expected


def test_a_machine_without_efi_has_no_secure_boot(machine: Machine) -> None:
    assert v4l2.secure_boot_enabled(machine.sys) is False


def test_an_efi_machine_that_hides_the_variable_leaves_it_open(machine: Machine) -> None:
    machine.attribute("firmware/efi/other", "")
    assert v4l2.secure_boot_enabled(machine.sys) is None


ThisMachine = Callable[[], list[v4l2.VideoDevice]]


@pytest.mark.parametrize("look", [v4l2.devices, v4l2.loopback_outputs])
def test_this_machine_can_be_looked_at(look: ThisMachine) -> None:
    assert all(device.path.startswith("/dev/video") for device in look())
