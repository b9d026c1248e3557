"""Who makes the mattes: the program as people run it, and the bare network that it is compared with."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.capture.still import Still
from backdrop.capture.video import Video
from backdrop.frame import Frame
from backdrop.host.media.still import encode_still, pictures_in
from backdrop.refine.upsample import Upsample
from backdrop.segment.segmenter import Segmenter
from support.program import backdrop

AT_MOST_S = 600.0


class ProgramError(Exception):
    """`backdrop process` failed: its words."""

    def __init__(self, words: str, exit_code: int) -> None:
        super().__init__(words)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Program:
    """`backdrop process` with one configuration; what is not named here is as people find it."""

    model: str
    refinement: str
    every_frame: bool

    def make(self, source: Path, folder: Path) -> str:
        """Writes a matte of each picture of `source` to `folder`; which model made them. Raises ProgramError."""
        output = folder.with_name(f"{folder.name}-pictures") if source.is_dir() else folder.with_suffix(".mp4")
        stats = folder.with_suffix(".json")
        done = backdrop(
            "process", source, output, "--model", self.model, "--refinement", self.refinement,
            "--every-frame" if self.every_frame else "--skip-still", "--alpha-dir", folder, "--stats", stats,
            timeout_s=AT_MOST_S,
        )  # fmt: skip
        if done.returncode:
            raise ProgramError(done.stderr.strip(), done.returncode)
        return str(json.loads(stats.read_text("utf-8"))["model"])


def make_bare(segmenters: Mapping[str, Segmenter], source: Path, folders: Mapping[str, Path]) -> None:
    """Each network's answer on the whole picture, enlarged bilinearly, to the folder of the same name."""
    for folder in folders.values():
        folder.mkdir(parents=True)
    enlarge = Upsample()
    for name, frame, (width, height) in _frames(source):
        for model, segmenter in segmenters.items():
            alpha = enlarge.apply(segmenter.segment(frame), frame).alpha[:height, :width]
            (folders[model] / f"{name}.png").write_bytes(encode_still(alpha, ".png"))


def _frames(source: Path) -> Iterator[tuple[str, Frame, Sequence[int]]]:
    """Each picture with the name of its matte, and its own (width, height), where the frame's are rounded to even."""
    if source.is_dir():
        for path in pictures_in(source):
            with Still(path, paced=False) as still:
                frame = still.read()
                assert frame is not None
                yield path.stem, frame, still.true_size
        return
    with contextlib.closing(Video(source, paced=False)) as clip:
        count = 0
        while (frame := clip.read()) is not None:
            yield f"{count:05d}", frame, (clip.video.width, clip.video.height)
            count += 1
