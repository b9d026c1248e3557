"""Damage done to bytes, the same for the same `Random`: what bad disks, broken downloads and ill will do to files."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from random import Random

# Where sizes and counts turn over, in as many bits as formats have for them.
_EDGES = [
    edge + off
    for bits in (7, 8, 15, 16, 24, 31, 32, 63, 64)
    for edge in (0, 1 << bits)
    for off in (-1, 0, 1)
    if edge + off >= 0
]
_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9 ]{3}")
"""What chunks and boxes are called in most formats: the numbers that matter stand around it."""

_JPEG_HEADER = re.compile(rb"\xff[\xc0-\xc2]")


def damaged(random: Random, samples: Sequence[bytes]) -> bytes:
    """One of the samples, damaged once to several times."""
    content = bytearray(random.choice(samples))
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        random.choice(_DAMAGES)(random, content, samples)
    return bytes(content)


def wild(random: Random, signatures: Sequence[bytes], most: int = 600) -> bytes:
    """Bytes of no meaning after what a format begins with."""
    return random.choice(signatures) + random.randbytes(random.randrange(most))


def with_right_sums(png: bytes) -> bytes:
    """A PNG whose chunks have the checksums of what they hold, so that a decoder goes on to look at that."""
    mended, at = bytearray(png), 8
    while at + 12 <= len(mended):
        size = int.from_bytes(mended[at : at + 4], "big")
        if at + 12 + size > len(mended):
            break
        mended[at + 8 + size : at + 12 + size] = zlib.crc32(mended[at + 4 : at + 8 + size]).to_bytes(4, "big")
        at += 12 + size
    return bytes(mended)


def _flip(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    for _n in range(random.choice((1, 1, 4, 32))):
        if content:
            content[_place(random, content)] ^= 1 << random.randrange(8)


def _overwrite(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    at = _place(random, content)
    patch = random.randbytes(random.choice((1, 2, 4, 16, 200)))
    content[at : at + len(patch)] = patch


def _cut_short(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    del content[_place(random, content) :]


def _cut_out(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    at = _place(random, content)
    del content[at : at + random.choice((1, 2, 8, 100, 1000))]


def _repeat(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    at = _place(random, content)
    content[at:at] = content[at : at + random.choice((1, 12, 100, 1000))] * random.choice((1, 3, 20))


def _splice(random: Random, content: bytearray, samples: Sequence[bytes]) -> None:
    """Part of another file, or of one of another format, in place of some of this."""
    other = random.choice(samples)
    start, at = random.randrange(len(other)), _place(random, content)
    content[at : at + random.choice((0, 4, 100))] = other[start : start + random.choice((8, 100, 2000))]


def _number(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    """Another number where one may stand: enormous, negative, nothing."""
    width = random.choice((1, 2, 4, 4, 8))
    value = random.choice(_EDGES) % (1 << 8 * width)
    at = _place(random, content)
    if random.random() < 0.7 and (names := [found.start() for found in _NAME.finditer(content)]):
        at = max(0, random.choice(names) + random.randrange(-4, 40))
    content[at : at + width] = value.to_bytes(width, random.choice(("big", "little")))


def _jpeg_size(random: Random, content: bytearray, _: Sequence[bytes]) -> None:
    """Another size in the header of a JPEG (ITU-T T.81, B.2.2), alone or within another format."""
    headers = [found.start() for found in _JPEG_HEADER.finditer(content)]
    if headers:
        at = random.choice(headers) + 5
        sides = random.choices((0, 1, 7, 64, 5000, 7000, 12_000, 30_000, 65_500, 65_535), k=2)
        content[at : at + 4] = b"".join(side.to_bytes(2, "big") for side in sides)


def _place(random: Random, content: bytearray) -> int:
    """Half of the time near the beginning, where the headers are."""
    most = len(content) if random.random() < 0.5 else min(len(content), 200)
    return random.randrange(most) if most else 0


_DAMAGES = [_flip, _overwrite, _cut_short, _cut_out, _repeat, _splice, _number, _number, _number, _jpeg_size]
