"""OpenCV comes in through one door, and changes nothing of the process but itself."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from backdrop.host.cv import cv2
from support.importers import importers
from support.program import environment

# A stand-in for a build of OpenCV with Qt inside: the real one at hand may set no variable at all. Its environment
# is changed between our module's two imports, as such a build changes it.
CHECK = """
import os, sys
os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"] = "/mine"
os.environ.pop("QT_QPA_FONTDIR", None)
os.environ.pop("LD_LIBRARY_PATH", None)
before = dict(os.environ)

class Meddling:
    def find_spec(self, name, path=None, target=None):
        if name == "cv2":
            os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"] = "/cv2/qt/plugins"
            os.environ["QT_QPA_FONTDIR"] = "/cv2/qt/fonts"
            os.environ["LD_LIBRARY_PATH"] = "/cv2/lib"
            os.environ.pop("HOME", None)
        return None

sys.meta_path.insert(0, Meddling())
from backdrop.host.cv import cv2
assert dict(os.environ) == before, set(os.environ.items()) ^ set(before.items())
assert cv2.getNumThreads() == 1, cv2.getNumThreads()
"""


def test_the_environment_is_as_before_the_import() -> None:
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, env=environment())
    assert done.returncode == 0, done.stderr


def test_opencv_starts_no_threads_of_its_own() -> None:
    assert cv2.getNumThreads() == 1


def test_opencv_prints_nothing_of_a_camera_that_is_not_there() -> None:
    code = "from backdrop.host.cv import cv2; cv2.VideoCapture(97).release(); cv2.VideoCapture('/dev/null').release()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stderr) == (0, "")


def test_no_other_module_imports_opencv_itself() -> None:
    assert importers("cv2") == {"host/cv.py"}


def test_a_jpeg_that_says_it_is_enormous_is_refused_before_it_is_decoded() -> None:
    jpeg = bytearray(cv2.imencode(".jpg", np.zeros((8, 8, 3), np.uint8))[1].tobytes())
    size = jpeg.index(b"\xff\xc0") + 5
    jpeg[size : size + 4] = b"\x27\x10\x27\x10"  # 10,000 x 10,000, which would take 300 MB and many seconds
    with pytest.raises(cv2.error):
        cv2.imdecode(np.frombuffer(bytes(jpeg), np.uint8), cv2.IMREAD_COLOR)
