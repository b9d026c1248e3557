"""Whether a video file gave all that it promised: a copy that broke off half-way decodes without an error."""

from __future__ import annotations

import re
from fractions import Fraction

import av

TOLERATED_S = 1.0
"""What may be missing: the last moment of a recording is often not written, and no one misses it."""


class Completeness:
    """Compares what a video stream promises with what came. Only the stream's own figures are promises: a container's
    duration may be that of a longer sound track. A file that promises nothing is complete."""

    def __init__(self, stream: av.VideoStream, rate: Fraction) -> None:
        self._stream, self._rate = stream, rate
        self._came_to: Fraction | None = None
        self._longest_gap = self._lost = Fraction(0)

    @property
    def duration_s(self) -> Fraction | None:
        """How long the stream says it is, after trimming."""
        if self._stream.duration is None or self._stream.time_base is None:
            return None
        return self._stream.duration * self._stream.time_base

    @property
    def pictures(self) -> int | None:
        """How many pictures are to come, where that is known."""
        duration = self.duration_s
        if duration is not None and self._is_trimmed:
            return round(duration * self._rate)
        return self._stream.frames or None

    @property
    def _is_trimmed(self) -> bool:
        """Whether an edit list (which only the MP4 family has) shows a part of what is stored and counted."""
        if self.duration_s is None or "mp4" not in self._stream.container.format.name:
            return False
        return abs(self._stream.frames / self._rate - self.duration_s) > TOLERATED_S

    def came(self, packet: av.Packet[av.VideoStream]) -> None:
        """Takes note of a packet in the file."""
        stamp = packet.dts if packet.pts is None else packet.pts
        if stamp is None or packet.time_base is None:
            return
        if self._came_to is not None:
            self._longest_gap = max(self._longest_gap, stamp * packet.time_base - self._came_to)
        end = (stamp + (packet.duration or 0)) * packet.time_base
        self._came_to = end if self._came_to is None else max(self._came_to, end)

    def lost(self) -> None:
        """Takes note of a packet that is too damaged to decode."""
        self._lost += 1 / self._rate

    def missing_s(self, decoded: int) -> float:
        """At the end: the seconds of pictures that never came; 0 when those are too few to matter."""
        missing: Fraction = self._lost
        ends = self._promised_end()
        if ends is not None and self._came_to is not None:
            missing += ends - self._came_to
        if self._stream.frames and not self._is_trimmed:
            missing = max(missing, (self._stream.frames - decoded) / self._rate)
        # A slide show may hold its last picture for as long as it held others.
        return float(missing) if missing > TOLERATED_S and missing > self._longest_gap else 0.0

    def _promised_end(self) -> Fraction | None:
        duration = self.duration_s
        if duration is not None and self._stream.time_base is not None:
            return (self._stream.start_time or 0) * self._stream.time_base + duration
        # What Matroska's muxers write for each stream: the end of its last picture.
        match = re.fullmatch(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)", self._stream.metadata.get("DURATION", ""))
        return int(match[1]) * 3600 + int(match[2]) * 60 + Fraction(match[3]) if match else None
