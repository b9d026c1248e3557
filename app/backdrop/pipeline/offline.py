"""Files through the stages: every picture, in order, none dropped."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.capture.still import Still
from backdrop.capture.video import Video
from backdrop.composite import open_background
from backdrop.errors import BackdropError, MediaError, UsageError
from backdrop.frame import Frame, Matte
from backdrop.host.files import write_atomically
from backdrop.host.media.colour import to_rgb
from backdrop.host.media.still import STILL_SUFFIXES, encode_still
from backdrop.pipeline.meter import Meter, Report
from backdrop.pipeline.stages import STAGES, Finished, Stages
from backdrop.publish.video_file import Sound, VideoFile
from backdrop.refine import default_chain
from backdrop.segment import load_segmenter
from backdrop.segment.segmenter import Segmenter
from backdrop.text import N_

Progress = Callable[[int, int | None], None]
"""Told the pictures done so far, and how many there are where that is known."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to process. `alpha_dir`: where each picture's final matte goes, as 8-bit PNG of the picture's own size."""

    input: Path
    output: Path
    model: str
    background: str
    threads: int | None = None
    alpha_dir: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`failed` lists the pictures of a folder that could not be processed, and why; the others were."""

    report: Report
    failed: tuple[BackdropError, ...] = ()


def process(job: Job, progress: Progress) -> Outcome:
    """Processes a video, a picture, or a folder of pictures (then the output is a folder).

    Raises UsageError for names that do not fit together, else what reading, the model or writing raises; then nothing
    half-written is left behind.
    """
    _refuse_same(job)
    if job.input.is_dir():
        images = _images_in(job.input)
    elif job.input.suffix.lower() in STILL_SUFFIXES:
        images = [job.input]
    else:
        images = []
        VideoFile.check_name(job.output)
    segmenter = load_segmenter(job.model, job.threads)
    with contextlib.closing(segmenter):
        if images:
            return _process_images(job, images, segmenter, progress)
        return _process_video(job, segmenter, progress)


def _refuse_same(job: Job) -> None:
    if not os.path.lexists(job.input):
        raise MediaError(N_("{path} does not exist; check the name"), path=job.input)
    if job.output.exists() and job.input.samefile(job.output):
        raise UsageError(N_("{path} is both input and output; name another output"), path=job.output)


def _images_in(folder: Path) -> list[Path]:
    images = sorted(p for p in folder.iterdir() if p.suffix.lower() in STILL_SUFFIXES and p.is_file())
    if not images:
        raise MediaError(N_("{path} holds no pictures; choose a folder of JPEG or PNG files"), path=folder)
    by_stem: dict[str, Path] = {}
    for image in images:
        other = by_stem.setdefault(image.stem, image)
        if other is not image:
            raise UsageError(
                N_("{one} and {two} have the same name but for their ending, so their mattes would collide; "
                   "rename one"),
                one=other.name, two=image.name,
            )  # fmt: skip
    return images


def _process_video(job: Job, segmenter: Segmenter, progress: Progress) -> Outcome:
    meter = Meter()
    with Video(job.input, paced=False) as source:
        info, video = source.info, source.video
        background = open_background(job.background, info.width, info.height)
        always = job.alpha_dir is not None
        stages = Stages(info.width, info.height, segmenter, default_chain(), background, always_matte=always)
        sink = VideoFile(
            job.output, info.width, info.height, info.fps, timed=True, true_size=(video.width, video.height),
            sound=Sound(job.input, video.starts), pixel_aspect=video.pixel_aspect,
        )  # fmt: skip
        with contextlib.closing(background), sink:
            meter.start()
            while (frame := source.read()) is not None:
                finished = _finish(stages, frame, meter)
                sink.send(finished.picture)
                _write_matte(job, f"{meter.frames_out:05d}", finished.matte, (video.width, video.height))
                meter.published()
                progress(meter.frames_out, video.frames)
    return Outcome(_report(meter, segmenter))


def _process_images(job: Job, images: Sequence[Path], segmenter: Segmenter, progress: Progress) -> Outcome:
    meter, failed = Meter(), []
    for image in images:
        output = job.output / image.name if job.input.is_dir() else job.output
        try:
            _process_image(job, image, output, segmenter, meter)
        except MediaError as error:
            if not job.input.is_dir():
                raise
            failed.append(error)
        progress(meter.frames_out + len(failed), len(images))
    return Outcome(_report(meter, segmenter), tuple(failed))


def _process_image(job: Job, image: Path, output: Path, segmenter: Segmenter, meter: Meter) -> None:
    if output.is_dir() or output.suffix.lower() not in STILL_SUFFIXES:
        raise UsageError(
            N_('"{path}" is no file name for a picture; let it end in one of {known}'),
            path=output, known=", ".join(STILL_SUFFIXES),
        )  # fmt: skip
    with Still(image, paced=False) as source:
        frame = source.read()
        assert frame is not None
        width, height = source.true_size
        background = open_background(job.background, *frame.size)
        with contextlib.closing(background):
            always = job.alpha_dir is not None
            stages = Stages(*frame.size, segmenter, default_chain(still=True), background, always_matte=always)
            finished = _finish(stages, frame, meter)
            rgb = to_rgb(finished.picture.pixels)[:height, :width]
    write_atomically(output, encode_still(rgb, output.suffix))
    _write_matte(job, image.stem, finished.matte, (width, height))
    meter.published()


def _finish(stages: Stages, frame: Frame, meter: Meter) -> Finished:
    meter.captured()
    finished = stages.finish(frame)
    for stage, ns in zip(STAGES, finished.stage_ns, strict=True):
        meter.timed(stage, ns)
    return finished


def _write_matte(job: Job, name: str, matte: Matte | None, size: tuple[int, int]) -> None:
    if job.alpha_dir is not None and matte is not None:
        alpha = matte.alpha[: size[1], : size[0]]
        write_atomically(job.alpha_dir / f"{name}.png", encode_still(alpha, ".png"))


def _report(meter: Meter, segmenter: Segmenter) -> Report:
    return meter.report(segmenter.spec.id, segmenter.engine.name, segmenter.engine.threads)
