"""What every sink promises, held against each of them that this machine has."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest

from backdrop.errors import SinkError, UsageError
from backdrop.frame import Frame
from backdrop.host import v4l2
from backdrop.publish import Sink, open_sink
from backdrop.publish.null import Null
from backdrop.publish.video_file import VideoFile
from support.clips import counted

WIDTH, HEIGHT, FPS = 128, 96, 25.0

SINKS: dict[str, Callable[[Path], Sink]] = {
    "null": lambda _: Null(WIDTH, HEIGHT, FPS),
    "mp4": lambda folder: VideoFile(folder / "나.mp4", WIDTH, HEIGHT, FPS),
    "mov": lambda folder: VideoFile(folder / "나.mov", WIDTH, HEIGHT, FPS),
    "mkv": lambda folder: VideoFile(folder / "나.mkv", WIDTH, HEIGHT, FPS),
    "virtual camera": lambda _: open_sink("camera", WIDTH, HEIGHT, FPS),
}
FILES = ("mp4", "mov", "mkv")


@pytest.fixture(params=SINKS)
def open_one(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Sink]:
    """Opens a sink that writes into `tmp_path`, if it writes at all."""
    if request.param == "virtual camera" and not (sys.platform == "linux" and v4l2.loopback_outputs()):
        pytest.skip("this machine has no v4l2loopback device")
    make = SINKS[request.param]
    return lambda: make(tmp_path)


@pytest.fixture
def sink(open_one: Callable[[], Sink]) -> Iterator[Sink]:
    opened = open_one()
    yield opened
    opened.abandon()


def frames(count: int) -> list[Frame]:
    return [Frame(pixels, round(n * 1e9 / FPS)) for n, pixels in enumerate(counted(count, WIDTH, HEIGHT))]


def test_a_sink_tells_its_size_rate_and_label(sink: Sink) -> None:
    assert (sink.width, sink.height, sink.fps) == (WIDTH, HEIGHT, FPS)
    assert sink.label
    assert isinstance(sink.watched_from_the_start, bool)


def test_a_sink_takes_frames_and_closes_more_than_once(sink: Sink) -> None:
    for frame in frames(5):
        sink.send(frame)
    sink.close()
    sink.close()
    sink.abandon()


def test_a_frame_is_not_changed_by_being_sent(sink: Sink) -> None:
    frame = frames(1)[0]
    before = frame.pixels.copy()
    sink.send(frame)
    assert (frame.pixels == before).all()


def test_what_is_abandoned_leaves_nothing(open_one: Callable[[], Sink], tmp_path: Path) -> None:
    sink = open_one()
    for frame in frames(5):
        sink.send(frame)
    sink.abandon()
    sink.abandon()
    sink.close()
    assert list(tmp_path.iterdir()) == []


def test_an_error_within_a_with_abandons(open_one: Callable[[], Sink], tmp_path: Path) -> None:
    def record() -> None:
        with open_one() as sink:
            sink.send(frames(1)[0])
            raise KeyError

    with pytest.raises(KeyError):
        record()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", FILES)
def test_the_end_of_a_with_completes_the_file_and_leaves_only_it(kind: str, tmp_path: Path) -> None:
    with SINKS[kind](tmp_path) as sink:
        for frame in frames(7):
            sink.send(frame)
        assert not (tmp_path / f"나.{kind}").exists(), "nobody sees a file that is not complete"
    assert [path.name for path in tmp_path.iterdir()] == [f"나.{kind}"] == [sink.label]
    with av.open(str(tmp_path / f"나.{kind}")) as file:
        assert len(list(file.decode(video=0))) == 7


@pytest.mark.parametrize("kind", FILES)
def test_abandoning_leaves_an_older_file_as_it_was(kind: str, tmp_path: Path) -> None:
    older = tmp_path / f"나.{kind}"
    older.write_bytes(b"older")
    sink = SINKS[kind](tmp_path)
    sink.send(frames(1)[0])
    sink.abandon()
    assert older.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [older]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_got_no_picture_is_not_written_and_an_older_one_stays(kind: str, tmp_path: Path) -> None:
    older = tmp_path / f"나.{kind}"
    older.write_bytes(b"older")
    sink = SINKS[kind](tmp_path)
    with pytest.raises(SinkError, match=r"no picture came, so .* was not written"):
        sink.close()
    sink.close()
    assert older.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [older]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_closed_takes_no_more(kind: str, tmp_path: Path) -> None:
    with SINKS[kind](tmp_path) as sink:
        sink.send(frames(1)[0])
    with pytest.raises(SinkError, match="has been closed"):
        sink.send(frames(1)[0])


def test_a_spec_opens_its_sink(tmp_path: Path) -> None:
    with open_sink("null", WIDTH, HEIGHT, FPS) as sink:
        assert isinstance(sink, Null)
    recording = open_sink(f"file:{tmp_path / 'a.mkv'}", WIDTH, HEIGHT, FPS)
    assert isinstance(recording, VideoFile)
    assert recording.path == tmp_path / "a.mkv"
    recording.abandon()


@pytest.mark.parametrize(
    ("spec", "size", "says"),
    [
        ("nul", (WIDTH, HEIGHT), r'"nul" is no sink \(did you mean "null"\?\); choose one of camera, file, null'),
        ("file:", (WIDTH, HEIGHT), r"file needs a file name, such as file:call\.mp4"),
        ("null:x", (WIDTH, HEIGHT), "null takes nothing after it"),
        ("null", (127, 96), "127x96 has an odd side"),
        ("null", (9000, 9000), "9000x9000 is no size for a camera"),
    ],
)
def test_a_spec_or_size_that_cannot_be_is_a_usage_error(spec: str, size: tuple[int, int], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        open_sink(spec, *size, FPS)
