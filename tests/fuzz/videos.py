"""Videos in files: as a source that plays them once, as a source that loops them, and behind the person."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from backdrop.capture.video import Video
from backdrop.composite.video import VideoBackground
from backdrop.errors import BackdropError
from backdrop.frame import Frame, empty_pixels
from backdrop.host.media.colour import Rgb
from backdrop.host.media.video import VideoReader
from fuzz.mutations import damaged, wild
from fuzz.target import Target, in_one_line
from support.clips import Tone, write_video

SIGNATURES = [
    b"", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", b"\x1aE\xdf\xa3", b"RIFF\x00\x01\x00\x00AVI LIST",
    b"GIF89a", b"\x00\x00\x00\x01\x67", b"\x47\x40\x00\x10", b"FLV\x01", b"OggS\x00\x02", b"\x00\x00\x01\xba",
    b"\x30\x26\xb2\x75", b"#EXTM3U\n", b"v=0\r\n", b"YUV4MPEG2 W9 H9\n", b"DKIF\x00\x00 \x00VP80", b".RMF",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\x00\x01\x00\x00WAVEfmt ", b"ffconcat version 1.0\n",
]  # fmt: skip

_MS = 1_000_000


class Videos(Target):
    """Every picture of a file, twice, through the reader; then once through the source that plays it once."""

    most_megabytes = 2000  # H.264 lets a decoder hold 16 pictures, which may be of 60 MB, and some for its threads

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._samples = samples(folder)

    def case(self, random: Random) -> bytes:
        return wild(random, SIGNATURES) if random.random() < 0.1 else damaged(random, self._samples)

    def run(self, file: Path) -> bool:
        return all([self._is_read(file), self._is_played(file)])

    def _is_read(self, file: Path) -> bool:
        try:
            reader = VideoReader(file)
            try:
                for _ in range(2):
                    _look(reader)
                    reader.refuse_cut_short()
                    reader.rewind()
            finally:
                reader.close()
        except BackdropError as error:
            return in_one_line(error)
        return True

    def _is_played(self, file: Path) -> bool:
        try:
            source = Video(file, paced=False)
            try:
                assert 0 < source.info.fps <= 1000
                while source.read() is not None:
                    pass
            finally:
                source.close()
        except BackdropError:
            return False
        return True


def _look(reader: VideoReader) -> None:
    width, height = reader.info.width, reader.info.height
    shape, before = empty_pixels(width + width % 2, height + height % 2).shape, -1
    for picture in reader.pictures():
        assert picture.pixels.shape == shape
        assert picture.time_ns > before, "time stands still or runs backwards"
        before = picture.time_ns


class VideoBackgrounds(Videos):
    """A file behind the person for some seconds, with a jump of the clock."""

    def run(self, file: Path) -> bool:
        try:
            background = VideoBackground(file, 64, 36)
        except BackdropError as error:
            return in_one_line(error)
        try:
            frame_pixels = empty_pixels(64, 36)
            for time_ms in (*range(0, 400, 33), 1300, 5000, *range(5100, 6000, 150)):
                shown = background.behind(Frame(frame_pixels, time_ms * _MS), None)
                assert shown.shape == frame_pixels.shape
            return not background.trouble
        finally:
            background.close()


def samples(folder: Path) -> list[bytes]:
    """Short clips in the containers and codecs that people have."""
    made: dict[str, dict[str, Any]] = {
        "a.mp4": {},
        "faststart.mp4": {"container_options": {"movflags": "faststart"}, "tone": Tone("aac", 0.2)},
        "fragmented.mp4": {"container_options": {"movflags": "frag_keyframe+empty_moov"}},
        "variable.mp4": {"times_ms": [0, 40, 55, 200, 230, 700]},
        "mpeg4.mp4": {"codec": "mpeg4"},
        "a.mov": {"codec": "mjpeg", "pix_fmt": "yuvj420p"},
        "a.mkv": {"tone": Tone("aac", 0.2)},
        "ten.mkv": {"codec": "ffv1", "pix_fmt": "yuv422p"},
        "a.webm": {"codec": "libvpx-vp9"},
        "b.webm": {"codec": "libvpx"},
        "a.avi": {"codec": "mjpeg", "pix_fmt": "yuvj420p"},
        "b.avi": {"codec": "mpeg4"},
        "a.ts": {},
        "a.gif": {"codec": "gif", "pix_fmt": "rgb8"},
    }
    for name, how in made.items():
        how["container_options"] = {"fflags": "+bitexact", **how.get("container_options", {})}
        write_video(folder / name, pictures(), **how)
    return [(folder / name).read_bytes() for name in made]


def pictures() -> list[Rgb]:
    rows, columns = np.indices((48, 64))
    made = []
    for n in range(6):
        picture = np.stack([(rows * 5 + n * 30) % 256, (columns * 4) % 256, (rows * columns + n) % 256], axis=2)
        made.append(np.asarray(picture, np.uint8))
    return made
