"""What every source promises, held against each of them; a webcam is played by one that only looks like it."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from backdrop.capture import Source, Wanted, open_source
from backdrop.capture.camera import Camera
from backdrop.capture.pacing import Pacer
from backdrop.capture.presenter import Presenter
from backdrop.capture.still import Still
from backdrop.capture.video import Video
from backdrop.errors import MediaError, SourceError, UsageError
from backdrop.frame import Frame, now_ns
from backdrop.host.media.still import encode_still
from support import webcam
from support.clips import counted, write_video

FPS = 25
PICTURES = 30


@dataclass(frozen=True)
class Case:
    """How to open a source. `count`: how many frames it has in all, None when it has no end. `paced`: in real time."""

    open: Callable[[Path, float], Source]
    paced: bool
    count: int | None


@pytest.fixture(autouse=True)
def some_webcam(monkeypatch: pytest.MonkeyPatch) -> type[webcam.Webcam]:
    greys = [np.full((48, 64, 3), level, np.uint8) for level in range(0, 250, 10)]
    return webcam.plug_in(monkeypatch, [encode_still(grey, ".jpg") for grey in greys])


def camera(fps: float) -> Source:
    return Camera("77", 64, 48, fps, [webcam.INFO])


def clip(folder: Path) -> Path:
    path = folder / "나.mp4"
    return path if path.exists() else write_video(path, counted(PICTURES), fps=FPS)


def picture(folder: Path) -> Path:
    path = folder / "나.png"
    path.write_bytes(encode_still(np.random.default_rng(1).integers(0, 256, (45, 63, 3), dtype=np.uint8), ".png"))
    return path


CASES = {
    "camera": Case(lambda _, fps: camera(fps), True, None),
    "presenter": Case(lambda _, fps: Presenter(128, 96, fps), True, None),
    "presenter, unpaced": Case(lambda _, fps: Presenter(128, 96, fps, paced=False), False, None),
    "video": Case(lambda folder, _: Video(clip(folder)), True, None),
    "video, unpaced": Case(lambda folder, _: Video(clip(folder), paced=False), False, PICTURES),
    "still": Case(lambda folder, fps: Still(picture(folder), fps), True, None),
    "still, unpaced": Case(lambda folder, fps: Still(picture(folder), fps, paced=False), False, 1),
}

every = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
every_paced = pytest.mark.parametrize(
    "case", [c for c in CASES.values() if c.paced], ids=[name for name, c in CASES.items() if c.paced]
)


@pytest.fixture
def source(case: Case, tmp_path: Path) -> Iterator[Source]:
    opened = case.open(tmp_path, FPS)
    yield opened
    opened.close()


def some_of(source: Source, case: Case, most: int = 12) -> list[Frame]:
    frames = [source.read() for _ in range(most if case.count is None else min(most, case.count))]
    assert None not in frames
    return [frame for frame in frames if frame is not None]


@every
def test_frames_are_what_the_info_says(source: Source, case: Case) -> None:
    info = source.info
    assert info.label
    assert info.fps == FPS
    assert info.width % 2 == info.height % 2 == 0
    for frame in some_of(source, case):
        assert frame.size == (info.width, info.height)
        assert frame.pixels.shape == (info.height * 3 // 2, info.width)
        assert frame.pixels.dtype == np.uint8
        assert frame.pixels.flags.c_contiguous
    assert source.info == info


@every
def test_frames_are_read_only(source: Source, case: Case) -> None:
    for frame in some_of(source, case, 2):
        with pytest.raises(ValueError, match="read-only"):
            frame.planes.u[0, 0] = 1


@every
def test_times_increase(source: Source, case: Case) -> None:
    times = [frame.captured_ns for frame in some_of(source, case)]
    assert all(earlier < later for earlier, later in itertools.pairwise(times))


@every
def test_a_frame_that_is_kept_does_not_change(source: Source, case: Case) -> None:
    frames = some_of(source, case, 1)
    before = frames[0].pixels.copy()
    some_of(source, Case(case.open, case.paced, None if case.count is None else case.count - 1))
    assert (frames[0].pixels == before).all()


@every
def test_unpaced_times_count_from_nought_and_paced_times_are_those_of_the_clock(source: Source, case: Case) -> None:
    started = now_ns()
    first, *others = some_of(source, case)
    if case.paced:
        assert started <= first.captured_ns <= now_ns()
        assert others[-1].captured_ns <= now_ns()
    else:
        assert first.captured_ns == 0
        expected = [n * 1e9 / FPS for n in range(1, len(others) + 1)]
        assert [frame.captured_ns for frame in others] == pytest.approx(expected, abs=1e6)


@every
def test_a_finite_source_ends_and_says_so_again(source: Source, case: Case) -> None:
    if case.count is None:
        assert len(some_of(source, case, PICTURES + 5)) == PICTURES + 5
        return
    assert len(some_of(source, case, case.count)) == case.count
    assert source.read() is None
    assert source.read() is None


@every_paced
def test_a_paced_source_keeps_its_rate(source: Source, case: Case) -> None:
    first, *others = some_of(source, case, 26)  # a second, were the machine idle
    took_s = (others[-1].captured_ns - first.captured_ns) / 1e9
    assert 0.9 < took_s < 1.4


@pytest.mark.parametrize("name", ["presenter, unpaced", "video, unpaced"])
def test_an_unpaced_source_does_not_wait(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    with case.open(tmp_path, FPS) as source:
        started = time.monotonic()
        some_of(source, case, PICTURES)
        assert time.monotonic() - started < PICTURES / FPS / 2


@every
def test_closing_can_be_repeated_and_is_what_the_end_of_a_with_does(case: Case, tmp_path: Path) -> None:
    with case.open(tmp_path, FPS) as source:
        assert source.read() is not None
    source.close()
    source.close()
    for _ in range(2):
        with pytest.raises(SourceError):
            source.read()


@every
def test_a_source_may_be_closed_before_it_was_read(case: Case, tmp_path: Path) -> None:
    source = case.open(tmp_path, FPS)
    source.close()
    with pytest.raises(SourceError):
        source.read()


@every_paced
def test_closing_from_another_thread_ends_a_blocked_read_soon(case: Case, tmp_path: Path) -> None:
    # A video has its own rate, so it is one whose second picture comes after half a minute.
    slow = write_video(tmp_path / "나.mp4", counted(3), times_ms=[0, 30_000, 60_000])
    source = case.open(slow.parent, 0.05)
    assert source.read() is not None
    ended: list[object] = []

    def read() -> None:
        try:
            ended.append(source.read())
        except SourceError as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    reader.join(0.3)
    assert reader.is_alive(), "the read was to be blocked"
    started = time.monotonic()
    source.close()
    reader.join(5)
    assert time.monotonic() - started < 1
    assert isinstance(ended[0], SourceError)


def test_a_video_plays_on_from_its_start_without_a_jump_in_time(tmp_path: Path) -> None:
    with Video(write_video(tmp_path / "a.mp4", counted(5), fps=50)) as source:
        frames = [source.read() for _ in range(12)]
    levels = [int(frame.planes.y[0, 0]) for frame in frames if frame is not None]
    assert levels[5:10] == levels[:5]
    assert len(set(levels[:5])) == 5
    gaps = np.diff([frame.captured_ns for frame in frames if frame is not None]) / 1e6
    assert np.median(gaps) == pytest.approx(20, abs=5)
    assert gaps.max() < 60


def test_a_stalled_reader_does_not_make_a_source_hurry_after(tmp_path: Path) -> None:
    with Still(picture(tmp_path), 20) as source:
        source.read()
        time.sleep(1.3)
        times = [frame.captured_ns for frame in [source.read() for _ in range(6)] if frame is not None]
    assert (times[-1] - times[0]) / 1e9 > 0.2


def test_a_moment_that_never_comes_is_waited_for_until_the_clock_is_stopped() -> None:
    pacer = Pacer()
    assert pacer.wait_until(0)
    stopper = threading.Timer(0.2, pacer.stop)
    stopper.start()
    assert not pacer.wait_until(2**63 * 10**9)  # the last time stamp that a file can hold
    stopper.join()
    assert pacer.stopped


@pytest.mark.parametrize(
    ("spec", "kind"), [("presenter", Presenter), ("file:{clip}", Video), ("image:{picture}", Still)]
)
def test_a_spec_opens_its_source(spec: str, kind: type[Source], tmp_path: Path) -> None:
    with open_source(spec.format(clip=clip(tmp_path), picture=picture(tmp_path)), Wanted(128, 96, 10)) as source:
        assert isinstance(source, kind)
        assert source.read() is not None


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("presentr", r'did you mean "presenter"'),
        ("file:", "file needs a video file, such as file:talk.mp4"),
        ("image", "image needs a picture file, such as image:me.jpg"),
        ("presenter:5", "presenter takes nothing after it"),
    ],
)
def test_a_spec_that_cannot_be_meant_is_a_usage_error(spec: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        open_source(spec, Wanted())


@pytest.mark.parametrize("spec", ["file:/nowhere/나.mp4", "image:/nowhere/나.png"])
def test_a_file_that_is_missing_is_named(spec: str) -> None:
    with pytest.raises(MediaError, match=r"/nowhere/나.* does not exist"):
        open_source(spec, Wanted())
