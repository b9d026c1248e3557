"""Growth measured with the real encoders, on clips that are made here."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from backdrop.bandwidth.encoders import encoder_of
from backdrop.bandwidth.encoding import clip_pictures, encoded, even_size, resized, time_coding
from backdrop.bandwidth.growth import CODECS, Codec
from backdrop.bandwidth.measured_growth import STEPS, CodecGrowth, chosen, measure_growth, open_clip
from backdrop.capture.presenter import Presenter
from backdrop.errors import MediaError
from backdrop.frame import empty_pixels, planes
from support.clips import write_video

PICTURES = 10


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The presenter, with the noise of a camera: without it there is little to encode."""
    drawn, noise = Presenter(320, 180, paced=False), np.random.default_rng(1)
    pictures = []
    for n in range(PICTURES):
        pixels = drawn.draw(n)[0].pixels.astype(np.float64)
        pixels[:180] += noise.normal(0, 3, (180, 320))
        pictures.append(np.clip(pixels, 16, 235).astype(np.uint8))
    return write_video(tmp_path_factory.mktemp("clips") / "발표자.mp4", pictures)


@pytest.mark.parametrize("codec", CODECS)
def test_a_larger_picture_takes_more_at_the_same_quality(clip: Path, codec: Codec) -> None:
    if encoder_of(codec) is None:
        pytest.skip(f"FFmpeg has no encoder for {codec} here")
    told: list[int] = []
    opened = open_clip(clip, 2, 60)
    found = measure_growth(opened, codec, told.append)
    assert (opened.small, opened.large, opened.is_small) == ((160, 90), (320, 180), True)
    assert found.note is None
    assert found.ratio is not None
    assert 1 < found.ratio < 16
    for points in (found.small, found.large):
        assert len(points) == 4
        assert [p.psnr_db for p in points] == sorted((p.psnr_db for p in points), reverse=True)
        assert [p.kbps for p in points] == sorted((p.kbps for p in points), reverse=True)
    assert len(told) == STEPS * PICTURES
    assert set(told) == set(range(STEPS))


def test_the_same_is_measured_twice(clip: Path) -> None:
    opened = open_clip(clip, 2, 60)
    assert measure_growth(opened, "vp8") == measure_growth(opened, "vp8")


def test_only_as_many_seconds_as_wanted_are_read(clip: Path) -> None:
    seen: list[int] = []
    list(clip_pictures(clip, (320, 180), 0.2, lambda: seen.append(1)))  # at 25 a second
    assert len(seen) == 5


def test_what_is_decoded_is_compared_with_what_was_sent() -> None:
    """At a fine quantiser a flat picture comes back as it was; when every other one is wrong, the error is theirs."""
    encoder = encoder_of("h264")
    assert encoder is not None
    flat = empty_pixels(64, 64)
    flat[:] = 128
    result = encoded(encoder, 22, [flat] * 4, Fraction(25))
    assert len(result.squared_errors) == 4
    assert result.psnr_db > 50
    assert result.kbps == pytest.approx(result.size_bytes * 8 / 1000 * 25 / 4)


def test_an_odd_clip_keeps_all_of_its_pixels(tmp_path: Path) -> None:
    path = write_video(tmp_path / "odd.mkv", [np.full((45, 63, 3), 90, np.uint8)] * 2, codec="ffv1", pix_fmt="yuv444p")
    opened = open_clip(path, 2, 60)
    assert (opened.large, opened.small) == ((64, 46), (32, 24))
    assert [picture.shape for picture in clip_pictures(path, opened.large, 60, lambda: None)] == [(69, 64)] * 2


def test_what_is_no_video_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no video")
    with pytest.raises(MediaError, match=r"notes\.mp4"):
        open_clip(tmp_path / "notes.mp4", 2, 3)


def test_pictures_that_an_encoder_refuses_are_a_row_that_says_so(tmp_path: Path) -> None:
    path = write_video(tmp_path / "tiny.mp4", [np.full((24, 16), 90, np.uint8)] * 3)
    found = measure_growth(open_clip(path, 8, 60), "av1")
    assert found.ratio is None
    assert found.note


def test_a_clip_in_which_nothing_can_be_told_apart_is_a_row_that_says_so(tmp_path: Path) -> None:
    path = write_video(tmp_path / "flat.mp4", [np.full((96, 64), 128, np.uint8)] * 3)
    found = measure_growth(open_clip(path, 2, 60), "h264")
    assert found.ratio is None
    assert found.note == "the two sizes reach no quality in common"


def test_the_first_codec_with_a_ratio_is_used(clip: Path) -> None:
    measured = measure_growth(open_clip(clip, 2, 60), "h264")
    assert chosen([CodecGrowth("vp8", None, note="missing"), measured]) is measured
    assert chosen([CodecGrowth("vp8", None, note="missing")]) is None


def test_a_smaller_picture_is_the_mean_of_what_it_covers() -> None:
    pixels = empty_pixels(8, 4)
    planes(pixels).y[:] = np.arange(32).reshape(4, 8)
    planes(pixels).u[:], planes(pixels).v[:] = 100, 200
    small = planes(resized(pixels, (4, 2)))
    assert small.y[0, 0] == pytest.approx((0 + 1 + 8 + 9) / 4, abs=0.5)
    assert (small.u.min(), small.v.max()) == (100, 200)


def test_sizes_stay_even() -> None:
    assert even_size((1280, 720), 2) == (2560, 1440)
    assert even_size((854, 480), 0.5) == (428, 240)
    assert even_size((353, 2), 1 / 3) == (118, 2)


def test_coding_is_timed_at_both_sizes() -> None:
    encoder = encoder_of("vp8")
    assert encoder is not None
    before, after = (time_coding(encoder, (320, 180), scale) for scale in (1, 4))
    assert 0 < before.encode_ms < after.encode_ms, "sixteen times the pixels"
