"""The chapters with a webcam: one that a feeder plays through the second loopback device, and the kernel's drawn one.

The kernel's, `vivid`, is unplugged by taking its driver away, which removes the device node while it is open, as does
pulling a USB camera. A loopback device cannot be removed while it is open.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from call.plan.bed import (
    CAMERA,
    WEBCAM,
    Backdrop,
    Bed,
    Found,
    ctl,
    device_caps,
    is_live,
    text,
    until,
    v4l2_reads,
    wait_for_capture,
)

FORMATS = (("YUYV", 640, 480), ("MJPG", 640, 480), ("MJPG", 1280, 720))
_VIVID = Path("/sys/bus/platform/drivers/vivid")
_VIVID_PARAMETERS = ("n_devs=1", "node_types=0x1", "num_inputs=1", "input_types=0")


def webcam(bed: Bed) -> Found:
    """One run whose webcam stops and comes back in other formats and sizes, and is then taken by another program."""
    found: Found = {"formats": {}}
    with contextlib.ExitStack() as started:
        camera = None
        for fourcc, width, height in FORMATS:
            with feeding(bed, fourcc, width, height):
                camera = camera or started.enter_context(Backdrop(bed, "webcam", "camera:Test Webcam"))
                found["formats"][f"{fourcc} {width}x{height}"] = _captured(bed, camera, f"{fourcc}-{height}")
                if (fourcc, width, height) == FORMATS[-1]:
                    found["busy"] = _taken(bed, camera)
            stopped, _ = camera.wait_until(_source_fails)
            found["formats"][f"{fourcc} {width}x{height}"]["stopped"] = stopped
    return found


def asleep(bed: Bed) -> Found:
    """One run that sleeps while nobody reads: what it holds meanwhile, and what a reader gets that comes then."""
    with feeding(bed, "YUYV", 640, 480), Backdrop(bed, "asleep", "camera:Test Webcam", on_demand=True) as camera:
        status, took = camera.wait_until(_sleeps)
        found: Found = {"status": status, "asleep_after_s": took, "caps": device_caps(CAMERA)}
        found["holds_the_webcam"] = camera.holds(WEBCAM)
        found["first_pictures"] = v4l2_reads(bed, "asleep-first", 1)
        with _holding(CAMERA):
            found["read"], found["awake_after_s"] = camera.wait_until(lambda status: is_live(status) and _works(status))
            found["holds_the_webcam_awake"] = camera.holds(WEBCAM)
        found["left"], found["asleep_again_after_s"] = camera.wait_until(_sleeps)
        found["holds_the_webcam_again"] = camera.holds(WEBCAM)
        found["end"] = camera.end()
    return found


def _sleeps(status: Found) -> bool:
    return status.get("state") == "asleep"


def unplugged(bed: Bed) -> Found:
    """The webcam is pulled out in use, and put in again."""
    for line in Path("/modules/vivid.order").read_text().splitlines():
        module = line.split()[0]
        parameters = _VIVID_PARAMETERS if module == "vivid.ko" else ()
        # Those that other modules brought are there already.
        subprocess.run(["insmod", f"/modules/{module}", *parameters], stderr=subprocess.DEVNULL, check=False)
    node, _ = until(_vivid_node)
    with Backdrop(bed, "unplugged", "camera:vivid") as camera:
        found: Found = {"node": node, "published_after_s": camera.published_after_s}
        found["before"], _ = camera.wait_until(_works)
        (_VIVID / "unbind").write_text("vivid.0")
        found["gone"] = _vivid_node() is None
        found |= _fault(bed, camera, "unplugged")
        (_VIVID / "bind").write_text("vivid.0")
        found["recovered"], found["recovered_after_s"] = camera.wait_until(_works)
        found["end"] = camera.end(signal.SIGINT)
    found["caps_after"] = device_caps(CAMERA)
    return found


def _captured(bed: Bed, camera: Backdrop, name: str) -> Found:
    """What the webcam offers, and what comes of it at the virtual camera."""
    status, took = camera.wait_until(lambda status: is_live(status) and _works(status))
    offered = text("v4l2-ctl", "-d", WEBCAM, "--get-fmt-video")
    return {"offered": offered, "status": status, "live_after_s": took, "v4l2": v4l2_reads(bed, name, 60)}


def _taken(bed: Bed, camera: Backdrop) -> Found:
    """Another program takes the webcam during a pause, keeps it for a while, and lets go."""
    ctl("pause")
    with _holding(WEBCAM):
        ctl("resume")
        found = _fault(bed, camera, "busy")
    found["recovered"], found["recovered_after_s"] = camera.wait_until(_works)
    return found


def _fault(bed: Bed, camera: Backdrop, name: str) -> Found:
    """The status once it names the fault, and what a reader is given meanwhile."""
    status, took = camera.wait_until(_source_fails)
    time.sleep(
        max(0.5, 3 * (status["inference_ms"] or 0) / 1000)
    )  # for so long the last finished picture may be repeated
    read = v4l2_reads(bed, name, 15)
    return {"status": status, "fault_after_s": took, "v4l2": read, "said": ctl("status")}


def _works(status: Found) -> bool:
    return status.get("source") is not None and not status["faults"]


def _source_fails(status: Found) -> bool:
    return "source" in status.get("faults", {})


@contextlib.contextmanager
def feeding(bed: Bed, fourcc: str, width: int, height: int, device: str = WEBCAM) -> Iterator[None]:
    """Another program that writes pictures of the presenter to a loopback device."""
    with bed.log(f"feed-{fourcc}-{height}").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "call.plan.feed", device, fourcc, str(width), str(height)], stdout=log, stderr=log
        )
    try:
        wait_for_capture(device, process)
        yield
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _holding(device: str) -> Iterator[None]:
    """Another program that streams from the device, once it does: v4l2-ctl prints a sign for each picture."""
    process = subprocess.Popen(
        ["v4l2-ctl", "-d", device, "--stream-mmap=4"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    process.stdout.read(1)
    try:
        yield
    finally:
        process.kill()
        process.communicate()


def _vivid_node() -> str | None:
    for name in Path("/sys/class/video4linux").glob("video*/name"):
        if name.read_text().startswith("vivid"):
            return f"/dev/{name.parent.name}"
    return None
