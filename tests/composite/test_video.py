"""A looping video behind the person: in step with the frames' clock, and never gone when its file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from backdrop.composite.video import LONGEST_CATCH_UP_NS, RETRY_NS, VideoBackground
from backdrop.errors import BackgroundError
from backdrop.frame import Frame, Plane, empty_pixels, planes

SIZE = (256, 144)
PICTURES, RATE = 8, 10
MS = 1_000_000
PERIOD_MS = 1000 * PICTURES // RATE


def level(n: int) -> int:
    """The luma of picture n."""
    return 30 + 22 * n


def write_video(path: Path, pictures: int = PICTURES, rate: int = RATE, size: tuple[int, int] = SIZE) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=rate, options={"crf": "1"})
        stream.width, stream.height, stream.gop_size = *size, 2
        for n in range(pictures):
            # Noisy chroma makes the file larger than what is read ahead of it.
            pixels = np.random.default_rng(n).integers(100, 156, (size[1] * 3 // 2, size[0]), np.uint8)
            pixels[: size[1]] = level(n)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, "yuv420p")))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "배경 사진"
    folder.mkdir()
    return write_video(folder / "나.mp4")


Opener = Callable[..., VideoBackground]


@pytest.fixture
def opened(path: Path) -> Iterator[Opener]:
    made: list[VideoBackground] = []

    def make(width: int = SIZE[0], height: int = SIZE[1]) -> VideoBackground:
        made.append(VideoBackground(path, width, height))
        return made[-1]

    yield make
    for background in made:
        background.close()


def frame(time_ms: float) -> Frame:
    return Frame(empty_pixels(*SIZE), round(time_ms * MS))


def shown(background: VideoBackground, time_ms: float) -> int:
    """The number of the picture that is shown at that time."""
    return number(background.behind(frame(time_ms), None))


def number(pixels: Plane) -> int:
    return round((float(planes(pixels).y.mean()) - level(0)) / 22)


def test_plays_at_its_own_rate_whatever_the_frames(opened: Opener) -> None:
    for interval_ms in (100, 33.3, 20, 7):
        background = opened()
        seen = [shown(background, n * interval_ms) for n in range(int(700 / interval_ms))]
        assert seen == [int(n * interval_ms // 100) for n in range(len(seen))]


def test_loops_without_a_gap_or_a_drift(opened: Opener) -> None:
    background = opened()
    seen = [shown(background, 50 + n * 100) for n in range(40)]
    first = seen[0]
    assert seen == [(first + n) % PICTURES for n in range(40)]


def test_loop_takes_as_long_as_the_video(opened: Opener) -> None:
    """Over many rounds at a rate that does not divide it."""
    background = opened()
    starts = []
    before = PICTURES
    for n in range(600):
        now = shown(background, n * 33)
        if now < before:
            starts.append(n * 33)
        before = now
    rounds = len(starts) - 1
    assert rounds >= 20
    assert (starts[-1] - starts[0]) / rounds == pytest.approx(PERIOD_MS, abs=3)


def test_slow_frames_skip_pictures(opened: Opener) -> None:
    background = opened()
    assert [shown(background, n * 250) for n in range(4)] == [0, 2, 5, 7]


def test_clock_may_start_anywhere(opened: Opener) -> None:
    background = opened()
    start_ms = 987_654_321
    assert [shown(background, start_ms + n * 100) for n in range(4)] == [0, 1, 2, 3]


def test_after_a_long_gap_the_video_goes_on_from_where_it_stood(opened: Opener) -> None:
    background = opened()
    assert [shown(background, t) for t in (0, 100, 200)] == [0, 1, 2]
    later_ms = 200 + LONGEST_CATCH_UP_NS / MS + 1
    assert [shown(background, later_ms + t) for t in (0, 100, 200)] == [2, 3, 4]


def test_clock_that_jumps_back_does_not_disturb(opened: Opener) -> None:
    background = opened()
    assert [shown(background, t) for t in (1000, 1100, 1200)] == [0, 1, 2]
    assert [shown(background, t) for t in (0, 100, 200)] == [2, 3, 4]


def test_same_times_give_the_same_pictures(opened: Opener) -> None:
    """So that `process` gives the same file twice, live or not."""
    times = np.cumsum(np.random.default_rng(0).integers(1, 90, 60))
    runs = []
    for _ in range(2):
        background = opened()
        runs.append([background.behind(frame(t), None).copy() for t in times])
    np.testing.assert_array_equal(runs[0], runs[1])


def test_plays_on_while_there_are_no_frames(opened: Opener) -> None:
    background = opened()
    assert [number(background.alone(t * MS)) for t in (0, 100, 200)] == [0, 1, 2]
    assert shown(background, 300) == 3


def test_is_scaled_to_cover(path: Path, opened: Opener) -> None:
    background = opened(200, 200)
    assert background.behind(frame(0), None).shape == (300, 200)
    assert number(background.behind(frame(300), None)) == 3


@pytest.mark.parametrize("size", [(2, 2), (66, 34), (127, 71)], ids=str)
def test_video_of_any_size_will_do(tmp_path: Path, size: tuple[int, int]) -> None:
    even = size[0] + size[0] % 2, size[1] + size[1] % 2
    path = tmp_path / "odd.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=10)
        stream.width, stream.height, stream.pix_fmt = *size, "bgr0"
        picture = np.full((size[1], size[0], 3), 126, np.uint8)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "bgr24")))
        container.mux(stream.encode(None))
    background = VideoBackground(path, *SIZE)
    luma = planes(background.alone(0)).y
    assert luma.min() == luma.max()
    assert abs(int(luma[0, 0]) - (16 + 126 * 219 / 255)) <= 1
    assert even
    background.close()


def test_single_picture_is_shown_for_ever(tmp_path: Path) -> None:
    background = VideoBackground(write_video(tmp_path / "one.mp4", pictures=1), *SIZE)
    assert [shown(background, t) for t in range(0, 2000, 90)] == [0] * 23
    assert background.trouble == ""
    background.close()


def test_file_that_is_cut_short_keeps_the_last_good_picture_says_so_and_recovers(path: Path, opened: Opener) -> None:
    background = opened()
    good = path.read_bytes()
    assert {shown(background, t) for t in range(0, PERIOD_MS + 50, 50)} == set(range(PICTURES))
    path.write_bytes(good[: len(good) // 3])
    for t in range(PERIOD_MS, 3 * PERIOD_MS, 50):
        assert shown(background, t) in range(PICTURES)
    assert path.name in background.trouble
    kept = background.behind(frame(3 * PERIOD_MS), None).copy()
    np.testing.assert_array_equal(background.behind(frame(3 * PERIOD_MS + 50), None), kept)
    path.write_bytes(good)
    later_ms = 3 * PERIOD_MS + 2 * RETRY_NS / MS
    shown(background, later_ms)
    assert background.trouble == ""
    assert [shown(background, later_ms + t) for t in (10, 110, 210)] == [0, 1, 2]


def test_file_that_is_cut_short_in_its_first_round_shows_what_is_left_of_it(path: Path, opened: Opener) -> None:
    background = opened()
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2])
    seen = [shown(background, t) for t in range(0, 3 * PERIOD_MS, 50)]
    assert {0, 1} < set(seen) < set(range(PICTURES))


def test_deleted_file_plays_on_or_keeps_its_last_picture(path: Path, opened: Opener) -> None:
    background = opened()
    path.unlink()
    seen = [shown(background, t) for t in range(0, 3 * PERIOD_MS, 50)]
    assert set(seen) <= set(range(PICTURES))
    assert bool(background.trouble) == (len(set(seen[-20:])) == 1)


def test_file_that_stays_broken_is_not_tried_at_every_frame(
    path: Path, opened: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    background = opened()
    path.write_bytes(b"")
    for t in range(0, 20_000, 40):
        shown(background, t)
    assert background.trouble
    warnings = [record for record in caplog.records if record.name.endswith("composite.video")]
    assert len(warnings) <= 2


def test_file_that_comes_back_as_another_video_is_shown(path: Path, opened: Opener) -> None:
    background = opened()
    path.write_bytes(b"")
    for t in range(0, 2 * PERIOD_MS, 50):
        shown(background, t)
    assert background.trouble
    write_video(path, size=(320, 180), rate=2 * RATE)
    later_ms = 2 * PERIOD_MS + 2 * RETRY_NS / MS
    assert [shown(background, later_ms + t) for t in (0, 10, 60, 110)][1:] == [0, 1, 2]
    assert background.trouble == ""
    round_ms = PERIOD_MS // 2
    assert [shown(background, later_ms + t) for t in (round_ms - 20, round_ms + 20)] == [PICTURES - 1, 0]


@pytest.mark.parametrize("content", [b"", b"no video at all" * 100, None])
def test_file_that_is_no_video_is_refused(tmp_path: Path, content: bytes | None) -> None:
    bad = tmp_path / "나.mp4"
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(BackgroundError, match=r"나\.mp4"):
        VideoBackground(bad, *SIZE)


def test_closed_background_keeps_its_picture(opened: Opener) -> None:
    background = opened()
    assert shown(background, 300) == 0
    background.close()
    assert number(background.alone(400 * MS)) == 0
