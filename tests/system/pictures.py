"""Screenshots small enough for a repository: the 256 commonest colours and an index, a third of what the browser writes."""

from __future__ import annotations

import struct
import zlib
from collections import Counter

MAGIC = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
RGB, INDEXED = 2, 3


def small(png: bytes) -> bytes:
    """The same picture with at most 256 colours; a colour that is left out becomes the nearest that stays.

    Reads what Chromium writes (8 bits, RGB, not interlaced). Raises ValueError for anything else.
    """
    parts = list(_chunks(png))
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", parts[0][1])
    if (depth, kind, rest[-1]) != (8, RGB, 0):
        raise ValueError("not a picture as Chromium writes it")
    raw = zlib.decompress(b"".join(data for name, data in parts if name == b"IDAT"))
    rows = list(_rows(raw, width * 3, height))
    pixels = [[row[at:at + 3] for at in range(0, len(row), 3)] for row in rows]
    seen = Counter(colour for line in pixels for colour in line)
    palette = [colour for colour, _ in seen.most_common(COLOURS)]
    index = {colour: number for number, colour in enumerate(palette)}
    index |= {colour: _nearest(colour, palette) for colour in seen.keys() - index.keys()}
    lines = b"".join(b"\0" + bytes(index[colour] for colour in line) for line in pixels)
    return MAGIC + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, INDEXED, 0, 0, 0)), _chunk(b"PLTE", b"".join(palette)),
        _chunk(b"IDAT", zlib.compress(lines, 9)), _chunk(b"IEND", b""),
    ))


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    return min(range(len(palette)), key=lambda number: sum((a - b) ** 2 for a, b in zip(colour, palette[number], strict=True)))


def _chunks(png: bytes):
    at = len(MAGIC)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at:at + 8])
        yield name, png[at + 8:at + 8 + length]
        at += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rows(raw: bytes, length: int, height: int):
    """Each row without its filter (PNG 1.2, section 6)."""
    above = bytes(length)
    for number in range(height):
        at = number * (length + 1)
        row = bytearray(raw[at + 1:at + 1 + length])
        _unfilter(raw[at], row, above)
        above = bytes(row)
        yield above


def _unfilter(kind: int, row: bytearray, above: bytes) -> None:
    for at in range(len(row)) if kind else ():
        left = row[at - 3] if at >= 3 else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[at]
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            corner = above[at - 3] if at >= 3 else 0
            guess = _paeth(left, above[at], corner)
        row[at] = (row[at] + guess) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    """Of three neighbours the one closest to left + up - corner; in a draw the first."""
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
