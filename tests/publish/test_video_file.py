"""Recordings: the pictures, their times, their colours and the sound come back as they went in, or there is no file."""

from __future__ import annotations

import os
import stat
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import MediaError, SinkError, UsageError
from backdrop.frame import Frame, Plane, empty_pixels, planes
from backdrop.host.media.video import VideoReader
from backdrop.publish.video_file import Sound, VideoFile
from support.clips import Tone, counted, flat, listen, number_of, write_video

CONTAINERS = ("a.mp4", "a.m4v", "a.mov", "a.mkv")
every_container = pytest.mark.parametrize("name", CONTAINERS)


def record(path: Path, pictures: list[Plane], fps: float = 25, **how: object) -> Path:
    height, width = pictures[0].shape[0] * 2 // 3, pictures[0].shape[1]
    with VideoFile(path, width, height, fps, **how) as sink:  # type: ignore[arg-type]
        for n, pixels in enumerate(pictures):
            sink.send(Frame(pixels, round(n * 1e9 / fps)))
    return path


def played(path: Path) -> list[Plane]:
    reader = VideoReader(path)
    pictures = [picture.pixels.copy() for picture in reader.pictures()]
    reader.close()
    return pictures


def psnr(one: Plane, other: Plane) -> float:
    """Peak signal-to-noise ratio in dB."""
    return float(10 * np.log10(255**2 / np.mean((one.astype(float) - other) ** 2)))


@every_container
def test_pictures_survive(tmp_path: Path, name: str) -> None:
    presenter = Presenter(320, 240, paced=False)
    sent = [presenter.draw(n)[0].pixels.copy() for n in range(10)]
    found = played(record(tmp_path / name, sent, fps=30))
    assert len(found) == 10
    for before, after in zip(sent, found, strict=True):
        for plane_before, plane_after in zip(planes(before), planes(after), strict=True):
            assert psnr(plane_before, plane_after) > 37


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a privilege to make links")
def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "elsewhere" / "a.mp4", tmp_path / "link.mp4"
    target.parent.mkdir()
    target.write_bytes(b"an older one")
    link.symlink_to(target)
    record(link, counted(3))
    assert link.is_symlink()
    assert [number_of(p) for p in played(target)] == [0, 1, 2]
    assert list(target.parent.iterdir()) == [target]


@every_container
def test_every_frame_is_there_once_and_in_order(tmp_path: Path, name: str) -> None:
    assert [number_of(p) for p in played(record(tmp_path / name, counted(40)))] == list(range(40))


@every_container
def test_colours_are_tagged_so_that_every_player_shows_them_alike(tmp_path: Path, name: str) -> None:
    with av.open(str(record(tmp_path / name, counted(3)))) as file:
        context = file.streams.video[0].codec_context
        tags = context.colorspace, context.color_primaries, context.color_trc, context.color_range
        # ITU-T H.273: 6 is BT.601 with 525 lines (SMPTE 170M), and range 1 the limited one.
        assert tuple(map(int, tags)) == (6, 6, 6, 1)
        assert context.name == "h264"
        assert context.pix_fmt == "yuv420p", "what browsers and telephones can play"
        frame = next(file.decode(video=0))
        assert (int(frame.colorspace), int(frame.color_range)) == (6, 1)


@pytest.mark.parametrize("fps", [30.0, 29.97, 24_000 / 1001, 12.5])
def test_live_frames_come_at_the_constant_rate(tmp_path: Path, fps: float) -> None:
    with VideoFile(tmp_path / "a.mp4", 64, 48, fps) as sink:
        for pixels in counted(30):
            sink.send(Frame(pixels, 7))  # whatever their own time
    reader = VideoReader(tmp_path / "a.mp4")
    times = [p.time_ns / 1e9 for p in reader.pictures()]
    assert times == pytest.approx([n / fps for n in range(30)], abs=0.0002)
    assert reader.info.fps == pytest.approx(fps, rel=0.002)
    reader.close()


@every_container
def test_frames_of_a_variable_rate_keep_their_own_times(tmp_path: Path, name: str) -> None:
    times_ms = [0, 40, 100, 500, 510, 1400, 1433]
    with VideoFile(tmp_path / name, 64, 48, 25, timed=True) as sink:
        for time_ms, pixels in zip(times_ms, counted(7), strict=True):
            sink.send(Frame(pixels, time_ms * 1_000_000))
    reader = VideoReader(tmp_path / name)
    found = list(reader.pictures())
    assert [round(p.time_ns / 1e6) for p in found] == times_ms
    assert [number_of(p.pixels) for p in found] == list(range(7))
    reader.close()


def test_times_that_repeat_or_go_back_lose_no_frame(tmp_path: Path) -> None:
    with VideoFile(tmp_path / "a.mp4", 64, 48, 25, timed=True) as sink:
        for time_ms, pixels in zip([0, 40, 40, 20, 80], counted(5), strict=True):
            sink.send(Frame(pixels, time_ms * 1_000_000))
    assert [number_of(p) for p in played(tmp_path / "a.mp4")] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("true_size", [(127, 95), (127, 96), (128, 95)])
def test_an_odd_true_size_is_written_as_it_is(tmp_path: Path, true_size: tuple[int, int]) -> None:
    pixels = flat(128, 96, 100, 90, 160)
    planes(pixels).y[:48], planes(pixels).u[:24], planes(pixels).v[:24] = 180, 150, 100
    width, height = true_size
    record(tmp_path / "a.mp4", [pixels] * 3, true_size=true_size)
    with av.open(str(tmp_path / "a.mp4")) as file:
        frame = next(file.decode(video=0))
        assert (frame.width, frame.height) == true_size
        y, u, v = frame.to_ndarray(format="yuv444p")
    for plane, above, below in ((y, 180, 100), (u, 150, 90), (v, 100, 160)):
        assert plane.shape == (height, width)
        assert abs(int(plane[20, width - 1]) - above) <= 3
        assert abs(int(plane[height - 1, 20]) - below) <= 3


def test_the_shape_of_pixels_is_kept(tmp_path: Path) -> None:
    reader = VideoReader(record(tmp_path / "a.mp4", counted(3), pixel_aspect=Fraction(128, 117)))
    assert reader.info.pixel_aspect == Fraction(128, 117)
    reader.close()


# What is recorded into which container, with which codec, and which codec the sound must then have.
SOUNDS = [
    ("s.mp4", "a.mp4", Tone("aac"), "aac"),
    ("s.mkv", "a.mp4", Tone("libopus"), "opus"),
    ("s.mkv", "a.mp4", Tone("libmp3lame"), "mp3"),
    ("s.mkv", "a.mp4", Tone("pcm_s16le"), "aac"),
    ("s.mkv", "a.mp4", Tone("pcm_s16le", rate=11_025, layout="mono"), "aac"),
    ("s.mkv", "a.mp4", Tone("pcm_s16le", rate=192_000), "aac"),
    ("s.mkv", "a.mkv", Tone("pcm_s16le"), "pcm_s16le"),
    ("s.mov", "a.mov", Tone("pcm_s16le"), "pcm_s16le"),
    ("s.mkv", "a.mov", Tone("libopus"), "aac"),
    ("s.mkv", "a.mov", Tone("pcm_s16le"), "pcm_s16le"),
]


def carried_over(source: Path, target: Path) -> Path:
    """Records the pictures of a file with its sound, as `process` does."""
    reader = VideoReader(source)
    info = reader.info
    with VideoFile(
        target, info.width, info.height, info.fps, timed=True, sound=Sound(source, info.starts)
    ) as sink:  # fmt: skip
        for picture in reader.pictures():
            sink.send(Frame(picture.pixels, picture.time_ns))
    reader.close()
    return target


@pytest.mark.parametrize(
    ("source", "target", "tone", "codec"), SOUNDS, ids=[f"{t.codec} {t.rate} {s} to {a}" for s, a, t, _ in SOUNDS]
)
def test_sound_is_kept(tmp_path: Path, source: str, target: str, tone: Tone, codec: str) -> None:
    before = listen(write_video(tmp_path / source, counted(50), tone=Tone(tone.codec, 2, tone.rate, 1, tone.layout)))
    after = listen(carried_over(tmp_path / source, tmp_path / target))
    assert after.codec == codec
    assert after.rate == (48_000 if tone.rate > 96_000 else tone.rate)
    assert after.starts_s == pytest.approx(before.starts_s, abs=0.05)
    assert after.ends_s == pytest.approx(before.ends_s, abs=0.05)
    assert after.beep_s == pytest.approx(1.0, abs=0.03)
    assert len(played(tmp_path / target)) == 50


@pytest.mark.parametrize(
    ("codec", "target"), [("aac", "a.mp4"), ("pcm_s16le", "a.mp4"), ("libopus", "a.mkv"), ("aac", "a.mov")]
)
def test_sound_stays_with_its_pictures_where_the_first_comes_late(tmp_path: Path, codec: str, target: str) -> None:
    late = [1000 + 40 * n for n in range(50)]
    write_video(tmp_path / "s.mkv", counted(50), times_ms=late, tone=Tone(codec, seconds=3, beep_s=2.0))
    carried_over(tmp_path / "s.mkv", tmp_path / target)
    with av.open(str(tmp_path / target)) as file:
        frame = next(file.decode(video=0))
        assert frame.time is not None
        first = frame.time
    heard = listen(tmp_path / target)
    assert heard.beep_s - first == pytest.approx(1.0, abs=0.03), "the tone began a second after the first picture"
    assert heard.ends_s - first == pytest.approx(2.0, abs=0.06)


@pytest.mark.parametrize("seconds", [0.5, 5])
def test_sound_shorter_or_longer_than_the_pictures_is_kept_whole(tmp_path: Path, seconds: float) -> None:
    write_video(tmp_path / "s.mkv", counted(50), tone=Tone("aac", seconds))
    after = listen(carried_over(tmp_path / "s.mkv", tmp_path / "a.mp4"))
    assert after.ends_s == pytest.approx(seconds, abs=0.05)
    assert len(played(tmp_path / "a.mp4")) == 50


def test_a_source_without_sound_gives_a_file_without(tmp_path: Path) -> None:
    write_video(tmp_path / "s.mp4", counted(5))
    with av.open(str(carried_over(tmp_path / "s.mp4", tmp_path / "a.mp4"))) as file:
        assert len(file.streams.audio) == 0


def test_sound_that_cannot_be_decoded_is_left_out(tmp_path: Path) -> None:
    source = write_video(tmp_path / "s.mp4", counted(5), tone=Tone("aac"))
    source.write_bytes(source.read_bytes().replace(b"mp4a", b"xyz1"))
    assert len(played(carried_over(source, tmp_path / "a.mp4"))) == 5


def test_damaged_sound_does_not_cost_the_pictures(tmp_path: Path) -> None:
    source = write_video(tmp_path / "s.mkv", counted(50), tone=Tone("flac", seconds=2))
    content = bytearray(source.read_bytes())
    at = content.index(b"\xff\xf8", len(content) // 2)
    content[at : at + 40] = bytes(40)
    source.write_bytes(content)
    for target in ("a.mov", "a.mkv"):  # encoded anew, and as it is
        assert len(played(carried_over(source, tmp_path / target))) == 50
        with av.open(str(tmp_path / target)) as file:
            assert len(file.streams.audio) == 1


def test_a_source_of_sound_that_is_missing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="does not exist"):
        VideoFile(tmp_path / "a.mp4", 64, 48, 25, sound=Sound(tmp_path / "nowhere.mp4", Fraction(0)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.avi", "a.webm", "a", "a.png", ".mp4"])
def test_an_unsuitable_container_is_refused_with_the_list(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        UsageError, match=r"is no file name for a video; let it end in one of \.mp4, \.m4v, \.mov, \.mkv$"
    ):
        VideoFile(tmp_path / name, 64, 48, 25)
    assert list(tmp_path.iterdir()) == []


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert len(played(record(tmp_path / "A.MP4", counted(3)))) == 3


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match=r"the folder of .*a\.mp4 does not exist; make it first"):
        VideoFile(tmp_path / "nowhere" / "a.mp4", 64, 48, 25)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").mkdir()
    with pytest.raises(SinkError, match=r"a\.mp4 is a folder; name a file"):
        VideoFile(tmp_path / "a.mp4", 64, 48, 25)
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(SinkError, match=r"cannot be written: .*file is no folder"):
        VideoFile(tmp_path / "file" / "a.mp4", 64, 48, 25)


def test_a_path_that_is_not_ascii_or_is_as_long_as_can_be_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "배경 사진"
    folder.mkdir()
    for name in ("나.mp4", "n" * 251 + ".mkv"):
        assert len(played(record(folder / name, counted(3)))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_recording_has_the_permissions_that_the_user_wants_of_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        record(tmp_path / "a.mp4", counted(3))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.mp4").stat().st_mode) == 0o666 & ~mask


def noise(count: int, width: int = 640, height: int = 480) -> list[Plane]:
    """Pictures that do not compress."""
    generator = np.random.default_rng(10)
    pictures = []
    for _ in range(count):
        pixels = empty_pixels(width, height)
        pixels[:] = generator.integers(16, 236, pixels.shape, dtype=np.uint8)
        pictures.append(pixels)
    return pictures


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
@pytest.mark.parametrize("count", [60, 4], ids=["while recording", "while completing the file"])
def test_a_full_disk_is_one_clear_error_and_leaves_only_what_was_there(small_disk: Path, name: str, count: int) -> None:
    older = small_disk / name
    older.write_bytes(b"older")
    with pytest.raises(SinkError, match=rf"^the disk is full: .*{name} was not written; free some space"):
        record(older, noise(count))
    assert older.read_bytes() == b"older"
    assert list(small_disk.iterdir()) == [older]


def test_an_encoder_that_cannot_take_the_size_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SinkError), VideoFile(tmp_path / "a.mp4", 65_536, 2, 25) as sink:
        sink.send(Frame(flat(65_536, 2, 100), 0))
    assert list(tmp_path.iterdir()) == []
