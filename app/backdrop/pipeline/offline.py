"""Files through the stages: every picture, in order, none dropped."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from backdrop.capture.still import Still
from backdrop.capture.video import Video
from backdrop.composite import open_background
from backdrop.errors import BackdropError, MediaError, UsageError
from backdrop.frame import Frame, Matte
from backdrop.host.files import all_or_none, write_atomically
from backdrop.host.media.colour import to_rgb
from backdrop.host.media.still import STILL_SUFFIXES, encode_still, pictures_in
from backdrop.pipeline.choosing import open_model
from backdrop.pipeline.meter import Meter, Report
from backdrop.pipeline.overwriting import parts_read, refuse_overwriting
from backdrop.pipeline.stages import Finished, Stages
from backdrop.publish.video_file import Sound, VideoFile
from backdrop.refine import RefineOptions
from backdrop.segment import AUTO
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.text import N_

Progress = Callable[[int, int | None], None]
"""Told the pictures done so far, and how many there are where that is known."""

_FPS = 30
"""The rate at which an automatically chosen model would keep up, as in a call; a file's own may be anything."""

LOOKS = 10
"""How often a single picture is looked at, as if it stood before the camera: until the region and averages settle."""

_NUMBERED = re.compile(r"\d{5,}\.png", re.ASCII | re.IGNORECASE)
"""What the mattes of a video are called: 00000.png, 00001.png and so on."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to process.

    `alpha_dir`: where each picture's final matte goes, as 8-bit PNG of the picture's own size. `stats`: where the
    report goes, as JSON.
    """

    input: Path
    output: Path
    model: str
    background: str
    options: RunOptions = field(default_factory=RunOptions)
    refine: RefineOptions = field(default_factory=RefineOptions)
    alpha_dir: Path | None = None
    stats: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`failed` lists the pictures of a folder that could not be processed, and why; the others were."""

    report: Report
    failed: tuple[BackdropError, ...] = ()


def process(job: Job, progress: Progress) -> Outcome:
    """Processes a video, a picture, or a folder of pictures (then the output is a folder).

    Raises UsageError for names that do not fit together, before anything is written; else what reading, the model or
    writing raises. Then nothing half-written is left behind: of a video nothing at all, of a folder the pictures that
    were finished, each with its matte.
    """
    images = _images_of(job)
    _check_results(job, images)
    read = [*(images or [job.input]), *parts_read(job.background, job.model)]
    refuse_overwriting(read, _written(job, images, read))
    with contextlib.closing(_Segmenters(job)) as segmenters:
        if images:
            outcome = _process_images(job, images, segmenters, progress)
        else:
            outcome = _process_video(job, segmenters, progress)
    if job.stats is not None:
        write_atomically(job.stats, json.dumps(outcome.report.as_dict(), indent=2).encode())
    return outcome


class _Segmenters:
    """The job's model, loaded again only where pictures of another size take another network.

    An automatic choice is made once, so that all pictures of a job are cut out alike.
    """

    def __init__(self, job: Job) -> None:
        self._job, self._model = job, job.model
        self._loaded: Segmenter | None = None

    def fitting(self, size: tuple[int, int]) -> Segmenter:
        if self._loaded is None or self._loaded.made_for not in (None, size):
            self.close()
            opened = open_model(self._model, size, self._job.options, 1 / _FPS)
            self._loaded = opened.segmenter
            if self._model == AUTO:
                self._model = self._loaded.spec.id
        return self._loaded

    def report(self, meter: Meter) -> Report:
        if self._loaded is None:
            return meter.report("", "", 0)
        engine = self._loaded.engine
        report = meter.report(self._loaded.spec.label, engine.name, engine.threads)
        return replace(report, auto=self._job.model == AUTO)

    def close(self) -> None:
        if self._loaded is not None:
            self._loaded.close()
            self._loaded = None


def _images_of(job: Job) -> list[Path]:
    """The pictures to process; none when the input is a video."""
    if not os.path.lexists(job.input):
        raise MediaError(N_("{path} does not exist; check the name"), path=job.input)
    if job.input.is_dir():
        return _images_in(job.input)
    return [job.input] if job.input.suffix.lower() in STILL_SUFFIXES else []


def _check_results(job: Job, images: Sequence[Path]) -> None:
    if not images:
        VideoFile.check_name(job.output)
    for result in (_result(job, image) for image in images):
        if result.is_dir() or result.suffix.lower() not in STILL_SUFFIXES:
            raise UsageError(
                N_('"{path}" is no file name for a picture; let it end in one of {known}'),
                path=result, known=", ".join(STILL_SUFFIXES),
            )  # fmt: skip
    if job.input.is_dir() and job.alpha_dir is not None and job.alpha_dir.resolve() == job.input.resolve():
        raise UsageError(N_("{path} holds the pictures; name another folder for their mattes"), path=job.alpha_dir)


def _written(job: Job, images: Sequence[Path], read: Sequence[Path]) -> list[Path]:
    """Every file that the job will write; of a video's mattes, whose number is not known, those that could collide."""
    stats = [job.stats] if job.stats is not None else []
    mattes = []
    if job.alpha_dir is not None:
        numbered = {path.name for path in (*read, *stats) if _NUMBERED.fullmatch(path.name)} | {"00000.png"}
        names = [f"{image.stem}.png" for image in images] or sorted(numbered)
        mattes = [job.alpha_dir / name for name in names]
    return [*([_result(job, image) for image in images] or [job.output]), *mattes, *stats]


def _result(job: Job, image: Path) -> Path:
    return job.output / image.name if job.input.is_dir() else job.output


def _images_in(folder: Path) -> list[Path]:
    images = pictures_in(folder)
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


def _process_video(job: Job, segmenters: _Segmenters, progress: Progress) -> Outcome:
    meter = Meter()
    with contextlib.ExitStack() as opened:
        source = opened.enter_context(contextlib.closing(Video(job.input, paced=False)))
        info, video = source.info, source.video
        segmenter = segmenters.fitting((info.width, info.height))
        background = open_background(job.background, info.width, info.height)
        opened.callback(background.close)
        # The mattes move into place after the video has.
        mattes = opened.enter_context(all_or_none(job.alpha_dir)) if job.alpha_dir is not None else None
        always = mattes is not None
        stages = Stages(info.width, info.height, segmenter, job.refine, background, always_matte=always)
        with VideoFile(
            job.output, info.width, info.height, info.fps, timed=True, true_size=(video.width, video.height),
            sound=Sound(job.input, video.starts), pixel_aspect=video.pixel_aspect,
        ) as sink:  # fmt: skip
            meter.start()
            while (frame := source.read()) is not None:
                finished = _finish(stages, frame, meter)
                sink.send(finished.picture)
                _write_matte(mattes, f"{meter.frames_out:05d}", finished.matte, (video.width, video.height))
                meter.published()
                progress(meter.frames_out, video.frames)
    return Outcome(segmenters.report(meter))


def _process_images(job: Job, images: Sequence[Path], segmenters: _Segmenters, progress: Progress) -> Outcome:
    meter, failed = Meter(), []
    for image in images:
        try:
            _process_image(job, image, _result(job, image), segmenters, meter)
        except MediaError as error:
            if not job.input.is_dir():
                raise
            failed.append(error)
        progress(meter.frames_out + len(failed), len(images))
    return Outcome(segmenters.report(meter), tuple(failed))


def _process_image(job: Job, image: Path, output: Path, segmenters: _Segmenters, meter: Meter) -> None:
    with Still(image, paced=False) as source:
        frame = source.read()
        assert frame is not None
        width, height = source.true_size
        background = open_background(job.background, *frame.size)
        with contextlib.closing(background):
            always = job.alpha_dir is not None
            segmenter = segmenters.fitting(frame.size)
            stages = Stages(*frame.size, segmenter, job.refine, background, always_matte=always)
            for _ in range(LOOKS - 1):
                stages.finish(frame)
            finished = _finish(stages, frame, meter)
            rgb = to_rgb(finished.picture.pixels)[:height, :width]
    write_atomically(output, encode_still(rgb, output.suffix))
    _write_matte(job.alpha_dir, image.stem, finished.matte, (width, height))
    meter.published()


def _finish(stages: Stages, frame: Frame, meter: Meter) -> Finished:
    meter.captured()
    finished = stages.finish(frame)
    for stage, ns in finished.times():
        meter.timed(stage, ns)
    return finished


def _write_matte(folder: Path | None, name: str, matte: Matte | None, size: tuple[int, int]) -> None:
    if folder is not None and matte is not None:
        alpha = matte.alpha
        if alpha.shape[0] < size[1]:
            alpha = alpha.repeat(2, axis=0).repeat(2, axis=1)
        alpha = alpha[: size[1], : size[0]]
        write_atomically(folder / f"{name}.png", encode_still(alpha, ".png"))
