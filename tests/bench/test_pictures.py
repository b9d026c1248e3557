"""Pictures with known mattes: found by their names, or made of cut-outs and rooms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backdrop.bench.pictures import SCENE, Sample, find_samples, put_into
from backdrop.bench.quality import survey
from backdrop.errors import BackdropError, MediaError, UsageError
from backdrop.host.media.colour import to_rgb
from support.cut_outs import write_cut_outs, write_photos


def _grey(path: Path, value: int, size: tuple[int, int]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", size, value).save(path)
    return path


def test_pictures_and_masks_belong_together_by_name_whatever_their_formats(tmp_path: Path) -> None:
    for name in ("나.jpg", "b.png", "alone.jpg"):
        _grey(tmp_path / "images" / name, 90, (8, 8))
    for name in ("나.png", "b.bmp", "other.png"):
        _grey(tmp_path / "masks" / name, 255, (8, 8))
    found = find_samples(tmp_path / "images", tmp_path / "masks", None)
    assert [(s.image.name, s.mask and s.mask.name) for s in found] == [("b.png", "b.bmp"), ("나.jpg", "나.png")]


def test_a_grey_mask_is_the_truth_as_it_is(tmp_path: Path) -> None:
    write_photos(tmp_path / "images", tmp_path / "masks", 1)
    (sample,) = find_samples(tmp_path / "images", tmp_path / "masks", None)
    truth = sample.load()
    np.testing.assert_array_equal(truth.alpha, np.asarray(Image.open(tmp_path / "masks" / "0.png")))
    assert (truth.size, truth.frame.size) == ((640, 480), (640, 480))


def test_a_mask_of_16_bits_or_with_an_alpha_channel_says_the_same(tmp_path: Path) -> None:
    (cut_out,) = write_cut_outs(tmp_path, 1)
    rgba = np.asarray(Image.open(cut_out))
    Image.fromarray(rgba[..., 3].astype(np.uint16) * 257).save(tmp_path / "16.png")
    Image.fromarray(rgba[..., :3]).save(tmp_path / "photo.png")
    for mask in (cut_out, tmp_path / "16.png"):
        np.testing.assert_array_equal(Sample(tmp_path / "photo.png", mask).load().alpha, rgba[..., 3])


def test_a_picture_with_odd_sides_keeps_its_own_size(tmp_path: Path) -> None:
    sample = Sample(_grey(tmp_path / "a.png", 90, (275, 183)), _grey(tmp_path / "m.png", 255, (275, 183)))
    truth = sample.load()
    assert (truth.size, truth.frame.size, truth.alpha.shape) == ((275, 183), (276, 184), (183, 275))


def test_a_smaller_mask_of_the_same_shape_will_do_and_one_of_another_shape_is_named(tmp_path: Path) -> None:
    image = _grey(tmp_path / "a.png", 90, (1280, 1055))
    assert Sample(image, _grey(tmp_path / "small.png", 255, (551, 454))).load().alpha.shape == (454, 551)
    with pytest.raises(MediaError, match=r"turned\.png is 1055x1280, of another shape than .*a\.png with 1280x1055"):
        Sample(image, _grey(tmp_path / "turned.png", 255, (1055, 1280))).load()


def test_a_cut_out_stands_in_the_middle_of_the_rooms_lower_edge() -> None:
    room = np.full((90, 160, 3), 40, np.uint8)
    cut_out = np.zeros((45, 40, 4), np.uint8)
    cut_out[..., 0] = 200
    cut_out[:, 10:30, 3] = 255
    picture, alpha = put_into(cut_out, room)
    assert alpha[:, 65:95].min() == 255
    assert alpha[:, :55].max() == alpha[:, 105:].max() == 0
    np.testing.assert_array_equal(picture[:, 65:95], np.broadcast_to((200, 0, 0), (90, 30, 3)))
    np.testing.assert_array_equal(picture[:, :55], room[:, :55])


def test_half_clear_pixels_show_half_of_the_room_and_clear_ones_nothing_of_themselves() -> None:
    room = np.full((90, 160, 3), 100, np.uint8)
    cut_out = np.full((90, 160, 4), 255, np.uint8)
    cut_out[:, :80, 3] = 0
    cut_out[:, 80:, 3] = 51
    picture, alpha = put_into(cut_out, room)
    np.testing.assert_array_equal(picture[0, [0, 159]], [[100] * 3, [131] * 3])
    np.testing.assert_array_equal(alpha[0, [0, 159]], [0, 51])


def test_each_cut_out_is_put_into_each_room_and_without_rooms_into_the_presenters(tmp_path: Path) -> None:
    write_cut_outs(tmp_path / "people", 2)
    rooms = [_grey(tmp_path / "rooms" / f"{value}.png", value, (320, 240)) for value in (20, 220)]
    in_rooms = find_samples(tmp_path / "people", None, tmp_path / "rooms")
    assert [sample.room for sample in in_rooms] == rooms * 2
    dark, light, own = (s.load() for s in (*in_rooms[:2], find_samples(tmp_path / "people", None, None)[0]))
    assert [truth.frame.size for truth in (dark, light, own)] == [SCENE] * 3
    np.testing.assert_array_equal(dark.alpha, own.alpha)
    behind = [to_rgb(truth.frame.pixels)[truth.alpha == 0] for truth in (dark, light, own)]
    assert behind[0].mean() < 25 < 215 < behind[1].mean()
    assert behind[2].std() > 10, "a room has things in it"


def test_what_fits_nothing_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    images = _grey(tmp_path / "images" / "a.png", 90, (8, 8)).parent
    masks = _grey(tmp_path / "masks" / "b.png", 90, (8, 8)).parent
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no mask in .*masks has the name of a picture in .*images"):
        find_samples(images, masks, None)
    with pytest.raises(UsageError, match="gone is no folder"):
        find_samples(tmp_path / "gone", masks, None)
    with pytest.raises(MediaError, match="empty holds no pictures"):
        find_samples(images, tmp_path / "empty", None)
    with pytest.raises(UsageError, match="leave out --rooms or --masks"):
        find_samples(images, images, masks)


def test_pictures_that_cannot_be_used_are_named_and_the_others_kept_by_size(tmp_path: Path) -> None:
    whole = write_cut_outs(tmp_path / "people", 2)
    opaque = _grey(tmp_path / "people" / "opaque.png", 90, (64, 64))
    cut = tmp_path / "people" / "cut short.png"
    cut.write_bytes(whole[0].read_bytes()[:5000])
    text = tmp_path / "people" / "no picture.png"
    text.write_text("hello")
    ticks: list[int] = []
    usable, failed = survey(find_samples(tmp_path / "people", None, None), lambda: ticks.append(1))
    assert [sample.image for sample in usable] == whole
    assert len(ticks) == 5
    told = {path.name: next(str(e) for e in failed if path.name in str(e)) for path in (opaque, cut, text)}
    assert len(failed) == 3
    assert all(isinstance(error, BackdropError) for error in failed)
    assert "nothing of it is transparent" in told["opaque.png"]
    assert "damaged or cut short" in told["cut short.png"]
    assert "not a picture" in told["no picture.png"]
