"""The chapters with the published camera: as a device, and in calls. Those with a webcam are in webcam.py."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import numpy as np

from backdrop.host.cv import cv2
from call.plan import browser
from call.plan.bed import CAMERA, Backdrop, Bed, Found, ctl, device_caps, is_live, text, until, v4l2_reads
from call.plan.readers import Listener, doings


def idle(_: Bed) -> Found:
    """The camera before anybody publishes."""
    return {
        "module": text("cat", "/sys/module/v4l2loopback/version").strip(),
        "kernel": os.uname().release,
        "caps": device_caps(CAMERA),
    }


def presenter(bed: Bed) -> Found:
    """The drawn presenter in a small picture: plain readers, then a call, while somebody listens who reads."""
    with Backdrop(bed, "presenter", "presenter") as camera:
        found: Found = {"published_after_s": camera.published_after_s, "caps": device_caps(CAMERA)}
        _, found["live_after_s"] = camera.wait_until(is_live)
        found["v4l2"] = v4l2_reads(bed, "presenter", 60)
        found["opencv"] = _opencv_reads(bed, "presenter", 30)
        with Listener(bed) as listener:
            found["events"] = doings(listener)
            found["call"] = browser.call(bed, "presenter")
            found["events"]["Chromium"] = listener.told()
            found["status"] = ctl("status", "--json")
            found["end"] = camera.end()
            found["events"]["the producer ending"] = listener.told()
            found["caps_while_open"] = device_caps(CAMERA)
    found["caps_after"] = device_caps(CAMERA)
    return found


def clip(bed: Bed) -> Found:
    """A filmed newsreader at 1280×720, on the camera that another run has left: a plain reader, then a call."""
    if bed.clip is None:
        return {"skipped": "the clip is not beside the checkout"}
    with Backdrop(bed, "clip", f"file:{bed.clip}", "1280x720") as camera:
        found: Found = {"published_after_s": camera.published_after_s}
        _, found["live_after_s"] = camera.wait_until(is_live)
        found["v4l2"] = v4l2_reads(bed, "clip", 45, every=5)
        found["call"] = browser.call(bed, "clip")
        found["status"] = ctl("status", "--json")
        found["end"] = camera.end()
    found["caps_after"] = device_caps(CAMERA)
    return found


def killed(bed: Bed) -> Found:
    """Ended by force while somebody reads, and started again under the same reader."""
    path = bed.folder / "killed.yuv"
    with Backdrop(bed, "killed", "presenter") as before:
        reader = subprocess.Popen(
            ["v4l2-ctl", "-d", CAMERA, "--stream-mmap=4", f"--stream-to={path}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            until(lambda: path.exists() and path.stat().st_size > 0)
            found: Found = {"end": before.end(signal.SIGKILL), "caps_while_read": device_caps(CAMERA)}
            found["size_before"] = path.stat().st_size
            with Backdrop(bed, "killed", "presenter") as after:
                found["published_after_s"] = after.published_after_s
                until(lambda: path.stat().st_size > found["size_before"])
                found["size_after"] = path.stat().st_size
                after.end(signal.SIGKILL)
        finally:
            reader.kill()
            reader.wait()
    found["caps_after"] = device_caps(CAMERA)
    return found


def _opencv_reads(bed: Bed, name: str, count: int) -> Found:
    """Reads as a program does that sets nothing: BGR pictures, kept as one array (count, rows, columns, 3)."""
    start = time.monotonic()
    device = cv2.VideoCapture(CAMERA, cv2.CAP_V4L2)
    try:
        pictures = [picture for whole, picture in (device.read() for _ in range(count)) if whole]
    finally:
        device.release()
    np.save(bed.out / f"{name}.npy", np.stack(pictures) if pictures else np.empty(0))
    return {"asked": count, "file": f"{name}.npy", "seconds": time.monotonic() - start}
