"""Still pictures in files: JPEG, PNG, WebP and the others of STILL_SUFFIXES, upright and as RGB."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from backdrop.errors import BackdropError, MediaError
from backdrop.host.files import open_binary
from backdrop.host.media.colour import Rgb, Rgba
from backdrop.host.media.jpeg import MOST_SCANS, count_scans
from backdrop.text import N_

log = logging.getLogger(__name__)

MAX_MEGAPIXELS = 51
"""A larger picture is refused from its header alone. Phones' sensors of "50 megapixels" give up to 8192x6144, 50.3.

At this limit the memory at its peak grows by 390 MB (PNG, TIFF, BMP, baseline JPEG), 510 MB (progressive JPEG) or
810 MB (WebP, whose decoder holds three copies); with `at_least` 1280x720, by 60 MB (baseline JPEG), 350 MB or 810 MB.
"""
_BAND = 256
"""Rows that are flattened at a time: what is made on the way is small beside the decoded picture."""

_Turn = Callable[[Rgb], Rgb]
_TURNS: dict[int, _Turn] = {
    2: lambda rgb: rgb[:, ::-1],
    3: lambda rgb: rgb[::-1, ::-1],
    4: lambda rgb: rgb[::-1],
    5: lambda rgb: rgb.swapaxes(0, 1),
    6: lambda rgb: rgb[::-1].swapaxes(0, 1),
    7: lambda rgb: rgb[::-1, ::-1].swapaxes(0, 1),
    8: lambda rgb: rgb[:, ::-1].swapaxes(0, 1),
}
"""From an EXIF orientation (EXIF 2.32, 4.6.4 A) to what shows the stored picture upright."""

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
"""What is opened, by Pillow's names. Of its other formats some start programs (EPS), some hold a picture larger than
their header says (ICO), and nobody has backgrounds in the rest."""
STILL_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")

Image.MAX_IMAGE_PIXELS = None  # our own limit above words its error for the user


def load_still(
    path: str | os.PathLike[str],
    at_least: tuple[int, int] | None = None,
    error: type[BackdropError] = MediaError,
) -> Rgb:
    """The picture as RGB uint8 (height, width, 3), turned upright by its EXIF orientation, transparency over white.

    `at_least` (width, height) lets it be loaded at a fraction of its size, no smaller than that.
    Raises `error` when the file is missing, empty, too large, damaged, or no picture.
    """
    with _reading(path, error) as file:
        rgb, turn = _decoded(file, os.fspath(path), at_least, error)
        return np.ascontiguousarray(turn(rgb))


def load_rgba(path: str | os.PathLike[str]) -> Rgba:
    """The picture as RGBA uint8 (height, width, 4), upright, its alpha 255 where it says nothing of transparency.

    Raises MediaError as `load_still` does.
    """
    shown = os.fspath(path)
    with _reading(path, MediaError) as file, _opened(file, shown, MediaError) as image:
        image.load()
        turn = _turn(image, shown)
        return np.ascontiguousarray(turn(np.asarray(_of_8_bits(image).convert("RGBA"))))


def pictures_in(folder: Path) -> list[Path]:
    """The folder's files that are named as pictures, in order. MediaError when there are none."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in STILL_SUFFIXES and path.is_file())
    if not found:
        raise MediaError(N_("{path} holds no pictures; choose a folder of JPEG or PNG files"), path=folder)
    return found


@contextlib.contextmanager
def _reading(path: str | os.PathLike[str], error: type[BackdropError]) -> Iterator[BinaryIO]:
    """The file opened; what goes wrong while it is decoded is worded as `error`."""
    shown = os.fspath(path)
    with open_binary(path, error) as file, _warnings_to_log(shown):
        try:
            yield file
        except UnidentifiedImageError:
            raise error(
                N_("{path} is not a picture that can be read; choose a JPEG, PNG or WebP"), path=shown
            ) from None
        except BackdropError:
            raise
        except Exception as reason:  # damaged files make Pillow's decoders raise anything
            raise error(N_("{path} is damaged or cut short ({reason})"), path=shown, reason=reason) from reason


def _decoded(
    file: BinaryIO, shown: str, at_least: tuple[int, int] | None, error: type[BackdropError]
) -> tuple[Rgb, _Turn]:
    """The picture as it is stored, and what turns it upright: done when Pillow's copy of it is gone."""
    with _opened(file, shown, error) as image:
        factor = 1
        if at_least is not None:
            image.draft("RGB", (max(at_least), max(at_least)))
            factor = max(1, min(image.size) // max(at_least))
        image.load()
        return _flattened(image, factor), _turn(image, shown)


@contextlib.contextmanager
def _opened(file: BinaryIO, shown: str, error: type[BackdropError]) -> Iterator[Image.Image]:
    with Image.open(file, formats=_FORMATS) as image:
        _refuse_enormous(image, shown, error)
        if image.format in ("JPEG", "MPO"):
            _refuse_endless(file)
        yield image


@contextlib.contextmanager
def _warnings_to_log(shown: str) -> Iterator[None]:
    """Keeps what Pillow warns of (odd EXIF data, odd palettes) off the user's terminal."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            for warning in caught:
                log.info("%s: %s", shown, warning.message)


def _refuse_enormous(image: Image.Image, shown: str, error: type[BackdropError]) -> None:
    width, height = image.size
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        raise error(
            N_("{path} is {width}x{height}, larger than {limit} megapixels; make it smaller first"),
            path=shown, width=width, height=height, limit=MAX_MEGAPIXELS,
        )  # fmt: skip


def _turn(image: Image.Image, shown: str) -> _Turn:
    """What turns the picture upright, by its EXIF orientation."""
    try:
        return _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1), _as_it_is)
    except Exception as reason:  # noqa: BLE001 - EXIF data is often broken where the picture is not
        log.info("%s: its EXIF data cannot be read: %r", shown, reason)
        return _as_it_is


def _as_it_is(rgb: Rgb) -> Rgb:
    return rgb


def _refuse_endless(file: BinaryIO) -> None:
    at = file.tell()
    file.seek(0)
    scans = count_scans(file.read())
    file.seek(at)
    if scans > MOST_SCANS:
        raise ValueError(f"{scans} scans")


def _flattened(image: Image.Image, factor: int) -> Rgb:
    """The decoded picture as RGB over white, each `factor` x `factor` pixels as their mean, band by band."""
    width, height = image.size
    rgb = np.empty((-(-height // factor), -(-width // factor), 3), np.uint8)
    for top in range(0, height, _BAND * factor):
        band = _flatten(image.crop((0, top, width, min(height, top + _BAND * factor))))
        rgb[top // factor : top // factor + _BAND] = np.asarray(band.reduce(factor))
    return rgb


def _flatten(image: Image.Image) -> Image.Image:
    image = _of_8_bits(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        above = image.convert("RGBA")
        white = Image.new("RGB", above.size, "white")
        white.paste(above, mask=above)
        return white
    return image.convert("RGB")


def _of_8_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits a pixel in 8, which Pillow's own conversion would clip, not scale; others as they are."""
    if not image.mode.startswith("I"):
        return image
    return Image.fromarray((np.clip(np.asarray(image), 0, 65535) >> 8).astype(np.uint8))


def encode_still(rgb: Rgb, suffix: str) -> bytes:
    """RGB or grey uint8 as the bytes of a picture file of the format that `suffix` (such as ".png") names.

    ValueError when no format has that suffix.
    """
    formats = Image.registered_extensions()
    if formats.get(suffix.lower()) not in Image.SAVE:
        raise ValueError(suffix)
    buffer = io.BytesIO()
    options = {"quality": 92} if suffix.lower() in (".jpg", ".jpeg", ".webp") else {}
    Image.fromarray(rgb).save(buffer, formats[suffix.lower()], **options)
    return buffer.getvalue()
