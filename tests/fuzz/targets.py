"""The targets by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fuzz.requests import Requests
from fuzz.stills import Stills
from fuzz.stored_settings import StoredSettings
from fuzz.target import Target
from fuzz.videos import VideoBackgrounds, Videos
from fuzz.webcams import Webcams

TARGETS: dict[str, Callable[[Path], Target]] = {
    "stills": Stills,
    "videos": Videos,
    "video-backgrounds": VideoBackgrounds,
    "webcams": Webcams,
    "settings": StoredSettings,
    "requests": Requests,
}
