"""Still pictures: upright, over white, whatever the file holds; and one clear error for whatever it should not."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from backdrop.errors import BackgroundError, MediaError
from backdrop.host.media.still import MAX_MEGAPIXELS, STILL_SUFFIXES, encode_still, load_still
from support.program import environment

Rgb = npt.NDArray[np.uint8]

RED, GREEN, BLUE, WHITE = (250, 10, 10), (10, 250, 10), (10, 10, 250), (250, 250, 250)
EXIF_ORIENTATION = 0x0112

# What a viewer must do to a stored picture of each orientation to see it upright (EXIF 2.32, 4.6.4 A); the tests store
# a picture by undoing it.
UNDO = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,  # stored lying on its left side
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quadrants(width: int = 48, height: int = 32) -> Image.Image:
    """Red and green above, blue and white below."""
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[: height // 2, : width // 2], rgb[: height // 2, width // 2 :] = RED, GREEN
    rgb[height // 2 :, : width // 2], rgb[height // 2 :, width // 2 :] = BLUE, WHITE
    return Image.fromarray(rgb)


def corners(rgb: Rgb) -> list[tuple[int, ...]]:
    """The colours in the middle of the quarters, left to right and top to bottom."""
    height, width = rgb.shape[:2]
    at = [(y, x) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    return [tuple(int(level) for level in rgb[y, x]) for y, x in at]


def near(found: list[tuple[int, ...]], expected: list[tuple[int, ...]], within: int = 3) -> bool:
    return bool(np.abs(np.array(found, int) - np.array(expected, int)).max() <= within)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, bits: int, colour_type: int, rows: bytes, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    body = png_chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + extra + body + png_chunk(b"IEND", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose name is not ASCII: every test reads from it."""
    path = tmp_path / "배경 사진"
    path.mkdir()
    return path


@pytest.mark.parametrize("name", ["나.png", "나.bmp", "나.tif", "나.webp", "나.jpg", "나.gif", "no ending"])
def test_every_common_format_is_read_from_a_korean_folder(folder: Path, name: str) -> None:
    suffix = Path(name).suffix or ".png"
    buffer = io.BytesIO()
    options = {"lossless": True} if suffix == ".webp" else {"quality": 95} if suffix == ".jpg" else {}
    quadrants().save(buffer, Image.registered_extensions()[suffix], **options)
    (folder / name).write_bytes(buffer.getvalue())
    rgb = load_still(folder / name)
    assert rgb.shape == (32, 48, 3)
    assert rgb.dtype == np.uint8
    assert near(corners(rgb), [RED, GREEN, BLUE, WHITE], 12 if suffix in (".jpg", ".gif") else 0)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_every_exif_orientation_comes_out_upright(folder: Path, orientation: int, suffix: str) -> None:
    undo = UNDO[orientation]
    stored = quadrants() if undo is None else quadrants().transpose(undo)
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    stored.save(folder / f"a{suffix}", exif=exif, quality=95)
    rgb = load_still(folder / f"a{suffix}")
    assert rgb.shape == (32, 48, 3)
    assert near(corners(rgb), [RED, GREEN, BLUE, WHITE], 12)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_ignored(folder: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    quadrants().save(folder / "a.png", exif=exif)
    assert near(corners(load_still(folder / "a.png")), [RED, GREEN, BLUE, WHITE])


def test_a_picture_with_broken_exif_data_is_shown_as_it_is(folder: Path) -> None:
    broken = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff" + bytes(range(64))
    quadrants().save(folder / "a.jpg", quality=95, exif=broken)
    (folder / "b.jpg").write_bytes((folder / "a.jpg").read_bytes().replace(b"MM\x00*", b"ZZ\x00*"))
    for name in ("a.jpg", "b.jpg"):
        assert near(corners(load_still(folder / name)), [RED, GREEN, BLUE, WHITE], 12)


def test_transparency_lies_over_white(folder: Path) -> None:
    rgba = np.zeros((2, 3, 4), np.uint8)
    rgba[:, 0], rgba[:, 1], rgba[:, 2] = (200, 0, 0, 255), (200, 0, 0, 128), (200, 0, 0, 0)
    Image.fromarray(rgba).save(folder / "a.png")
    rgb = load_still(folder / "a.png")
    assert near([tuple(map(int, p)) for p in rgb[0]], [(200, 0, 0), (227, 127, 127), (255, 255, 255)], 1)


def test_grey_with_transparency_lies_over_white(folder: Path) -> None:
    Image.fromarray(np.array([[[0, 255], [0, 0]]], np.uint8), "LA").save(folder / "a.png")
    assert load_still(folder / "a.png").tolist() == [[[0, 0, 0], [255, 255, 255]]]


def test_one_colour_that_stands_for_transparent_lies_over_white(folder: Path) -> None:
    rgb = Image.fromarray(np.array([[[9, 8, 7], [50, 60, 70]]], np.uint8))
    rgb.save(folder / "a.png", transparency=(9, 8, 7))
    assert load_still(folder / "a.png").tolist() == [[[255, 255, 255], [50, 60, 70]]]


def test_a_palette_gives_its_colours_and_its_transparency(folder: Path) -> None:
    picture = Image.fromarray(np.array([[0, 1, 2]], np.uint8))
    picture = Image.frombytes("P", (3, 1), picture.tobytes())
    picture.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90])
    picture.save(folder / "plain.png")
    picture.save(folder / "one.png", transparency=1)
    picture.save(folder / "many.png", transparency=bytes([255, 0, 255]))
    assert load_still(folder / "plain.png").tolist() == [[[10, 20, 30], [40, 50, 60], [70, 80, 90]]]
    for name in ("one.png", "many.png"):
        assert load_still(folder / name).tolist() == [[[10, 20, 30], [255, 255, 255], [70, 80, 90]]]


def test_16_bits_of_grey_are_scaled_and_not_clipped(folder: Path) -> None:
    levels = (0, 255, 0x4000, 0x8000, 0xFFFF)
    rows = b"\x00" + struct.pack(">5H", *levels)
    (folder / "a.png").write_bytes(png(5, 1, 16, 0, rows))
    Image.fromarray(np.array([levels], np.uint16)).save(folder / "b.tif")
    for name in ("a.png", "b.tif"):
        assert load_still(folder / name).tolist() == [[[level >> 8] * 3 for level in levels]]


def test_16_bits_a_colour_are_scaled(folder: Path) -> None:
    (folder / "a.png").write_bytes(png(1, 1, 16, 2, b"\x00" + struct.pack(">3H", 0xC8FF, 0x6400, 0x0080)))
    assert near([tuple(map(int, load_still(folder / "a.png")[0, 0]))], [(200, 100, 0)], 1)


def test_one_bit_a_pixel_is_black_and_white(folder: Path) -> None:
    (folder / "a.png").write_bytes(png(2, 1, 1, 0, b"\x00\x40"))
    assert load_still(folder / "a.png").tolist() == [[[0, 0, 0], [255, 255, 255]]]


def test_cmyk_is_turned_into_rgb(folder: Path) -> None:
    cmyk = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    cmyk.save(folder / "a.jpg", quality=95)
    cmyk.save(folder / "a.tif")
    for name in ("a.jpg", "a.tif"):
        red, green, blue = load_still(folder / name)[8, 8].tolist()
        assert red > 200
        assert max(green, blue) < 60


def test_the_first_picture_of_an_animation_is_shown(folder: Path) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in (RED, BLUE)]
    frames[0].save(folder / "a.png", save_all=True, append_images=frames[1:])
    assert near([tuple(map(int, load_still(folder / "a.png")[0, 0]))], [RED])


@pytest.mark.parametrize("wanted", [(100, 60), (300, 200), (2000, 2000)])
def test_a_photograph_is_decoded_no_smaller_than_asked_for(folder: Path, wanted: tuple[int, int]) -> None:
    quadrants(1600, 1200).save(folder / "a.jpg", quality=90)
    rgb = load_still(folder / "a.jpg", at_least=wanted)
    height, width = rgb.shape[:2]
    assert width >= min(wanted[0], 1600)
    assert height >= min(wanted[1], 1200)
    assert width < 1600 or max(wanted) > 800, "a quarter of the work was possible"
    assert abs(width * 3 - height * 4) <= 4
    assert near(corners(rgb), [RED, GREEN, BLUE, WHITE], 12)


def test_a_photograph_on_its_side_is_decoded_no_smaller_than_asked_for_either(folder: Path) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6
    quadrants(1600, 400).save(folder / "a.jpg", exif=exif)
    height, width = load_still(folder / "a.jpg", at_least=(300, 1000)).shape[:2]
    assert width >= 300
    assert height >= 1000


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("size", [(1600, 1200), (1601, 1203)])
def test_any_picture_is_loaded_no_smaller_than_asked_for(folder: Path, orientation: int, size: tuple[int, int]) -> None:
    undo = UNDO[orientation]
    stored = quadrants(*size) if undo is None else quadrants(*size).transpose(undo)
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    stored.save(folder / "a.png", exif=exif)
    rgb = load_still(folder / "a.png", at_least=(300, 200))
    assert (rgb.shape[1], rgb.shape[0]) == (-(-size[0] // 4), -(-size[1] // 4))
    assert near(corners(rgb), [RED, GREEN, BLUE, WHITE])


def test_a_picture_of_many_bands_is_whole(folder: Path) -> None:
    rgb = np.random.default_rng(8).integers(0, 256, (1030, 7, 3), dtype=np.uint8)
    Image.fromarray(rgb).save(folder / "a.png")
    assert (load_still(folder / "a.png") == rgb).all()


MEASURED = """
import sys, time
from backdrop.errors import MediaError
from backdrop.host.media.still import load_still
from backdrop.host.meters import peak_rss_mb
before, started = peak_rss_mb(), time.monotonic()
try:
    load_still(sys.argv[1])
except MediaError as error:
    print(error)
took = time.monotonic() - started
print(round(peak_rss_mb() - before), took)
"""


def measured(path: Path) -> tuple[str, int, float]:
    """What loading says, the MB that it took at its peak, and the seconds."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, env=environment(), check=True
    )
    *said, figures = done.stdout.splitlines()
    return "\n".join(said), int(figures.split()[0]), float(figures.split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
def test_an_enormous_picture_is_refused_at_once_and_without_memory(folder: Path) -> None:
    (folder / "huge.png").write_bytes(png(30_000, 30_000, 8, 2, bytes(90_001)))
    said, megabytes, seconds = measured(folder / "huge.png")
    assert "huge.png is 30000x30000, larger than 51 megapixels; make it smaller first" in said
    assert megabytes < 30
    assert seconds < 2


def test_a_small_jpeg_that_would_take_hours_to_decode_is_refused(folder: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400), (9, 99, 9)).save(buffer, "JPEG", progressive=True)
    whole = buffer.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    (folder / "a.jpg").write_bytes(whole)
    (folder / "b.jpg").write_bytes(whole[:-2] + scan * 100 + whole[-2:])
    assert load_still(folder / "a.jpg").shape == (400, 600, 3)
    with pytest.raises(MediaError, match=r"damaged or cut short \(110 scans\)"):
        load_still(folder / "b.jpg")


def test_a_video_behind_a_photograph_is_no_part_of_it(folder: Path) -> None:
    """As phones store photographs that move."""
    whole = encode_still(np.asarray(quadrants(), np.uint8), ".jpg")
    (folder / "a.jpg").write_bytes(whole + b"\x00ftypmp42" + b"\xff\xda\x00\x02" * 1000)
    assert load_still(folder / "a.jpg").shape[2] == 3


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
def test_an_icon_that_holds_an_enormous_picture_is_refused_without_memory(folder: Path) -> None:
    held = png(10_000, 6_000, 8, 2, bytes(30_001 * 6_000))
    header = struct.pack("<HHH4BHHII", 0, 1, 1, 0, 0, 0, 0, 1, 32, len(held), 22)
    (folder / "a.ico").write_bytes(header + held)
    said, megabytes, _ = measured(folder / "a.ico")
    assert "a.ico is not a picture that can be read; choose a JPEG, PNG or WebP" in said
    assert megabytes < 30


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted in other units elsewhere")
@pytest.mark.parametrize("kind", ["RGBA", "RGBA, lying on its side", "I;16"])
def test_a_large_picture_takes_little_more_than_its_pixels_decoded_and_as_rgb(folder: Path, kind: str) -> None:
    colour_type, bits, stride = (0, 16, 2) if kind == "I;16" else (6, 8, 4)
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6
    extra = png_chunk(b"eXIf", exif.tobytes()[6:]) if "side" in kind else b""
    (folder / "large.png").write_bytes(png(5000, 4000, bits, colour_type, bytes((5000 * stride + 1) * 4000), extra))
    said, megabytes, _ = measured(folder / "large.png")
    assert said == ""
    assert megabytes * 1_048_576 < 5000 * 4000 * (stride + 3) + 40_000_000


def test_a_picture_at_the_limit_is_not_refused_for_its_size(folder: Path) -> None:
    (folder / "a.png").write_bytes(png(MAX_MEGAPIXELS * 100, 10_000, 8, 0, b""))
    with pytest.raises(MediaError, match="is damaged or cut short"):
        load_still(folder / "a.png")
    (folder / "b.png").write_bytes(png(MAX_MEGAPIXELS * 100 + 1, 10_000, 8, 0, b""))
    with pytest.raises(MediaError, match="larger than 51 megapixels"):
        load_still(folder / "b.png")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".gif", ".bmp", ".tif"])
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_truncated_picture_is_refused(folder: Path, suffix: str, share: float) -> None:
    noise = np.random.default_rng(6).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    whole = encode_still(noise, suffix)
    (folder / f"a{suffix}").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(MediaError, match=r"is damaged or cut short|is not a picture that can be read"):
        load_still(folder / f"a{suffix}")


@pytest.mark.parametrize(
    "content",
    [
        b"just some text\n" * 20,
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(x) = quit\n%%EOF\n",
        b"\x00",
        b"\x89PNG",
    ],
    ids=["text", "PDF", "PostScript, which would be run", "one byte", "a signature cut short"],
)
def test_what_is_no_picture_is_refused_with_what_is(folder: Path, content: bytes) -> None:
    (folder / "a.jpg").write_bytes(content)
    with pytest.raises(MediaError, match="is not a picture that can be read; choose a JPEG, PNG or WebP"):
        load_still(folder / "a.jpg")


def test_a_missing_an_empty_file_and_a_folder_have_their_own_line(folder: Path) -> None:
    (folder / "empty.png").touch()
    for path, says in (
        (folder / "nowhere.png", "does not exist"),
        (folder / "empty.png", "is empty"),
        (folder, "is a folder"),
    ):
        with pytest.raises(MediaError, match=says):
            load_still(path)


def test_the_caller_chooses_the_error(folder: Path) -> None:
    (folder / "text.png").write_bytes(b"text")
    (folder / "cut.png").write_bytes(encode_still(np.asarray(quadrants(), np.uint8), ".png")[:60])
    (folder / "huge.png").write_bytes(png(30_000, 30_000, 8, 2, b""))
    for name in ("text.png", "cut.png", "huge.png", "nowhere.png"):
        with pytest.raises(BackgroundError, match=name):
            load_still(folder / name, error=BackgroundError)


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "나.png"


def loads_or_says_why(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    said = ""
    try:
        rgb = load_still(path)
    except MediaError as error:
        said = str(error)
    else:
        assert rgb.ndim == 3
        assert rgb.shape[2] == 3
        assert rgb.dtype == np.uint8
    assert "\n" not in said


SIGNATURES = [
    b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM", b"RIFF\x00\x01\x00\x00WEBPVP8 ",
    b"II*\x00\x08\x00\x00\x00", b"P6 9 9 255\n",
]  # fmt: skip


@settings(deadline=None)
@given(content=st.binary(max_size=300), start=st.sampled_from(SIGNATURES))
def test_wild_bytes_give_a_picture_or_our_error(victim: Path, start: bytes, content: bytes) -> None:
    loads_or_says_why(victim, start + content)


@settings(deadline=None)  # damage may make a small picture a large one
@given(
    suffix=st.sampled_from([".png", ".jpg", ".webp", ".gif", ".bmp", ".tif"]),
    at=st.floats(0, 1, exclude_max=True),
    patch=st.binary(min_size=1, max_size=8),
)
def test_a_damaged_picture_gives_a_picture_or_our_error(victim: Path, suffix: str, at: float, patch: bytes) -> None:
    content = bytearray(encode_still(np.asarray(quadrants(), np.uint8), suffix))
    place = int(at * len(content))
    content[place : place + len(patch)] = patch
    loads_or_says_why(victim, bytes(content))


@pytest.mark.parametrize("suffix", [*STILL_SUFFIXES, ".PNG"])
def test_what_is_written_can_be_read_again(folder: Path, suffix: str) -> None:
    rgb = np.asarray(quadrants(), np.uint8)
    (folder / f"a{suffix}").write_bytes(encode_still(rgb, suffix))
    found = corners(load_still(folder / f"a{suffix}"))
    assert near(found, [RED, GREEN, BLUE, WHITE], 12 if suffix in (".jpg", ".jpeg", ".webp", ".gif") else 0)


def test_a_matte_is_written_as_grey_without_loss() -> None:
    alpha = np.random.default_rng(7).integers(0, 256, (5, 7), dtype=np.uint8)
    with Image.open(io.BytesIO(encode_still(alpha, ".png"))) as image:
        assert image.mode == "L"
        assert (np.asarray(image) == alpha).all()


@pytest.mark.parametrize("suffix", ["", ".", ".mp4x", ".psd", ".txt"])
def test_an_ending_that_no_format_has_or_that_cannot_be_written_is_a_value_error(suffix: str) -> None:
    with pytest.raises(ValueError, match=f"^{suffix}$"):
        encode_still(np.zeros((2, 2, 3), np.uint8), suffix)
