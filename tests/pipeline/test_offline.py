"""Files through the stages: every picture, in order, at its own size, with its own matte."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from backdrop.capture.presenter import Presenter
from backdrop.errors import BackdropError, BackgroundError, MediaError, UsageError
from backdrop.host.media.colour import Rgb, to_rgb
from backdrop.host.media.still import encode_still, load_still
from backdrop.host.media.video import VideoReader
from backdrop.pipeline.offline import Job, Outcome, process

pytestmark = pytest.mark.usefixtures("default_model")

GREEN = (45, 106, 79)


def no_progress(done: int, total: int | None) -> None:
    pass


def run(
    source: Path, output: Path, background: str = "color:#2d6a4f", alpha_dir: Path | None = None,
    stats: Path | None = None,
) -> Outcome:  # fmt: skip
    return process(Job(source, output, "selfie-landscape", background, alpha_dir=alpha_dir, stats=stats), no_progress)


def presenter_picture(width: int = 640, height: int = 360) -> tuple[Rgb, np.ndarray]:
    with Presenter(width, height, 30, paced=False) as presenter:
        frame, matte = presenter.draw(10)
        return to_rgb(frame.pixels).copy(), matte.alpha.copy()


def write_video(
    path: Path, size: tuple[int, int], times_ms: Sequence[int], codec: str = "ffv1", **options: str
) -> None:
    """A video of the presenter with a picture at each of the times."""
    width, height = size
    pictures = presenter_picture(width + width % 2, height + height % 2)[0][:height, :width]
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream(codec, rate=30)
        stream.width, stream.height, stream.pix_fmt = width, height, "bgr0" if codec == "ffv1" else "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for i, ms in enumerate(times_ms):
            frame = av.VideoFrame.from_ndarray(np.roll(pictures, i, axis=1), format="rgb24")
            frame.pts, frame.time_base = ms, stream.codec_context.time_base
            container.mux(stream.encode(frame.reformat(format=stream.pix_fmt)))
        container.mux(stream.encode(None))


def test_the_room_is_replaced_and_the_person_kept_in_a_picture(tmp_path: Path) -> None:
    rgb, alpha = presenter_picture()
    (tmp_path / "me.png").write_bytes(encode_still(rgb, ".png"))
    run(tmp_path / "me.png", tmp_path / "out.png", alpha_dir=tmp_path / "mattes")
    result = load_still(tmp_path / "out.png").astype(int)
    assert result.shape == rgb.shape
    surely_room, surely_person = alpha == 0, alpha == 255
    replaced = np.abs(result - GREEN).max(axis=2) < 6
    assert replaced[surely_room].mean() > 0.95
    kept = np.abs(result - rgb.astype(int)).mean(axis=2) < 12
    assert kept[surely_person].mean() > 0.9
    matte = load_still(tmp_path / "mattes" / "me.png")[..., 0] > 127
    truth = alpha > 127
    assert (matte & truth).sum() / (matte | truth).sum() >= 0.97


@pytest.mark.parametrize("size", [(641, 361), (640, 361), (641, 360)])
def test_odd_pictures_keep_their_size(tmp_path: Path, size: tuple[int, int]) -> None:
    rgb = presenter_picture(642, 362)[0][: size[1], : size[0]]
    (tmp_path / "odd.png").write_bytes(encode_still(rgb, ".png"))
    for background in ("blur", "color:#123456", "none"):
        run(tmp_path / "odd.png", tmp_path / "out.png", background, tmp_path / "mattes")
        assert load_still(tmp_path / "out.png").shape == rgb.shape
        assert load_still(tmp_path / "mattes" / "odd.png").shape == rgb.shape


def test_odd_videos_keep_their_size_and_so_do_their_mattes(tmp_path: Path) -> None:
    write_video(tmp_path / "odd.mkv", (161, 121), [0, 33, 67])
    run(tmp_path / "odd.mkv", tmp_path / "out.mkv", alpha_dir=tmp_path / "mattes")
    reader = VideoReader(tmp_path / "out.mkv")
    assert (reader.info.width, reader.info.height) == (161, 121)
    assert len(list(reader.pictures())) == 3
    reader.close()
    assert load_still(tmp_path / "mattes" / "00000.png").shape[:2] == (121, 161)


def test_a_video_keeps_each_picture_and_its_time(tmp_path: Path) -> None:
    times = [0, 20, 60, 140, 150, 400, 433]
    write_video(tmp_path / "vfr.mkv", (160, 120), times)
    done: list[tuple[int, int | None]] = []
    job = Job(tmp_path / "vfr.mkv", tmp_path / "out.mp4", "selfie-landscape", "blur", alpha_dir=tmp_path / "mattes")
    outcome = process(job, lambda count, total: done.append((count, total)))
    reader = VideoReader(tmp_path / "out.mp4")
    got = [round(picture.time_ns / 1e6) for picture in reader.pictures()]
    reader.close()
    assert got == times
    assert [count for count, _ in done] == list(range(1, 8))
    assert sorted(path.name for path in (tmp_path / "mattes").iterdir()) == [f"{i:05d}.png" for i in range(7)]
    assert (outcome.report.frames_in, outcome.report.frames_out, outcome.report.frames_dropped) == (7, 7, 0)


def test_a_folder_of_pictures_becomes_a_folder_of_pictures(tmp_path: Path) -> None:
    source = tmp_path / "배경 사진"
    source.mkdir()
    rgb, _ = presenter_picture(320, 180)
    (source / "나.png").write_bytes(encode_still(rgb, ".png"))
    (source / "two.jpg").write_bytes(encode_still(rgb, ".jpg"))
    (source / "notes.txt").write_text("not a picture")
    outcome = run(source, tmp_path / "결과", "color:#2d6a4f", tmp_path / "mattes")
    assert not outcome.failed
    assert sorted(path.name for path in (tmp_path / "결과").iterdir()) == sorted(["나.png", "two.jpg"])
    assert sorted(path.name for path in (tmp_path / "mattes").iterdir()) == sorted(["나.png", "two.png"])


def test_pictures_of_a_folder_do_not_influence_each_other(tmp_path: Path) -> None:
    rgb, _ = presenter_picture(320, 180)
    source = tmp_path / "in"
    source.mkdir()
    for name, picture in (("a", rgb), ("b", np.ascontiguousarray(rgb[:, ::-1])), ("c", rgb)):
        (source / f"{name}.png").write_bytes(encode_still(picture, ".png"))
    run(source, tmp_path / "out", alpha_dir=tmp_path / "mattes")
    mattes = [load_still(tmp_path / "mattes" / f"{name}.png") for name in "ac"]
    assert np.array_equal(mattes[0], mattes[1])


def test_a_damaged_picture_does_not_stop_the_others(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    rgb, _ = presenter_picture(320, 180)
    (source / "a.png").write_bytes(encode_still(rgb, ".png")[:2000])
    (source / "b.png").write_bytes(encode_still(rgb, ".png"))
    outcome = run(source, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.png"]
    assert len(outcome.failed) == 1
    assert "a.png" in str(outcome.failed[0])


def test_equal_names_but_for_the_ending_are_refused(tmp_path: Path) -> None:
    for name in ("me.png", "me.jpg"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UsageError, match=r"me\.jpg.*me\.png|me\.png.*me\.jpg"):
        run(tmp_path, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "content", "output", "expected"),
    [
        ("absent.mp4", None, "out.mp4", MediaError),
        ("empty.mp4", b"", "out.mp4", MediaError),
        ("text.mp4", b"hello" * 1000, "out.mp4", MediaError),
        ("empty.png", b"", "out.png", MediaError),
        ("text.png", b"hello" * 1000, "out.png", MediaError),
        ("text.png", b"hello" * 1000, "out.xyz", UsageError),
        ("text.mp4", b"hello" * 1000, "out.webm", UsageError),
        ("text.mp4", b"hello" * 1000, "out", UsageError),
        ("text.mp4", b"hello" * 1000, "text.mp4", UsageError),
    ],
)
def test_bad_files_get_their_error_and_leave_nothing(
    tmp_path: Path, name: str, content: bytes | None, output: str, expected: type[BackdropError]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(expected) as error:
        run(tmp_path / name, tmp_path / output)
    assert "\n" not in str(error.value)
    assert sorted(tmp_path.iterdir()) == before


def refused(tmp_path: Path, *arguments: str, **more: str) -> str:
    """What `run` says of these names; nothing was written then."""
    before = {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    source, output = (tmp_path / name for name in arguments)
    background = more.pop("background", "color:#2d6a4f")
    with pytest.raises(UsageError) as error:
        run(source, output, background, **{name: tmp_path / value for name, value in more.items()})
    assert {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")} == before
    return str(error.value)


def test_no_job_writes_over_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("one.png", "in/a.png", "in/b.jpg", "00000.png", "in.mkv", "room.mp4"):
        (tmp_path / name).write_bytes(b"precious")
    (tmp_path / "link.png").symlink_to("one.png")
    read = "is read and would be written over"
    assert read in refused(tmp_path, "one.png", "one.png")
    assert read in refused(tmp_path, "one.png", "link.png")
    assert read in refused(tmp_path, "one.png", "in/../one.png")
    assert read in refused(tmp_path, "one.png", "out.png", alpha_dir=".")
    assert read in refused(tmp_path, "one.png", "out.png", stats="one.png")
    assert read in refused(tmp_path, "in", "in")
    assert read in refused(tmp_path, "in", "out", stats="in/b.jpg")
    assert "holds the pictures" in refused(tmp_path, "in", "out", alpha_dir="in")
    assert read in refused(tmp_path, "in.mkv", "in.mkv")
    room = f"video:{tmp_path / 'room.mp4'}"
    assert read in refused(tmp_path, "in.mkv", "room.mp4", background=room)
    picture = f"image:{tmp_path / '00000.png'}"
    assert read in refused(tmp_path, "in.mkv", "out.mkv", background=picture, alpha_dir=".")


def test_no_job_writes_twice_to_one_place(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("one.png", "in/a.png", "in/b.jpg", "in.mkv"):
        (tmp_path / name).write_bytes(b"precious")
    twice = "would be written twice"
    assert twice in refused(tmp_path, "in", "out", alpha_dir="out")
    assert twice in refused(tmp_path, "in", "out", stats="out/b.jpg")
    assert twice in refused(tmp_path, "one.png", "new/ONE.png", alpha_dir="new")
    assert twice in refused(tmp_path, "one.png", "out.png", stats="out.png")
    assert twice in refused(tmp_path, "in.mkv", "out.mkv", alpha_dir="mattes", stats="mattes/00007.png")
    assert "a file and a folder" in refused(tmp_path, "one.png", "out.png", alpha_dir="out.png")


def test_a_folder_in_the_place_of_one_result_stops_the_job_before_it_starts(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rgb, _ = presenter_picture(64, 64)
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.png").write_bytes(encode_still(rgb, ".png"))
    (tmp_path / "out" / "b.png").mkdir(parents=True)
    assert "is no file name for a picture" in refused(tmp_path, "in", "out")


@pytest.mark.parametrize("was_there", [False, True])
def test_the_mattes_of_a_video_that_fails_do_not_stay(tmp_path: Path, was_there: bool) -> None:
    write_video(tmp_path / "whole.mp4", (160, 120), [33 * i for i in range(90)], "libx264", movflags="faststart")
    data = (tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 6 // 10])
    mattes = tmp_path / "new" / "mattes"
    if was_there:
        mattes.mkdir(parents=True)
        (mattes / "00000.png").write_bytes(b"an older matte")
    with pytest.raises(MediaError, match="cut short"):
        run(tmp_path / "cut.mp4", tmp_path / "out.mp4", alpha_dir=mattes)
    left = {path.name: path.read_bytes() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert left == ({"00000.png": b"an older matte"} if was_there else {})
    assert (tmp_path / "new").exists() is was_there
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.parametrize("size", [(1, 1), (1, 30), (2, 3)])
def test_a_picture_of_hardly_any_pixels_is_processed_over_another(tmp_path: Path, size: tuple[int, int]) -> None:
    tiny = np.full((size[1], size[0], 3), 200, np.uint8)
    (tmp_path / "tiny.png").write_bytes(encode_still(tiny, ".png"))
    run(tmp_path / "tiny.png", tmp_path / "out.png", f"image:{tmp_path / 'tiny.png'}")
    assert load_still(tmp_path / "out.png").shape == tiny.shape


def test_a_video_cut_short_is_an_error_and_leaves_what_was_there(tmp_path: Path) -> None:
    """Its index comes first, as in files made for streaming: the file opens, and promises more than it holds."""
    write_video(tmp_path / "whole.mp4", (160, 120), [33 * i for i in range(90)], "libx264", movflags="faststart")
    data = (tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 6 // 10])
    (tmp_path / "out.mp4").write_bytes(b"an older result")
    with pytest.raises(MediaError, match="cut short"):
        run(tmp_path / "cut.mp4", tmp_path / "out.mp4")
    assert (tmp_path / "out.mp4").read_bytes() == b"an older result"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.mp4", "out.mp4", "whole.mp4"]


def test_a_missing_background_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    write_video(tmp_path / "in.mkv", (160, 120), [0, 33])
    with pytest.raises(BackgroundError):
        run(tmp_path / "in.mkv", tmp_path / "out.mp4", f"image:{tmp_path / 'absent.png'}")
    assert [path.name for path in tmp_path.iterdir()] == ["in.mkv"]


def test_the_clips_are_processed_with_every_background(shared_dir: Path, tmp_path: Path) -> None:
    room = shared_dir / "rooms" / "office.jpg"
    clip = shared_dir / "clips" / "webcam_book.mkv"
    for background in ("blur", f"image:{room}", f"video:{shared_dir / 'clips' / 'news_cif.mp4'}", "color:#2d6a4f"):
        outcome = run(clip, tmp_path / "out.mp4", background)
        assert outcome.report.frames_out == 109
