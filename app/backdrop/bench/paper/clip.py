"""The clip that is played over and over: a file, or the drawn presenter, recorded beforehand.

Recorded, so that who plays it does as much as for any other clip.
"""

from __future__ import annotations

from pathlib import Path

from backdrop.capture.presenter import Presenter
from backdrop.publish.video_file import VideoFile

FPS = 30.0
"""Akiyo was recorded so; files of it are often tagged with another rate."""

PRESENTER = "presenter"
PRESENTER_S = 10
"""As long as Akiyo."""


def record_presenter(path: Path, size: tuple[int, int]) -> None:
    """Draws the presenter into a video file of that (width, height). Raises as Presenter and VideoFile."""
    with Presenter(*size, FPS, paced=False) as presenter, VideoFile(path, *size, FPS) as sink:
        for _ in range(round(PRESENTER_S * FPS)):
            sink.send(presenter.read())
