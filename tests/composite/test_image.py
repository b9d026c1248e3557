"""A picture behind the person: scaled to cover, upright, and clear words for files that will not do."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import backdrop.composite.image as module
from backdrop.composite.image import Image, bundled_images, find_image
from backdrop.errors import BackgroundError
from backdrop.frame import Frame, empty_pixels
from backdrop.host.media.colour import Rgb, to_rgb

RED, GREEN, BLUE, WHITE = (200, 40, 40), (40, 160, 40), (40, 40, 200), (230, 230, 230)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "배경 사진"
    folder.mkdir()
    return folder


def shown(path: Path, width: int, height: int) -> Rgb:
    pixels = Image(path, width, height).alone(0)
    assert pixels.shape == (height * 3 // 2, width)
    return to_rgb(pixels)


def assert_colour(pixel: Rgb, colour: tuple[int, int, int]) -> None:
    assert np.abs(pixel.astype(int) - colour).max() <= 6


def quarters(width: int, height: int) -> Rgb:
    """Red and green above blue and white."""
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[: height // 2, : width // 2], rgb[: height // 2, width // 2 :] = RED, GREEN
    rgb[height // 2 :, : width // 2], rgb[height // 2 :, width // 2 :] = BLUE, WHITE
    return rgb


def assert_quarters(rgb: Rgb) -> None:
    height, width = rgb.shape[:2]
    for (y, x), colour in {(1, 1): RED, (1, 3): GREEN, (3, 1): BLUE, (3, 3): WHITE}.items():
        assert_colour(rgb[height * y // 4, width * x // 4], colour)


@pytest.mark.parametrize("picture", [(640, 360), (64, 36), (2000, 1125), (641, 361)], ids=str)
@pytest.mark.parametrize("size", [(320, 180), (1280, 720)], ids=str)
def test_picture_is_scaled_to_the_output(folder: Path, picture: tuple[int, int], size: tuple[int, int]) -> None:
    PillowImage.fromarray(quarters(*picture)).save(folder / "나.png")
    assert_quarters(shown(folder / "나.png", *size))


@pytest.mark.parametrize("size", [(640, 360), (360, 640)], ids=str)
def test_what_overhangs_is_cut_off_evenly_and_nothing_is_stretched(folder: Path, size: tuple[int, int]) -> None:
    """A wide and a tall output of one square picture: its middle stays a square in the middle."""
    rgb = np.full((500, 500, 3), BLUE, np.uint8)
    rgb[200:300, 200:300] = RED
    PillowImage.fromarray(rgb).save(folder / "나.png")
    out = shown(folder / "나.png", *size)
    red = np.argwhere(out[..., 0].astype(int) - out[..., 2] > 0)
    (top, left), (bottom, right) = red.min(axis=0), red.max(axis=0) + 1
    assert right - left == pytest.approx(bottom - top, abs=4)
    assert right - left == pytest.approx(max(size) / 5, abs=4)
    assert (left + right) / 2 == pytest.approx(size[0] / 2, abs=3)
    assert (top + bottom) / 2 == pytest.approx(size[1] / 2, abs=3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_is_turned_upright_by_its_exif_orientation(folder: Path, orientation: int) -> None:
    undo = {
        2: PillowImage.Transpose.FLIP_LEFT_RIGHT,
        3: PillowImage.Transpose.ROTATE_180,
        4: PillowImage.Transpose.FLIP_TOP_BOTTOM,
        5: PillowImage.Transpose.TRANSPOSE,
        6: PillowImage.Transpose.ROTATE_90,
        7: PillowImage.Transpose.TRANSVERSE,
        8: PillowImage.Transpose.ROTATE_270,
    }
    upright = PillowImage.fromarray(quarters(640, 360))
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    stored.save(folder / "나.jpg", quality=95, exif=exif)
    assert_quarters(shown(folder / "나.jpg", 640, 360))


@pytest.mark.parametrize("picture", [(1, 1), (300, 1), (1, 300), (2, 3)], ids=str)
@pytest.mark.parametrize("size", [(320, 180), (2, 2)], ids=str)
def test_a_picture_of_hardly_any_pixels_still_fills_the_output(
    folder: Path, picture: tuple[int, int], size: tuple[int, int]
) -> None:
    PillowImage.new("RGB", picture, RED).save(folder / "나.png")
    assert_colour(shown(folder / "나.png", *size)[0, 0], RED)


def test_file_is_not_needed_afterwards(folder: Path) -> None:
    path = folder / "나.png"
    PillowImage.fromarray(quarters(640, 360)).save(path)
    background = Image(path, 320, 180)
    path.unlink()
    frame = Frame(empty_pixels(320, 180), 0)
    assert_quarters(to_rgb(background.behind(frame, None)))


def test_large_picture_is_scaled_without_aliasing(folder: Path) -> None:
    """Fine lines, 10 pixels of them to one of the output, become an even grey."""
    rgb = np.zeros((1800, 3200, 3), np.uint8)
    rgb[:, ::2] = 220
    PillowImage.fromarray(rgb).save(folder / "나.png")
    assert shown(folder / "나.png", 320, 180)[..., 1].std() <= 2


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of bundled pictures: office and bookshelf."""
    resources = tmp_path / "resources"
    (resources / "backgrounds").mkdir(parents=True)
    for name in ("office", "bookshelf"):
        PillowImage.fromarray(quarters(64, 36)).save(
            resources / "backgrounds" / f"{name}.jpg", quality=95, subsampling=0
        )
    monkeypatch.setattr(module, "bundled", lambda part: tmp_path / part)
    monkeypatch.chdir(tmp_path)
    return resources / "backgrounds"


def test_bundled_pictures_are_known_by_name(bundle: Path) -> None:
    assert bundled_images() == {"bookshelf": bundle / "bookshelf.jpg", "office": bundle / "office.jpg"}
    assert find_image("office") == bundle / "office.jpg"
    assert_quarters(shown(find_image("office"), 320, 180))


def test_file_of_a_bundled_pictures_name_comes_first(bundle: Path, tmp_path: Path) -> None:
    PillowImage.fromarray(quarters(64, 36)).save(tmp_path / "office", "PNG")
    assert find_image("office") == Path("office")


def test_unknown_name_is_refused_and_the_nearest_named(bundle: Path) -> None:
    with pytest.raises(BackgroundError, match=r'did you mean "office"\?.*bookshelf, office'):
        find_image("offlce")


def test_name_that_is_near_nothing_lists_what_there_is(bundle: Path) -> None:
    with pytest.raises(BackgroundError, match="bookshelf, office") as error:
        find_image("zzzzzz")
    assert "did you mean" not in str(error.value)


def test_tilde_is_the_home_folder(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_image("~/나.png") == tmp_path / "나.png"


def refused(path: Path) -> str:
    with pytest.raises(BackgroundError) as error:
        Image(path, 320, 180)
    message = str(error.value)
    assert path.name in message
    assert len(message.splitlines()) == 1
    return message


def test_missing_file_is_refused(folder: Path) -> None:
    assert "does not exist" in refused(folder / "나.png")


def test_folder_is_refused(folder: Path) -> None:
    assert "is a folder" in refused(folder)


def test_empty_file_is_refused(folder: Path) -> None:
    (folder / "나.png").touch()
    assert "is empty" in refused(folder / "나.png")


def test_text_is_refused(folder: Path) -> None:
    (folder / "나.png").write_text("not a picture at all\n" * 50)
    assert "not a picture" in refused(folder / "나.png")


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "bmp", "tif"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_file_is_refused(folder: Path, suffix: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (200, 300, 3), np.uint8)
    path = folder / f"나.{suffix}"
    PillowImage.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    refused(path)


def test_enormous_picture_is_refused_from_its_header(folder: Path) -> None:
    """30,000 × 30,000 pixels: decoded they would be 2.7 GB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000)
    (folder / "나.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
    assert "30000x30000" in refused(folder / "나.png")


def test_the_home_of_a_user_that_there_is_not_is_a_missing_file() -> None:
    with pytest.raises(BackgroundError, match="nobody-of-that-name"):
        Image(find_image("~nobody-of-that-name/a.png"), 64, 36)
