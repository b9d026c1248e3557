"""Video files: every kind comes out as upright I420 in the program's own colours, and what cannot says why in one line.

The files are made here by FFmpeg's encoders, with pictures whose levels are known.
"""

from __future__ import annotations

import contextlib
import gc
import struct
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backdrop.errors import BackgroundError, MediaError
from backdrop.frame import Plane, empty_pixels, planes
from backdrop.host.media.video import VideoPicture, VideoReader
from support.clips import Tags, Tone, counted, flat, number_of, quadrants, quarters_of, write_sound, write_video
from support.program import environment

# Colours as (R, G, B), and their levels in BT.601 limited range: what must come out of every file that shows them.
PATCHES = {
    (200, 40, 40): (91, 104, 198),
    (40, 180, 60): (123, 96, 75),
    (50, 60, 210): (80, 195, 113),
    (220, 220, 60): (189, 58, 139),
    (16, 16, 16): (30, 128, 128),
    (240, 240, 240): (222, 128, 128),
}
KR_KB = {1: (0.2126, 0.0722), 6: (0.299, 0.114)}
"""Coefficients of the matrices, by their number in ITU-T H.273."""


def all_of(path: Path) -> list[VideoPicture]:
    reader = VideoReader(path)
    try:
        return [VideoPicture(p.pixels.copy(), p.time_ns) for p in reader.pictures()]
    finally:
        reader.close()


def encoded(colour: tuple[int, int, int], matrix: int, full: bool) -> tuple[int, int, int]:
    """A colour's levels in a given matrix and range, by ITU-R BT.601 and BT.709 themselves."""
    kr, kb = KR_KB[matrix]
    red, green, blue = (level / 255 for level in colour)
    y = kr * red + (1 - kr - kb) * green + kb * blue
    u, v = (blue - y) / 2 / (1 - kb), (red - y) / 2 / (1 - kr)
    if full:
        return round(255 * y), round(128 + 255 * u), round(128 + 255 * v)
    return round(16 + 219 * y), round(128 + 224 * u), round(128 + 224 * v)


def patches_yuv(width: int, height: int, matrix: int, full: bool) -> Plane:
    pixels = empty_pixels(width, height)
    for planes_index, plane in enumerate(planes(pixels)):
        for n, part in enumerate(np.array_split(plane, len(PATCHES), axis=1)):
            part[:] = encoded(list(PATCHES)[n], matrix, full)[planes_index]
    return pixels


def patches_rgb(width: int, height: int) -> npt.NDArray[np.uint8]:
    rgb = np.empty((height, width, 3), np.uint8)
    for n, part in enumerate(np.array_split(rgb, len(PATCHES), axis=1)):
        part[:] = list(PATCHES)[n]
    return rgb


def levels_found(pixels: Plane) -> list[tuple[int, ...]]:
    """The level of each plane in the middle of each patch."""
    found = []
    for n in range(len(PATCHES)):
        at = (n + 0.5) / len(PATCHES)
        found.append(tuple(int(plane[plane.shape[0] // 2, int(at * plane.shape[1])]) for plane in planes(pixels)))
    return found


def assert_true_colours(path: Path) -> None:
    for picture in all_of(path):
        off = np.array(levels_found(picture.pixels)) - np.array(list(PATCHES.values()))
        assert np.abs(off).max() <= 2, off


SD, HD = (384, 288), (1280, 720)


@pytest.mark.parametrize(
    ("size", "matrix", "full", "tagged"),
    [
        (SD, 1, False, True),
        (SD, 6, False, True),
        (HD, 6, False, True),
        (HD, 1, True, True),
        (SD, 1, True, True),
        (HD, 1, False, False),
        (SD, 6, False, False),
    ],
    ids=[
        "tagged BT.709 though small", "tagged BT.601", "tagged BT.601 though HD", "tagged BT.709 full range, HD",
        "tagged BT.709 full range", "untagged HD is BT.709", "untagged SD is BT.601",
    ],
)  # fmt: skip
def test_known_colours_come_out_right(
    tmp_path: Path, size: tuple[int, int], matrix: int, full: bool, tagged: bool
) -> None:
    pictures = [patches_yuv(*size, matrix, full)] * 3
    assert_true_colours(write_video(tmp_path / "a.mp4", pictures, tags=Tags(matrix, full) if tagged else None))


@pytest.mark.parametrize("codec", ["mjpeg", "libx264"])
def test_a_pixel_format_that_is_full_range_needs_no_tag(tmp_path: Path, codec: str) -> None:
    pictures = [patches_yuv(*SD, matrix=6, full=True)] * 2
    options = {"qmin": "1", "qmax": "1"} if codec == "mjpeg" else None
    assert_true_colours(write_video(tmp_path / "a.mkv", pictures, codec=codec, pix_fmt="yuvj420p", options=options))


@pytest.mark.parametrize("size", [SD, HD])
@pytest.mark.parametrize(
    ("codec", "pix_fmt", "name"),
    [("ffv1", "bgr0", "a.mkv"), ("libx264rgb", "rgb24", "a.mp4"), ("png", "rgb24", "a.mov")],
)
def test_rgb_video_has_no_matrix_to_be_mistaken(
    tmp_path: Path, size: tuple[int, int], codec: str, pix_fmt: str, name: str
) -> None:
    assert_true_colours(write_video(tmp_path / name, [patches_rgb(*size)] * 2, codec=codec, pix_fmt=pix_fmt))


@pytest.mark.parametrize("pix_fmt", ["yuv422p", "yuv444p", "yuv420p10le"])
def test_other_samplings_and_depths_keep_their_colours(tmp_path: Path, pix_fmt: str) -> None:
    write_video(tmp_path / "a.mkv", [patches_rgb(*SD)] * 2, codec="ffv1", pix_fmt=pix_fmt)
    assert_true_colours(tmp_path / "a.mkv")


# The matrices that phones write into the track header (ISO 14496-12, 8.3.2): a, b, c, d of [[a, b], [c, d]]. A quarter
# that is stored at (column, row) is shown at a·column + c·row to the right and b·column + d·row down. `quadrants` are
# stored as 40 90 / 150 220.
SHOWN = {
    "upright": ((1, 0, 0, 1), False, [40, 90, 150, 220]),
    "quarter turn clockwise": ((0, 1, -1, 0), True, [150, 40, 220, 90]),
    "half turn": ((-1, 0, 0, -1), False, [220, 150, 90, 40]),
    "quarter turn anticlockwise": ((0, -1, 1, 0), True, [90, 220, 40, 150]),
    "mirrored": ((-1, 0, 0, 1), False, [90, 40, 220, 150]),
    "upside down": ((1, 0, 0, -1), False, [150, 220, 40, 90]),
    "transposed": ((0, 1, 1, 0), True, [40, 150, 90, 220]),
}


def lay_out(path: Path, matrix: tuple[int, int, int, int]) -> Path:
    """Writes a display matrix into the one track header of an MP4 file."""
    content = bytearray(path.read_bytes())
    version = content[at := content.index(b"tkhd") + 4]
    at += 4 + (20 if version == 0 else 32) + 16
    a, b, c, d = (value << 16 for value in matrix)
    content[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("how", SHOWN)
@pytest.mark.parametrize("size", [(64, 48), (48, 64)])
@pytest.mark.parametrize("tags", [None, Tags(1)], ids=["as stored", "converted"])
def test_a_picture_comes_as_players_show_it(tmp_path: Path, how: str, size: tuple[int, int], tags: Tags | None) -> None:
    matrix, sideways, expected = SHOWN[how]
    path = lay_out(write_video(tmp_path / "a.mp4", [quadrants(*size)] * 3, tags=tags), matrix)
    reader = VideoReader(path)
    assert (reader.info.width, reader.info.height) == (size[::-1] if sideways else size)
    for picture in reader.pictures():
        assert picture.pixels.shape == (reader.info.height * 3 // 2, reader.info.width)
        assert np.abs(np.array(quarters_of(picture.pixels)) - expected).max() <= 4
    reader.close()


def test_colour_turns_with_the_picture(tmp_path: Path) -> None:
    pixels = flat(64, 48, 100)
    planes(pixels).u[:12], planes(pixels).v[:, :16] = 200, 60
    reader = VideoReader(lay_out(write_video(tmp_path / "a.mp4", [pixels] * 2), (0, 1, -1, 0)))
    _, u, v = planes(next(iter(reader.pictures())).pixels)
    assert u[:, 16:].min() > 190 > 140 > u[:, :8].max()  # what was above is on the right
    assert v[:12].max() < 70 < 110 < v[20:].min()  # what was left is above
    reader.close()


def test_the_shape_of_pixels_turns_with_the_picture(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.mp4"), "w") as output:
        stream = output.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.sample_aspect_ratio = Fraction(4, 3)
        for pixels in counted(3):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="yuv420p")))
        output.mux(stream.encode(None))
    upright = VideoReader(tmp_path / "a.mp4")
    assert upright.info.pixel_aspect == Fraction(4, 3)
    upright.close()
    turned = VideoReader(lay_out(tmp_path / "a.mp4", (0, 1, -1, 0)))
    assert turned.info.pixel_aspect == Fraction(3, 4)
    turned.close()


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_the_time_stamps_of_a_variable_rate_are_kept(tmp_path: Path, name: str) -> None:
    times = [0, 40, 100, 500, 510, 1400, 1433]
    found = all_of(write_video(tmp_path / name, counted(7), times_ms=times))
    assert [round(p.time_ns / 1e6) for p in found] == times
    assert [number_of(p.pixels) for p in found] == list(range(7))


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_times_count_from_the_first_picture_and_its_own_time_is_told(tmp_path: Path, name: str) -> None:
    path = write_video(tmp_path / name, counted(5), times_ms=[1500, 1540, 1580, 1620, 1660], tone=Tone("aac"))
    reader = VideoReader(path)
    assert [round(p.time_ns / 1e6) for p in reader.pictures()] == [0, 40, 80, 120, 160]
    assert abs(reader.info.starts - Fraction(3, 2)) <= Fraction(1, 1000)
    reader.close()


def test_files_that_were_joined_end_to_end_play_on_at_their_rate(tmp_path: Path) -> None:
    part = write_video(tmp_path / "a.ts", counted(50, 32, 16), options={"bf": "0"}).read_bytes()
    (tmp_path / "a.ts").write_bytes(part * 2)
    reader = VideoReader(tmp_path / "a.ts")
    times = [picture.time_ns // 1_000_000 for picture in reader.pictures()]
    reader.close()
    assert times == [40 * n for n in range(100)]


@pytest.mark.parametrize("size", [(63, 48), (64, 47), (63, 47), (1, 1), (2, 3)])
def test_odd_sides_are_padded_by_the_last_row_and_column(tmp_path: Path, size: tuple[int, int]) -> None:
    width, height = size
    rgb = np.random.default_rng(8).integers(0, 256, (height, width, 3), dtype=np.uint8)
    reader = VideoReader(write_video(tmp_path / "a.mkv", [rgb] * 2, codec="ffv1", pix_fmt="bgr0"))
    assert (reader.info.width, reader.info.height) == size
    for picture in reader.pictures():
        y, u, _ = planes(picture.pixels)
        assert y.shape == (height + height % 2, width + width % 2)
        assert u.shape == (y.shape[0] // 2, y.shape[1] // 2)
        assert (y[-1] == y[height - 1]).all()
        assert (y[:, -1] == y[:, width - 1]).all()
    reader.close()


def test_a_picture_that_is_kept_is_not_written_over(tmp_path: Path) -> None:
    reader = VideoReader(write_video(tmp_path / "a.mp4", counted(20)))
    kept = list(reader.pictures())
    assert [number_of(p.pixels) for p in kept] == list(range(20))
    reader.close()


def test_a_picture_that_was_passed_is_freed_at_once(tmp_path: Path) -> None:
    """Without waiting for Python to look for what refers to itself: of large pictures that would be hundreds of MB."""
    path = tmp_path / "counted.mp4"
    write_video(path, counted(40))
    before = pictures_alive()
    gc.disable()
    try:
        with contextlib.closing(VideoReader(path)) as reader:
            assert sum(1 for _ in reader.pictures()) == 40
            alive = pictures_alive() - before
    finally:
        gc.enable()
    assert alive <= 3


def pictures_alive() -> int:
    return sum(isinstance(thing, av.VideoFrame) for thing in gc.get_objects())


def test_the_file_tells_its_rate_length_and_count(tmp_path: Path) -> None:
    reader = VideoReader(write_video(tmp_path / "a.mp4", counted(45), fps=30))
    assert (reader.info.fps, reader.info.duration_s, reader.info.frames) == (30.0, 1.5, 45)
    reader.close()


# What each of these formats lacks: an index, time stamps, a way to seek, a start at zero …
FORMATS = {
    "a.mp4": {}, "a.mkv": {}, "a.mov": {"codec": "mjpeg", "pix_fmt": "yuvj420p"}, "a.ts": {}, "a.flv": {},
    "a.webm": {"codec": "libvpx"}, "a.avi": {"codec": "mpeg4"}, "a.mpg": {"codec": "mpeg2video"},
    "a.h264": {"container": "h264"}, "a.gif": {"codec": "gif", "pix_fmt": "rgb8"},
    "a.mjpeg": {"codec": "mjpeg", "pix_fmt": "yuvj420p", "container": "mjpeg"},
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_common_format_plays_again_from_the_start(tmp_path: Path, name: str) -> None:
    pictures = [np.repeat(planes(p).y[:, :, None], 3, axis=2) for p in counted(30)]
    reader = VideoReader(write_video(tmp_path / name, pictures, **FORMATS[name]))  # type: ignore[arg-type]
    first = [(p.time_ns, float(planes(p.pixels).y.mean())) for p in reader.pictures()]
    assert len(first) == 30
    assert [round(time_ns / 1e6) for time_ns, _ in first] == pytest.approx([n * 40 for n in range(30)], abs=11)
    levels = [level for _, level in first]
    assert levels == sorted(levels)
    assert levels[-1] - levels[0] > 80
    reader.refuse_cut_short()
    for _ in range(2):
        reader.rewind()
        assert [(p.time_ns, float(planes(p.pixels).y.mean())) for p in reader.pictures()] == first
    reader.close()


def test_rewinding_half_way_starts_anew(tmp_path: Path) -> None:
    reader = VideoReader(write_video(tmp_path / "a.mp4", counted(30)))
    playing = reader.pictures()
    assert [number_of(next(playing).pixels) for _ in range(10)] == list(range(10))
    reader.rewind()
    again = list(reader.pictures())
    assert [number_of(p.pixels) for p in again] == list(range(30))
    assert again[0].time_ns == 0
    reader.close()


def test_closing_can_be_repeated(tmp_path: Path) -> None:
    reader = VideoReader(write_video(tmp_path / "a.mp4", counted(3)))
    assert not reader.closed
    reader.close()
    reader.close()
    assert reader.closed


def test_a_path_that_is_not_ascii_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "배경 사진"
    folder.mkdir()
    write_video(tmp_path / "a.mp4", counted(3)).rename(folder / "나.mp4")
    assert len(all_of(folder / "나.mp4")) == 3


def test_a_file_with_sound_alone_holds_no_video(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"a\.m4a holds no video; choose a video file"):
        VideoReader(write_sound(tmp_path / "a.m4a", Tone("aac")))


def test_the_cover_picture_of_a_song_is_no_video(tmp_path: Path) -> None:
    song = write_sound(tmp_path / "plain.mp3", Tone("libmp3lame")).read_bytes()
    cover = write_video(tmp_path / "c.mjpeg", counted(1), codec="mjpeg", pix_fmt="yuvj420p", container="mjpeg")
    picture = b"\x00image/jpeg\x00\x03\x00" + cover.read_bytes()
    frames = b"APIC" + struct.pack(">IH", len(picture), 0) + picture
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    (tmp_path / "song.mp3").write_bytes(b"ID3\x03\x00\x00" + size + frames + song)
    with av.open(str(tmp_path / "song.mp3")) as file:
        assert len(file.streams.video) == 1, "the cover is found, as a stream"
    with pytest.raises(MediaError, match=r"song\.mp3 holds no video"):
        VideoReader(tmp_path / "song.mp3")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"some text\n" * 40, "is damaged or is no video; choose another file"),
        (bytes(5000), "is damaged or is no video; choose another file"),
    ],
)
def test_what_is_no_video_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(MediaError, match=says):
        VideoReader(tmp_path / "a.mp4")


def test_a_codec_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", counted(3))
    path.write_bytes(path.read_bytes().replace(b"avc1", b"xyz1"))
    with pytest.raises(MediaError, match=r"a\.mp4 is in a format that cannot be decoded here; convert it to MP4"):
        VideoReader(path)


def test_a_missing_file_and_a_folder_have_their_own_line(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="does not exist"):
        VideoReader(tmp_path / "nowhere.mp4")
    with pytest.raises(MediaError, match="is a folder"):
        VideoReader(tmp_path)


def test_the_caller_chooses_the_error(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"text")
    with pytest.raises(BackgroundError):
        VideoReader(tmp_path / "a.mp4", BackgroundError)


@pytest.mark.parametrize(
    "content",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{other}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{name}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n"
        "a=rtpmap:96 H264/90000\n",
    ],
    ids=["playlist", "list of parts", "session description, which would open a port and wait"],
)
def test_a_file_that_refers_to_others_is_refused_at_once(tmp_path: Path, content: str) -> None:
    other = write_video(tmp_path / "other.ts", counted(5))
    (tmp_path / "a.mp4").write_text(content.format(other=other, name=other.name))
    started = time.monotonic()
    with pytest.raises(MediaError, match="is damaged or is no video"):
        VideoReader(tmp_path / "a.mp4")
    assert time.monotonic() - started < 2


MEASURED = """
import sys
from backdrop.errors import MediaError
from backdrop.host.media.video import VideoReader
from backdrop.host.meters import peak_rss_mb
VideoReader(sys.argv[2]).close()  # what is made once
before = peak_rss_mb()
try:
    VideoReader(sys.argv[1])
except MediaError as error:
    print(error)
print(round(peak_rss_mb() - before))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
@pytest.mark.parametrize("kind", ["mkv", "png"])
def test_an_enormous_picture_is_refused_without_memory(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "mkv":
        write_video(path, [flat(8000, 6000, 60)], codec="mpeg4", options={"qmin": "31"})
    else:
        write_video(path, [np.zeros((7000, 7000, 3), np.uint8)], codec="png", pix_fmt="rgb24", container="image2pipe")
    small = write_video(tmp_path / "small.mkv", [flat(64, 48, 60)], codec="mpeg4")
    command = [sys.executable, "-c", MEASURED, str(path), str(small)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    said, megabytes = done.stdout.splitlines()
    assert "larger than 40 megapixels" in said
    assert int(megabytes) < 60  # the decoder's tables; the pictures take 72 and 147


def long_video(path: Path, **how: str) -> Path:
    """Ten seconds that do not compress to nothing, with a key picture each second."""
    noise = np.random.default_rng(9)
    pictures = []
    for pixels in counted(250):
        planes(pixels).y[:8] = noise.integers(16, 236, (8, 64), dtype=np.uint8)
        pictures.append(pixels)
    options = {"g": "25", "crf": "20"} if "codec" not in how else {"g": "25"}
    faststart = {"movflags": "faststart"} if path.suffix == ".mp4" else {}
    return write_video(path, pictures, options=options, container_options=faststart, **how)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def long_videos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same ten seconds in several containers."""
    folder = tmp_path_factory.mktemp("long")
    how = {"a.webm": {"codec": "libvpx"}, "a.avi": {"codec": "mpeg4"}}
    return {
        name: long_video(folder / name, **how.get(name, {})).read_bytes()
        for name in ("a.mp4", "a.mkv", "a.webm", "a.avi")
    }


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.webm", "a.avi"])
def test_a_whole_file_is_not_taken_for_cut_short(tmp_path: Path, long_videos: dict[str, bytes], name: str) -> None:
    (tmp_path / name).write_bytes(long_videos[name])
    reader = VideoReader(tmp_path / name)
    assert len(list(reader.pictures())) == 250
    reader.refuse_cut_short()
    reader.close()


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.webm", "a.avi"])
@pytest.mark.parametrize("share", [0.5, 0.8])
def test_a_file_cut_short_gives_what_is_there_and_then_says_so(
    tmp_path: Path, long_videos: dict[str, bytes], name: str, share: float
) -> None:
    (tmp_path / name).write_bytes(long_videos[name][: int(len(long_videos[name]) * share)])
    reader = VideoReader(tmp_path / name)
    found = list(reader.pictures())
    assert 250 * (share - 0.35) < len(found) < 250 * (share + 0.2)
    assert [p.time_ns for p in found] == sorted(p.time_ns for p in found)
    with pytest.raises(MediaError, match=r"is cut short or damaged: \d\.\d seconds of its pictures are missing"):
        reader.refuse_cut_short()
    reader.close()


def test_an_mp4_cut_short_before_its_index_is_refused(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "a.mp4", counted(50)).read_bytes()
    (tmp_path / "a.mp4").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(MediaError, match="is damaged or is no video"):
        VideoReader(tmp_path / "a.mp4")


def test_a_last_moment_that_is_missing_is_tolerated(tmp_path: Path, long_videos: dict[str, bytes]) -> None:
    (tmp_path / "a.mkv").write_bytes(long_videos["a.mkv"][: -len(long_videos["a.mkv"]) // 25])
    reader = VideoReader(tmp_path / "a.mkv")
    assert 220 < len(list(reader.pictures())) < 250
    reader.refuse_cut_short()
    reader.close()


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_a_sound_track_longer_than_the_pictures_does_not_make_them_cut_short(tmp_path: Path, name: str) -> None:
    reader = VideoReader(write_video(tmp_path / name, counted(25), tone=Tone("aac", seconds=6)))
    assert len(list(reader.pictures())) == 25
    reader.refuse_cut_short()
    reader.close()


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_pictures_that_stay_for_seconds_do_not_make_a_file_cut_short(tmp_path: Path, name: str) -> None:
    reader = VideoReader(write_video(tmp_path / name, counted(4), times_ms=[0, 4000, 8000, 12_000]))
    assert [p.time_ns // 1_000_000 for p in reader.pictures()] == [0, 4000, 8000, 12_000]
    reader.refuse_cut_short()
    reader.close()


def test_a_clip_trimmed_on_a_phone_is_whole_and_shows_the_trimmed_part(tmp_path: Path) -> None:
    write_video(tmp_path / "long.mp4", counted(40, 64, 48) * 5)  # 8 seconds, one group of pictures
    with av.open(str(tmp_path / "long.mp4")) as source, av.open(str(tmp_path / "cut.mp4"), "w") as output:
        stream = output.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None and packet.pts is not None:
                shift = round(5 / packet.time_base)  # an edit list: the first five seconds are stored, not shown
                packet.pts, packet.dts, packet.stream = packet.pts - shift, packet.dts - shift, stream
                output.mux(packet)
    reader = VideoReader(tmp_path / "cut.mp4")
    found = list(reader.pictures())
    assert len(found) == reader.info.frames == 75
    assert number_of(found[0].pixels) == 125 % 40
    assert found[0].time_ns == 0
    assert reader.info.duration_s == pytest.approx(3.0, abs=0.05)
    reader.refuse_cut_short()
    reader.close()


def test_one_damaged_packet_costs_its_own_picture_only(tmp_path: Path) -> None:
    rgb = [np.repeat(planes(p).y[:, :, None], 3, axis=2) for p in counted(30)]
    path = write_video(tmp_path / "a.mov", rgb, codec="png", pix_fmt="rgb24")
    content = bytearray(path.read_bytes())
    at = -1
    for _ in range(15):
        at = content.index(b"\x89PNG", at + 1)
    content[at : at + 60] = bytes(60)
    path.write_bytes(content)
    reader = VideoReader(path)
    found = [(p.time_ns // 1_000_000, number_of(p.pixels)) for p in reader.pictures()]
    assert len(found) == 29
    assert {time_ms // 40 for time_ms, _ in found} == set(range(30)) - {14}
    reader.refuse_cut_short()
    reader.close()


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.avi"])
def test_damage_in_the_middle_does_not_end_the_video(tmp_path: Path, long_videos: dict[str, bytes], name: str) -> None:
    content = bytearray(long_videos[name])
    middle = len(content) // 2
    content[middle : middle + 300] = bytes(300)
    (tmp_path / name).write_bytes(content)
    found = all_of(tmp_path / name)
    assert len(found) > 200
    assert number_of(found[-1].pixels) == pytest.approx(249 % 40, abs=2)
    assert found[-1].time_ns > 9_500_000_000


def test_much_damage_is_reported_at_the_end(tmp_path: Path) -> None:
    rgb = [np.repeat(planes(p).y[:, :, None], 3, axis=2) for p in counted(100)]
    path = write_video(tmp_path / "a.mov", rgb, codec="png", pix_fmt="rgb24")
    first, *others = path.read_bytes().split(b"\x89PNG")
    damaged = [bytes(8) + other[4:] if 20 <= n < 60 else b"\x89PNG" + other for n, other in enumerate(others)]
    path.write_bytes(first + b"".join(damaged))
    reader = VideoReader(path)
    assert len(list(reader.pictures())) == 60
    with pytest.raises(MediaError, match=r"damaged: 1\.6 seconds of its pictures are missing"):
        reader.refuse_cut_short()
    reader.close()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a few small pictures in several containers, to be damaged."""
    folder = tmp_path_factory.mktemp("tiny")
    rgb = [np.repeat(planes(p).y[:, :, None], 3, axis=2) for p in counted(4, 32, 16)]
    names = {name: FORMATS[name] for name in ("a.mp4", "a.mkv", "a.webm", "a.avi", "a.gif", "a.ts", "a.mov")}
    for name, how in names.items():
        write_video(folder / name, rgb, **how)  # type: ignore[arg-type]
    return folder


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "나.mp4"


def plays_or_says_why(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    said = ""
    try:
        reader = VideoReader(path)
        try:
            for _ in range(2):
                for picture in reader.pictures():
                    assert picture.pixels.shape[0] % 3 == 0
                reader.refuse_cut_short()
                reader.rewind()
        finally:
            reader.close()
    except MediaError as error:
        said = str(error)
    assert "\n" not in said


SIGNATURES = [
    b"", b"\x00\x00\x00\x18ftypmp42", b"\x1aE\xdf\xa3", b"RIFF\x00\x01\x00\x00AVI LIST", b"GIF89a",
    b"\x00\x00\x00\x01\x67", b"\x47\x40", b"FLV\x01",
]  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=400), start=st.sampled_from(SIGNATURES))
def test_wild_bytes_play_or_give_our_error(victim: Path, start: bytes, content: bytes) -> None:
    plays_or_says_why(victim, start + content)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(["a.mp4", "a.mkv", "a.webm", "a.avi", "a.gif", "a.ts", "a.mov"]),
    at=st.floats(0, 1, exclude_max=True),
    patch=st.binary(min_size=1, max_size=12),
    keep=st.floats(0.2, 1),
)
def test_a_damaged_file_plays_or_gives_our_error(
    victim: Path, tiny: Path, name: str, at: float, patch: bytes, keep: float
) -> None:
    content = bytearray((tiny / name).read_bytes())
    place = int(at * len(content))
    content[place : place + len(patch)] = patch
    plays_or_says_why(victim, bytes(content[: int(keep * len(content)) + 1]))
