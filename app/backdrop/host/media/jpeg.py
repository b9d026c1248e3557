"""What is to be known of a JPEG before it is decoded."""

from __future__ import annotations

import re

MOST_SCANS = 64
"""Encoders write a dozen at most. Each can cost the time of a whole picture and take but a few bytes of the file, so
that a small file could keep a decoder busy for hours."""

_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
"""Those that a segment follows, and the end: the others stand within a scan (ITU-T T.81, B.1.1)."""
_END, _SCAN = b"\xff\xd9", b"\xff\xda"


def count_scans(jpeg: bytes) -> int:
    """Over how many passes its picture is spread: one, or some more for a progressive one."""
    scans, at = 0, len(b"\xff\xd8")
    while (found := _MARKER.search(jpeg, at)) is not None and found[0] != _END:
        scans += found[0] == _SCAN
        at = found.end() + max(2, int.from_bytes(jpeg[found.end() : found.end() + 2], "big"))
    return scans
