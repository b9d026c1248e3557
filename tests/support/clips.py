"""Video files that tests make themselves, with known pictures and sound, in whatever form a test needs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from backdrop.frame import Plane, empty_pixels, planes

Rgb = npt.NDArray[np.uint8]
Level = tuple[int, int, int]

MILLISECOND = Fraction(1, 1000)


def flat(width: int, height: int, y: int, u: int = 128, v: int = 128) -> Plane:
    """An I420 picture of one colour."""
    pixels = empty_pixels(width, height)
    for plane, level in zip(planes(pixels), (y, u, v), strict=True):
        plane[:] = level
    return pixels


def counted(count: int, width: int = 64, height: int = 48) -> list[Plane]:
    """Flat pictures that tell their number by their brightness: 20, 25, 30 and so on, from 220 again from 20."""
    return [flat(width, height, 20 + 5 * (n % 40)) for n in range(count)]


def number_of(pixels: Plane) -> int:
    """Which of the `counted` pictures this is (modulo 40)."""
    return round((float(planes(pixels).y.mean()) - 20) / 5)


def quadrants(width: int, height: int, levels: tuple[int, int, int, int] = (40, 90, 150, 220)) -> Plane:
    """An I420 picture whose quarters have these brightnesses: above left, above right, below left, below right."""
    pixels = flat(width, height, 0)
    y = planes(pixels).y
    y[: height // 2, : width // 2], y[: height // 2, width // 2 :] = levels[:2]
    y[height // 2 :, : width // 2], y[height // 2 :, width // 2 :] = levels[2:]
    return pixels


def quarters_of(pixels: Plane) -> list[int]:
    """The brightness in the middle of each quarter, as `quadrants` takes them."""
    y = planes(pixels).y
    height, width = y.shape
    return [int(y[row, column]) for row in (height // 4, height * 3 // 4) for column in (width // 4, width * 3 // 4)]


@dataclass(frozen=True)
class Tone:
    """A sound track: a tone of 440 Hz from `beep_s` on, silence before it."""

    codec: str
    seconds: float = 2.0
    rate: int = 48_000
    beep_s: float = 0.0
    layout: str = "stereo"


@dataclass(frozen=True)
class Tags:
    """Colour tags by ITU-T H.273 (matrix 1 is BT.709, 6 is BT.601); `full` is the range."""

    matrix: int
    full: bool = False


def write_video(
    path: Path,
    pictures: Sequence[Plane | Rgb],
    *,
    fps: int = 25,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    times_ms: Sequence[int] | None = None,
    tags: Tags | None = None,
    tone: Tone | None = None,
    container: str | None = None,
    options: dict[str, str] | None = None,
    container_options: dict[str, str] | None = None,
) -> Path:
    """Writes I420 planes (two dimensions, in the pixel format given) or RGB pictures (three) as a video file."""
    with av.open(str(path), "w", format=container, options=container_options or {}) as output:
        stream = output.add_stream(codec, rate=fps)
        assert isinstance(stream, av.VideoStream)
        stream.options.update(options or ({"crf": "6"} if codec == "libx264" else {}))
        stream.pix_fmt = pix_fmt
        stream.codec_context.time_base = Fraction(1, fps) if times_ms is None else MILLISECOND
        if tags is not None:
            context = stream.codec_context
            context.colorspace = context.color_primaries = context.color_trc = tags.matrix
            context.color_range = 2 if tags.full else 1
        sound = None if tone is None else output.add_stream(tone.codec, rate=tone.rate, layout=tone.layout)
        frames = [_frame(picture, pix_fmt) for picture in pictures]
        stream.width, stream.height = frames[0].width, frames[0].height
        for n, frame in enumerate(frames):
            frame.pts = n if times_ms is None else times_ms[n]
            frame.time_base = Fraction(1, fps) if times_ms is None else MILLISECOND
            if tags is not None:
                frame.colorspace, frame.color_range = tags.matrix, 2 if tags.full else 1
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
        if tone is not None:
            assert isinstance(sound, av.AudioStream)
            _write_tone(output, sound, tone)
    return path


def _frame(picture: Plane | Rgb, pix_fmt: str) -> av.VideoFrame:
    if picture.ndim == 2:
        return av.VideoFrame.from_ndarray(picture, format=pix_fmt)
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    return frame if pix_fmt == "rgb24" else frame.reformat(format=pix_fmt)


def movie(jpegs: Sequence[bytes], width: int = 64, height: int = 48) -> bytes:
    """A Motion JPEG file (AVI) of these pictures as they are, whole or not."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="avi") as output:
        stream = output.add_stream("mjpeg", rate=25)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
        for n, jpeg in enumerate(jpegs):
            packet = av.Packet(jpeg or b"\0")
            packet.stream, packet.pts, packet.dts, packet.time_base = stream, n, n, Fraction(1, 25)
            packet.is_keyframe = True
            output.mux(packet)
    return buffer.getvalue()


def write_sound(path: Path, tone: Tone) -> Path:
    """A file with sound and no pictures."""
    with av.open(str(path), "w") as output:
        sound = output.add_stream(tone.codec, rate=tone.rate, layout=tone.layout)
        assert isinstance(sound, av.AudioStream)
        _write_tone(output, sound, tone)
    return path


def _write_tone(output: av.container.OutputContainer, sound: av.AudioStream, tone: Tone) -> None:
    times = np.arange(round(tone.seconds * tone.rate)) / tone.rate
    wave = (np.sin(2 * np.pi * 440 * times) * 12_000 * (times >= tone.beep_s)).astype(np.int16)
    channels = len(sound.codec_context.layout.channels)
    for start in range(0, len(wave), 960):
        part = np.repeat(wave[start : start + 960], channels)
        frame = av.AudioFrame.from_ndarray(part.reshape(1, -1), format="s16", layout=tone.layout)
        frame.sample_rate, frame.pts, frame.time_base = tone.rate, start, Fraction(1, tone.rate)
        output.mux(sound.encode(frame))
    output.mux(sound.encode(None))


@dataclass(frozen=True)
class Heard:
    """The sound of a file as a player plays it: from when to when (in seconds), and when the tone begins."""

    codec: str
    rate: int
    starts_s: float
    ends_s: float
    beep_s: float


def listen(path: Path) -> Heard:
    """Decodes the sound track."""
    with av.open(str(path)) as file:
        track = file.streams.audio[0]
        times: list[npt.NDArray[np.float64]] = []
        waves: list[npt.NDArray[np.float64]] = []
        resampler = av.AudioResampler(format="flt", layout="mono")
        for decoded in file.decode(track):
            for frame in resampler.resample(decoded):
                assert frame.pts is not None
                assert frame.time_base is not None
                wave = frame.to_ndarray().ravel().astype(np.float64)
                times.append(float(frame.pts * frame.time_base) + np.arange(len(wave)) / frame.sample_rate)
                waves.append(wave)
        rate = track.codec_context.sample_rate
        name = track.codec_context.codec.canonical_name
    time, loud = np.concatenate(times), np.abs(np.concatenate(waves)) > 0.1
    return Heard(name, rate, float(time[0]), float(time[-1]) + 1 / rate, float(time[loud][0]))
