"""Pictures in files, as backgrounds and as a source: what is read is a picture, whatever it was meant to be."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from backdrop.errors import BackdropError
from backdrop.host.media.still import load_rgba, load_still
from fuzz.mutations import damaged, wild, with_right_sums
from fuzz.target import Target, in_one_line

SIGNATURES = [
    b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xc2", b"GIF89a", b"BM",
    b"RIFF\x00\x01\x00\x00WEBPVP8 ", b"RIFF\x00\x01\x00\x00WEBPVP8L", b"RIFF\x00\x01\x00\x00WEBPVP8X",
    b"II*\x00\x08\x00\x00\x00", b"MM\x00*\x00\x00\x00\x08", b"II+\x00\x08\x00\x00\x00",
    # What Pillow reads and the program does not.
    b"P6 9 9 255\n", b"\x00\x00\x01\x00\x01\x00", b"icns\x00\x01\x00\x00", b"8BPS\x00\x01", b"DDS ", b"qoif",
    b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"%!PS-Adobe", b"\x00\x00\x00\x1cftypavif", b"/* XPM */",
]  # fmt: skip


class Stills(Target):
    """`load_still`, whole and at a fraction, and `load_rgba`."""

    most_megabytes = 900  # what `still` says that a picture of the most megapixels takes

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._samples = samples()

    def case(self, random: Random) -> bytes:
        if random.random() < 0.1:
            return wild(random, SIGNATURES)
        content = damaged(random, self._samples)
        return with_right_sums(content) if content.startswith(b"\x89PNG") and random.random() < 0.7 else content

    def run(self, file: Path) -> bool:
        taken = [_loads(file, how) for how in (None, (64, 36), "rgba")]
        return any(taken)


def _loads(file: Path, how: Any) -> bool:
    try:
        pixels = load_rgba(file) if how == "rgba" else load_still(file, how)
    except BackdropError as error:
        return in_one_line(error)
    assert pixels.shape[2] == (4 if how == "rgba" else 3)
    assert pixels.dtype == np.uint8
    assert pixels.size > 0
    return True


def samples() -> list[bytes]:
    """Small pictures of every form that the common programs write, with the metadata they add."""
    noise = np.random.default_rng(1).integers(0, 256, (40, 56, 4), dtype=np.uint8)
    noise[:20] = 90
    rgba = Image.fromarray(noise)
    rgb, exif = rgba.convert("RGB"), Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x8769] = 6, "a description", {0x9003: "2024:01:01 00:00:00"}
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)  # when it was made (ICC.1, 7.2): every run makes the same
    extra: dict[str, Any] = {"exif": exif, "icc_profile": bytes(profile)}
    frames = [Image.fromarray(np.roll(noise, n * 5, 0)) for n in range(3)]
    palette = rgb.quantize(16)
    deep = Image.fromarray(noise[:, :, 0].astype(np.uint16) * 257)
    return [
        *(_saved(rgb, "JPEG", **how) for how in ({}, {"progressive": True}, {"subsampling": 0, **extra})),
        *(_saved(image, "JPEG") for image in (rgb.convert("L"), rgb.convert("CMYK"))),
        *(_saved(image, "PNG") for image in (rgb, rgba, palette, deep, rgb.convert("1"), rgba.convert("LA"))),
        _saved(rgba, "PNG", **extra),
        _saved(palette, "PNG", transparency=bytes(range(16))),
        _saved(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        *(_saved(rgba, "WEBP", **how) for how in ({}, {"lossless": True}, extra)),
        _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
        _saved(palette, "GIF"),
        _saved(frames[0], "GIF", save_all=True, append_images=frames[1:], transparency=3),
        *(_saved(image, "BMP") for image in (rgb, rgba, palette, rgb.convert("1"))),
        *(_saved(rgb, "TIFF", compression=how) for how in (None, "tiff_lzw", "jpeg", "tiff_adobe_deflate", "packbits")),
        *(_saved(image, "TIFF", icc_profile=extra["icc_profile"]) for image in (rgba, deep)),
        _saved(rgb.convert("1"), "TIFF", compression="group4"),
        _saved(rgb, "MPO", save_all=True, append_images=[frame.convert("RGB") for frame in frames]),
        *(_saved(rgb, form) for form in ("PPM", "TGA", "ICO", "ICNS", "PCX", "SGI", "DDS", "JPEG2000")),
    ]  # fmt: skip


def _saved(image: Image.Image, form: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **how)
    return buffer.getvalue()
