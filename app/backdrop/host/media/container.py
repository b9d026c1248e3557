"""Opens media containers for reading: from a file object, naming no other file, whatever the version of PyAV."""

from __future__ import annotations

from typing import Any, BinaryIO

import av
from av.container import InputContainer

MAX_MEGAPIXELS = 40
"""8K is 33 megapixels. A larger picture is refused before a frame of it is decoded."""

OPTIONS = {
    # Opening a file decodes some of it, before its size can be looked at.
    "max_pixels": str(MAX_MEGAPIXELS * 1_000_000),
    # Playlists and session descriptions name other files, addresses and ports: none of them is opened.
    "protocol_whitelist": "none",
}
# Titles that are no UTF-8 are no error from PyAV 19 on, which no longer takes the argument.
_LENIENT: dict[str, Any] = {"metadata_errors": "replace"} if int(av.__version__.split(".")[0]) < 19 else {}


def open_container(file: BinaryIO) -> InputContainer:
    """The container in an open file. Raises what PyAV raises for a file that is none."""
    container: InputContainer = av.open(file, "r", options=dict(OPTIONS), **_LENIENT)
    return container
